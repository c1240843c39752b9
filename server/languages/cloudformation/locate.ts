/** Finds nodes of a template again, by their places. */
import { contains, type Span, sameSpan } from "../../core/span.ts";
import { callOf } from "./calls.ts";
import type { MappingEntry, MappingNode, Node, SequenceNode, Template } from "./syntax.ts";

/** A step down to a node: the entry of a mapping, or the item of a sequence. */
export type Step =
  | { readonly in: MappingNode; readonly entry: MappingEntry }
  | { readonly in: SequenceNode; readonly index: number };

export interface Located {
  readonly node: Node;
  /** The entry of a section, or the top-level entry, that holds it. */
  readonly root: MappingEntry;
  /** The steps from the root's value to the node. */
  readonly steps: readonly Step[];
}

const DEEPEST = 120;

/** The node that lies exactly at a place, or that is the smallest around it. */
export function locate(template: Template, at: Span, exact: boolean): Located | undefined {
  for (const root of roots(template)) {
    if (root.keySpan.chunk !== at.chunk || !contains(root.value.span, at)) continue;
    const found = descend(root.value, at, root, [], exact);
    if (found) return found;
  }
  return undefined;
}

function* roots(template: Template): Generator<MappingEntry> {
  for (const section of template.sections.values()) yield* section;
  for (const entry of template.top.values()) yield entry;
}

function descend(node: Node, at: Span, root: MappingEntry, steps: Step[], exact: boolean): Located | undefined {
  if (steps.length > DEEPEST) return undefined;
  const children: readonly (readonly [Node, Step])[] =
    node.kind === "mapping"
      ? node.entries.map((entry) => [entry.value, { in: node, entry }] as const)
      : node.kind === "sequence"
        ? node.items.map((item, index) => [item, { in: node, index }] as const)
        : [];
  if (exact && sameSpan(node.span, at)) return { node, root, steps };
  for (const [child, step] of children)
    if (contains(child.span, at)) {
      const found = descend(child, at, root, [...steps, step], exact);
      if (found) return found;
    }
  return exact ? undefined : { node, root, steps };
}

/** True where a step leads into the argument of an intrinsic function. */
export function isInCall(step: Step): boolean {
  return callOf(step.in) !== undefined;
}

/** False for an entry that is merged in from another place. */
export function isOwn(mapping: MappingNode, entry: MappingEntry): boolean {
  const { chunk, start, end } = mapping.content;
  return entry.keySpan.chunk === chunk && entry.keySpan.start >= start && entry.keySpan.end <= Math.max(end, start);
}

/** True where what stands at a node, or around it, is meant in other places too. */
export function isShared(template: Template, located: Located): boolean {
  if (template.shared.length === 0) return false;
  const around = [located.node, located.root.value, ...located.steps.map((s) => s.in)];
  return around.some((n) => template.shared.includes(n));
}
