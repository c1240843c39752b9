/** A traversal as its root and its steps. */
import { type Span, spanText } from "../../../core/span.ts";
import type { AttributeAccessNode, Expression, IndexNode, VariableNode } from "../syntax.ts";

export type AccessNode = VariableNode | AttributeAccessNode | IndexNode;

export type Step =
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "index"; readonly key: Expression; readonly text: string; readonly span: Span };

/** What a traversal starts from, and what follows, in order. */
export function chainOf(node: AccessNode): { root: Expression; steps: Step[] } {
  const steps: Step[] = [];
  let at: Expression = node;
  for (;;) {
    if (at.kind === "access") {
      steps.push({ kind: "name", name: at.name, span: at.nameSpan });
      at = at.of;
    } else if (at.kind === "index") {
      steps.push({ kind: "index", key: at.key, text: spanText(at.key.span), span: at.key.span });
      at = at.of;
    } else break;
  }
  return { root: at, steps: steps.reverse() };
}
