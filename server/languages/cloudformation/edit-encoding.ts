/** Puts `Fn::Base64` around what a property is written as. */
import { callOf } from "./calls.ts";
import { columnOf, type Edits, edit, endOf } from "./edit-nodes.ts";
import type { Step } from "./locate.ts";
import type { Rendering } from "./render.ts";

/** The last step leads to the value. */
export function encode(steps: readonly Step[], { style }: Rendering): Edits {
  const last = steps.at(-1);
  if (!last || !("entry" in last) || last.entry.alias) return undefined;
  const { keySpan, value } = last.entry;
  const { chunk } = keySpan;
  if (value.span.chunk !== chunk || (value.kind === "scalar" && value.style === "empty")) return undefined;
  if (callOf(value)?.name === "Fn::Base64") return undefined;
  const { text } = chunk;
  const { start } = value.span;
  const end = endOf(value);
  if (style.format === "json") return around(`{ "Fn::Base64": `);
  if (last.in.flow) return around("{ Fn::Base64: ");
  const colon = /^\s*:/.exec(text.slice(keySpan.end, start));
  if (!colon) return undefined;
  const from = keySpan.end + colon[0].length;
  // Everything that was below the key is now below the function, one step further in.
  const step = style.fill.repeat(style.step);
  const written = text.slice(from, end).replace(/\n(?=[^\r\n])/g, `\n${step}`);
  const key = `${style.newline}${style.fill.repeat(columnOf(chunk, keySpan.start) + style.step)}Fn::Base64:`;
  return [edit(chunk, from, end, key + written)];

  function around(opening: string): Edits {
    return [edit(chunk, start, start, opening), edit(chunk, end, end, " }")];
  }
}
