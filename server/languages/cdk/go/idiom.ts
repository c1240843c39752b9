/** How Go spells what a fix writes. */
import type { Idiom, Quoting } from "../writer/idiom.ts";
import { simpleQuoting } from "../writer/quoting.ts";

export const goIdiom: Idiom = {
  lineComment: "//",
  value(value) {
    const helper = typeof value === "string" ? "String" : typeof value === "number" ? "Number" : "Bool";
    return `jsii.${helper}(${literal(value)})`;
  },
  literal,
  list: (items) => `&[]*string{${items.join(", ")}}`,
  name: (name) => name.charAt(0).toUpperCase() + name.slice(1),
  named: (name, value) => `${name}: ${value}`,
  isChained: () => false,
  staticCall: (className, method, argument) => `${className}_${method}(${argument})`,
  quoting,
  emptyBlocks: true,
};

function literal(value: string | number | boolean): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function quoting(text: string): Quoting | undefined {
  if (text.startsWith('"')) return simpleQuoting(text, 1);
  if (!/^`[^`]*`$/.test(text)) return undefined;
  return { open: 1, close: 1, escapes: false, lines: true, escape: (s) => (s.includes("`") ? undefined : s) };
}
