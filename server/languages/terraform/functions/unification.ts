/** One type for the elements of a list or map: where strings meet numbers or booleans, all become strings. */
import { type ListValue, lazyEntry, type ObjectValue, type Value } from "../../../core/values.ts";
import { isSet, unified } from "./collection-types.ts";

const DEEPEST = 20;

/** Elements with one type, what is in them too. What has no type in common stays, for Terraform refuses it. */
export function withOneType(items: readonly Value[], depth = 0): readonly Value[] {
  if (items.length < 2 || depth > DEEPEST) return items;
  if (items.every(isTuple)) return columns(items, depth);
  if (items.every(isObject)) return objects(items, depth);
  return unified(items);
}

/** True when a number meets a boolean, and nothing makes strings of both. */
export function haveNoType(items: readonly Value[]): boolean {
  const types = new Set(items.map((i) => (i.kind === "scalar" ? typeof i.value : i.kind)));
  return types.has("number") && types.has("boolean") && !types.has("string") && !types.has("text") && types.size === 2;
}

function isTuple(value: Value): value is ListValue {
  return value.kind === "list" && !isSet(value) && value.closed;
}

function isObject(value: Value): value is ObjectValue {
  return value.kind === "object" && value.closed;
}

/** Lists as long as each other have one type by place, others one for all that is in them. */
function columns(lists: readonly ListValue[], depth: number): readonly Value[] {
  const length = lists[0]!.items.length;
  if (lists.some((l) => l.items.length !== length)) {
    const all = withOneType(
      lists.flatMap((l) => l.items),
      depth + 1,
    );
    let next = 0;
    return lists.map((l) => {
      const items = all.slice(next, next + l.items.length);
      next += l.items.length;
      return withItems(l, items);
    });
  }
  const byPlace = Array.from({ length }, (_, i) =>
    withOneType(
      lists.map((l) => l.items[i]!),
      depth + 1,
    ),
  );
  return lists.map((l, n) =>
    withItems(
      l,
      byPlace.map((column) => column[n]!),
    ),
  );
}

function withItems(list: ListValue, items: readonly Value[]): ListValue {
  return items.every((item, i) => item === list.items[i]) ? list : { ...list, items };
}

/** Objects with the same keys have one type by key, others one for all that is in them. Worked out when looked at. */
function objects(all: readonly ObjectValue[], depth: number): readonly Value[] {
  const keys = [...all[0]!.entries.keys()];
  const alike = all.every((o) => o.entries.size === keys.length && keys.every((k) => o.entries.has(k)));
  if (alike) {
    const byKey = new Map<string, readonly Value[]>();
    const column = (key: string) => {
      let values = byKey.get(key);
      if (!values) {
        values = withOneType(
          all.map((o) => o.entries.get(key)!.value),
          depth + 1,
        );
        byKey.set(key, values);
      }
      return values;
    };
    return all.map((o, n) => withValues(o, (key) => column(key)[n]!));
  }
  let values: readonly Value[] | undefined;
  const starts: number[] = [];
  let total = 0;
  for (const o of all) {
    starts.push(total);
    total += o.entries.size;
  }
  return all.map((o, n) => {
    const places = new Map([...o.entries.keys()].map((key, i) => [key, starts[n]! + i]));
    return withValues(o, (key) => {
      values ??= withOneType(
        all.flatMap((each) => [...each.entries.values()].map((e) => e.value)),
        depth + 1,
      );
      return values[places.get(key)!]!;
    });
  });
}

function withValues(object: ObjectValue, of: (key: string) => Value): ObjectValue {
  const entries = [...object.entries.values()].map((e) => lazyEntry(e.key, () => of(e.key), e.keySpan));
  return { ...object, entries: new Map(entries.map((e) => [e.key, e])) };
}
