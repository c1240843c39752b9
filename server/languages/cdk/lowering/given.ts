/** What a construct was given, and what CDK writes where it was given nothing. */
import { lookup, mapChoice } from "../../../core/lookup.ts";
import {
  type Entry,
  lazyEntry,
  list,
  missing,
  type Origin,
  object,
  scalar,
  unknown,
  type Value,
} from "../../../core/values.ts";
import type { ConstructInstance } from "../constructs.ts";
import { read } from "./references.ts";

/** A prop as it was given. */
export function given(c: ConstructInstance, ...path: string[]): Value {
  return lookup(c.props, path);
}

/** True where one of the props may have been given. */
export function isGiven(c: ConstructInstance, ...props: string[]): boolean {
  return props.some((p) => given(c, p).kind !== "absent");
}

/** The place of what CDK writes by itself: the class. */
export function placeOf(c: ConstructInstance): Origin {
  return { span: c.nameSpan };
}

/** A value with every alternative of it changed; what is absent stays so. */
export function each(value: Value, change: (value: Value) => Value): Value {
  if (value.kind === "choice") return mapChoice(value, (v) => each(v, change));
  return value.kind === "absent" ? value : change(value);
}

/** A value with something else where it is absent. */
export function orElse(value: Value, otherwise: () => Value): Value {
  if (value.kind === "choice") return mapChoice(value, (v) => orElse(v, otherwise));
  return value.kind === "absent" ? otherwise() : value;
}

/** What CDK writes by itself, unless something not understood may have changed it. */
export function byDefault(c: ConstructInstance, value: string | number | boolean): Value {
  return c.opened.length === 0 ? scalar(value, placeOf(c)) : changed(c);
}

/** Nothing, unless something not understood may have changed that. */
export function nothing(c: ConstructInstance): Value {
  return c.opened.length === 0 ? missing(placeOf(c)) : changed(c);
}

/** A prop read as plain data; without it what CDK writes, or nothing. */
export function plainProp(c: ConstructInstance, prop: string, otherwise?: string | number | boolean): Value {
  return orElse(each(given(c, prop), read), () => (otherwise === undefined ? nothing(c) : byDefault(c, otherwise)));
}

/** Something that may have been changed. */
export function changed(c: ConstructInstance): Value {
  return unknown(`it may have been changed: ${c.opened[0]}`, placeOf(c));
}

/** Where a prop is written, for the entry that it becomes. */
export function keyOf(c: ConstructInstance, prop: string) {
  return c.props.kind === "object" ? c.props.entries.get(prop)?.keySpan : undefined;
}

/** An entry that a prop becomes. */
export function entryOf(c: ConstructInstance, key: string, prop: string, value: () => Value): Entry {
  return lazyEntry(key, value, keyOf(c, prop));
}

/** How the props of a struct are called in a template, and what becomes of their values. */
export type Renaming = Readonly<Record<string, string | readonly [string, (value: Value) => Value]>>;

/** A struct of CDK's as a template has it: only the props that are named are said, the rest is not known. */
export function renamed(value: Value, names: Renaming, more: readonly Entry[] = [], closed = true): Value {
  return each(value, (v) => {
    if (v.kind !== "object") return unknown("it is not known what it is made of", v.origin);
    const entries: Entry[] = [...more];
    let all = closed && v.closed;
    for (const e of v.entries.values()) {
      const name = Object.hasOwn(names, e.key) ? names[e.key]! : undefined;
      if (name === undefined) all &&= e.value.kind === "absent";
      else if (typeof name === "string") entries.push(lazyEntry(name, () => each(e.value, read), e.keySpan));
      else entries.push(lazyEntry(name[0], () => each(e.value, name[1]), e.keySpan));
    }
    return object(entries, v.origin, { closed: all });
  });
}

/** A list with each item changed. */
export function listed(value: Value, change: (item: Value) => Value): Value {
  return each(value, (v) =>
    v.kind === "list"
      ? list(
          v.items.map((item) => each(item, change)),
          v.origin,
          v.closed,
        )
      : unknown("the list is not known", v.origin),
  );
}
