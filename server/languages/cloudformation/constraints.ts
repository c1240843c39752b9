/** What a parameter's own constraints let through: nothing else can be deployed. */
import { matchesAll } from "./allowed-pattern.ts";
import { child, type Node, scalarText } from "./syntax.ts";

/** Whether some text may be a parameter's value, as far as its declaration says. What is not known is let through. */
export type Accepts = (text: string) => boolean;

/** Reads the constraints of a parameter's declaration. */
export function constraintsOf(declaration: Node, type: string): Accepts {
  const checks: Accepts[] = [];
  const number = (key: string, check: (limit: number, text: string) => boolean) => {
    const limit = Number(scalarText(child(declaration, key)) ?? "none");
    if (Number.isFinite(limit)) checks.push((text) => check(limit, text));
  };
  const isList = type === "CommaDelimitedList" || type.startsWith("List<");
  const each = (check: Accepts): Accepts =>
    isList ? (text) => text === "" || text.split(",").every((part) => check(part.trim())) : check;
  const allowed = child(declaration, "AllowedValues");
  if (allowed?.kind === "sequence" && allowed.items.length > 0) {
    const values = allowed.items.map(scalarText);
    if (values.every((v) => v !== undefined)) {
      const isNumber = type === "Number" || type === "List<Number>";
      const numbers = isNumber ? values.map(Number) : [];
      checks.push(each((text) => values.includes(text) || numbers.includes(Number(text))));
    }
  }
  const pattern = scalarText(child(declaration, "AllowedPattern"));
  if (pattern !== undefined) checks.push(each((text) => matchesAll(pattern, text) !== false));
  if (type === "Number") {
    checks.push((text) => text.trim() !== "" && Number.isFinite(Number(text)));
    number("MinValue", (limit, text) => Number(text) >= limit);
    number("MaxValue", (limit, text) => Number(text) <= limit);
  }
  if (type === "String") {
    number("MinLength", (limit, text) => text.length >= limit);
    number("MaxLength", (limit, text) => text.length <= limit);
  }
  return (text) => checks.every((check) => check(text));
}
