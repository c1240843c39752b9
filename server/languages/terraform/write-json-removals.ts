/** What goes with a value that is removed from a resource in JSON. */
import { findNodeAtLocation, findNodeAtOffset, getNodePath, type JSONPath, type Node } from "jsonc-parser";
import type { Span } from "../../core/span.ts";
import { SOURCES } from "./write-removals.ts";

/**
 * The path of what has to be removed for a value to be gone: itself, the list or argument that holds nothing else, or
 * the rule of a security group that then has no source left. Undefined when it is not written in the resource.
 *
 * @param resource the path of the resource's body
 */
export function jsonRemoval(tree: Node, resource: JSONPath, span: Span): JSONPath | undefined {
  const node = nodeOf(tree, span);
  const path = node && getNodePath(node);
  if (!path || path.length < resource.length || !resource.every((step, i) => step === path[i])) return undefined;
  let at: JSONPath = path;
  while (at.length > resource.length) {
    const holder = findNodeAtLocation(tree, at.slice(0, -1));
    const name = at.at(-1)!;
    if (typeof name === "number") {
      if ((holder?.children?.length ?? 0) > 1) return at;
    } else if (!SOURCES.has(name) || hasOtherSource(holder, name)) return at;
    at = at.slice(0, -1);
  }
  return resource;
}

/** The node that a place covers: a value, a string without its quotes too, or all of a property. */
function nodeOf(tree: Node, { start, end }: Span): Node | undefined {
  const node = findNodeAtOffset(tree, start, true);
  if (!node) return undefined;
  const covers = (n: Node, by: number) => n.offset + by === start && n.offset + n.length - by === end;
  if (covers(node, 0) || (node.type === "string" && covers(node, 1))) return node;
  const { parent } = node;
  return parent?.type === "property" && covers(parent, 0) ? parent.children?.[1] : undefined;
}

function hasOtherSource(holder: Node | undefined, name: string): boolean {
  return (holder?.children ?? []).some(({ children }) => {
    const [key, value] = children ?? [];
    return key && value && key.value !== name && SOURCES.has(String(key.value)) && !isEmpty(value);
  });
}

function isEmpty(node: Node): boolean {
  if (node.type === "array") return (node.children ?? []).length === 0;
  return node.type === "null" || node.value === false || node.value === "" || node.value === "false";
}
