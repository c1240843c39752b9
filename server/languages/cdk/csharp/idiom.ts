/** How C# spells what a fix writes. */
import type { Idiom, Quoting } from "../writer/idiom.ts";
import { longQuoting, simpleQuoting } from "../writer/quoting.ts";

export const csharpIdiom: Idiom = {
  lineComment: "//",
  value: literal,
  literal,
  list: (items) => `new[] { ${items.join(", ")} }`,
  name: (name) => name.charAt(0).toUpperCase() + name.slice(1),
  named: (name, value) => `${name} = ${value}`,
  isChained: () => false,
  staticCall: (className, method, argument) => `${className}.${method}(${argument})`,
  quoting,
  emptyBlocks: true,
};

function literal(value: string | number | boolean): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function quoting(text: string): Quoting | undefined {
  const head = /^([$@]*)("{3,}|")/.exec(text);
  if (!head) return undefined;
  const [whole, prefix, quotes] = head as unknown as [string, string, string];
  if (quotes.length >= 3) return prefix === "" ? longQuoting(text, whole.length, quotes, false) : undefined;
  const braces = prefix.includes("$");
  const doubled = (s: string) => (braces ? s.replace(/[{}]/g, "$&$&") : s);
  if (prefix.includes("@")) {
    const inner = text.slice(whole.length, -1);
    if (!text.endsWith('"') || text.length <= whole.length || inner.replaceAll('""', "").includes('"'))
      return undefined;
    return {
      open: whole.length,
      close: 1,
      escapes: false,
      lines: true,
      escape: (s) => doubled(s).replaceAll('"', '""'),
    };
  }
  const found = simpleQuoting(text, whole.length);
  return found && { ...found, escape: (s) => found.escape(doubled(s)) };
}
