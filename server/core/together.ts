/** Looking at several fields at once: only combinations that can deploy. */
import { all, always, type Condition, satisfiable } from "./conditions.ts";
import type { Field, Reading } from "./kinds.ts";

/** How many combinations of one call are looked at. Past it, the rest is passed over: nothing is reported of it. */
const MOST_COMBINATIONS = 512;

type Readings<R> = { readonly [K in keyof R]: R[K] extends Field<infer T> ? Reading<T> : never };

/**
 * Every combination of the fields' alternatives that some inputs deploy, unknown and absent ones included. Each
 * reading's condition is the condition of the whole combination. What cannot be decided is left out.
 */
export function* together<R extends Readonly<Record<string, Field<unknown>>>>(
  fields: R,
  under: Condition = always,
): Generator<Readings<R> & { readonly condition: Condition }> {
  const names = Object.keys(fields);
  let budget = MOST_COMBINATIONS;
  function* combine(
    i: number,
    condition: Condition,
    chosen: Record<string, Reading<unknown>>,
  ): Generator<never | object> {
    if (--budget < 0) return;
    if (i === names.length) {
      if (satisfiable(condition) !== "yes") return;
      const combination: Record<string, unknown> = { condition };
      for (const name of names) combination[name] = { ...chosen[name]!, condition };
      yield combination;
      return;
    }
    const field = fields[names[i]!]!;
    for (const reading of field.readings) {
      const joint = all(condition, field.subject.condition, reading.condition);
      if (i > 0 && satisfiable(joint) === "no") continue;
      yield* combine(i + 1, joint, { ...chosen, [names[i]!]: reading });
    }
  }
  yield* combine(0, under, {}) as Generator<Readings<R> & { condition: Condition }>;
}

/** Whether things under these conditions can exist in one deployment. What cannot be decided is no. */
export function canCoexist(...conditions: readonly Condition[]): boolean {
  return satisfiable(all(...conditions)) === "yes";
}
