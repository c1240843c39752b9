/** Conversions between types, and the functions that look at whether an expression has a value at all. */
import { entry, list, object, scalar, type Value } from "../../../core/values.ts";
import { asBoolean, asItems, asNumber, asObject, sortedEntries } from "./arguments.ts";
import { isSet, setOf, stringly } from "./collection-types.ts";
import { type CallSite, type Definition, type Definitions, picked } from "./definition.ts";
import { hasFailed, NotKnown, Refused, reasonOf } from "./outcomes.ts";
import { haveNoType, withOneType } from "./unification.ts";

/** A scalar as another type; it stays where it came from. */
function toScalar(
  convert: (value: Value & { kind: "scalar" }) => string | number | boolean,
  keepsText = false,
): Definition {
  return {
    min: 1,
    max: 1,
    nulls: true,
    apply([value], at) {
      if (value!.kind === "absent") return value!;
      if (keepsText && value!.kind === "text") return value!;
      if (value!.kind !== "scalar") {
        if (value!.kind === "list" || value!.kind === "object") throw new Refused(`a ${value!.kind} does not convert`);
        throw new NotKnown(reasonOf(value!));
      }
      const converted = convert(value as Value & { kind: "scalar" });
      return converted === value!.value ? value! : picked({ ...scalar(converted, value!.origin) }, at.origin);
    },
  };
}

function tolist([value]: readonly Value[], at: CallSite): Value {
  if (value!.kind === "absent") return value!;
  if (value!.kind === "unknown" || value!.kind === "reference") return value!;
  const l = value!;
  if (l.kind !== "list") throw new Refused("a list is needed");
  if (haveNoType(l.items)) throw new Refused("the items have no type in common");
  return list(withOneType(l.items), l.origin.from ? l.origin : at.origin, l.closed);
}

function toset([value]: readonly Value[], at: CallSite): Value {
  if (value!.kind === "absent") return value!;
  if (value!.kind === "unknown" || value!.kind === "reference") return value!;
  if (value!.kind !== "list") throw new Refused("a list is needed");
  if (isSet(value!)) return value!;
  if (haveNoType(value!.items)) throw new Refused("the items have no type in common");
  return setOf(withOneType(value!.items), at.origin, value!.closed);
}

function tomap([value]: readonly Value[], at: CallSite): Value {
  if (value!.kind === "absent") return value!;
  if (value!.kind === "unknown" || value!.kind === "reference") return value!;
  const map = asObject(value);
  const entries = [...map.entries.values()];
  const items = entries.map((e) => e.value);
  if (haveNoType(items)) throw new Refused("the values have no type in common");
  const same = withOneType(items);
  if (same === items) return map;
  return object(
    entries.map((e, i) => entry(e.key, same[i]!, e.keySpan)),
    map.origin.from ? map.origin : at.origin,
    { closed: map.closed },
  );
}

/** Whether Terraform certainly refuses an expression, certainly does not, or whether that is not known. */
function outcome(value: Value, depth = 0): "fails" | "works" | "unknown" {
  if (hasFailed(value)) return "fails";
  switch (value.kind) {
    case "unknown":
    case "choice":
      return "unknown";
    case "list":
      return worst(depth > 4 ? [] : value.items.slice(0, 200).map((i) => outcome(i, depth + 1)));
    case "object":
      return worst(depth > 4 ? [] : [...value.entries.values()].slice(0, 200).map((e) => outcome(e.value, depth + 1)));
    default:
      return "works";
  }
}

/** An unknown inside a collection does not stop it from being there. */
function worst(outcomes: ("fails" | "works" | "unknown")[]): "fails" | "works" {
  return outcomes.includes("fails") ? "fails" : "works";
}

function tryEach(args: readonly Value[]): Value {
  for (const value of args) {
    const is = outcome(value);
    if (is === "works") return value;
    if (is === "unknown") {
      // What is not known here may be there or not; only a value that can be nothing else is taken.
      throw new NotKnown(reasonOf(value));
    }
  }
  throw new Refused("no argument has a value");
}

function can([value]: readonly Value[], at: CallSite): Value {
  const is = outcome(value!);
  if (is === "unknown") throw new NotKnown(reasonOf(value!));
  return scalar(is === "works", at.origin);
}

const through: Definition = { min: 1, max: 1, nulls: true, apply: ([value]) => value! };

export const conversions: Definitions = {
  can: { min: 1, max: 1, nulls: true, raw: true, apply: can },
  ephemeralasnull: through,
  issensitive: {
    min: 1,
    max: 1,
    nulls: true,
    apply([value], at) {
      if (value!.kind === "unknown") throw new NotKnown(value!.reason);
      return scalar(value!.marks?.has("secret") ?? false, at.origin);
    },
  },
  nonsensitive: {
    min: 1,
    max: 1,
    nulls: true,
    apply([value]) {
      const { marks: _, ...rest } = value!;
      return rest as Value;
    },
  },
  sensitive: {
    min: 1,
    max: 1,
    nulls: true,
    apply: ([value]) => ({ ...value!, marks: new Set([...(value!.marks ?? []), "secret" as const]) }),
  },
  tobool: toScalar((v) => asBoolean(v)),
  tolist: { min: 1, max: 1, nulls: true, apply: tolist },
  tomap: { min: 1, max: 1, nulls: true, apply: tomap },
  tonumber: toScalar((v) => {
    if (typeof v.value === "boolean") throw new Refused("a boolean is no number");
    return asNumber(v);
  }),
  toset: { min: 1, max: 1, nulls: true, apply: toset },
  tostring: toScalar((v) => stringly(v).value, true),
  try: { min: 1, max: 100, nulls: true, raw: true, apply: tryEach },
};

/** The values of a map in the order of its keys, or the items of a list; for `for` and splats. */
export function elementsOf(value: Value): readonly { key: Value; value: Value }[] {
  if (value.kind === "object") {
    if (!value.closed) throw new NotKnown("the map may have more entries than are known");
    return sortedEntries(value).map((e) => ({
      key: scalar(e.key, { span: e.keySpan ?? value.origin.span }),
      get value() {
        return e.value;
      },
    }));
  }
  const items = asItems(value);
  const set = isSet(value);
  return items.map((item, i) => ({ key: set ? item : scalar(i, value.origin), value: item }));
}
