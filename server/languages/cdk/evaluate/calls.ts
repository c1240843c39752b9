/** Calls: of the program's own functions, of methods, of what lies outside of the project. */
import { any, not, opaque } from "../../../core/conditions.ts";
import { type Span, spanText } from "../../../core/span.ts";
import { missing, unknown, type Value } from "../../../core/values.ts";
import {
  type CallResult,
  type ConstructMember,
  carriedBy,
  carrying,
  type MadeObject,
  type MethodCall,
} from "../constructs.ts";
import type { Call, FunctionExpression, New } from "../ir.ts";
import { type Arguments, evaluateArguments, fittest } from "./arguments.ts";
import { callCdkMethod, callCdkStatic } from "./builtins/cdk.ts";
import { constructorArguments, methodArguments, structValue } from "./cdk-arguments.ts";
import {
  embedded,
  externalBase,
  findMethod,
  findStaticMethod,
  instanceValue,
  instantiate,
  superCall,
  thisCall,
} from "./classes.ts";
import { type Context, distributeOne } from "./context.ts";
import { evaluate, textOf } from "./expressions.ts";
import { handedOver } from "./handed-over.ts";
import { isConstructCall, makeConstruct, makeExternal } from "./making.ts";
import { constructValue, memberOf, staticValue } from "./members.ts";
import { handConstructs, openConstructs } from "./opening.ts";
import { className, isCdk } from "./package-names.ts";
import { assign, bindParameters, declareLocals, putMember } from "./patterns.ts";
import { Scope } from "./scope.ts";
import { execute } from "./statements.ts";
import { aboutOf, type Closure, type ConstructBuilder, innerOf, type MadeBuilder, used } from "./things.ts";
import { nothing, short } from "./truth.ts";

export function evaluateCall(context: Context, node: Call): Value {
  const value = valueOfCall(context, node);
  for (const { writes, value: target } of node.args)
    if (writes && (target.kind === "name" || target.kind === "member" || target.kind === "index"))
      assign(context, target, context.world.mystery("a function writes it", target.span));
  return value;
}

function valueOfCall(context: Context, node: Call): Value {
  const { world } = context;
  const { callee } = node;
  if (callee.kind === "super") return superCall(context, evaluateArguments(context, node.args), node);
  if (callee.kind === "this") return thisCall(context, evaluateArguments(context, node.args), node);
  if (callee.kind === "name" && callee.name === "require" && !context.scope.find("require")) {
    const module = evaluateArguments(context, node.args).values[0];
    if (module?.kind === "scalar")
      return world.modules.importValue(world, context.module, String(module.value), "=", node.span);
  }
  if (callee.kind === "member") {
    const object = world.prune(evaluate(context, callee.object));
    if ((callee.optional || node.optional) && nothing(world, object, textOf(callee.object)).kind === "always")
      return missing({ span: node.span });
    const args = evaluateArguments(context, node.args);
    const onSuper = callee.object.kind === "super";
    return distributeOne(world, object, node.span, (one) => invoke(context, one, callee.name, args, node, onSuper));
  }
  const target = evaluate(context, callee);
  const args = evaluateArguments(context, node.args);
  // A method of a superclass that is CDK's, called by its bare name.
  if (callee.kind === "name" && context.self && world.modules.dialect.bareMembers && isUndeclared(target))
    return invoke(context, instanceValue(context.self, callee.span), callee.name, args, node, false);
  return distributeOne(world, target, node.span, (one) => callValue(context, one, args, node));
}

function isUndeclared(value: Value): boolean {
  const carried = carriedBy(value);
  return carried?.kind === "static" && carried.fqn === "global";
}

/** Calls a value that is a function. */
export function callValue(context: Context, target: Value, args: Arguments, node: Call): Value {
  const inner = innerOf(target);
  if (inner?.kind === "closure") return callClosure(context, inner, args, node.span, textOf(node));
  if (inner?.kind === "class") return instantiate(context, inner, args, siteOf(node));
  if (inner?.kind === "bound") return invoke(context, inner.object, inner.name, args, node, false);
  const carried = carriedBy(target);
  if (carried?.kind === "static") return callStatic(context, carried.fqn, carried.member, args, node);
  if (carried?.kind === "construct" && carried.members.length > 0) {
    const method = carried.members[carried.members.length - 1]!;
    const owner: ConstructMember = { ...carried, members: carried.members.slice(0, -1) };
    return record(context, owner, String(method), args, node);
  }
  return callUnknown(context, target, args, node);
}

