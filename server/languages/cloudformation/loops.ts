/** `Fn::ForEach`: what a loop over a known list makes. */
import type { Value } from "../../core/values.ts";
import { alternativesOf } from "./distribute.ts";
import { type Context, evaluate } from "./evaluate.ts";
import { type MappingEntry, scalarText } from "./syntax.ts";

/** How many rounds of one loop are made. */
const MOST_ROUNDS = 200;
/** How many loops may lie in each other. */
const DEEPEST_LOOP = 5;

export function isLoop(entry: MappingEntry): boolean {
  return entry.key.startsWith("Fn::ForEach::");
}

export interface Expanded {
  readonly entry: MappingEntry;
  readonly key: string;
  readonly context: Context;
}

/** The entries that a loop makes, or undefined where its list is not known. */
export function expandLoop(loop: MappingEntry, context: Context, depth = 0): Expanded[] | undefined {
  const { value } = loop;
  if (value.kind !== "sequence" || value.items.length !== 3 || depth > DEEPEST_LOOP) return undefined;
  const variable = scalarText(value.items[0]);
  const body = value.items[2]!;
  if (variable === undefined || body.kind !== "mapping") return undefined;
  const rounds = roundsOf(evaluate(value.items[1]!, { ...context, depth: context.depth + 1 }));
  if (!rounds || rounds.length > MOST_ROUNDS) return undefined;
  const made: Expanded[] = [];
  for (const round of rounds) {
    const inner: Context = { ...context, variables: new Map([...(context.variables ?? []), [variable, round]]) };
    for (const e of body.entries) {
      if (!isLoop(e)) made.push({ entry: e, key: substituteVariables(e.key, inner), context: inner });
      else {
        const nested = expandLoop(e, inner, depth + 1);
        if (!nested) return undefined;
        made.push(...nested);
      }
    }
    if (made.length > MOST_ROUNDS * 10) return undefined;
  }
  return made;
}

function roundsOf(value: Value): Value[] | undefined {
  const known = alternativesOf(value);
  if (known.length !== 1 || known[0]!.value.kind !== "list" || !known[0]!.value.closed) return undefined;
  const items = known[0]!.value.items;
  return items.every((i) => i.kind === "scalar") ? [...items] : undefined;
}

/** A name with the variables of the loops around it put in: `${Name}`, or `&{Name}` for letters and digits only. */
export function substituteVariables(name: string, context: Context): string {
  const { variables } = context;
  if (!variables || !/[$&]\{/.test(name)) return name;
  return name.replace(/([$&])\{([A-Za-z0-9]+)\}/g, (whole, mark: string, variable: string) => {
    const value = variables.get(variable);
    if (value?.kind !== "scalar") return whole;
    const written = String(value.value);
    return mark === "&" ? written.replace(/[^A-Za-z0-9]/g, "") : written;
  });
}
