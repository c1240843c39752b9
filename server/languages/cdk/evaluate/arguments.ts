/** The arguments of a call. */
import { entry, type Value } from "../../../core/values.ts";
import type { Argument, FunctionExpression, Parameter } from "../ir.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./expressions.ts";
import { type Entries, entriesOf, hasRoom, itemsOf } from "./things.ts";

export interface Arguments {
  readonly values: readonly Value[];
  /** False when there may be more than these, and the ones behind a spread may stand elsewhere. */
  readonly closed: boolean;
  /** Those that are named, by their names as the program spells them. */
  readonly named?: Entries;
}

export const NO_ARGUMENTS: Arguments = { values: [], closed: true };

export function evaluateArguments(context: Context, args: readonly Argument[]): Arguments {
  const { world } = context;
  const values: Value[] = [];
  let closed = true;
  let named: Entries | undefined;
  for (const argument of args) {
    const value = world.prune(evaluate(context, argument.value));
    if (argument.name !== undefined) {
      named ??= world.newEntries();
      named.entries.delete(argument.name);
      named.entries.set(argument.name, entry(argument.name, value, argument.nameSpan));
    } else if (argument.keywords) {
      named ??= world.newEntries();
      if (value.kind === "object") for (const [key, e] of value.entries) named.entries.set(key, e);
      if (value.kind !== "object" || !entriesOf(value)?.closed) named.closed = false;
    } else if (!argument.spread) {
      if (closed) values.push(value);
    } else if (value.kind === "list") {
      if (!hasRoom(values, value.items)) closed = false;
      if (closed) values.push(...value.items);
      if (!value.closed || itemsOf(value)?.irregular) closed = false;
    } else closed = false;
  }
  return { values, closed, ...(named && { named }) };
}

/** Of functions that differ by their parameters, the one that takes these arguments; undefined where several may. */
export function fittest(functions: readonly FunctionExpression[], args: Arguments): FunctionExpression | undefined {
  if (functions.length === 1) return functions[0]!;
  const best = Math.min(...functions.map((f) => rank(f, args)));
  const equal = functions.filter((f) => rank(f, args) === best);
  if (equal.length === 1) return equal[0];
  const fits = equal.filter((f) => f.parameters.every((p, i) => mayTake(p, args.values[i])));
  if (fits.length <= 1) return fits[0];
  // One that asks for just this type goes before one that takes anything.
  const exact = fits.filter((f) => f.parameters.every((p, i) => !args.values[i] || !ANYTHING.test(p.type ?? "object")));
  return exact.length === 1 ? exact[0] : undefined;
}

function rank({ parameters }: FunctionExpression, args: Arguments): number {
  const given = args.values.length;
  const names = new Set(parameters.map((p) => (p.target.kind === "name" ? p.target.name : "")));
  const named = [...(args.named?.entries.keys() ?? [])].filter((name) => names.has(name)).length;
  const needed = parameters.filter((p) => !p.fallback && !p.rest).length;
  if (parameters.length === given + named && !parameters.some((p) => p.rest)) return 0;
  if (needed > given + named) return 3;
  return parameters.length >= given + named ? 1 : parameters.some((p) => p.rest) ? 2 : 3;
}

const ANYTHING = /^(object|dynamic|T|E|U|Comparable|CharSequence|IEnumerable|Serializable|Number)$/i;
const TEXT = /^(string|char|character)\b/i;
const NUMBER = /^(byte|sbyte|short|ushort|int|uint|integer|long|ulong|float|double|decimal|n?int|number)\b/i;
const TRUTH = /^bool(ean)?\b/i;
const OTHER = [TEXT, NUMBER, TRUTH];

/** Whether a parameter may take a value, by the name of its type; what is not known fits anything. */
function mayTake({ type, rest }: Parameter, value: Value | undefined): boolean {
  if (type === undefined || value === undefined || rest || ANYTHING.test(type)) return true;
  const simple = OTHER.find((pattern) => pattern.test(type) && !/[[\]<>]/.test(type));
  switch (value.kind) {
    case "scalar": {
      const own = typeof value.value === "string" ? TEXT : typeof value.value === "number" ? NUMBER : TRUTH;
      return simple === own;
    }
    case "text":
      return simple === TEXT;
    case "list":
    case "object":
    case "reference":
      return simple === undefined;
    default:
      return true;
  }
}
