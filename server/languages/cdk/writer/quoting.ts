/** The quotes of string literals, as most languages have them. */
import type { Quoting } from "./idiom.ts";

/** A literal between two quotes of one character, on one line, with backslash escapes. */
export function simpleQuoting(text: string, open: number): Quoting | undefined {
  const quote = text[open - 1]!;
  if (text.length < open + 1 || !text.endsWith(quote) || isCut(text.slice(open, -1), quote)) return undefined;
  return {
    open,
    close: 1,
    escapes: true,
    lines: false,
    escape: (s) => s.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c] ?? `\\${c}`).replaceAll(quote, `\\${quote}`),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A literal that may hold lines, between quotes that are repeated three times or more. */
export function longQuoting(text: string, open: number, quotes: string, escapes: boolean): Quoting | undefined {
  if (text.length < open + quotes.length || !text.endsWith(quotes)) return undefined;
  return {
    open,
    close: quotes.length,
    escapes,
    lines: true,
    escape: (s) => {
      const escaped = escapes ? s.replaceAll("\\", "\\\\") : s;
      return s.includes(quotes) || s.endsWith(quotes[0]!) ? undefined : escaped;
    },
  };
}

/** Whether the quote stands between: then it is several literals, and not one. */
function isCut(inner: string, quote: string): boolean {
  for (let i = 0; i < inner.length; i++) {
    if (inner[i] === "\\") i++;
    else if (inner[i] === quote) return true;
  }
  return false;
}
