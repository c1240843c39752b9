/** Carries the alternatives of arguments over to what is made of them. */
import { all, always, type Condition } from "../../core/conditions.ts";
import { choice, type Origin, unknown, type Value } from "../../core/values.ts";

/** How many combinations of alternatives are looked at; past that the result is unknown. */
const MOST_COMBINATIONS = 64;

interface Alternative {
  readonly when: Condition;
  readonly value: Value;
}

/** The alternatives of a value, nested ones too; a value that is no choice is the only one. */
export function alternativesOf(value: Value, under: Condition = always, depth = 0): Alternative[] {
  if (value.kind !== "choice") return [{ when: under, value }];
  if (depth > 20) return [{ when: under, value: unknown("too many alternatives", value.origin) }];
  const found: Alternative[] = [];
  for (const a of value.alternatives) {
    const when = all(under, a.when);
    if (when.kind !== "never") found.push(...alternativesOf(a.value, when, depth + 1));
    if (found.length > MOST_COMBINATIONS) break;
  }
  return found;
}

/** How many combinations of alternatives some values have. */
export function combinations(values: readonly Value[]): number {
  let product = 1;
  for (const v of values) {
    product *= alternativesOf(v).length;
    if (product > MOST_COMBINATIONS) return product;
  }
  return product;
}

type Chosen<V extends readonly Value[]> = { readonly [K in keyof V]: Value };

/** Applies a function to every combination of alternatives. */
export function distribute<const V extends readonly Value[]>(
  values: V,
  origin: Origin,
  apply: (values: Chosen<V>) => Value,
): Value {
  if (values.every((v) => v.kind !== "choice")) return apply(values as unknown as Chosen<V>);
  if (combinations(values) > MOST_COMBINATIONS) return unknown("it has too many alternatives", origin);
  let rows: { when: Condition; values: readonly Value[] }[] = [{ when: always, values: [] }];
  for (const value of values) {
    const next: typeof rows = [];
    for (const row of rows)
      for (const a of alternativesOf(value)) {
        const when = all(row.when, a.when);
        if (when.kind !== "never") next.push({ when, values: [...row.values, a.value] });
      }
    rows = next;
  }
  if (rows.length === 1 && rows[0]!.when.kind === "always") return apply(rows[0]!.values as Chosen<V>);
  return choice(
    rows.map((row) => ({ when: row.when, value: apply(row.values as Chosen<V>) })),
    origin,
  );
}
