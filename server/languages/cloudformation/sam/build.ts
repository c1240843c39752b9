/** Values that the transform makes. Their place is what they come of. */
import type { Span } from "../../../core/span.ts";
import {
  type Entry,
  lazyEntry,
  list,
  type ObjectValue,
  object,
  piece,
  reference,
  scalar,
  type Value,
} from "../../../core/values.ts";
import type { Context } from "../evaluate.ts";
import { joined } from "../strings.ts";

/** What may be given for a value: text, a number, a value, or something to be evaluated later. */
export type Given = string | number | boolean | Value | (() => Value) | undefined;

/** Text, a number or a truth that stands nowhere in the template. */
export function made(value: string | number | boolean, place: Span): Value {
  return typeof value === "string" ? scalar(value, { span: place }, [piece(value)]) : scalar(value, { span: place });
}

/** An object; properties that are undefined are left out. */
export function madeObject(entries: Readonly<Record<string, Given>>, place: Span): ObjectValue {
  const own: Entry[] = [];
  for (const [key, given] of Object.entries(entries))
    if (given !== undefined) own.push(lazyEntry(key, () => toValue(given, place)));
  return object(own, { span: place }, { nameSpan: place });
}

export function madeList(items: readonly Given[], place: Span): Value {
  return list(
    items.flatMap((i) => (i === undefined ? [] : [toValue(i, place)])),
    { span: place },
  );
}

/** `Ref` of a resource that the template has, or that the transform makes. */
export function refTo(id: string, context: Context, place: Span): Value {
  return reference(context.scope.address(id), undefined, { span: place });
}

/** `Fn::GetAtt` of a resource that the template has, or that the transform makes. */
export function attributeTo(id: string, attribute: string, context: Context, place: Span): Value {
  return reference(context.scope.address(id), attribute, { span: place });
}

/** Text with `${AWS::Partition}` and other names in it, as `Fn::Sub` reads it; `values` are further names. */
export function madeText(
  template: string,
  context: Context,
  place: Span,
  values: Readonly<Record<string, Value>> = {},
): Value {
  const parts = template.split(/\$\{([^}]+)\}/).map((part, i) => {
    if (i % 2 === 0) return piece(part);
    return Object.hasOwn(values, part) ? values[part]! : context.scope.refer(part, place);
  });
  return joined(
    parts.filter((p) => p.kind !== "piece" || p.text !== ""),
    { span: place },
  );
}

/** A property of an object; undefined where it is not written, or is nothing. */
export function valueAt(of: Value | undefined, key: string): Value | undefined {
  if (of?.kind !== "object") return undefined;
  const value = of.entries.get(key)?.value;
  return value?.kind === "absent" ? undefined : value;
}

/** The text of a value that is known; undefined for everything else. */
export function textAt(of: Value | undefined, key: string): string | undefined {
  const value = valueAt(of, key);
  return value?.kind === "scalar" ? String(value.value) : undefined;
}

function toValue(it: Exclude<Given, undefined>, place: Span): Value {
  if (typeof it === "function") return it();
  return typeof it === "object" ? it : made(it, place);
}
