/** The arguments of a call. */
import type { Value } from "../../../core/values.ts";
import type { Argument } from "../ir.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./expressions.ts";
import { hasRoom, itemsOf } from "./things.ts";

export interface Arguments {
  readonly values: readonly Value[];
  /** False when there may be more than these, and the ones behind a spread may stand elsewhere. */
  readonly closed: boolean;
}

export function evaluateArguments(context: Context, args: readonly Argument[]): Arguments {
  const values: Value[] = [];
  let closed = true;
  for (const argument of args) {
    const value = context.world.prune(evaluate(context, argument.value));
    if (!argument.spread) {
      if (closed) values.push(value);
      continue;
    }
    if (value.kind === "list") {
      if (!hasRoom(values, value.items)) closed = false;
      if (closed) values.push(...value.items);
      if (!value.closed || itemsOf(value)?.irregular) closed = false;
    } else closed = false;
  }
  return { values, closed };
}
