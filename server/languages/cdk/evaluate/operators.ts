/** Operators: arithmetic, comparison, logic, assignment. */
import { all, not } from "../../../core/conditions.ts";
import { type Span, spanText } from "../../../core/span.ts";
import { missing, scalar, type Value } from "../../../core/values.ts";
import { carriedBy } from "../constructs.ts";
import type { Binary, Expression, Unary } from "../ir.ts";
import { noteVariable } from "./classes.ts";
import { type Context, distribute } from "./context.ts";
import { concatenation, evaluate, textOf } from "./expressions.ts";
import { className } from "./package-names.ts";
import { assign } from "./patterns.ts";
import { aboutOf, innerOf, isThing } from "./things.ts";
import { booleanOf, equal, nothing, short, truth } from "./truth.ts";

export function binary(context: Context, node: Binary): Value {
  const { world } = context;
  const { operator, span } = node;
  if (operator === "&&" || operator === "||" || operator === "??") return logical(context, node);
  const left = evaluate(context, node.left);
  const right = evaluate(context, node.right);
  if (operator === ",") return right;
  if (operator === "==" || operator === "!=") {
    const condition = equal(world, left, right, textOf(node));
    return booleanOf(operator === "==" ? condition : not(condition), { span });
  }
  return distribute(world, [left, right], span, ([l, r]) => arithmetic(context, node, l!, r!));
}

function logical(context: Context, node: Binary): Value {
  const { world } = context;
  const { span } = node;
  const left = world.prune(evaluate(context, node.left));
  const takesRight =
    node.operator === "??"
      ? nothing(world, left, textOf(node.left))
      : node.operator === "&&"
        ? truth(world, left, textOf(node.left))
        : not(truth(world, left, textOf(node.left)));
  const decided = world.decide(takesRight);
  if (decided === true) return evaluate(context, node.right);
  if (decided === false) return left;
  const right = world.under(takesRight, () => evaluate(context, node.right));
  const stays = world.under(not(takesRight), () => world.prune(left));
  return world.choice(
    [
      { when: takesRight, value: right },
      { when: not(takesRight), value: stays },
    ],
    { span },
  );
}

/** Arithmetic, comparison and concatenation of two values that are no choices. */
export function arithmetic(context: Context, node: { operator: string; span: Span }, left: Value, right: Value): Value {
  const { world } = context;
  const { operator, span } = node;
  const known = world.modules.dialect.operate?.(context, operator, left, right, span);
  if (known) return known;
  if (operator === "instanceof" && isSurely(left, right)) return scalar(true, { span });
  if (operator === "in") {
    if (left.kind === "scalar" && right.kind === "object" && (right.closed || right.entries.has(String(left.value))))
      return scalar(right.entries.has(String(left.value)), { span });
    return world.mystery("whether it is in there is not known", span, [...aboutOf(left), ...aboutOf(right)]);
  }
  if (operator === "+" && (isText(left) || isText(right))) return concatenation(context, [left, right], span);
  if (left.kind === "scalar" && right.kind === "scalar") {
    const result = whole(context, operator, compute(operator, left.value, right.value), left.value, right.value);
    if (result !== undefined) return scalar(result, { span });
  }
  const value = world.mystery(`${short(spanText(span))} hangs on something that is not known`, span, [
    ...aboutOf(left),
    ...aboutOf(right),
  ]);
  const identities = [left, right].map(nameOf);
  // A loop can make an expression of any length: past some, it is only equal to itself.
  if (identities.every((i) => i !== undefined && i.length < 200))
    return { ...value, identity: `(${identities[0]} ${operator} ${identities[1]})`, defined: true } as Value;
  return { ...value, defined: true } as Value;
}

/** Whether a construct is of the class that it is made of: a construct of CDK's, or the resource in one. */
function isSurely(left: Value, right: Value): boolean {
  const [of, type] = [carriedBy(left), carriedBy(right)];
  if (of?.kind !== "construct" || type?.kind !== "static") return false;
  const { fqn } = of.construct;
  const wanted = className(type.fqn === "" ? type.member : `${type.fqn}.${type.member}`);
  if (of.members.length === 0) return fqn === wanted;
  return of.members.join(".") === "node.defaultChild" && wanted === fqn.replace(/\.(?=\w+$)/, ".Cfn");
}

