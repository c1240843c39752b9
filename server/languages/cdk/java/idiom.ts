/** How Java spells what a fix writes. */
import type { Idiom, Quoting } from "../writer/idiom.ts";
import { longQuoting, simpleQuoting } from "../writer/quoting.ts";

export const javaIdiom: Idiom = {
  lineComment: "//",
  value: literal,
  literal,
  list: (items) => `List.of(${items.join(", ")})`,
  name: (name) => name,
  named: (name, value) => `.${name}(${value})`,
  isChained: ({ span }, text) => text[span.start] === ".",
  staticCall: (className, method, argument) => `${className}.${method}(${argument})`,
  quoting,
  emptyBlocks: true,
};

function literal(value: string | number | boolean): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function quoting(text: string): Quoting | undefined {
  const block = /^"""[ \t]*\r?\n/.exec(text);
  if (block) return longQuoting(text, block[0].length, '"""', true);
  return text.startsWith('"') ? simpleQuoting(text, 1) : undefined;
}
