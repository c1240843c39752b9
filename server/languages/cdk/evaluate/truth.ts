/** Truth, equality and the conditions that they become. */

import { compare } from "../../../core/compare.ts";
import { all, always, any, type Condition, is, never, not, opaque } from "../../../core/conditions.ts";
import { type Origin, scalar, type Value } from "../../../core/values.ts";
import { carriedBy } from "../constructs.ts";
import { enumMember } from "../lowering/plain-values.ts";
import { aboutOf, innerOf, isThing, itemsOf } from "./things.ts";
import type { World } from "./world.ts";

/** What has to hold for a value to be truthy. `text` is the expression as written, for messages. */
export function truth(world: World, given: Value, text: string, depth = 0): Condition {
  const value = world.prune(given);
  switch (value.kind) {
    case "absent":
      return never;
    case "scalar":
      return value.value ? always : never;
    case "choice":
      if (depth > 20) return opaque(world.fresh(), short(text));
      return any(
        ...value.alternatives.map((a) => {
          const inner = truth(world, a.value, text, depth + 1);
          const isOpen = inner.kind !== "always" && inner.kind !== "never";
          const decided = isOpen ? world.under(a.when, () => world.decide(inner)) : undefined;
          return decided === undefined ? all(a.when, inner) : decided ? a.when : never;
        }),
      );
    case "text":
      if (value.parts.some((p) => (p.kind === "piece" ? p.text !== "" : p.kind === "reference"))) return always;
      return opaque(world.fresh(), short(text), aboutOf(value));
    case "unknown": {
      if (isThing(value)) return always;
      const id = identityOf(world, value);
      return opaque(`${id} is truthy`, short(text), orElse(aboutOf(value), id));
    }
    case "list":
      return filled(world, value, value.items.length, (value.closed && !itemsOf(value)?.irregular) ?? false, text);
    case "object":
      return filled(world, value, value.entries.size, value.closed, text);
    default:
      return always;
  }
}

/** Whether a list or an object counts as true: in some languages an empty one does not. */
function filled(world: World, value: Value, size: number, closed: boolean, text: string): Condition {
  if (!world.modules.dialect.emptyIsFalse || innerOf(value)) return always;
  if (!closed) return opaque(world.fresh(), short(text), aboutOf(value));
  return size > 0 ? always : never;
}

/** What has to hold for a value to be `undefined` or `null`. */
export function nothing(world: World, given: Value, text: string, depth = 0): Condition {
  const value = world.prune(given);
  switch (value.kind) {
    case "absent":
      return always;
    case "choice":
      if (depth > 20) return opaque(world.fresh(), `${short(text)} === undefined`);
      return any(...value.alternatives.map((a) => all(a.when, nothing(world, a.value, text, depth + 1))));
    case "unknown": {
      if (isThing(value) || (value as { defined?: true }).defined) return never;
      const id = identityOf(world, value);
      return opaque(`${id} is undefined`, `${short(text)} === undefined`, orElse(aboutOf(value), id));
    }
    default:
      return never;
  }
}

/** What has to hold for two values to be equal. */
export function equal(world: World, a: Value, b: Value, text: string, depth = 0): Condition {
  const left = world.prune(a);
  const right = world.prune(b);
  if (left.kind === "absent") return nothing(world, right, text.split(/[=!]=/)[1]?.replace(/^=/, "").trim() ?? text);
  if (right.kind === "absent") return nothing(world, left, text.split(/[=!]=/)[0]?.trim() ?? text);
  if (left.kind === "choice" || right.kind === "choice") {
    const [many, one] = left.kind === "choice" ? [left, right] : [right as typeof left & { kind: "choice" }, left];
    if (depth > 6 || many.kind !== "choice") return opaque(world.fresh(), short(text), aboutBoth(left, right));
    return any(...many.alternatives.map((x) => all(x.when, equal(world, x.value, one, text, depth + 1))));
  }
  if (left.kind === "scalar" && right.kind === "scalar") return left.value === right.value ? always : never;
  for (const [some, known] of [
    [left, right],
    [right, left],
  ] as const) {
    if (some.kind !== "unknown" || known.kind !== "scalar" || isThing(some)) continue;
    if (some.identity === undefined) continue;
    const name = some.identity.startsWith("?") ? (text.split(/[=!]=/)[0]?.trim() ?? text) : some.identity;
    return is({ id: identityOf(world, some), name: short(name) }, String(known.value));
  }
  const innerLeft = innerOf(left);
  if (innerLeft !== undefined && innerLeft === innerOf(right)) return always;
  const [first, second] = [enumValue(left), enumValue(right)];
  if (first !== undefined && second !== undefined) return first === second ? always : never;
  const sameness = compare(left, right);
  if (sameness === "same") return always;
  if (sameness === "different") return never;
  const ids = [left, right].map((v) => (v.kind === "unknown" ? identityOf(world, v) : undefined));
  const id = ids.every((i) => i !== undefined) ? `${[...ids].sort().join(" equals ")}` : world.fresh();
  return opaque(id, short(text), orElse(aboutBoth(left, right), id));
}

/** What stands behind a member of one of CDK's enums. */
function enumValue(value: Value): string | number | undefined {
  const carried = carriedBy(value);
  return carried?.kind === "static" ? enumMember(carried.fqn, carried.member) : undefined;
}

/** A condition as a boolean value. */
export function booleanOf(condition: Condition, origin: Origin): Value {
  if (condition.kind === "always") return scalar(true, origin);
  if (condition.kind === "never") return scalar(false, origin);
  return {
    kind: "choice",
    alternatives: [
      { when: condition, value: scalar(true, origin) },
      { when: not(condition), value: scalar(false, origin) },
    ],
    origin,
  };
}

function identityOf(world: World, value: Extract<Value, { kind: "unknown" }>): string {
  if (value.identity === undefined) return world.fresh();
  return value.index === undefined ? value.identity : `${value.identity}[${value.index}]`;
}

function aboutBoth(a: Value, b: Value): readonly string[] {
  return [...new Set([...aboutOf(a), ...aboutOf(b)])];
}

function orElse(about: readonly string[], id: string): readonly string[] {
  return about.length > 0 ? about : [id];
}

/** An expression as a message shows it: on one line, not too long. */
export function short(text: string): string {
  if (text.length <= 60 && !/\s/.test(text)) return text;
  const line = text.slice(0, 200).replace(/\s+/g, " ").trim();
  return line.length <= 60 ? line : `${line.slice(0, 57)}...`;
}
