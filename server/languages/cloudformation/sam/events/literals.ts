/**
 * What the transform reads in the text itself. It runs before parameters and functions have values: where it asks
 * whether a string is written, a function that makes the same string is another answer.
 */
import { spanText } from "../../../../core/span.ts";
import type { Value } from "../../../../core/values.ts";

/** The string, where the value is a literal in the template; "function" where something makes it. */
export function literalString(value: Value): { readonly is: string } | "function" {
  if (value.kind !== "scalar" || value.origin.from || value.madeFrom) return "function";
  const written = spanText(value.origin.span).trim();
  if (/^(?:!|\{)/.test(written) || /^["']?(?:Fn::\w+|Ref)["']?\s*:/.test(written)) return "function";
  return { is: String(value.value) };
}

/** The truth of a literal boolean; "function" where something makes it. */
export function literalBoolean(value: Value): boolean | "function" {
  const literal = literalString(value);
  if (literal === "function") return literal;
  if (literal.is === "true") return true;
  return literal.is === "false" ? false : "function";
}
