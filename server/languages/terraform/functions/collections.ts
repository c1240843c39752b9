/** Functions of lists, and of lists and maps alike. */
import { compare } from "../../../core/compare.ts";
import { type ListValue, list, scalar, unknown, type Value } from "../../../core/values.ts";
import { asBoolean, asEntries, asItems, asList, asString, asWhole } from "./arguments.ts";
import { isSet, isUncertain, unified } from "./collection-types.ts";
import { type CallSite, type Definitions, picked } from "./definition.ts";
import { identityOf } from "./identity.ts";
import { NotKnown, Refused, reasonOf } from "./outcomes.ts";
import { characters, sortedStrings } from "./strings.ts";

/** How many items a function may make. */
const MOST_ITEMS = 20_000;

/** An unknown list whose elements are known to differ from each other, such as the names of availability zones. */
export function hasDistinctItems(value: Value): boolean {
  return value.kind === "unknown" && (value as { distinct?: true }).distinct === true;
}

/** An element of an unknown list. */
export function itemOfUnknown(value: Value, index: number, at: CallSite["origin"]): Value {
  const identity = identityOf(value);
  const reason = reasonOf(value);
  if (identity === undefined) return unknown(reason, at);
  return hasDistinctItems(value) ? unknown(reason, at, identity, index) : unknown(reason, at, `${identity}[${index}]`);
}

function countable(l: ListValue): readonly Value[] {
  if (!l.closed || isUncertain(l)) throw new NotKnown("how many items it has is not known");
  return l.items;
}

function length(args: readonly Value[], at: CallSite): Value {
  const value = args[0]!;
  if (value.kind === "list") return scalar(countable(value).length, at.origin);
  if (value.kind === "object") return scalar(asEntries(value).length, at.origin);
  const text = asString(value);
  if (value.kind === "scalar" && typeof value.value !== "string") throw new Refused("it has no length");
  return scalar(characters(text).length, at.origin);
}

function element(args: readonly Value[], at: CallSite): Value {
  const l = args[0]!;
  const index = asWhole(args[1]);
  if (index < 0) throw new Refused("the index is negative");
  if (l.kind === "unknown") {
    if (index === 0) return itemOfUnknown(l, 0, at.origin);
    const identity = identityOf(l);
    return unknown(l.reason, at.origin, identity === undefined ? undefined : `element(${identity},${index})`);
  }
  if (isSet(l)) throw new Refused("a set has no order");
  const items = asItems(l);
  if (items.length === 0) throw new Refused("the list is empty");
  return picked(items[index % items.length]!, at.origin);
}

function concat(args: readonly Value[], at: CallSite): Value {
  const items: Value[] = [];
  let closed = true;
  for (const l of args) {
    if (l.kind === "list") {
      for (const item of l.items) items.push(item);
      closed &&= l.closed;
      if (items.length > MOST_ITEMS) throw new NotKnown("the list is too long");
    } else if (l.kind === "unknown" || l.kind === "reference" || l.kind === "choice") closed = false;
    else throw new Refused("a list is needed");
  }
  return list(items, at.origin, closed);
}

function flatten(args: readonly Value[], at: CallSite): Value {
  const items: Value[] = [];
  let closed = true;
  const add = (value: Value, depth: number): void => {
    if (value.kind === "list" && depth < 50) {
      closed &&= value.closed;
      for (const item of value.items) add(item, depth + 1);
    } else if (value.kind === "unknown" || value.kind === "choice") {
      // It may be a list of any length.
      closed = false;
    } else items.push(value);
    if (items.length > MOST_ITEMS) throw new NotKnown("the list is too long");
  };
  add(asList(args[0]), 0);
  return list(items, at.origin, closed);
}

function coalesce(args: readonly Value[]): Value {
  const strings = args.some((a) => (a.kind === "scalar" && typeof a.value === "string") || a.kind === "text");
  for (const value of args) {
    if (value.kind === "absent") continue;
    if (value.kind === "scalar") {
      if (value.value === "") continue;
      return strings ? unified([value, scalar("", value.origin)])[0]! : value;
    }
    if (value.kind === "text" && !value.parts.some((p) => p.kind === "piece" && p.text !== ""))
      throw new NotKnown("it may be empty");
    if (value.kind === "unknown" || value.kind === "choice" || value.kind === "reference")
      throw new NotKnown(reasonOf(value));
    return value;
  }
  throw new Refused("every argument is null or empty");
}

function coalescelist(args: readonly Value[]): Value {
  for (const value of args) {
    if (value.kind === "absent") continue;
    const l = asList(value);
    if (l.items.length > 0) return l;
    if (!l.closed) throw new NotKnown("the list may have items");
  }
  throw new Refused("every list is empty");
}

function compact(args: readonly Value[], at: CallSite): Value {
  const l = asList(args[0]);
  const items: Value[] = [];
  let { closed } = l;
  for (const item of l.items) {
    if (item.kind === "absent" || (item.kind === "scalar" && item.value === "")) continue;
    if (item.kind === "unknown" || item.kind === "choice") {
      closed = false;
      continue;
    }
    items.push(item);
  }
  return list(items, at.origin, closed);
}