/** Calls a method of an object that is no choice. */
function invoke(context: Context, object: Value, name: string, args: Arguments, node: Call, onSuper: boolean): Value {
  const { world } = context;
  const text = textOf(node);
  const inner = innerOf(object);
  if (inner?.kind === "instance") {
    const from = onSuper ? innerOf(context.home?.superclass ?? object) : undefined;
    const method = onSuper
      ? from?.kind === "class" && findMethod(from, name, "method")
      : findMethod(inner.of, name, "method");
    if (method) return callClosure(context, { ...method, self: inner }, args, node.span, text);
    const shared = onSuper ? undefined : findStaticMethod(inner.of, name, "method");
    if (shared) return callClosure(context, shared, args, node.span, text);
    const field = inner.fields.get(name)?.value;
    if (field && !onSuper) return callValue(context, world.prune(field), args, node);
    const owner = inner.of.node.embeds && embedded(inner, name, world.modules.dialect.memberName(name));
    if (owner) return distributeOne(world, owner, node.span, (one) => invoke(context, one, name, args, node, false));
    const property = args.values.length === 0 ? world.modules.dialect.readsProperty(name) : undefined;
    if (property !== undefined && inner.fields.has(property))
      return memberOf(context, object, property, node.span, text);
    if (inner.construct)
      return record(context, { kind: "construct", construct: inner.construct as never, members: [] }, name, args, node);
    if (inner.external) return record(context, inner.external as MadeObject, name, args, node);
    return callUnknown(context, object, args, node);
  }
  if (inner?.kind === "class") {
    const method = findStaticMethod(inner, name, "method");
    if (method) return callClosure(context, method, args, node.span, text);
    const cell = inner.statics.get(name);
    if (cell?.value) return callValue(context, cell.value, args, node);
    const base = externalBase(inner);
    return base === undefined ? callUnknown(context, object, args, node) : callStatic(context, base, name, args, node);
  }
  if (inner?.kind === "module")
    return callValue(context, world.modules.exportOf(world, inner.record, name, node.nameSpan), args, node);
  if (inner?.kind === "closure") {
    const known = world.modules.dialect.callMethod?.(context, object, name, args, node);
    if (known) return known;
    if (name === "bind") return object;
    const list = args.values[1];
    if (name === "call") return callValue(context, object, { ...args, values: args.values.slice(1) }, node);
    if (name === "apply" && list?.kind === "list")
      return callValue(context, object, { values: list.items, closed: list.closed }, node);
    return callUnknown(context, object, args, node);
  }
  const carried = carriedBy(object);
  switch (carried?.kind) {
    case "static":
      return callStatic(
        context,
        carried.fqn === "" ? carried.member : `${carried.fqn}.${carried.member}`,
        name,
        args,
        node,
      );
    case "construct":
    case "made":
    case "result":
      return record(context, carried, name, args, node);
    case "member":
      return record(context, carried.of, name, args, node, carried.members);
  }
  // Of what is not known, a property is the same as often as it is asked for.
  if (inner?.kind === "someScope" || (object.kind === "unknown" && !inner)) {
    const property = args.values.length === 0 && !args.named ? world.modules.dialect.readsProperty(name) : undefined;
    if (property !== undefined) return memberOf(context, object, property, node.span, text);
  }
  if (object.kind === "object") {
    const method = object.entries.get(name)?.value;
    // Of what is no function, it is a setter of a builder.
    if (method && (!world.modules.dialect.structs || innerOf(method)))
      return callValue(context, world.prune(method), args, node);
  }
  const known = world.modules.dialect.callMethod?.(context, object, name, args, node);
  if (known) return known;
  // What a method that is not followed does to plain data is not known.
  if (world.modules.dialect.structs && !READS.test(name)) forgetContents(context, object, node.span);
  return callUnknown(context, object, args, node);
}

