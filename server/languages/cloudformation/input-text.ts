/** Inputs of a deployment as CloudFormation takes them: every parameter is text. */
import type { InputValue } from "../../core/language.ts";

/** The text of an input, a list with commas between its items; undefined for null. */
export function textOfInput(value: InputValue): string | undefined {
  if (value === null) return undefined;
  if (isList(value)) return value.map((item) => textOfInput(item) ?? "").join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isList(value: InputValue): value is readonly InputValue[] {
  return Array.isArray(value);
}
