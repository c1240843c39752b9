/** Some numbers of a program are text in a template. What replaces them has to be a number again. */
import { type Expression, literal } from "../../../core/fixes.ts";
import { spanText } from "../../../core/span.ts";
import { literalOf, type Value } from "../../../core/values.ts";

export function asWritten(value: Value, to: Expression): Expression {
  if (to.kind !== "literal" || typeof to.value !== "string" || !/^\d+$/.test(to.value)) return to;
  if (value.kind !== "scalar" || typeof value.value !== "string") return to;
  return /^\d[\d_.]*$/.test(spanText(literalOf(value.origin))) ? literal(Number(to.value)) : to;
}
