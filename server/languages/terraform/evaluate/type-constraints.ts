/** The type of a variable: conversion, and the defaults of optional attributes. */
import { absent, choice, type Entry, lazyEntry, list, object, type Value } from "../../../core/values.ts";
import { asBoolean, asNumber } from "../functions/arguments.ts";
import { isSet, setOf, stringly } from "../functions/collection-types.ts";
import { fails, hasFailed, NotKnown, Refused } from "../functions/outcomes.ts";
import { withOneType } from "../functions/unification.ts";
import { constantText, type Expression } from "../syntax.ts";

/** Works out the default of an optional attribute. */
export type Evaluate = (node: Expression) => Value;

/** A value as a type has it. A value that does not convert fails; a type that is not understood changes nothing. */
export function converted(value: Value, type: Expression, evaluate: Evaluate, depth = 0): Value {
  if (depth > 50) return value;
  if (value.kind === "choice")
    return choice(
      value.alternatives.map((a) => ({ when: a.when, value: converted(a.value, type, evaluate, depth + 1) })),
      value.origin,
    );
  if (value.kind === "absent" || value.kind === "unknown" || value.kind === "reference") return value;
  switch (type.kind) {
    case "variable":
      return named(value, type.name);
    case "template":
      // Terraform 0.11 wrote types as strings.
      return named(value, constantText(type) ?? "any");
    case "parentheses":
      return converted(value, type.of, evaluate, depth + 1);
    case "call":
      return collection(value, type.name, type.args, evaluate, depth);
    default:
      return value;
  }
}

function named(value: Value, name: string): Value {
  if (name === "list" || name === "set" || name === "map") return ofAny(value, name);
  if (name !== "string" && name !== "number" && name !== "bool") return value;
  if (value.kind === "list" || value.kind === "object") return fails(`a ${name} is needed`, value.origin);
  if (value.kind !== "scalar") return value;
  try {
    if (name === "string") return stringly(value);
    const is = name === "number" ? asNumber(value) : asBoolean(value);
    return is === value.value ? value : { ...value, value: is };
  } catch (e) {
    if (e instanceof Refused) return fails(e.reason, value.origin);
    if (e instanceof NotKnown) return value;
    throw e;
  }
}

function collection(value: Value, name: string, args: readonly Expression[], evaluate: Evaluate, depth: number): Value {
  const [of] = args;
  if (!of) return value;
  if ((name === "list" || name === "set" || name === "map") && of.kind === "variable" && of.name === "any")
    return ofAny(value, name);
  const inner = (v: Value, type: Expression = of) => converted(v, type, evaluate, depth + 1);
  switch (name) {
    case "list":
    case "set": {
      if (value.kind !== "list") return fails(`a ${name} is needed`, value.origin);
      const items = value.items.map((item) => inner(item));
      const failed = items.find(hasFailed);
      if (failed) return failed;
      if (name === "list" && !isSet(value) && items.every((item, i) => item === value.items[i])) return value;
      return name === "set"
        ? setOf(items, value.origin, value.closed)
        : ({ ...list(items, value.origin, value.closed), marks: value.marks } as Value);
    }
    case "map":
      if (value.kind !== "object") return fails("a map is needed", value.origin);
      return withEntries(value, (e) => lazyEntry(e.key, () => inner(e.value), e.keySpan));
    case "tuple":
      if (value.kind !== "list") return fails("a tuple is needed", value.origin);
      if (of.kind !== "tuple") return value;
      if (value.closed && value.items.length !== of.items.length)
        return fails(`a tuple of ${of.items.length} is needed`, value.origin);
      return list(
        value.items.map((item, i) => (of.items[i] ? inner(item, of.items[i]) : item)),
        value.origin,
        value.closed,
      );
    case "object":
      if (value.kind !== "object") return fails("an object is needed", value.origin);
      return of.kind === "object" ? asObjectType(value, of, inner, evaluate) : value;
    case "optional":
      return inner(value);
    default:
      return value;
  }
}

/** A collection of any type: all that is in it has one. */
function ofAny(value: Value, name: "list" | "set" | "map"): Value {
  if (name === "map") {
    if (value.kind !== "object") return fails("a map is needed", value.origin);
    let values: readonly Value[] | undefined;
    const entries = [...value.entries.values()];
    const at = new Map(entries.map((e, i) => [e.key, i]));
    return withEntries(value, (e) =>
      lazyEntry(
        e.key,
        () => {
          values ??= withOneType(entries.map((each) => each.value));
          return values[at.get(e.key)!]!;
        },
        e.keySpan,
      ),
    );
  }
  if (value.kind !== "list") return fails(`a ${name} is needed`, value.origin);
  const items = withOneType(value.items);
  if (name === "set") return setOf(items, value.origin, value.closed);
  return items === value.items && !isSet(value) ? value : list(items, value.origin, value.closed);
}

function withEntries(value: Value & { kind: "object" }, change: (e: Entry) => Entry): Value {
  return { ...value, entries: new Map([...value.entries.values()].map((e) => [e.key, change(e)])) };
}

/** Attributes that the type does not name are dropped; optional ones that are not there have their default. */
function asObjectType(
  value: Value & { kind: "object" },
  type: Expression & { kind: "object" },
  inner: (v: Value, type: Expression) => Value,
  evaluate: Evaluate,
): Value {
  const entries: Entry[] = [];
  for (const item of type.items) {
    if (item.name === undefined) return value;
    const found = value.entries.get(item.name);
    const optional = item.value.kind === "call" && item.value.name === "optional" ? item.value.args : undefined;
    const of = optional?.[0] ?? item.value;
    const byDefault = () => (optional?.[1] ? inner(evaluate(optional[1]), of) : absent(value.origin));
    if (found)
      entries.push(
        lazyEntry(
          item.name,
          () => {
            const is = inner(found.value, of);
            return is.kind === "absent" ? byDefault() : is;
          },
          found.keySpan,
        ),
      );
    else if (!value.closed) continue;
    else if (optional) entries.push(lazyEntry(item.name, byDefault));
    else return fails(`the object has no ${item.name}`, value.origin);
  }
  return {
    ...object(entries, value.origin, { closed: value.closed }),
    ...(value.nameSpan && { nameSpan: value.nameSpan }),
  };
}
