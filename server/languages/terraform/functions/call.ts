/** Calling a function by its name. */
import { all, type Condition } from "../../../core/conditions.ts";
import { type Choice, choice, type Mark, unknown, type Value } from "../../../core/values.ts";
import { collections } from "./collections.ts";
import { conversions } from "./conversions.ts";
import { dates } from "./dates.ts";
import type { CallSite, Definition, Definitions } from "./definition.ts";
import { encodings } from "./encoding.ts";
import { formats } from "./format.ts";
import { hashes } from "./hashes.ts";
import { identityOfCall } from "./identity.ts";
import { json } from "./json.ts";
import { maps } from "./maps.ts";
import { networks } from "./networks.ts";
import { numbers } from "./numbers.ts";
import { fails, hasFailed, NotKnown, Refused } from "./outcomes.ts";
import { paths } from "./paths.ts";
import { sets } from "./sets.ts";
import { strings } from "./strings.ts";

/** How long a string may be that a function gives. */
const LONGEST = 4 << 20;

/** How many combinations of alternatives a call is made with. */
const MOST_COMBINATIONS = 32;

const definitions: ReadonlyMap<string, Definition> = new Map(
  [
    collections,
    conversions,
    dates,
    encodings,
    formats,
    hashes,
    json,
    maps,
    networks,
    numbers,
    paths,
    sets,
    strings,
  ].flatMap((group: Definitions) => Object.entries(group)),
);

/** Functions that answer the same for the same arguments, but are not worked out here. */
const LEFT_OUT = new Set(["rsadecrypt"]);

/** Functions whose answer is another one each time. */
const NEVER_KNOWN = new Set("bcrypt plantimestamp timestamp uuid".split(" "));

/** The result of a call. Never throws; what is not known says why. */
export function callFunction(name: string, args: readonly Value[], at: CallSite): Value {
  const bare = bareName(name);
  if (LEFT_OUT.has(bare)) return unknown(`${bare} needs a key that is not read`, at.origin, identityOfCall(bare, args));
  if (NEVER_KNOWN.has(bare)) return unknown(`${bare} gives another value each time`, at.origin);
  const definition = definitions.get(bare);
  if (!definition && bare.startsWith("provider::"))
    return unknown(`${bare} is worked out by its provider`, at.origin, identityOfCall(bare, args));
  if (!definition) return unknown(`the function ${name} is not known`, at.origin);
  if (args.length < definition.min || args.length > definition.max)
    return fails(`${bare} takes another number of arguments`, at.origin);
  return spread(definition, args, { ...at, name: bare });
}

/** Whether there is a function with a name, whether its results are worked out here or not. */
export function isFunction(name: string): boolean {
  const bare = bareName(name);
  return definitions.has(bare) || LEFT_OUT.has(bare) || NEVER_KNOWN.has(bare);
}

function bareName(name: string): string {
  return name.startsWith("core::") ? name.slice("core::".length) : name;
}

/** Calls with every combination of the arguments' alternatives. */
function spread(definition: Definition, args: readonly Value[], at: CallSite): Value {
  if (!args.some((a) => a.kind === "choice")) return once(definition, args, at);
  const combinations = combine(args);
  if (!combinations) return unknown("it depends on too many conditions", at.origin);
  return choice(
    combinations.map(({ when, values }) => ({ when, value: once(definition, values, at) })),
    at.origin,
  );
}

/** Every combination of alternatives, or undefined when there are too many. */
export function combine(args: readonly Value[]): { when: Condition; values: Value[] }[] | undefined {
  let rows: { when: Condition[]; values: Value[] }[] = [{ when: [], values: [] }];
  for (const arg of args) {
    if (arg.kind !== "choice") {
      for (const row of rows) row.values.push(arg);
      continue;
    }
    const alternatives = flatAlternatives(arg);
    if (!alternatives || rows.length * alternatives.length > MOST_COMBINATIONS) return undefined;
    rows = rows.flatMap((row) =>
      alternatives.map((a) => ({ when: [...row.when, a.when], values: [...row.values, a.value] })),
    );
  }
  return rows.map((row) => ({ when: all(...row.when), values: row.values }));
}

function flatAlternatives(value: Choice, depth = 0): { when: Condition; value: Value }[] | undefined {
  const flat: { when: Condition; value: Value }[] = [];
  for (const a of value.alternatives) {
    if (a.value.kind !== "choice") flat.push(a);
    else {
      const inner = depth > 5 ? undefined : flatAlternatives(a.value, depth + 1);
      if (!inner) return undefined;
      for (const i of inner) flat.push({ when: all(a.when, i.when), value: i.value });
    }
  }
  return flat.length > MOST_COMBINATIONS ? undefined : flat;
}

function once(definition: Definition, args: readonly Value[], at: CallSite): Value {
  if (!definition.raw) {
    const failed = args.find(hasFailed);
    if (failed) return fails(failed.reason, at.origin);
    if (!definition.nulls && args.some((a) => a.kind === "absent"))
      return fails(`an argument of ${at.name} is null`, at.origin);
  }
  try {
    const value = definition.apply(args, at);
    if (value.kind === "scalar" && typeof value.value === "string" && value.value.length > LONGEST)
      return unknown("the string is too long", at.origin);
    return withMarks(value, args, at.name);
  } catch (e) {
    if (e instanceof Refused) return fails(`${at.name}: ${e.reason}`, at.origin);
    if (e instanceof NotKnown)
      return withMarks(unknown(e.reason, at.origin, identityOfCall(at.name, args)), args, at.name);
    throw e;
  }
}

/** What is made from a secret is one. */
function withMarks(value: Value, args: readonly Value[], name: string): Value {
  if (name === "nonsensitive" || value.kind === "list" || value.kind === "object") return value;
  const marks = new Set<Mark>(value.marks);
  const had = marks.size;
  for (const a of args) for (const m of a.marks ?? []) marks.add(m);
  return marks.size === had ? value : { ...value, marks };
}
