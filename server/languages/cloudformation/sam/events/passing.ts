/** What an event hands on to what is made of it, each property with the place of its own key. */
import type { Span } from "../../../../core/span.ts";
import { type Entry, lazyEntry, type ObjectValue, object } from "../../../../core/values.ts";
import { type Given, madeObject } from "../build.ts";

/** A property that is written and is not nothing. */
export function given(properties: ObjectValue, key: string): Entry | undefined {
  const e = properties.entries.get(key);
  return e && e.value.kind !== "absent" ? e : undefined;
}

/** Entries of an object under the same names; a pair has the name that it gets second. */
export function passed(from: ObjectValue, keys: readonly (string | readonly [from: string, to: string])[]): Entry[] {
  return keys.flatMap((key) => {
    const [own, name] = typeof key === "string" ? [key, key] : key;
    const e = from.entries.get(own);
    if (!e) return [];
    return name === own ? [e] : [lazyEntry(name, () => e.value, e.keySpan)];
  });
}

/** Properties of a resource: some that the transform makes, some that are handed on. */
export function propertiesOf(
  made: Readonly<Record<string, Given>>,
  handedOn: readonly Entry[],
  place: Span,
  closed = true,
): ObjectValue {
  const own = madeObject(made, place);
  return object([...own.entries.values(), ...handedOn], own.origin, { nameSpan: place, closed });
}
