/** Escape hatches: what a program writes into the L1 of a construct after it was made. */
import { always, type Condition, not } from "../../../core/conditions.ts";
import { mapChoice } from "../../../core/lookup.ts";
import {
  choice,
  type Entry,
  entry,
  lazyEntry,
  list,
  missing,
  object,
  unknown,
  type Value,
} from "../../../core/values.ts";
import type { ConstructInstance } from "../constructs.ts";
import { l1Property, l1PropertyName, l1Type, verbatim } from "./l1.ts";
import type { Model } from "./model.ts";
import { behindL1, read } from "./references.ts";

const METHOD = /^add(Property)?(Deletion)?Override$/;
/** What is found among the children of a construct may be changed without the construct knowing. */
const SEARCH = /^(findChild|tryFindChild|findAll)$/;

export interface Overridden {
  readonly entries: readonly Entry[];
  /** False when something was written that is not understood: any property may be another one. */
  readonly understood: boolean;
}

/** Applies what was written over the properties of a construct. Overrides win over assignments, as in CDK. */
export function overridden(c: ConstructInstance, model: Model | undefined, entries: readonly Entry[]): Overridden {
  if (c.assignments.length === 0 && !c.calls.some((call) => METHOD.test(call.method) || SEARCH.test(call.method)))
    return { entries, understood: true };
  const l1Class = model ? `aws-cdk-lib.${model.l1}` : l1Type(c.fqn) ? c.fqn : undefined;
  const inside = (path: readonly (string | number)[]) =>
    model ? behindL1(path.map(String), model.l1Members) : path.map(String);
  const byName = new Map(entries.map((e) => [e.key, e]));
  let understood = true;
  const write = (steps: readonly string[], value: Value, condition: Condition) => {
    const [name, ...rest] = steps as [string, ...string[]];
    const before = byName.get(name);
    const old = () =>
      before?.value ?? (model ? unknown(`${name} is not known`, { span: c.nameSpan }) : missing({ span: c.nameSpan }));
    const now = () => placed(old(), rest, value, 0);
    byName.set(
      name,
      condition === always
        ? rest.length === 0
          ? entry(name, value)
          : lazyEntry(name, now)
        : lazyEntry(name, () =>
            choice(
              [
                { when: condition, value: now() },
                { when: not(condition), value: old() },
              ],
              value.origin,
            ),
          ),
    );
  };
  for (const { path, value, condition } of c.assignments) {
    const names = l1Class && inside(path);
    // A member of the L2 itself, or what CloudFormation is told of the resource beside its properties.
    if (!names || names[0] === "cfnOptions" || names[0] === "overrideLogicalId") continue;
    const [top, ...rest] = names;
    if (top === undefined) understood = false;
    else if (rest.length === 0) write([l1PropertyName(l1Class, top)], l1Property(l1Class, top, value, read), condition);
    else write([l1PropertyName(l1Class, top)], unknown("a part of it is written over", value.origin), condition);
  }
  for (const call of c.calls) {
    if (SEARCH.test(call.method) && call.path.join(".") === "node") understood = false;
    const names = METHOD.test(call.method) ? inside(call.path) : undefined;
    if (!names) continue;
    const steps = overridePath(call.method, call.args[0]);
    const value = call.method.includes("Deletion") ? missing({ span: call.span }) : call.args[1];
    if (names.length > 0 || !steps || value === undefined) understood = false;
    else if (steps.length > 0) write(steps, verbatim(value, read), call.condition);
  }
  return { entries: [...byName.values()], understood };
}

/** The path of an override below `Properties`; empty when it is about something else of the resource. */
function overridePath(method: string, given: Value | undefined): readonly string[] | undefined {
  if (given?.kind !== "scalar") return undefined;
  const written = String(given.value);
  if (written.includes("\\") || written === "") return undefined;
  const steps = written.split(".");
  if (method.startsWith("addProperty")) return steps;
  if (steps[0] !== "Properties") return steps[0] === "Type" ? undefined : [];
  return steps.length > 1 ? steps.slice(1) : undefined;
}

const DEEPEST = 30;

/** A value with another one put in at a path. */
function placed(into: Value, steps: readonly string[], value: Value, depth: number): Value {
  const [name, ...rest] = steps;
  if (name === undefined) return value;
  if (depth > DEEPEST) return unknown("a part of it is written over", value.origin);
  switch (into.kind) {
    case "choice":
      return mapChoice(into, (v) => placed(v, steps, value, depth + 1));
    case "absent":
      return object([entry(name, placed(missing(value.origin), rest, value, depth + 1))], value.origin);
    case "object": {
      const old = into.entries.get(name);
      const before =
        old?.value ?? (into.closed ? missing(value.origin) : unknown(`${name} is not known`, value.origin));
      const now = lazyEntry(name, () => placed(before, rest, value, depth + 1), old?.keySpan);
      return { ...into, entries: new Map([...into.entries, [name, now]]) };
    }
    case "list": {
      const index = /^\d+$/.test(name) ? Number(name) : -1;
      if (index < 0 || index > into.items.length || (index === into.items.length && !into.closed)) break;
      const items = [...into.items];
      items[index] = placed(items[index] ?? missing(value.origin), rest, value, depth + 1);
      return list(items, into.origin, into.closed);
    }
  }
  return unknown("a part of it is written over", value.origin);
}
