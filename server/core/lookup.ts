/** Looking into values: properties by path, alternatives one by one. */
import { all, always, type Condition, satisfiable } from "./conditions.ts";
import type { Path } from "./fixes.ts";
import { type Choice, choice, missing, type ObjectValue, type Origin, unknown, type Value } from "./values.ts";

/** How many alternatives of one value are looked at; past that the rest is unknown. */
const MOST_ALTERNATIVES = 64;

/** "VersioningConfiguration.Status" as a path; a number is an index. */
export function path(dotted: string): Path {
  return dotted.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/**
 * The value at a path. What is not there is `missing`, with the nearest enclosing thing that exists as its origin;
 * what may be there is unknown. A name looked up in a list of one looks into that one: Terraform's nested blocks.
 */
export function lookup(value: Value, steps: Path): Value {
  let at: Value = value;
  for (let i = 0; i < steps.length; i++) {
    if (at.kind === "choice") {
      const rest = steps.slice(i);
      return mapChoice(at, (v) => lookup(v, rest));
    }
    at = step(at, steps[i]!);
  }
  return at;
}

function step(value: Value, name: string | number): Value {
  switch (value.kind) {
    case "object": {
      const found = value.entries.get(String(name));
      if (found) return found.value;
      return value.closed
        ? missing({ span: value.nameSpan ?? value.origin.span })
        : unknown(`${name} may be set by something that is not known`, placeOf(value));
    }
    case "list": {
      if (typeof name === "number") {
        const item = value.items[name];
        if (item) return item;
      } else if (value.items.length === 1 && value.closed) return lookup(value.items[0]!, [name]);
      if (value.items.length > 1 && typeof name === "string")
        return unknown(`${name} stands in several blocks`, value.origin);
      return value.closed
        ? missing(value.origin)
        : unknown("the list may have more items than are known", value.origin);
    }
    case "absent":
      return missing(value.origin);
    case "unknown":
      return unknown(
        value.reason,
        value.origin,
        value.identity === undefined ? undefined : `${identityOf(value)}.${name}`,
      );
    default:
      return unknown(`${name} of a ${value.kind} is not known`, value.origin);
  }
}

function identityOf(value: { identity?: string; index?: number }): string {
  return value.index === undefined ? value.identity! : `${value.identity}[${value.index}]`;
}

function placeOf(value: ObjectValue): Origin {
  return { span: value.nameSpan ?? value.origin.span };
}

/** A choice with each alternative changed; it stays a choice. */
export function mapChoice(value: Choice, change: (value: Value) => Value): Choice {
  return choice(
    value.alternatives.map((a) => ({ when: a.when, value: change(a.value) })),
    value.origin,
  );
}

/**
 * Every alternative of a value, nested ones too, each with what has to hold for it. Alternatives that cannot hold are
 * left out. A value that is no choice is its only alternative.
 */
export function alternatives(value: Value, under: Condition = always): { value: Value; condition: Condition }[] {
  const found: { value: Value; condition: Condition }[] = [];
  collect(value, under, found, 0);
  return found;
}

function collect(value: Value, under: Condition, found: { value: Value; condition: Condition }[], depth: number): void {
  if (value.kind !== "choice") {
    found.push({ value, condition: under });
    return;
  }
  for (const alternative of value.alternatives) {
    if (depth > 20 || found.length >= MOST_ALTERNATIVES) {
      found.push({ value: unknown("too many alternatives", value.origin), condition: under });
      return;
    }
    const condition = all(under, alternative.when);
    if (satisfiable(condition) === "no") continue;
    collect(alternative.value, condition, found, depth + 1);
  }
}
