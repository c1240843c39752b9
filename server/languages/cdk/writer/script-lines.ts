/** The lines of a script inside a string. */
import type { TextEdit } from "../../../core/fixes.ts";
import type { Span } from "../../../core/span.ts";
import type { Range } from "./source-text.ts";

/** What may stand before a command that is removed with its line: nothing, or what only runs it. */
const HEAD = /^[ \t]*(?:(?:sudo|command|exec|nohup|time)(?:[ \t]+--?[\w-]+(?:[ \t=]+[\w.-]+)?)*[ \t]+)?$/;
/** What may stand behind it. */
const TAIL = /^[ \t]*;?[ \t]*(?:#.*)?$/;

/** Whether a command has its line for itself. `before` is the script before the line. */
export function isAlone(before: string, head: string, tail: string, escapes: boolean): boolean {
  const continued = escapes ? before.replace(/(?:\\n|\s)+$/, "").endsWith("\\\\") : before.trimEnd().endsWith("\\");
  return !continued && HEAD.test(head) && TAIL.test(tail);
}

/** The line breaks between two offsets: written as such, or as an escape. What stands in a hole has none. */
export function breaksOf(text: string, from: number, to: number, holes: readonly Range[], escapes: boolean): Range[] {
  const breaks: Range[] = [];
  for (let i = from; i < to; i++) {
    const hole = holes.find((h) => h.start <= i && i < h.end);
    if (hole) {
      i = hole.end - 1;
      continue;
    }
    if (escapes && text[i] === "\\") {
      if (text[i + 1] === "n") breaks.push({ start: i, end: i + 2 });
      i++;
    } else if (text[i] === "\n") breaks.push({ start: text[i - 1] === "\r" && i > from ? i - 1 : i, end: i + 1 });
  }
  return breaks;
}

/** The text between two offsets without its line breaks. */
export function withoutBreaks(text: string, from: number, to: number, breaks: readonly Range[]): string {
  let kept = "";
  let at = from;
  for (const b of breaks) {
    if (b.start < from || b.end > to) continue;
    kept += text.slice(at, b.start);
    at = b.end;
  }
  return kept + text.slice(at, to);
}

/** Removes a line of a script that is a file of its own. */
export function removePlainLine(span: Span): readonly TextEdit[] | undefined {
  const { chunk } = span;
  const { text } = chunk;
  const start = text.lastIndexOf("\n", span.start - 1) + 1;
  const at = text.indexOf("\n", span.end);
  const end = at < 0 ? text.length : at + 1;
  const line = text.slice(span.end, at < 0 ? end : at).replace(/\r$/, "");
  if (!HEAD.test(text.slice(start, span.start)) || !TAIL.test(line) || /\\\r?\n$/.test(text.slice(0, start)))
    return undefined;
  return [{ span: { chunk, start, end }, newText: "" }];
}
