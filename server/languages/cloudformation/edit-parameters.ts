/** Edits of the parameters that are there. */
import type { Program } from "../../core/resources.ts";
import { defaultOf, type Value } from "../../core/values.ts";
import { type Edits, removeEntry } from "./edit-nodes.ts";
import { isOwn } from "./locate.ts";
import type { MappingEntry, MappingNode, Template } from "./syntax.ts";

/**
 * Removes the default of the parameter that a value comes from. A nested stack's parameter keeps its own: the parent
 * relies on it. So does one with allowed values, of which the default is one: it could still be chosen.
 */
export function removeDefault(value: Value, template: Template, program: Program): Edits {
  const from = defaultOf(value.origin);
  if (!from || template.source.path !== program.root || from.origin.span.chunk.path !== program.root) return undefined;
  const parameter = template.sections.get("Parameters")?.find((e) => `parameter ${e.key}` === from.name);
  const mapping = parameter?.value;
  if (mapping?.kind !== "mapping" || !isWrittenHere(parameter!)) return undefined;
  const entry = mapping.entries.find((e) => e.key === "Default");
  if (!entry || mapping.entries.length < 2 || mapping.entries.some((e) => e.key === "AllowedValues")) return undefined;
  if (!isWrittenHere(entry) || !isOwn(mapping, entry)) return undefined;
  const edits = removeEntry(mapping, entry);
  return edits?.some((e) => hidesComment(e.span, entry, mapping, template)) ? undefined : edits;
}

/** False for what comes from another place of the file by an alias, or may be used at one by an anchor. */
function isWrittenHere({ keySpan, value }: MappingEntry): boolean {
  const { chunk, start } = value.span;
  return chunk === keySpan.chunk && start >= keySpan.end && !chunk.text.slice(keySpan.end, start).includes("&");
}

/** True where a comment on another entry would go too: between brackets, a comment ends the line of any of them. */
function hidesComment(
  { chunk, start, end }: MappingEntry["keySpan"],
  { keySpan, value }: MappingEntry,
  mapping: MappingNode,
  template: Template,
): boolean {
  if (!mapping.flow || template.format === "json") return false;
  return /(?:^|\s)#/.test(chunk.text.slice(start, keySpan.start) + chunk.text.slice(value.span.end, end));
}
