/** Functions of maps. */
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  type ObjectValue,
  object,
  scalar,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { asEntries, asItems, asObject, asString, sortedEntries } from "./arguments.ts";
import { type CallSite, type Definitions, picked } from "./definition.ts";
import { NotKnown, Refused, reasonOf } from "./outcomes.ts";
import { sortedStrings } from "./strings.ts";

const MOST_ENTRIES = 20_000;

function lookupKey(args: readonly Value[], at: CallSite): Value {
  const map = asObject(args[0]);
  if (map.entries.size === 0 && map.closed && args[2]) return args[2];
  const key = asString(args[1]);
  const found = map.entries.get(key);
  if (found) return picked(found.value, at.origin);
  if (!map.closed) throw new NotKnown("the map may have more entries than are known");
  if (args[2]) return args[2];
  throw new Refused(`the map has no ${JSON.stringify(key)}`);
}

/** Later maps win. What may be in a later map that is not known may stand for any entry before it. */
function merge(args: readonly Value[], at: CallSite): Value {
  const merged = new Map<string, Entry>();
  let closed = true;
  const doubt = (reason: string) => {
    closed = false;
    for (const key of merged.keys())
      merged.set(key, entry(key, unknown(`${reason}, and that may say something else`, at.origin)));
  };
  for (const map of args) {
    if (map.kind === "absent") continue;
    if (map.kind === "object") {
      if (!map.closed) doubt("a map of these is not known in full");
      for (const e of map.entries.values()) {
        merged.delete(e.key);
        merged.set(e.key, e);
      }
    } else if (map.kind === "unknown" || map.kind === "choice" || map.kind === "reference") doubt(reasonOf(map));
    else throw new Refused("a map is needed");
    if (merged.size > MOST_ENTRIES) throw new NotKnown("the map is too large");
  }
  return object(merged.values(), at.origin, { closed });
}

function keys(args: readonly Value[], at: CallSite): Value {
  const map = asObject(args[0]);
  return list(
    sortedEntries(map).map((e) => scalar(e.key, e.keySpan ? { span: e.keySpan } : at.origin)),
    at.origin,
    map.closed,
  );
}

function values(args: readonly Value[], at: CallSite): Value {
  const map = asObject(args[0]);
  return list(
    sortedEntries(map).map((e) => e.value),
    at.origin,
    map.closed,
  );
}

function zipmap(args: readonly Value[], at: CallSite): Value {
  const names = asItems(args[0]).map((k) => asString(k));
  const items = asItems(args[1]);
  if (names.length !== items.length) throw new Refused("the lists differ in length");
  return object(
    names.map((k, i) => entry(k, items[i]!)),
    at.origin,
  );
}

function matchkeys(args: readonly Value[], at: CallSite): Value {
  const [items, names, wanted] = [asItems(args[0]), asItems(args[1]), asItems(args[2]).map((w) => asString(w))];
  if (items.length !== names.length) throw new Refused("the lists differ in length");
  return list(
    items.filter((_, i) => wanted.includes(asString(names[i]))),
    at.origin,
  );
}

function transpose(args: readonly Value[], at: CallSite): Value {
  const turned = new Map<string, string[]>();
  for (const e of asEntries(args[0]))
    for (const item of asItems(e.value)) {
      const key = asString(item);
      turned.set(key, [...(turned.get(key) ?? []), e.key]);
    }
  const names = sortedStrings([...turned.keys()]);
  return object(
    names.map((k) =>
      lazyEntry(k, () =>
        list(
          sortedStrings(turned.get(k)!).map((s) => scalar(s, at.origin)),
          at.origin,
        ),
      ),
    ),
    at.origin,
  );
}

/** `list(…)` and `map(…)` of Terraform 0.11. */
function legacyMap(args: readonly Value[], at: CallSite): Value {
  if (args.length % 2 === 1) throw new Refused("an even number of arguments is needed");
  const entries: Entry[] = [];
  for (let i = 0; i < args.length; i += 2) entries.push(entry(asString(args[i]), args[i + 1]!));
  return object(entries, at.origin);
}

function asMapOrObject(value: Value): ObjectValue {
  return asObject(value);
}

export const maps: Definitions = {
  keys: { min: 1, max: 1, apply: keys },
  lookup: { min: 2, max: 3, nulls: true, apply: lookupKey },
  map: { min: 0, max: 1000, nulls: true, apply: legacyMap },
  matchkeys: { min: 3, max: 3, apply: matchkeys },
  merge: { min: 0, max: 100, nulls: true, apply: merge },
  transpose: { min: 1, max: 1, apply: transpose },
  values: { min: 1, max: 1, apply: (args, at) => values([asMapOrObject(args[0]!)], at) },
  zipmap: { min: 2, max: 2, apply: zipmap },
};