/** Methods of lists and maps that leave them as they are. */
const READS =
  /^(of$|get|is|has|to|as|contains|index|last|first|single|sorted|distinct|count|order|then|group|of|max|min|sum|average|any|all|none|find|zip|take|skip|drop|limit|peek|stream|each|element|except|union|intersect|aggregate|reduce|select|where|cast|join|equals|hash|clone|copy|keys|values|items|entry|split|format|size|length|iterator|concat|prepend|append|map|filter|flat|collect)/i;

/** Plain data of which it is not known any more what is in it. */
function forgetContents(context: Context, value: Value, span: Span): void {
  if (value.kind === "object" || value.kind === "list") putMember(context, value, undefined, missing({ span }), span);
}

/** Runs a function of the program. */
export function callClosure(context: Context, closure: Closure, args: Arguments, span: Span, text: string): Value {
  const { world } = context;
  const called = closure.overloads ? fittest([closure.node, ...closure.overloads], args) : closure.node;
  if (!called) {
    openConstructs(args.values, "it is handed to one of several functions of one name");
    return world.mystery("which of several functions of one name is called is not known", span);
  }
  if (called.takesScope) world.called.add(called);
  if (called.generator) {
    openConstructs(args.values, "it is handed to a generator");
    return world.mystery("a generator is not followed", span);
  }
  if (!world.enterCall()) {
    openConstructs(args.values, "it is handed to a function that is nested too deeply");
    return world.mystery("calls are nested more deeply than is followed", span);
  }
  const frame = { depth: world.depth, returns: [] as { when: ReturnType<typeof any>; value: Value }[] };
  const inside: Context = {
    world,
    module: closure.module,
    scope: new Scope(closure.scope),
    self: closure.self,
    home: closure.home,
    frame,
    loop: undefined,
  };
  try {
    declareLocals(inside, called.locals);
    bindParameters(inside, called.parameters, args);
    const flow = execute(inside, called.body);
    return result(context, frame.returns, flow.left.kind === "always" || flow.thrown.kind === "always", span, text);
  } finally {
    world.leaveCall();
  }
}

function result(
  context: Context,
  returns: readonly { when: ReturnType<typeof any>; value: Value }[],
  always: boolean,
  span: Span,
  text: string,
): Value {
  const first = returns.findIndex((r) => r.when.kind === "always");
  const counted = first < 0 ? returns : returns.slice(0, first + 1);
  if (counted.length === 0) return missing({ span });
  if (counted.length === 1 && first === 0) return used(context.world.prune(counted[0]!.value), span, "local", text);
  const alternatives = counted.map((r) => ({ when: r.when, value: used(r.value, span, "local", text) }));
  if (!always) alternatives.push({ when: not(any(...counted.map((r) => r.when))), value: missing({ span }) });
  return context.world.choice(alternatives, { span });
}

/** Runs the body of a constructor. */
export function runBody(context: Context, node: FunctionExpression): void {
  execute(context, node.body);
}

/** A function that something unknown may call, any number of times. */
export function callSometime(context: Context, value: Value, reason: string): void {
  const inner = innerOf(value);
  if (inner?.kind !== "closure") return;
  const { world } = context;
  const { span } = value.origin;
  const args = inner.node.parameters.map((p) => world.mystery(reason, p.span));
  world.loops++;
  world.under(opaque(world.fresh(), `the function in ${short(spanText(span))} is called`), () =>
    callClosure(context, inner, { values: args, closed: true }, span, "a callback"),
  );
  world.loops--;
}

/** A call of something that is not known: what it is handed may be changed, the functions it is handed may be called. */
export function callUnknown(context: Context, target: Value, args: Arguments, node: Call): Value {
  const { world } = context;
  const name = `${short(spanText(node.callee.span))}()`;
  const values = allOf(args);
  openConstructs(values, `it is handed to ${name}`);
  for (const value of values) callSometime(context, value, `${name} hands it in`);
  const { fillsStructs, structs } = world.modules.dialect;
  if (fillsStructs || (structs && world.statement === node && !TELLING.test(name)))
    forgetStructs(context, values, node, name);
  if (values.some((v) => carriedBy(v)?.kind === "construct")) world.open.add(`${name} is not followed`);
  const about = [...aboutOf(target), ...values.flatMap(aboutOf)];
  return world.mystery(`${name} is not followed`, node.span, about.length > 0 ? about : [`call ${name}`]);
}

