/** The arguments of a call. */
import { entry, type Value } from "../../../core/values.ts";
import type { Argument, FunctionExpression } from "../ir.ts";
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

/** Of functions that differ by their parameters, the one that takes these arguments; the first where several do. */
export function fittest(functions: readonly FunctionExpression[], args: Arguments): FunctionExpression {
  if (functions.length === 1) return functions[0]!;
  const given = args.values.length;
  const rank = ({ parameters }: FunctionExpression) => {
    const names = new Set(parameters.map((p) => (p.target.kind === "name" ? p.target.name : "")));
    const named = [...(args.named?.entries.keys() ?? [])].filter((name) => names.has(name)).length;
    const needed = parameters.filter((p) => !p.fallback && !p.rest).length;
    if (parameters.length === given + named && !parameters.some((p) => p.rest)) return 0;
    if (needed > given + named) return 3;
    return parameters.length >= given + named ? 1 : parameters.some((p) => p.rest) ? 2 : 3;
  };
  return functions.reduce((best, f) => (rank(f) < rank(best) ? f : best));
}
