/** `Fn::ForEach`: what a loop over a known list makes. */
import { all, always, any, type Condition } from "../../core/conditions.ts";
import { list, type Value } from "../../core/values.ts";
import { alternativesOf, distribute } from "./distribute.ts";
import { type Context, evaluate } from "./evaluate.ts";
import { type MappingEntry, type Node, scalarText } from "./syntax.ts";

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
  /** Under what there is such a round: the default of the parameter that the loop goes over. */
  readonly when: Condition;
}

export interface Expansion {
  readonly made: readonly Expanded[];
  /** False when other inputs may make more. */
  readonly complete: boolean;
}

/** The entries that a loop makes, as far as its list is known. */
export function expandLoop(loop: MappingEntry, context: Context): Expansion {
  const made = new Map<string, Expanded>();
  const complete = expandInto(made, loop, context, always, 0);
  return { made: [...made.values()], complete };
}

function expandInto(
  made: Map<string, Expanded>,
  loop: MappingEntry,
  context: Context,
  under: Condition,
  depth: number,
): boolean {
  const { value } = loop;
  if (value.kind !== "sequence" || value.items.length !== 3 || depth > DEEPEST_LOOP) return false;
  const variable = scalarText(value.items[0]);
  const body = value.items[2]!;
  if (variable === undefined || body.kind !== "mapping") return false;
  let complete = true;
  for (const { when: own, value: rounds } of listsOf(value.items[1]!, context)) {
    const when = all(under, own);
    const isKnown = rounds.kind === "list" && rounds.closed && rounds.items.every((i) => i.kind === "scalar");
    if (!isKnown || rounds.items.length > MOST_ROUNDS) {
      complete = false;
      continue;
    }
    for (const round of rounds.items) {
      const inner: Context = { ...context, variables: new Map([...(context.variables ?? []), [variable, round]]) };
      for (const e of body.entries) {
        if (made.size > MOST_ROUNDS * 10) return false;
        if (isLoop(e)) complete = expandInto(made, e, inner, when, depth + 1) && complete;
        else
          complete = add(made, { entry: e, key: substituteVariables(e.key, inner), context: inner, when }) && complete;
      }
    }
  }
  return complete;
}

/** The same round may be made of several alternatives of the list. False where another round has the same name. */
function add(made: Map<string, Expanded>, expanded: Expanded): boolean {
  const before = made.get(expanded.key);
  if (before && !sameVariables(before.context, expanded.context)) return false;
  made.set(expanded.key, before ? { ...before, when: any(before.when, expanded.when) } : expanded);
  return true;
}

function sameVariables({ variables: a }: Context, { variables: b }: Context): boolean {
  for (const [name, value] of a ?? []) {
    const other = b?.get(name);
    if (value.kind !== "scalar" || other?.kind !== "scalar" || value.value !== other.value) return false;
  }
  return true;
}

/** The alternatives of a loop's list; its items may have alternatives of their own. */
function listsOf(node: Node, context: Context): { when: Condition; value: Value }[] {
  return alternativesOf(evaluate(node, { ...context, depth: context.depth + 1 })).flatMap(({ when, value }) => {
    if (value.kind !== "list" || !value.items.some((i) => i.kind === "choice")) return [{ when, value }];
    return alternativesOf(
      distribute(value.items, value.origin, (items) =>
        list(
          items.filter((i) => i.kind !== "absent"),
          value.origin,
          value.closed,
        ),
      ),
      when,
    );
  });
}

const VARIABLE = /([$&])\{([A-Za-z0-9]+)\}/g;

/** A name with the variables of the loops around it put in: `${Name}`, or `&{Name}` for letters and digits only. */
export function substituteVariables(name: string, context: Context): string {
  const { variables } = context;
  if (!variables || !/[$&]\{/.test(name)) return name;
  return name.replace(VARIABLE, (whole, mark: string, variable: string) => {
    const written = variableText(variable, mark, context);
    return written ?? whole;
  });
}

/** What stands for a variable of a loop; undefined where no loop has it. */
export function variableText(variable: string, mark: string, { variables }: Context): string | undefined {
  const value = variables?.get(variable);
  if (value?.kind !== "scalar") return undefined;
  const written = String(value.value);
  return mark === "&" ? written.replace(/[^A-Za-z0-9]/g, "") : written;
}