/** Where integers divide to integers, a quotient that is none is not known: that of two floats looks the same. */
function whole(
  context: Context,
  operator: string,
  result: string | number | boolean | undefined,
  ...operands: (string | number | boolean)[]
): string | number | boolean | undefined {
  if (operator !== "/" || !context.world.modules.dialect.dividesIntegers || Number.isInteger(result)) return result;
  return operands.every((o) => Number.isInteger(o)) ? undefined : result;
}

function nameOf(value: Value): string | undefined {
  if (value.kind === "scalar") return JSON.stringify(value.value);
  return value.kind === "unknown" && value.index === undefined ? value.identity : undefined;
}

function isText(value: Value): boolean {
  return value.kind === "text" || (value.kind === "scalar" && typeof value.value === "string");
}

function compute(
  operator: string,
  a: string | number | boolean,
  b: string | number | boolean,
): string | number | boolean | undefined {
  if (typeof a === "string" && typeof b === "string") {
    if (operator === "<") return a < b;
    if (operator === ">") return a > b;
    if (operator === "<=") return a <= b;
    if (operator === ">=") return a >= b;
  }
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return undefined;
  switch (operator) {
    case "+":
      return x + y;
    case "-":
      return x - y;
    case "*":
      return x * y;
    case "/":
      return y === 0 ? undefined : x / y;
    case "%":
      return y === 0 ? undefined : x % y;
    case "**":
      return x ** y;
    case "<":
      return x < y;
    case ">":
      return x > y;
    case "<=":
      return x <= y;
    case ">=":
      return x >= y;
    default:
      return undefined;
  }
}

export function unary(context: Context, node: Unary): Value {
  const { world } = context;
  const operand = evaluate(context, node.operand);
  const { span } = node;
  if (node.operator === "!") return booleanOf(not(truth(world, operand, textOf(node.operand))), { span });
  if (node.operator === "void") return missing({ span });
  return distribute(world, [operand], span, ([value]) => {
    if (node.operator === "typeof") return typeName(context, value!, span);
    if (value!.kind === "scalar" && node.operator !== "delete") {
      const number = Number(value!.value);
      if (!Number.isNaN(number)) return scalar(node.operator === "-" ? -number : number, { span });
    }
    return world.mystery(`${short(spanText(span))} is not known`, span, aboutOf(value!));
  });
}

function typeName(context: Context, value: Value, span: Span): Value {
  if (value.kind === "scalar") return scalar(typeof value.value, { span });
  if (value.kind === "absent") return scalar("undefined", { span });
  if (value.kind === "text") return scalar("string", { span });
  if (value.kind === "list" || value.kind === "object") return scalar("object", { span });
  const inner = innerOf(value);
  if (inner?.kind === "closure" || inner?.kind === "class") return scalar("function", { span });
  if (inner?.kind === "instance" || isThing(value)) return scalar("object", { span });
  return context.world.mystery("its type is not known", span, aboutOf(value));
}

export function assignment(context: Context, node: Extract<Expression, { kind: "assign" }>): Value {
  const { world } = context;
  const { target, operator, span } = node;
  if (operator === "=") {
    const value = evaluate(context, node.value);
    if (target.kind === "name") noteVariable(value, target.name, target.span);
    assign(context, target, value);
    return value;
  }
  if (target.kind !== "name" && target.kind !== "member" && target.kind !== "index")
    return world.mystery("an assignment that is not understood", span);
  const before = evaluate(context, target);
  if (operator === "??=" || operator === "||=" || operator === "&&=") {
    const text = textOf(target);
    const takes =
      operator === "??="
        ? nothing(world, before, text)
        : operator === "&&="
          ? truth(world, before, text)
          : not(truth(world, before, text));
    const decided = world.decide(takes);
    if (decided === false) return before;
    world.under(decided ? all() : takes, () => assign(context, target, evaluate(context, node.value)));
    return evaluate(context, target);
  }
  const right = evaluate(context, node.value);
  const value = distribute(
    world,
    [before, right],
    span,
    ([l, r]) =>
      world.modules.dialect.operate?.(context, operator, l!, r!, span) ??
      arithmetic(context, { operator: operator.slice(0, -1), span }, l!, r!),
  );
  assign(context, target, value);
  return value;
}
