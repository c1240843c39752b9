/** L1 constructs: their CloudFormation type, and how their properties are spelled in a template. */

import { mapChoice } from "../../../core/lookup.ts";
import { lazyEntry, list, object, type Value } from "../../../core/values.ts";
import { carriedBy } from "../constructs.ts";
import type { L1Struct } from "../generated/l1.ts";
import { lookupInTable, type TableEntry } from "./l1-table.ts";

const DEEPEST = 30;

/** The CloudFormation type of an L1 class, or undefined when the class is none that is known. */
export function l1Type(fqn: string): string | undefined {
  return lookupInTable(fqn)?.type;
}

/** CloudFormation's name of a property of an L1. */
export function l1PropertyName(fqn: string, prop: string): string {
  const entry = lookupInTable(fqn);
  return nameOf(entry?.structs[entry.propsStruct], prop);
}

/** The attribute behind a member of an L1: undefined for `ref`, null when the member is no attribute. */
export function l1Attribute(fqn: string, member: string): string | undefined | null {
  if (member === "ref") return undefined;
  if (!/^attr[A-Z]/.test(member)) return null;
  return lookupInTable(fqn)?.attributes[member] ?? member.slice("attr".length);
}

/** The props of an L1 as properties of its type. `read` makes a leaf plain. */
export function l1Properties(fqn: string, props: Value, read: (value: Value) => Value): Value {
  const entry = lookupInTable(fqn);
  return entry ? translate(props, entry, [entry.propsStruct], read, 0) : props;
}

/** A value at one property of an L1. */
export function l1Property(fqn: string, prop: string, value: Value, read: (value: Value) => Value): Value {
  const entry = lookupInTable(fqn);
  return entry ? translateProperty(value, prop, entry, [entry.propsStruct], read, 0) : value;
}

function nameOf(struct: L1Struct | undefined, prop: string): string {
  const named = struct?.names;
  return named && Object.hasOwn(named, prop) ? named[prop]! : prop.charAt(0).toUpperCase() + prop.slice(1);
}

function translate(
  value: Value,
  table: TableEntry,
  structs: readonly string[],
  read: (value: Value) => Value,
  depth: number,
): Value {
  if (depth > DEEPEST) return value;
  if (value.kind === "choice") return mapChoice(value, (v) => translate(v, table, structs, read, depth + 1));
  if (carriedBy(value)) {
    const plain = read(value);
    return plain === value || carriedBy(plain) ? plain : translate(plain, table, structs, read, depth + 1);
  }
  if (value.kind === "list")
    return {
      ...list(
        value.items.map((item) => translate(item, table, structs, read, depth + 1)),
        value.origin,
        value.closed,
      ),
    };
  if (value.kind !== "object") return read(value);
  const known = structs.map((s) => table.structs[s]).filter((s) => s !== undefined);
  const entries = [...value.entries.values()].map((e) => {
    const struct = known.find((s) => s.names && Object.hasOwn(s.names, e.key)) ?? known[0];
    return lazyEntry(
      nameOf(struct, e.key),
      () => translateProperty(e.value, e.key, table, structs, read, depth + 1),
      e.keySpan,
    );
  });
  return object(entries, value.origin, { closed: value.closed, ...(value.nameSpan && { nameSpan: value.nameSpan }) });
}

function translateProperty(
  value: Value,
  prop: string,
  table: TableEntry,
  structs: readonly string[],
  read: (value: Value) => Value,
  depth: number,
): Value {
  const known = structs.map((s) => table.structs[s]).filter((s) => s !== undefined);
  if (known.some((s) => says(s.verbatim, prop))) return verbatim(value, read, depth);
  const nested = known.flatMap((s) => (s.nested && Object.hasOwn(s.nested, prop) ? s.nested[prop]!.split(" ") : []));
  if (known.some((s) => says(s.maps, prop)) && value.kind === "object")
    return object(
      [...value.entries.values()].map((e) =>
        lazyEntry(e.key, () => translate(e.value, table, nested, read, depth + 1), e.keySpan),
      ),
      value.origin,
      { closed: value.closed },
    );
  return translate(value, table, nested, read, depth);
}

function says(words: string | undefined, word: string): boolean {
  return words?.split(" ").includes(word) ?? false;
}

/** The same structure with its leaves made plain and its keys left alone. */
export function verbatim(value: Value, read: (value: Value) => Value, depth = 0): Value {
  if (depth > DEEPEST) return value;
  if (value.kind === "choice") return mapChoice(value, (v) => verbatim(v, read, depth + 1));
  if (carriedBy(value)) return read(value);
  if (value.kind === "list")
    return list(
      value.items.map((v) => verbatim(v, read, depth + 1)),
      value.origin,
      value.closed,
    );
  if (value.kind !== "object") return read(value);
  return object(
    [...value.entries.values()].map((e) => lazyEntry(e.key, () => verbatim(e.value, read, depth + 1), e.keySpan)),
    value.origin,
    { closed: value.closed },
  );
}
