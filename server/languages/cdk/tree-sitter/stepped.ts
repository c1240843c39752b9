/** `i++` and `++i`. */
import type { Span } from "../../../core/span.ts";
import type { Expression, Pattern } from "../ir.ts";

/** A variable that goes up or down by one. Behind it, the operator gives what it was before. */
export function stepped(target: Pattern, up: boolean, behind: boolean, one: Expression, span: Span): Expression {
  const change: Expression = { kind: "assign", target, operator: up ? "+=" : "-=", value: one, span };
  return behind ? { kind: "binary", operator: up ? "-" : "+", left: change, right: one, span } : change;
}

/** The same where nobody looks at what it gives. */
export function forEffect(value: Expression): Expression {
  const change = value.kind === "binary" ? value.left : undefined;
  return value.kind === "binary" && change?.kind === "assign" && change.value === value.right ? change : value;
}