/** Functions that are called for what they say, not for what they do to what they are handed. */
const TELLING =
  /(^|\.)(log|debug|info|warn|warning|error|trace|fatal|print\w*|write\w*|echo|validate\w*|require\w*|check\w*|assert\w*)\(\)$/i;

/** What an unknown function may have written: variables by their addresses, and the members of structs. */
function forgetStructs(context: Context, values: readonly Value[], node: Call, name: string): void {
  const { world } = context;
  const reason = `${name} may have written it`;
  for (const value of values) {
    const inner = innerOf(value);
    if (inner?.kind === "instance" && !inner.construct) {
      inner.open = true;
      for (const cell of inner.fields.values()) cell.value = world.mystery(reason, value.origin.span);
    } else forgetContents(context, value, node.span);
  }
  for (const { address, value: target } of node.args)
    if (address && (target.kind === "name" || target.kind === "member"))
      assign(context, target, world.mystery(reason, target.span));
}

/** A call of a function or a static method that is defined outside of the project. */
function callStatic(context: Context, fqn: string, called: string, given: Arguments, node: Call): Value {
  const { world } = context;
  const { dialect } = world.modules;
  const name = className(fqn);
  if (!isCdk(name)) {
    const known = dialect.callFunction?.(context, `${fqn}.${called}`, given, node);
    if (known) return known;
    if (fqn.startsWith("global") || fqn.startsWith("node."))
      return callUnknown(context, missing({ span: node.span }), given, node);
  }
  const site = { span: node.span, nameSpan: node.nameSpan, node };
  const member = isCdk(name) ? dialect.memberName(called) : called;
  const args = isCdk(name) ? methodArguments(context, member, given, node.argsSpan) : given;
  const scope = args.values[0];
  if (isCdk(name)) {
    const property = args.values.length === 0 ? dialect.readsProperty(called) : undefined;
    if (property !== undefined)
      return memberOf(context, staticValue("", name, node.span), property, node.span, textOf(node));
    const known = callCdkStatic(context, name, member, args, node);
    if (known) return known;
  }
  if (isImport(name, member, args)) {
    const made = makeConstruct(context, name, args, site, { factory: member });
    return constructValue(made, [], node.span);
  }
  if (isCdk(name)) {
    const made = makeExternal(context, name, member, args, site);
    if (scope) handConstructs(args.values, `${name}.${member}`, node.span);
    return madeValue(made, node.span);
  }
  // What cdk-nag is told of a construct changes nothing but its reports.
  if (name.startsWith("cdk-nag.")) return world.mystery("a result of cdk-nag", node.span);
  return callUnknown(context, missing({ span: node.span }), args, node);
}

/** `X.fromSomething(scope, id, …)` stands for something that exists; `Code.fromBucket(bucket, key)` does not. */
function isImport(fqn: string, member: string, args: Arguments): boolean {
  if (!member.startsWith("from") || (args.closed && args.values.length < 3)) return false;
  return (
    !/(Code|Image|Definition|Source|Asset|Payload|Input|Body)$/.test(fqn) && isConstructCall(`${fqn}.${member}`, args)
  );
}

export function madeValue(made: MadeBuilder, span: Span): Value {
  const name = made.member === undefined ? `new ${made.fqn}` : `${made.fqn}.${made.member}`;
  return carrying(
    unknown(`${name} is made by CDK`, { span }, `${span.chunk.path}:${span.start} ${name}`),
    made as MadeObject,
  );
}

/** What a method was called on, as the value that it is. */
function carrierValue(
  of: ConstructMember | MadeObject | CallResult,
  path: readonly (string | number)[],
  span: Span,
): Value {
  if (of.kind === "construct") return constructValue(of.construct as ConstructBuilder, of.members, span);
  const carried = of.kind === "made" && path.length > 0 ? ({ kind: "member", of, members: path } as const) : of;
  return carrying(unknown("it is made by CDK", { span }), carried);
}

