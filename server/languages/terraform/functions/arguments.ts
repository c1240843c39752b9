/** What functions read from their arguments. Each reader throws `Refused` or `NotKnown` when it cannot. */
import type { Entry, ListValue, ObjectValue, Scalar, Value } from "../../../core/values.ts";
import { NotKnown, Refused, reasonOf } from "./outcomes.ts";

/** A string; numbers and booleans convert, as they do everywhere in Terraform. */
export function asString(value: Value | undefined): string {
  return textOfScalar(asScalar(value, "a string"));
}

export function asNumber(value: Value | undefined): number {
  const { value: v } = asScalar(value, "a number");
  if (typeof v === "number") return v;
  const parsed = typeof v === "string" ? numberFrom(v) : undefined;
  if (parsed === undefined) throw new Refused(`${JSON.stringify(v)} is no number`);
  return parsed;
}

export function asWhole(value: Value | undefined): number {
  const n = asNumber(value);
  if (!Number.isInteger(n)) throw new Refused(`${n} is no whole number`);
  return n;
}

export function asBoolean(value: Value | undefined): boolean {
  const { value: v } = asScalar(value, "true or false");
  if (v === true || v === "true" || v === "1") return true;
  if (v === false || v === "false" || v === "0") return false;
  throw new Refused(`${JSON.stringify(v)} is neither true nor false`);
}

export function asScalar(value: Value | undefined, wanted: string): Scalar {
  if (value === undefined) throw new Refused(`an argument is missing`);
  if (value.kind === "scalar") return value;
  if (value.kind === "absent" || value.kind === "list" || value.kind === "object")
    throw new Refused(`${wanted} is needed, this is ${value.kind === "absent" ? "null" : `a ${value.kind}`}`);
  throw new NotKnown(reasonOf(value));
}

/** A list, tuple or set; it may be open. */
export function asList(value: Value | undefined): ListValue {
  if (value?.kind === "list") return value;
  if (value === undefined || value.kind === "absent" || value.kind === "object" || value.kind === "scalar")
    throw new Refused("a list is needed");
  throw new NotKnown(reasonOf(value));
}

/** The items of a list, tuple or set that is known to hold nothing else. */
export function asItems(value: Value | undefined): readonly Value[] {
  const l = asList(value);
  if (!l.closed) throw new NotKnown("the list may have more items than are known");
  return l.items;
}

/** A map or object; it may be open. */
export function asObject(value: Value | undefined): ObjectValue {
  if (value?.kind === "object") return value;
  if (value === undefined || value.kind === "absent" || value.kind === "list" || value.kind === "scalar")
    throw new Refused("a map is needed");
  throw new NotKnown(reasonOf(value));
}

/** The entries of a map that is known to hold nothing else, in the order in which Terraform goes through them. */
export function asEntries(value: Value | undefined): readonly Entry[] {
  const o = asObject(value);
  if (!o.closed) throw new NotKnown("the map may have more entries than are known");
  return sortedEntries(o);
}

/** Maps are gone through in the order of their keys. */
export function sortedEntries(o: ObjectValue): Entry[] {
  return [...o.entries.values()].sort((a, b) => compareText(a.key, b.key));
}

/** The order of Unicode code points, which is that of UTF-8 bytes. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const most = Math.min(a.length, b.length);
  for (let i = 0; i < most; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [sx, sy] = [isSurrogate(x), isSurrogate(y)];
    return sx === sy ? x - y : sx ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** A scalar as Terraform writes it into a string. */
export function textOfScalar(s: Scalar): string {
  if (typeof s.value === "string") return s.value;
  if (typeof s.value === "boolean") return String(s.value);
  return textOfNumber(s.value);
}

/** Terraform keeps 512 bits of a number; past what we keep, its digits are not known here. */
export function textOfNumber(n: number): string {
  const text = Object.is(n, -0) ? "0" : String(n);
  if (text.replace(/[-.]/g, "").replace(/^0+/, "").length > 15 || /[eIN]/.test(text))
    throw new NotKnown("the digits of the number are not known exactly");
  return text;
}

/** The number that a string of digits converts to; undefined when it is none. */
export function numberFrom(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}
