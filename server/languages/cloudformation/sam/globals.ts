/** The section Globals: what a resource's own properties are merged with. */
import { type Entry, lazyEntry, list, type ObjectValue, type Value } from "../../../core/values.ts";

/** The values of the section Globals, by resource kind ("Function"). */
export type Globals = ReadonlyMap<string, () => Value>;

/** Own values win; objects are merged, and own items of a list follow the shared ones. */
export function mergeObjects(shared: ObjectValue, own: ObjectValue, depth = 0): ObjectValue {
  const entries = new Map<string, Entry>(shared.entries);
  for (const e of own.entries.values()) {
    const from = shared.entries.get(e.key);
    entries.set(e.key, from && depth < 20 ? lazyEntry(e.key, () => merge(from.value, e.value, depth), e.keySpan) : e);
  }
  return { ...own, entries, closed: shared.closed && own.closed };
}

function merge(shared: Value, own: Value, depth: number): Value {
  if (shared.kind === "object" && own.kind === "object") return mergeObjects(shared, own, depth + 1);
  if (shared.kind === "list" && own.kind === "list")
    return list([...shared.items, ...own.items], own.origin, shared.closed && own.closed);
  return own;
}