function contains(args: readonly Value[], at: CallSite): Value {
  const wanted = args[1]!;
  const l = asList(args[0]);
  let doubt = !l.closed;
  for (const item of l.items) {
    if (item.kind === "scalar" && wanted.kind === "scalar" && typeof item.value !== typeof wanted.value) {
      // Values of different types are never equal, as with `==`.
      continue;
    }
    const same = compare(item, wanted);
    if (same === "same") return scalar(true, at.origin);
    doubt ||= same === "unknown";
  }
  if (doubt) throw new NotKnown("whether the list has it is not known");
  return scalar(false, at.origin);
}

function distinct(args: readonly Value[], at: CallSite): Value {
  const l = asList(args[0]);
  const items: Value[] = [];
  let { closed } = l;
  if (l.items.length > 2000) throw new NotKnown("the list is too long");
  for (const item of unified(l.items)) {
    const others = items.map((o) => compare(o, item));
    if (others.includes("same")) continue;
    if (others.includes("unknown")) closed = false;
    else items.push(item);
  }
  return list(items, at.origin, closed);
}

function slice(args: readonly Value[], at: CallSite): Value {
  const [from, to] = [asWhole(args[1]), asWhole(args[2])];
  if (from < 0 || to < from || to - from > MOST_ITEMS) throw new Refused("the bounds are out of range");
  const l = args[0]!;
  if (l.kind === "unknown") {
    const items: Value[] = [];
    for (let i = from; i < to; i++) items.push(itemOfUnknown(l, i, at.origin));
    return list(items, at.origin);
  }
  const items = asItems(l);
  if (isSet(l)) throw new Refused("a set has no order");
  if (to > items.length) throw new Refused("the bounds are out of range");
  return list(items.slice(from, to), at.origin);
}

function chunklist(args: readonly Value[], at: CallSite): Value {
  const items = asItems(args[0]);
  const size = asWhole(args[1]);
  if (size < 0) throw new Refused("the size is negative");
  if (size === 0) return list(items.length === 0 ? [] : [list(items, at.origin)], at.origin);
  const chunks: Value[] = [];
  for (let i = 0; i < items.length; i += size) chunks.push(list(items.slice(i, i + size), at.origin));
  return list(chunks, at.origin);
}

function indexOf(args: readonly Value[], at: CallSite): Value {
  for (const [i, item] of asItems(args[0]).entries()) {
    const same = compare(item, args[1]!);
    if (same === "unknown") throw new NotKnown("where it is in the list is not known");
    if (same === "same") return scalar(i, at.origin);
  }
  throw new Refused("the list does not have it");
}

function one(args: readonly Value[], at: CallSite): Value {
  const items = countable(asList(args[0]));
  if (items.length > 1) throw new Refused("the list has more than one item");
  return items[0] ? picked(items[0], at.origin) : { kind: "absent", written: true, origin: at.origin };
}

function sort(args: readonly Value[], at: CallSite): Value {
  const items = asItems(args[0]).map((item) => asString(item));
  return list(
    sortedStrings(items).map((s) => scalar(s, at.origin)),
    at.origin,
  );
}

function reverse(args: readonly Value[], at: CallSite): Value {
  const l = asList(args[0]);
  return list([...l.items].reverse(), at.origin, l.closed);
}

function alltrue(args: readonly Value[], at: CallSite): Value {
  const l = asList(args[0]);
  let doubt = !l.closed;
  for (const item of l.items) {
    if (item.kind === "unknown" || item.kind === "choice" || item.kind === "reference") doubt = true;
    else if (item.kind === "absent" || !asBoolean(item)) return scalar(false, at.origin);
  }
  if (doubt) throw new NotKnown("not every item is known");
  return scalar(true, at.origin);
}

function anytrue(args: readonly Value[], at: CallSite): Value {
  const l = asList(args[0]);
  let doubt = !l.closed;
  for (const item of l.items) {
    if (item.kind === "unknown" || item.kind === "choice" || item.kind === "reference") doubt = true;
    else if (item.kind !== "absent" && asBoolean(item)) return scalar(true, at.origin);
  }
  if (doubt) throw new NotKnown("not every item is known");
  return scalar(false, at.origin);
}

export const collections: Definitions = {
  alltrue: { min: 1, max: 1, apply: alltrue },
  anytrue: { min: 1, max: 1, apply: anytrue },
  chunklist: { min: 2, max: 2, apply: chunklist },
  coalesce: { min: 1, max: 100, nulls: true, apply: coalesce },
  coalescelist: { min: 1, max: 100, nulls: true, apply: coalescelist },
  compact: { min: 1, max: 1, apply: compact },
  concat: { min: 1, max: 100, apply: concat },
  contains: { min: 2, max: 2, nulls: true, apply: contains },
  distinct: { min: 1, max: 1, apply: distinct },
  element: { min: 2, max: 2, apply: element },
  flatten: { min: 1, max: 1, apply: flatten },
  index: { min: 2, max: 2, apply: indexOf },
  length: { min: 1, max: 1, apply: length },
  list: { min: 0, max: 1000, nulls: true, apply: (args, at) => list(args, at.origin) },
  one: { min: 1, max: 1, apply: one },
  reverse: { min: 1, max: 1, apply: reverse },
  slice: { min: 3, max: 3, apply: slice },
  sort: { min: 1, max: 1, apply: sort },
};
