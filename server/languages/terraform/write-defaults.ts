/** Removes the defaults of variables. */
import { folderOf } from "../../core/files.ts";
import type { Program } from "../../core/resources.ts";
import { contains, type Source, type Span, sameSpan, spanText } from "../../core/span.ts";
import { defaultOf, type Value } from "../../core/values.ts";
import { isModuleFile } from "./evaluate/module-source.ts";
import { parsedSource } from "./parser.ts";
import { attributeOf, type Block, type Expression } from "./syntax.ts";
import type { Change } from "./write-alignment.ts";
import { removeItemLines } from "./write-body.ts";
import { type Changes, removeJsonDefault } from "./write-json.ts";

/**
 * Removes the default of the variable that a value comes from. A module that is called keeps its own: its callers rely
 * on it. So does a variable whose default holds more than values of this kind, which would be asked for too.
 */
export function removeDefault(value: Value, program: Program): Changes | undefined {
  const from = defaultOf(value.origin);
  if (!from || folderOf(from.origin.span.chunk.path) !== program.root) return undefined;
  const name = from.name.replace(/^variable /, "");
  const declared = variablesNamed(name, program);
  const [only] = declared;
  if (!only || declared.length > 1) return undefined;
  const attribute = attributeOf(only.block.body, "default");
  if (!attribute || !holds(attribute.value, from.origin.span)) return undefined;
  const { source } = only;
  if (source.path.endsWith(".json")) return removeJsonDefault(source, name);
  return [{ chunk: attribute.span.chunk, change: removal(only.block.body.span, attribute.span) }];
}

/** All of a body in one line that has nothing else; else the argument with its line. */
function removal(body: Span, attribute: Span): Change {
  const inside = spanText(body);
  return inside.trim() === spanText(attribute) && !inside.includes("\n")
    ? { start: body.start, end: body.end, text: "" }
    : removeItemLines(attribute, false);
}

function variablesNamed(name: string, program: Program): { source: Source; block: Block }[] {
  const found: { source: Source; block: Block }[] = [];
  for (const source of program.sources.values()) {
    if (folderOf(source.path) !== program.root || !isModuleFile(source.path)) continue;
    for (const block of parsedSource(source).blocks)
      if (block.type === "variable" && block.labels[0]?.text === name) found.push({ source, block });
  }
  return found;
}

/** True when a place is all of a default, or an item of one that is a list. */
function holds(value: Expression, at: Span): boolean {
  let inner = value;
  while (inner.kind === "parentheses") inner = inner.of;
  if (inner.kind === "object") return false;
  if (inner.kind !== "tuple") return contains(inner.span, at);
  return sameSpan(inner.span, at) || inner.items.some((i) => i.kind === "template" && contains(i.span, at));
}
