/** Evaluates expressions. */

import { type Condition, not } from "../../../core/conditions.ts";
import { spanText } from "../../../core/span.ts";
import {
  absent,
  choice,
  type Entry,
  lazyEntry,
  list,
  object,
  scalar,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { asItems, asString } from "../functions/arguments.ts";
import { callFunction } from "../functions/call.ts";
import { fails, hasFailed, NotKnown, Refused, reasonOf } from "../functions/outcomes.ts";
import type { CallNode, ConditionalNode, Expression, LiteralNode, ObjectNode } from "../syntax.ts";
import { conditionOf } from "./conditions.ts";
import { fileHost } from "./file-access.ts";
import { evaluateFor, evaluateSplat } from "./loops.ts";
import { evaluateBinary, evaluateUnary } from "./operators.ts";
import type { Scope } from "./scope.ts";
import { evaluateTemplate } from "./templates.ts";
import { evaluateTraversal } from "./traversals.ts";

/** The value of an expression. Never throws; what is not known says why. */
export function evaluate(node: Expression, scope: Scope): Value {
  scope.owner.steps++;
  return (
    scope.module.evaluation.deeper(() => evaluateNode(node, scope)) ??
    unknown("it takes too long to work out", { span: node.span })
  );
}

function evaluateNode(node: Expression, scope: Scope): Value {
  switch (node.kind) {
    case "literal":
      return literalValue(node);
    case "template":
      return evaluateTemplate(node, scope);
    case "variable":
    case "access":
    case "index":
      return evaluateTraversal(node, scope);
    case "splat":
      return evaluateSplat(node, scope);
    case "splatItem":
      return scope.bound(node) ?? unknown("the star stands for nothing", { span: node.span });
    case "call":
      return evaluateCall(node, scope);
    case "unary":
      return evaluateUnary(node, scope);
    case "binary":
      return evaluateBinary(node, scope);
    case "conditional":
      return evaluateConditional(node, scope);
    case "tuple":
      return list(
        node.items.map((item) => evaluate(item, scope)),
        { span: node.span },
      );
    case "object":
      return evaluateObject(node, scope);
    case "for":
      return evaluateFor(node, scope);
    case "parentheses":
      return evaluate(node.of, scope);
    case "error":
      return unknown(node.reason, { span: node.span });
  }
}

function literalValue(node: LiteralNode): Value {
  const origin = { span: node.span };
  if (node.value === null) return absent(origin);
  if (typeof node.value === "number" && Math.abs(node.value) > Number.MAX_SAFE_INTEGER)
    return unknown("the number is too large to be known exactly", origin, spanText(node.span));
  return scalar(node.value, origin);
}

function evaluateObject(node: ObjectNode, scope: Scope): Value {
  const origin = { span: node.span };
  const entries: Entry[] = [];
  let closed = true;
  for (const item of node.items) {
    let name = item.name;
    if (name === undefined) {
      const key = evaluate(item.key, scope);
      if (hasFailed(key)) return key;
      if (key.kind !== "scalar") {
        closed = false;
        continue;
      }
      try {
        name = asString(key);
      } catch (e) {
        if (!(e instanceof NotKnown)) throw e;
        closed = false;
        continue;
      }
    }
    entries.push(lazyEntry(name, () => evaluate(item.value, scope), item.keySpan));
  }
  return object(entries, origin, { closed });
}

function evaluateConditional(node: ConditionalNode, scope: Scope): Value {
  const when = truthOf(node.condition, scope);
  if ("kind" in when && when.kind === "unknown") return { ...when, origin: { span: node.span } };
  const condition = when as Condition;
  if (condition.kind === "always") return evaluate(node.then, scope);
  if (condition.kind === "never") return evaluate(node.otherwise, scope);
  return choice(
    [
      { when: condition, value: evaluate(node.then, scope) },
      { when: not(condition), value: evaluate(node.otherwise, scope) },
    ],
    { span: node.span },
  );
}

/** What has to hold for an expression to be true; a failure when Terraform refuses it. */
export function truthOf(node: Expression, scope: Scope): Condition | ReturnType<typeof fails> {
  const value = evaluate(node, scope);
  if (hasFailed(value)) return value;
  const isNone =
    value.kind === "absent" ||
    value.kind === "list" ||
    value.kind === "object" ||
    (value.kind === "scalar" &&
      !/^(true|false|[01])$/.test(typeof value.value === "number" ? "" : String(value.value)));
  if (isNone) return fails("the condition is neither true nor false", { span: node.span });
  return conditionOf(node, value, scope);
}

function evaluateCall(node: CallNode, scope: Scope): Value {
  const origin = { span: node.span };
  let args: readonly Value[] = node.args.map((a) => evaluate(a, scope));
  if (node.expand) {
    const last = args[args.length - 1];
    try {
      args = [...args.slice(0, -1), ...asItems(last)];
    } catch (e) {
      if (e instanceof Refused) return fails(e.reason, origin);
      if (e instanceof NotKnown) return unknown(e.reason, origin);
      throw e;
    }
    if (args.length > 1000) return unknown(last ? reasonOf(last) : "there are too many arguments", origin);
  }
  return callFunction(node.name, args, { name: node.name, origin, host: fileHost(scope) });
}
