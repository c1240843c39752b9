/**
 * Conditions: under which inputs a resource is made or a value holds.
 *
 * A condition is a formula over inputs with finite domains. The domain of an input is every constant that it is
 * compared with, plus "anything else", unless its allowed values are listed.
 */

import { decide, STEP_BUDGET } from "./satisfiability.ts";

export { STEP_BUDGET };

/** An input of a program: a parameter, a variable. */
export interface Input {
  /** Unique in the program. */
  readonly id: string;
  /** As a person calls it: "parameter Environment". */
  readonly name: string;
  /** Every value it may have, where that is known. */
  readonly allowed?: readonly string[];
}

export type Condition =
  | { readonly kind: "always" }
  | { readonly kind: "never" }
  /** An input equals a constant. `assumed` marks the assumption that nobody changes a default. */
  | { readonly kind: "is"; readonly input: Input; readonly value: string; readonly assumed?: true }
  /** A truth that cannot be looked into. The same `id` is the same truth; `about` names the inputs it depends on. */
  | { readonly kind: "opaque"; readonly id: string; readonly about: readonly string[]; readonly text: string }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] }
  /** A condition with a name of its own (`Conditions:` of a template). */
  | { readonly kind: "named"; readonly name: string; readonly of: Condition };

export const always: Condition = { kind: "always" };
export const never: Condition = { kind: "never" };

export function is(input: Input, value: string): Condition {
  if (input.allowed) {
    if (!input.allowed.includes(value)) return never;
    if (input.allowed.length === 1) return always;
  }
  return { kind: "is", input, value };
}

/** The assumption that an input keeps its default. */
export function byDefault(input: Input, value: string): Condition {
  return { kind: "is", input, value, assumed: true };
}

/** A truth of its own. `about` lists the ids of the inputs that it depends on, as far as they are known. */
export function opaque(id: string, text: string, about: readonly string[] = [id]): Condition {
  return { kind: "opaque", id, about, text };
}

export function named(name: string, of: Condition): Condition {
  return of.kind === "always" || of.kind === "never" ? of : { kind: "named", name, of };
}

/** A condition that every deployment meets, whatever its branches: no message names it. */
export function unspoken(of: Condition): Condition {
  return of.kind === "always" || of.kind === "never" ? of : { kind: "any", of: [of] };
}

export function not(of: Condition): Condition {
  if (of.kind === "always") return never;
  if (of.kind === "never") return always;
  return of.kind === "not" ? of.of : { kind: "not", of };
}

export function all(...of: readonly Condition[]): Condition {
  // Nearly every condition that is joined in a keystroke is `always`, or the one that was there before.
  let only: Condition = always;
  let several = false;
  for (const c of of) {
    if (c.kind === "never") return never;
    if (c === only || c.kind === "always") continue;
    if (only.kind !== "always") several = true;
    only = c;
  }
  if (!several) return only;
  const parts: Condition[] = [];
  for (const c of of) {
    if (c.kind === "never") return never;
    if (c.kind === "all") parts.push(...c.of);
    else if (c.kind !== "always") parts.push(c);
  }
  const distinct = parts.length > 1 ? [...new Set(parts)] : parts;
  // A condition and its own negation: the usual case of two branches that exclude each other.
  if (distinct.some((c) => c.kind === "not" && distinct.includes(c.of))) return never;
  return distinct.length === 0 ? always : distinct.length === 1 ? distinct[0]! : { kind: "all", of: distinct };
}

export function any(...of: readonly Condition[]): Condition {
  const parts: Condition[] = [];
  for (const c of of) {
    if (c.kind === "always") return always;
    if (c.kind === "any") parts.push(...c.of);
    else if (c.kind !== "never") parts.push(c);
  }
  const distinct = parts.length > 1 ? [...new Set(parts)] : parts;
  return distinct.length === 0 ? never : distinct.length === 1 ? distinct[0]! : { kind: "any", of: distinct };
}

/**
 * Whether some inputs make the condition true.
 *
 * "unknown" when the step budget ran out, or when it takes a truth that cannot be looked into and that may depend on
 * another one, or on an input that has to be this or that.
 */
export function satisfiable(condition: Condition, budget = STEP_BUDGET): "yes" | "no" | "unknown" {
  if (condition.kind === "always") return "yes";
  if (condition.kind === "never") return "no";
  if (condition.kind === "is") return "yes";
  return decide(condition, budget);
}

/**
 * The branch that a condition stands for, in words ("IsProd is true"), or undefined when it holds always or only
 * assumes defaults.
 */
export function branchName(condition: Condition): string | undefined {
  const phrases: string[] = [];
  describe(condition, true, phrases);
  const distinct = [...new Set(phrases)];
  return distinct.length === 0 ? undefined : distinct.slice(0, 3).join(" and ");
}

function describe(c: Condition, truth: boolean, phrases: string[]): void {
  switch (c.kind) {
    case "named":
      phrases.push(`${c.name} is ${truth}`);
      break;
    case "not":
      describe(c.of, !truth, phrases);
      break;
    case "all":
      if (truth) for (const part of c.of) describe(part, true, phrases);
      break;
    case "is":
      if (!c.assumed) phrases.push(`${c.input.name} is ${truth ? "" : "not "}${JSON.stringify(c.value)}`);
      break;
    case "opaque":
      phrases.push(`${c.text} is ${truth}`);
      break;
  }
}

/** The names of the inputs whose default a condition assumes, each once. */
export function assumedDefaults(condition: Condition): string[] {
  const names = new Set<string>();
  collectDefaults(condition, names);
  return [...names];
}

function collectDefaults(c: Condition, names: Set<string>): void {
  if (c.kind === "is" && c.assumed) names.add(c.input.name);
  else if (c.kind === "all") for (const part of c.of) collectDefaults(part, names);
}
