/** What an edit of a resource that a loop makes means: it is made in every round. */
import type { Expression } from "../../core/fixes.ts";
import { isLoop } from "./loops.ts";
import { type MappingEntry, type Node, scalarText, type Template } from "./syntax.ts";
import type { NativeResource } from "./template-resources.ts";

/** How many loops may lie in each other. */
const DEEPEST = 10;

/** The loops around a resource, the outermost first; none for one that no loop makes. */
export function loopsAround(template: Template, entry: MappingEntry): readonly MappingEntry[] {
  for (const loop of template.sections.get("Resources") ?? []) {
    const found = isLoop(loop) ? within(loop, entry, 0) : undefined;
    if (found) return found;
  }
  return [];
}

function within(loop: MappingEntry, entry: MappingEntry, depth: number): MappingEntry[] | undefined {
  const body = loop.value.kind === "sequence" ? loop.value.items[2] : undefined;
  if (body?.kind !== "mapping" || depth > DEEPEST) return undefined;
  if (body.entries.includes(entry)) return [loop];
  for (const inner of body.entries) {
    const found = isLoop(inner) ? within(inner, entry, depth + 1) : undefined;
    if (found) return [loop, ...found];
  }
  return undefined;
}

/** Whether another value in the place of a node is right in every round: neither may depend on the round. */
export function isRightInEveryRound(native: NativeResource, node: Node | undefined, to: Expression): boolean {
  if (!native.inLoop) return true;
  if (!isTheSameInEveryRound(to)) return false;
  if (!node) return true;
  const text = node.span.chunk.text.slice(node.span.start, node.span.end);
  return loopsAround(native.template, native.entry).every((loop) => {
    const variable = loop.value.kind === "sequence" ? scalarText(loop.value.items[0]) : undefined;
    return variable !== undefined && !text.includes(variable);
  });
}

function isTheSameInEveryRound(value: Expression): boolean {
  switch (value.kind) {
    case "attribute":
      return !(value.of.native as NativeResource | undefined)?.inLoop;
    case "list":
      return value.items.every(isTheSameInEveryRound);
    case "object":
      return Object.values(value.entries).every(isTheSameInEveryRound);
    default:
      return true;
  }
}
