/** Evaluating expressions. */
import { not } from "../../../core/conditions.ts";
import { type Span, spanText } from "../../../core/span.ts";
import { absent, text as makeText, missing, type Piece, scalar, type Value } from "../../../core/values.ts";
import type { Expression, Literal, Template } from "../ir.ts";
import { globalName } from "./builtins/members.ts";
import { evaluateCall, evaluateNew } from "./calls.ts";
import { instanceValue, makeClass } from "./classes.ts";
import { type Context, distribute } from "./context.ts";
import { listValue, objectValue } from "./literals.ts";
import { bareMember, memberOf } from "./members.ts";
import { openConstructs } from "./opening.ts";
import { assignment, binary, unary } from "./operators.ts";
import { aboutOf, type Closure, innerValue, used } from "./things.ts";
import { nothing, short, truth } from "./truth.ts";

/** The value of an expression. Never throws; what is not understood is unknown. */
export function evaluate(context: Context, node: Expression): Value {
  const { world } = context;
  if (!world.step()) return world.mystery("the program takes more steps than are followed", node.span);
  if (!world.down()) return world.mystery("it is nested too deeply", node.span);
  const value = dispatch(context, node);
  world.up();
  return value;
}

function dispatch(context: Context, node: Expression): Value {
  const { world } = context;
  switch (node.kind) {
    case "literal":
      return literalValue(node);
    case "template":
      return template(context, node);
    case "name":
      return nameValue(context, node.name, node.span);
    case "this":
      return context.self
        ? instanceValue(context.self, node.span)
        : world.mystery("`this` is not known here", node.span);
    case "super":
      return context.self ? instanceValue(context.self, node.span) : world.mystery("`super` is not known", node.span);
    case "member": {
      const object = world.prune(evaluate(context, node.object));
      if (node.optional)
        return optionally(context, object, node.span, node.object, (v) =>
          memberOf(context, v, node.name, node.span, textOf(node)),
        );
      if (object.kind === "absent" && isOptionalChain(node.object)) return missing({ span: node.span });
      return memberOf(context, object, node.name, node.span, textOf(node));
    }
    case "index": {
      const object = world.prune(evaluate(context, node.object));
      const read = (v: Value) =>
        distribute(world, [evaluate(context, node.index)], node.span, ([index]) => {
          if (index!.kind === "scalar" && typeof index!.value !== "boolean")
            return memberOf(context, v, index!.value, node.span, textOf(node));
          return computedMember(context, v, index!, node.span);
        });
      if (node.optional) return optionally(context, object, node.span, node.object, read);
      return read(object);
    }
    case "call":
      return evaluateCall(context, node);
    case "new":
      return evaluateNew(context, node);
    case "object":
      return objectValue(context, node);
    case "list":
      return listValue(context, node);
    case "conditional":
      return branch(
        context,
        node.test,
        () => evaluate(context, node.whenTrue),
        () => evaluate(context, node.whenFalse),
        node.span,
      );
    case "binary":
      return binary(context, node);
    case "unary":
      return unary(context, node);
    case "assign":
      return assignment(context, node);
    case "function": {
      const closure: Closure = {
        kind: "closure",
        node,
        scope: context.scope,
        module: context.module,
        ...(node.arrow && context.self && { self: context.self }),
        ...(node.arrow && context.home && { home: context.home }),
      };
      return innerValue(closure, "a function", { span: node.span });
    }
    case "class":
      return makeClass(context, node, node.name ?? "a class");
    case "opaque": {
      const parts = node.parts.map((p) => evaluate(context, p));
      openConstructs(parts, `it is used in ${node.what}`);
      return world.mystery(node.what, node.span, parts.flatMap(aboutOf));
    }
  }
}

export function literalValue(node: Literal): Value {
  if (node.value === undefined) return absent({ span: node.span });
  return scalar(
    node.value,
    { span: node.span },
    node.pieces?.map((p) => ({ kind: "piece", text: p.text, span: p.span })),
  );
}

export function textOf(node: Expression): string {
  return short(spanText(node.span));
}

