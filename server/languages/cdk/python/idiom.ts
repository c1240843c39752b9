/** How Python spells what a fix writes. */
import type { Idiom, Quoting } from "../writer/idiom.ts";
import { longQuoting, simpleQuoting } from "../writer/quoting.ts";

export const pythonIdiom: Idiom = {
  lineComment: "#",
  value: literal,
  literal,
  list: (items) => `[${items.join(", ")}]`,
  name: (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase(),
  named: (name, value) => `${name}=${value}`,
  isChained: () => false,
  staticCall: (className, method, argument) => `${className}.${method}(${argument})`,
  quoting,
  emptyBlocks: false,
};

function literal(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function quoting(text: string): Quoting | undefined {
  const head = /^([rbuf]{0,2})("""|'''|"|')/i.exec(text);
  if (!head) return undefined;
  const [whole, prefix, quotes] = head as unknown as [string, string, string];
  const raw = /r/i.test(prefix);
  const found = quotes.length === 3 ? longQuoting(text, whole.length, quotes, !raw) : simpleQuoting(text, whole.length);
  if (!found) return undefined;
  const { escape: inside } = found;
  return {
    ...found,
    escapes: !raw,
    escape(s) {
      if (raw) return /["'\\\n]/.test(s) ? undefined : s;
      // In an f-string a brace is doubled.
      return inside(/f/i.test(prefix) ? s.replace(/[{}]/g, "$&$&") : s);
    },
  };
}
