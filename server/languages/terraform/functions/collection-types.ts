/** Terraform's collection types on top of core values: sets, and the unification of element types. */
import { compare } from "../../../core/compare.ts";
import { type ListValue, list, type Origin, type Scalar, type Value } from "../../../core/values.ts";
import { compareText, textOfScalar } from "./arguments.ts";

/** A list whose items have no order and no index, each there once. */
export interface SetValue extends ListValue {
  readonly set: true;
}

export function isSet(value: Value): value is SetValue {
  return value.kind === "list" && (value as Partial<SetValue>).set === true;
}

/** A set of items: each once, strings and numbers in Terraform's order. Items that may be equal leave it open. */
export function setOf(items: readonly Value[], origin: Origin, closed = true): SetValue {
  const distinct: Value[] = [];
  let certain = true;
  const scalars = new Set<string>();
  for (const item of items) {
    if (item.kind === "scalar") {
      const key = `${typeof item.value} ${item.value}`;
      if (scalars.has(key)) continue;
      scalars.add(key);
      distinct.push(item);
      continue;
    }
    const others = distinct.slice(0, 200).map((d) => compare(d, item));
    if (others.includes("same")) continue;
    if (others.includes("unknown") || distinct.length > 200) certain = false;
    distinct.push(item);
  }
  if (distinct.every((d) => d.kind === "scalar")) distinct.sort((a, b) => compareScalars(a as Scalar, b as Scalar));
  return { ...list(distinct, origin, closed), set: true, ...(!certain && { uncertain: true }) } as SetValue;
}

/** True when two items of a set may turn out to be one, so that its length is not known. */
export function isUncertain(value: ListValue): boolean {
  return (value as { uncertain?: true }).uncertain === true;
}

function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a.value === "number" && typeof b.value === "number") return a.value - b.value;
  return compareText(String(a.value), String(b.value));
}

/** Elements of a list or map have one type: where strings meet numbers or booleans, all become strings. */
export function unified(items: readonly Value[]): readonly Value[] {
  const types = new Set(items.map((i) => (i.kind === "scalar" ? typeof i.value : i.kind === "text" ? "string" : "")));
  if (!types.has("string") || types.size === 1) return items;
  return items.map((i) => (i.kind === "scalar" ? stringly(i) : i));
}

/** A number or boolean as the string that it converts to. */
export function stringly(s: Scalar): Scalar {
  return typeof s.value === "string" ? s : { ...s, value: textOfScalar(s) };
}