/** Notes a call of a method of a construct, of an object of CDK's, or of what such a call gave back. */
function record(
  context: Context,
  of: ConstructMember | MadeObject | CallResult,
  called: string,
  given: Arguments,
  node: Call,
  path: readonly (string | number)[] = of.kind === "made" ? [] : of.members,
): Value {
  const { world } = context;
  const { dialect } = world.modules;
  const method = dialect.memberName(called);
  const property = given.values.length === 0 && !given.named ? dialect.readsProperty(called) : undefined;
  if (property !== undefined)
    return memberOf(context, carrierValue(of, path, node.span), property, node.span, textOf(node));
  const written = given.values.length === 1 && !given.named ? dialect.writesProperty?.(called) : undefined;
  if (written !== undefined) {
    putMember(context, carrierValue(of, path, node.span), written, given.values[0]!, node.span);
    return missing({ span: node.span });
  }
  const args = methodArguments(context, method, given, node.argsSpan);
  const known = callCdkMethod(context, of, method, args, node);
  if (known) return known;
  const onResult: MethodCall[] = [];
  const call: MethodCall = {
    path,
    method,
    args: handedOver(world, args.values),
    argsClosed: args.closed,
    condition: world.condition,
    span: node.span,
    nameSpan: node.nameSpan,
    onResult,
    node,
  };
  const calls = (of.kind === "construct" ? (of.construct as ConstructBuilder).calls : of.calls) as MethodCall[];
  if (calls.length < 2_000) calls.push(call);
  const owner = of.kind === "construct" ? of.construct.fqn : of.kind === "made" ? of.fqn : "a result";
  handConstructs(args.values, `${owner}#${method}`, node.span);
  const back: CallResult = { kind: "result", of, call, members: [], calls: onResult };
  return carrying(unknown(`${method}() is done by CDK`, { span: node.span }, world.fresh()), back);
}

export function evaluateNew(context: Context, node: New): Value {
  const { world } = context;
  const target = world.prune(evaluate(context, node.callee));
  const args = evaluateArguments(context, node.args);
  return distributeOne(world, target, node.span, (one) => newOf(context, one, args, node));
}

function newOf(context: Context, target: Value, given: Arguments, node: New): Value {
  const { world } = context;
  const inner = innerOf(target);
  if (inner?.kind === "class") return instantiate(context, inner, given, siteOf(node));
  if (inner?.kind === "closure" && world.modules.dialect.structs)
    return callClosure(context, inner, given, node.span, textOf(node));
  const carried = carriedBy(target);
  if (carried?.kind === "static") {
    const fqn = className(carried.fqn === "" ? carried.member : `${carried.fqn}.${carried.member}`);
    const { dialect } = context.world.modules;
    if (!isCdk(fqn)) {
      const known = dialect.makeObject?.(context, fqn, given, node);
      if (known) return known;
    }
    const struct = structValue(context, fqn, given, node.span, node.isData);
    if (struct) return struct;
    const args = isCdk(fqn) || given.named ? constructorArguments(context, fqn, given, node.argsSpan) : given;
    if (isConstructCall(fqn, args)) {
      const made = makeConstruct(context, fqn, args, siteOf(node), {});
      return constructValue(made, [], node.span);
    }
    const made = makeExternal(context, fqn, undefined, args, siteOf(node));
    handConstructs(args.values, fqn, node.span);
    if (!isCdk(fqn)) openConstructs(args.values, `it is handed to ${fqn}`);
    return madeValue(made, node.span);
  }
  const name = `new ${short(spanText(node.callee.span))}()`;
  const values = allOf(given);
  openConstructs(values, `it is handed to ${name}`);
  if (values.some((v) => carriedBy(v)?.kind === "construct")) world.open.add(`${name} is not followed`);
  for (const value of values) callSometime(context, value, `${name} hands it in`);
  return {
    ...world.mystery(`${name} is not followed`, node.span, values.flatMap(aboutOf)),
    defined: true,
  } as Value;
}

/** Every value that a call is handed, named or not. */
function allOf(args: Arguments): readonly Value[] {
  return args.named ? [...args.values, ...[...args.named.entries.values()].map((e) => e.value)] : args.values;
}

function siteOf(node: New | Call) {
  return { span: node.span, nameSpan: node.nameSpan, node };
}
