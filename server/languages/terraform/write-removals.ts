/** Removes the item of a list, the block or the argument that a value was written by; or says that all must go. */
import { type Span, sameSpan } from "../../core/span.ts";
import type { Value } from "../../core/values.ts";
import {
  type Attribute,
  type Block,
  constantText,
  type Expression,
  type ObjectNode,
  type TupleNode,
} from "./syntax.ts";
import type { Change } from "./write-alignment.ts";
import { removeItemLines, removeListItem } from "./write-body.ts";
import { blocksWithin } from "./write-path.ts";

export type Removal = { readonly span: Span; readonly change: Change } | "resource";

/** Where a security group's rule takes its traffic from; one without any of these is none. */
export const SOURCES: ReadonlySet<string> = new Set([
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "prefix_list_ids",
  "security_groups",
  "source_security_group_id",
  "self",
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_id",
  "referenced_security_group_id",
]);

/** How to remove a value from a resource; undefined when it is not written out there. */
export function removalOf(resource: Block, value: Value): Removal | undefined {
  if (value.kind === "object" && value.nameSpan) {
    const { nameSpan } = value;
    for (const { block, around } of blocksWithin(resource)) {
      if (!sameSpan(block.typeSpan, nameSpan)) continue;
      if (around.length === 0) return "resource";
      // What a dynamic block makes has no text of its own.
      if (block.type === "dynamic" || block.type === "content") return undefined;
      return { span: block.span, change: removeItemLines(block.span, true) };
    }
  }
  const { span } = value.origin;
  for (const { block, around } of blocksWithin(resource))
    for (const attribute of block.body.attributes) {
      if (block.type === "dynamic" || block.type === "content") continue;
      const found = inArgument(block, attribute, span, around.length === 0);
      if (found) return found;
    }
  return undefined;
}

function inArgument(block: Block, attribute: Attribute, span: Span, isResource: boolean): Removal | undefined {
  const whole = (): Removal => {
    const sources = block.body.attributes.filter((a) => SOURCES.has(a.name));
    const others = sources.some((a) => a !== attribute && !isEmpty(a.value));
    if (!SOURCES.has(attribute.name) || others)
      return { span: attribute.span, change: removeItemLines(attribute.span, false) };
    return isResource ? "resource" : { span: block.span, change: removeItemLines(block.span, true) };
  };
  const value = stripped(attribute.value);
  if (sameSpan(attribute.value.span, span)) return whole();
  if (value.kind !== "tuple") return undefined;
  const at = value.items.findIndex((item) => sameSpan(item.span, span));
  if (at >= 0) return value.items.length === 1 ? whole() : listItem(value, at);
  // Blocks that are written as a list of objects: `ingress = [{ cidr_blocks = [...] }]`.
  for (const [index, item] of value.items.entries()) {
    const object = stripped(item);
    if (object.kind !== "object") continue;
    const found = inObject(object, span);
    if (found === "all") return listItem(value, index);
    if (found) return found;
  }
  return undefined;
}

function inObject(object: ObjectNode, span: Span): Removal | "all" | undefined {
  for (const entry of object.items) {
    const list = stripped(entry.value);
    const inList = list.kind === "tuple" ? list.items.findIndex((item) => sameSpan(item.span, span)) : -1;
    if (!sameSpan(entry.value.span, span) && inList < 0) continue;
    if (list.kind === "tuple" && inList >= 0 && list.items.length > 1) return listItem(list, inList);
    const others = object.items.some((o) => o !== entry && SOURCES.has(o.name ?? "") && !isEmpty(o.value));
    if (!others || list.kind !== "tuple") return "all";
    const { start, end } = list.span;
    return { span: list.span, change: { start, end, text: "[]" } };
  }
  return undefined;
}

function listItem(list: TupleNode, index: number): Removal {
  const change = removeListItem(list.items, index, list.span);
  return { span: list.span, change };
}

function isEmpty(value: Expression): boolean {
  const v = stripped(value);
  if (v.kind === "tuple") return v.items.length === 0;
  if (v.kind === "literal") return v.value === null || v.value === false;
  const text = constantText(v);
  return text === "" || text === "false";
}

function stripped(e: Expression): Expression {
  let at = e;
  while (at.kind === "parentheses") at = at.of;
  return at;
}
