/** Arithmetic, comparison and logic. */
import { compare } from "../../../core/compare.ts";
import { choice, type Origin, scalar, unknown, type Value } from "../../../core/values.ts";
import { asBoolean, asNumber } from "../functions/arguments.ts";
import { combine } from "../functions/call.ts";
import { isSet, isUncertain } from "../functions/collection-types.ts";
import { identityOf } from "../functions/identity.ts";
import { exact } from "../functions/numbers.ts";
import { fails, hasFailed, NotKnown, Refused } from "../functions/outcomes.ts";
import type { BinaryNode, BinaryOperator, UnaryNode } from "../syntax.ts";
import { evaluate } from "./expressions.ts";
import type { Scope } from "./scope.ts";

export function evaluateUnary(node: UnaryNode, scope: Scope): Value {
  const of = evaluate(node.of, scope);
  return apply([of], node.operator, { span: node.span }, ([v]) =>
    node.operator === "-" ? exact(-asNumber(v)) : !asBoolean(v),
  );
}

export function evaluateBinary(node: BinaryNode, scope: Scope): Value {
  const args = [evaluate(node.left, scope), evaluate(node.right, scope)];
  return apply(args, node.operator, { span: node.span }, ([l, r]) => compute(node.operator, l!, r!));
}

type Computed = string | number | boolean;

/** Computes with every combination of alternatives; what is not known keeps a name. */
function apply(args: Value[], name: string, origin: Origin, run: (args: Value[]) => Computed): Value {
  const once = (values: Value[]): Value => {
    const failed = values.find(hasFailed);
    if (failed) return fails(failed.reason, origin);
    try {
      return scalar(run(values), origin);
    } catch (e) {
      if (e instanceof Refused) return fails(e.reason, origin);
      if (e instanceof NotKnown) return unknown(e.reason, origin, identityOfOperation(name, values));
      throw e;
    }
  };
  if (!args.some((a) => a.kind === "choice")) return once(args);
  const combinations = combine(args);
  if (!combinations) return unknown("it depends on too many conditions", origin);
  return choice(
    combinations.map(({ when, values }) => ({ when, value: once(values) })),
    origin,
  );
}

function identityOfOperation(name: string, values: readonly Value[]): string | undefined {
  const of = values.map((v) => identityOf(v));
  if (of.includes(undefined)) return undefined;
  return of.length === 1 ? `(${name}${of[0]})` : `(${of[0]} ${name} ${of[1]})`;
}

function compute(operator: BinaryOperator, l: Value, r: Value): Computed {
  switch (operator) {
    case "==":
      return equal(l, r);
    case "!=":
      return !equal(l, r);
    case "&&":
      // An unknown side does not matter when the other one decides.
      return isKnown(l, false) || isKnown(r, false) ? false : asBoolean(l) && asBoolean(r);
    case "||":
      return isKnown(l, true) || isKnown(r, true) ? true : asBoolean(l) || asBoolean(r);
    default:
      return arithmetic(operator, asNumber(l), asNumber(r));
  }
}

function isKnown(value: Value, truth: boolean): boolean {
  return value.kind === "scalar" && String(value.value) === String(truth);
}

function arithmetic(operator: BinaryOperator, a: number, b: number): Computed {
  switch (operator) {
    case "+":
      return exact(rounded(a + b));
    case "-":
      return exact(rounded(a - b));
    case "*":
      return exact(rounded(a * b));
    case "/":
      if (b === 0) throw new Refused("it is divided by zero");
      return exact(a / b);
    case "%":
      if (b === 0) throw new Refused("it is divided by zero");
      return exact(rounded(a % b));
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

/** Terraform computes in decimal as far as it matters: 0.1 + 0.2 is 0.3. */
function rounded(n: number): number {
  return Number.isInteger(n) ? n : Number(n.toPrecision(15));
}

/** Terraform's `==`: values of different types differ, without conversion. */
export function equal(l: Value, r: Value): boolean {
  if (l.kind === "absent" || r.kind === "absent") {
    if (l.kind === "absent" && r.kind === "absent") return true;
    const other = l.kind === "absent" ? r : l;
    if (other.kind === "unknown" || other.kind === "choice" || other.kind === "reference")
      throw new NotKnown("whether it is null is not known");
    return false;
  }
  if (l.kind === "scalar" && r.kind === "scalar") return typeof l.value === typeof r.value && l.value === r.value;
  if (l.kind === "list" && r.kind === "list" && (isSet(l) !== isSet(r) || isUncertain(l) || isUncertain(r)))
    throw new NotKnown("sets and lists are not compared here");
  if (l.kind === "list" && r.kind === "list" && l.closed && r.closed)
    return l.items.length === r.items.length && everyEqual(l.items.map((item, i) => [item, r.items[i]!]));
  if (l.kind === "object" && r.kind === "object" && l.closed && r.closed) {
    const keys = [...l.entries.keys()];
    if (keys.length !== r.entries.size || !keys.every((k) => r.entries.has(k))) return false;
    return everyEqual(keys.map((k) => [l.entries.get(k)!.value, r.entries.get(k)!.value]));
  }
  const same = compare(l, r);
  if (same === "unknown") throw new NotKnown("whether the two are equal is not known");
  return same === "same";
}

/** A pair that certainly differs decides, whatever is not known of the others. */
function everyEqual(pairs: readonly (readonly [Value, Value])[]): boolean {
  let doubt: NotKnown | undefined;
  for (const [l, r] of pairs) {
    try {
      if (!equal(l, r)) return false;
    } catch (e) {
      if (!(e instanceof NotKnown)) throw e;
      doubt = e;
    }
  }
  if (doubt) throw doubt;
  return true;
}
