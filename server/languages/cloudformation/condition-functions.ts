/** The functions of the section Conditions, as conditions of the core. */

import { compare } from "../../core/compare.ts";
import { all, always, any, type Condition, never, not, opaque } from "../../core/conditions.ts";
import { spanText } from "../../core/span.ts";
import type { Value } from "../../core/values.ts";
import { type Call, callOf, conditionCallOf } from "./calls.ts";
import { inputsIn, inputsOf } from "./dependencies.ts";
import { alternativesOf } from "./distribute.ts";
import { evaluate, inScope } from "./evaluate.ts";
import { call as callIdentity, identityOf } from "./identity.ts";
import { substituteVariables } from "./loops.ts";
import { type Operand, ruleCondition } from "./rule-functions.ts";
import type { Scope } from "./scope.ts";
import { type Node, scalarText } from "./syntax.ts";

const DEEPEST = 100;
/** How many alternatives of both sides of an equation are looked into. */
const MOST_PAIRS = 64;

type Variables = ReadonlyMap<string, Value> | undefined;

/** The condition that a node of the section Conditions stands for. */
export function buildCondition(node: Node, scope: Scope, variables?: Variables, depth = 0): Condition {
  const call = conditionCallOf(node);
  if (call) return conditionOf(call, scope, variables, depth);
  const text = scalarText(node);
  if (text === "true") return always;
  if (text === "false") return never;
  return leaf(node, scope);
}

/** The condition that a call stands for. */
export function conditionOf(call: Call, scope: Scope, variables?: Variables, depth = 0): Condition {
  const items = call.argument.kind === "sequence" ? call.argument.items : [call.argument];
  if (depth > DEEPEST) return leaf(call.argument, scope);
  const parts = () => items.map((i) => buildCondition(i, scope, variables, depth + 1));
  switch (call.name) {
    case "Condition": {
      const name = scalarText(call.argument);
      if (name === undefined) break;
      return scope.condition(substituteVariables(name, inScope(scope, variables)));
    }
    case "Fn::And":
      return all(...parts());
    case "Fn::Or":
      return any(...parts());
    case "Fn::Not":
      if (items.length === 1) return not(parts()[0]!);
      break;
    case "Fn::Equals":
      if (items.length === 2) return equals(items[0]!, items[1]!, call, scope, variables);
      break;
    case "Fn::Contains":
    case "Fn::EachMemberEquals":
    case "Fn::EachMemberIn": {
      const equal = (a: Operand, b: Operand) => equals(a, b, call, scope, variables);
      return ruleCondition(call, inScope(scope, variables), equal) ?? leaf(call.argument, scope);
    }
  }
  return leaf(call.argument, scope);
}

/** A truth that cannot be looked into: the same text is the same truth. */
function leaf(node: Node, scope: Scope): Condition {
  const text = spanText(node.span).replace(/\s+/g, " ");
  const id = scope.address(text);
  const about = [...inputsOf(node, scope)];
  return opaque(id, shortened(text), about.length > 0 ? about : [id]);
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function equals(a: Operand, b: Operand, call: Call, scope: Scope, variables: Variables): Condition {
  const direct = isNode(a) && isNode(b) ? (inputEquation(a, b, scope) ?? inputEquation(b, a, scope)) : undefined;
  if (direct) return direct;
  const context = inScope(scope, variables);
  const left = alternativesOf(isNode(a) ? evaluate(a, context) : a);
  const right = alternativesOf(isNode(b) ? evaluate(b, context) : b);
  if (left.length * right.length > MOST_PAIRS) return leaf(call.argument, scope);
  const branches: Condition[] = [];
  let isKnown = false;
  for (const l of left)
    for (const r of right) {
      const truth = compared(l.value, r.value, call, scope);
      isKnown ||= truth.kind !== "opaque";
      if (truth !== never) branches.push(all(l.when, r.when, truth));
    }
  // Where no alternative decides it, its truth is one, and takes no assumption.
  return isKnown || branches.length < 2 ? any(...branches) : leaf(call.argument, scope);
}

function isNode(operand: Operand): operand is Node {
  return "span" in operand;
}

function compared(a: Value, b: Value, call: Call, scope: Scope): Condition {
  const same = compare(a, b);
  if (same === "same") return always;
  if (same === "different") return never;
  const equation = unknownEquation(a, b, scope) ?? unknownEquation(b, a, scope);
  if (equation) return equation;
  const identities = [identityOf(a), identityOf(b)].sort();
  const identity = callIdentity("Equals", identities);
  const about = [...inputsIn(identities, inputsOf(call.argument, scope))];
  const id = identity ?? scope.address(spanText(call.span).replace(/\s+/g, " "));
  return opaque(id, shortened(spanText(call.span).replace(/\s+/g, " ")), about.length > 0 ? about : [id]);
}

/** An unknown value that is an input, alone or in a text, compared with a constant. */
function unknownEquation(a: Value, b: Value, scope: Scope): Condition | undefined {
  if (b.kind !== "scalar") return undefined;
  const constant = String(b.value);
  if (a.kind === "unknown") return a.identity === undefined ? undefined : inputIs(a.identity, constant, scope);
  if (a.kind !== "text") return undefined;
  const at = a.parts.findIndex((p) => p.kind !== "piece");
  const hole = a.parts[at];
  if (hole?.kind !== "unknown" || hole.identity === undefined) return undefined;
  let [before, after] = ["", ""];
  for (const [n, part] of a.parts.entries()) {
    if (n === at) continue;
    if (part.kind !== "piece") return undefined;
    if (n < at) before += part.text;
    else after += part.text;
  }
  const isAround = constant.startsWith(before) && constant.slice(before.length).endsWith(after);
  return isAround
    ? inputIs(hole.identity, constant.slice(before.length, constant.length - after.length), scope)
    : undefined;
}

function inputIs(identity: string, constant: string, scope: Scope): Condition | undefined {
  const input = scope.inputOf(identity);
  return input && scope.equation(input, constant);
}

/** `!Ref P` compared with a constant: decided by what P is, whatever its default. */
function inputEquation(a: Node, b: Node, scope: Scope): Condition | undefined {
  const call = callOf(a);
  const name = call?.name === "Ref" ? scalarText(call.argument) : undefined;
  const constant = callOf(b) ? undefined : scalarText(b);
  if (name === undefined || constant === undefined || !call) return undefined;
  const input = scope.input(name);
  if (!input) return undefined;
  const value = scope.refer(name, call.span);
  if (value.kind === "scalar") return String(value.value) === constant ? always : never;
  const isItself =
    value.kind === "unknown"
      ? value.identity !== undefined && scope.inputOf(value.identity) === input
      : value.kind === "choice" && scope.isFree(name);
  return isItself ? scope.equation(input, constant) : undefined;
}
