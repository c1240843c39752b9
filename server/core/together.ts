/** Looking at several fields at once: only combinations that can deploy. */
import { all, always, type Condition, satisfiable } from "./conditions.ts";
import type { Field, Reading } from "./kinds.ts";

/** How many combinations of one call are looked at. Past it, the rest is passed over: nothing is reported of it. */
const MOST_COMBINATIONS = 512;

type Readings<R> = { readonly [K in keyof R]: R[K] extends Field<infer T> ? Reading<T> : never };

type Combination<R> = Readings<R> & { readonly condition: Condition };

/**
 * Every combination of the fields' alternatives that some inputs deploy, unknown and absent ones included. Each
 * reading's condition is the condition of the whole combination. What cannot be decided is left out.
 */
export function together<R extends Readonly<Record<string, Field<unknown>>>>(
  fields: R,
  under: Condition = always,
): readonly Combination<R>[] {
  const names = Object.keys(fields);
  const found: Combination<R>[] = [];
  const chosen: Reading<unknown>[] = [];
  let budget = MOST_COMBINATIONS;
  const combine = (i: number, condition: Condition): void => {
    if (--budget < 0) return;
    if (i === names.length) {
      if (satisfiable(condition) !== "yes") return;
      const combination: Record<string, unknown> = { condition };
      for (const [n, name] of names.entries()) combination[name] = underCondition(chosen[n]!, condition);
      found.push(combination as Combination<R>);
      return;
    }
    const field = fields[names[i]!]!;
    for (const reading of field.readings) {
      const joint = all(condition, field.subject.condition, reading.condition);
      // A single alternative is decided with the whole; only real branches are worth leaving early.
      if (i > 0 && field.readings.length > 1 && satisfiable(joint) === "no") continue;
      chosen[i] = reading;
      combine(i + 1, joint);
    }
  };
  combine(0, under);
  return found;
}

function underCondition(reading: Reading<unknown>, condition: Condition): Reading<unknown> {
  return reading.condition === condition ? reading : { ...reading, condition };
}

/** Whether things under these conditions can exist in one deployment. What cannot be decided is no. */
export function canCoexist(...conditions: readonly Condition[]): boolean {
  return satisfiable(all(...conditions)) === "yes";
}
