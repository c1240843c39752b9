/** Intrinsic functions as they stand in a template, in either spelling. */
import type { Span } from "../../core/span.ts";
import { shortForms } from "./short-forms.ts";
import type { Node } from "./syntax.ts";

export interface Call {
  /** "Ref", "Fn::Sub", "Condition". */
  readonly name: string;
  readonly argument: Node;
  readonly span: Span;
}

/** The call that a node is, or undefined where it is plain data. */
export function callOf(node: Node): Call | undefined {
  if (node.tag !== undefined) {
    const name = shortForms.get(node.tag);
    if (name === undefined) return { name: node.tag, argument: untagged(node), span: node.span };
    return { name, argument: untagged(node), span: node.span };
  }
  if (node.kind !== "mapping" || node.entries.length !== 1) return undefined;
  const only = node.entries[0]!;
  if (only.key !== "Ref" && !only.key.startsWith("Fn::")) return undefined;
  if (only.key.startsWith("Fn::ForEach::")) return undefined;
  return { name: only.key, argument: only.value, span: node.span };
}

/** The call that a node is where a condition is expected: there, `Condition: Name` is one too. */
export function conditionCallOf(node: Node): Call | undefined {
  if (node.tag === undefined && node.kind === "mapping" && node.entries.length === 1) {
    const only = node.entries[0]!;
    if (only.key === "Condition") return { name: "Condition", argument: only.value, span: node.span };
  }
  return callOf(node);
}

function untagged(node: Node): Node {
  const { tag: _, ...rest } = node;
  return { ...rest, span: node.content } as Node;
}