function nameValue(context: Context, name: string, span: Span): Value {
  const { world } = context;
  const cell = context.scope.find(name);
  if (!cell)
    return (
      bareMember(context, name, span) ??
      world.modules.outer(world, context.module, name, span) ??
      world.modules.dialect.globalValue?.(context, name, span) ??
      globalName(name, span)
    );
  if (cell.value === undefined) return world.mystery(`${name} has no value yet`, span);
  const value = world.prune(cell.value);
  return used(value, span, cell.step, name);
}

/** `object?.x`: nothing where the object is nothing. */
function optionally(context: Context, object: Value, span: Span, node: Expression, read: (v: Value) => Value): Value {
  const { world } = context;
  const without = nothing(world, object, textOf(node));
  if (without.kind === "always") return missing({ span });
  if (without.kind === "never") return read(object);
  // Of something unknown, the member is unknown whether or not the object is there.
  if (object.kind === "unknown") return read(object);
  return world.choice(
    [
      { when: not(without), value: world.under(not(without), () => read(world.prune(object))) },
      { when: without, value: missing({ span }) },
    ],
    { span },
  );
}

function isOptionalChain(node: Expression): boolean {
  let at: Expression = node;
  for (let i = 0; i < 100; i++) {
    if ((at.kind === "member" || at.kind === "index" || at.kind === "call") && at.optional) return true;
    if (at.kind === "member" || at.kind === "index") at = at.object;
    else if (at.kind === "call") at = at.callee;
    else return false;
  }
  return false;
}

/** A member whose name is not known: one of those that are there. */
function computedMember(context: Context, object: Value, index: Value, span: Span): Value {
  const { world } = context;
  const about = [...aboutOf(object), ...aboutOf(index)];
  const value = world.mystery(`which one is taken hangs on ${short(spanText(index.origin.span))}`, span, about);
  if (
    object.kind === "unknown" &&
    object.identity !== undefined &&
    index.kind === "unknown" &&
    index.identity !== undefined &&
    object.identity.length + index.identity.length < 400
  )
    return { ...value, identity: `${object.identity}[${index.identity}]` } as Value;
  return value;
}

function template(context: Context, node: Template): Value {
  const parts: (Piece | Value)[] = [];
  for (const part of node.parts)
    parts.push(part.kind === "piece" ? { kind: "piece", text: part.text, span: part.span } : evaluate(context, part));
  return concatenation(context, parts, node.span);
}

/** How long a string may become, in characters and in pieces. */
const LONGEST_TEXT = 1_000_000;
const MOST_PIECES = 5_000;

function isTooLong(parts: readonly (Piece | Value)[]): boolean {
  let characters = 0;
  let pieces = 0;
  for (const p of parts) {
    if (p.kind === "scalar") {
      characters += String(p.value).length;
      pieces += p.pieces?.length ?? 1;
    } else pieces += p.kind === "text" ? p.parts.length : 1;
  }
  return characters > LONGEST_TEXT || pieces > MOST_PIECES;
}

/** A string of pieces and values; one for each alternative of the values. */
export function concatenation(context: Context, parts: readonly (Piece | Value)[], span: Span): Value {
  if (isTooLong(parts)) return context.world.mystery("the string is longer than is followed", span);
  const values = parts.filter((p): p is Value => p.kind !== "piece");
  return distribute(context.world, values, span, (chosen) => {
    let i = 0;
    const flat = parts.map((p): Piece | Value => {
      if (p.kind === "piece") return p;
      const value = chosen[i++]!;
      return value.kind === "absent" ? { kind: "piece", text: "undefined", span: value.origin.span } : value;
    });
    return makeText(flat, { span });
  });
}

/** One of two values, or both, each under its condition. */
export function branch(context: Context, test: Expression, yes: () => Value, no: () => Value, span: Span): Value {
  const { world } = context;
  const condition = truth(world, evaluate(context, test), textOf(test));
  const decided = world.decide(condition);
  if (decided !== undefined) return decided ? yes() : no();
  const whenTrue = world.under(condition, yes);
  const whenFalse = world.under(not(condition), no);
  return world.choice(
    [
      { when: condition, value: whenTrue },
      { when: not(condition), value: whenFalse },
    ],
    { span },
  );
}
