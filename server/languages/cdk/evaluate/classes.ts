/** Classes of the program and their objects. */
import type { Span } from "../../../core/span.ts";
import { missing, type Origin, reference, scalar, unknown, type Value } from "../../../core/values.ts";
import { type ConstructInstance, carriedBy, carrying } from "../constructs.ts";
import type { Call, ClassExpression, New } from "../ir.ts";
import { type Arguments, NO_ARGUMENTS } from "./arguments.ts";
import { callClosure, runBody } from "./calls.ts";
import { constructorArguments } from "./cdk-arguments.ts";
import { type Context, inputRoot } from "./context.ts";
import { evaluate } from "./expressions.ts";
import { isConstructCall, makeConstruct, makeExternal } from "./making.ts";
import { staticValue } from "./members.ts";
import { isCdk } from "./package-names.ts";
import { bindParameters } from "./patterns.ts";
import { Scope } from "./scope.ts";
import { type ClassThing, type Closure, type Instance, innerOf, innerValue, used, withInner } from "./things.ts";

/** How many classes may extend one another. */
const LONGEST_CHAIN = 30;

/** Evaluates a class expression: its superclass and its static fields. */
export function makeClass(context: Context, node: ClassExpression, name: string): Value {
  const { world } = context;
  const thing: ClassThing = {
    kind: "class",
    node,
    name,
    scope: context.scope,
    module: context.module,
    superclass: node.superclass && evaluate(context, node.superclass),
    statics: new Map(),
    instantiated: false,
  };
  world.classes.push(thing);
  const value = innerValue(thing, `the class ${name}`, { span: node.nameSpan });
  const inside: Context = { ...context, home: thing, self: undefined };
  for (const field of node.fields)
    if (field.static && typeof field.name === "string") {
      const given = field.value ? evaluate(inside, field.value) : missing({ span: field.nameSpan });
      thing.statics.set(field.name, world.cell(given, "local"));
    }
  return value;
}

function superclassOf(thing: ClassThing): ClassThing | undefined {
  const inner = thing.superclass && innerOf(thing.superclass);
  return inner?.kind === "class" ? inner : undefined;
}

/** The package class that a class of the program extends in the end: "aws-cdk-lib.Stack". */
export function externalBase(thing: ClassThing): string | undefined {
  let at: ClassThing | undefined = thing;
  for (let i = 0; at && i < LONGEST_CHAIN; i++) {
    const carried = at.superclass && carriedBy(at.superclass);
    if (carried?.kind === "static") return `${carried.fqn}.${carried.member}`;
    at = superclassOf(at);
  }
  return undefined;
}

export function findMethod(thing: ClassThing, name: string, kind: "method" | "get" | "set"): Closure | undefined {
  let at: ClassThing | undefined = thing;
  for (let i = 0; at && i < LONGEST_CHAIN; i++) {
    const method = at.node.methods.find((m) => m.name === name && m.kind === kind && !m.static);
    if (method) return { kind: "closure", node: method.body, scope: at.scope, module: at.module, home: at };
    at = superclassOf(at);
  }
  return undefined;
}

export function findStaticMethod(thing: ClassThing, name: string, kind: "method" | "get"): Closure | undefined {
  let at: ClassThing | undefined = thing;
  for (let i = 0; at && i < LONGEST_CHAIN; i++) {
    const method = at.node.methods.find((m) => m.name === name && m.kind === kind && m.static);
    if (method) return { kind: "closure", node: method.body, scope: at.scope, module: at.module, home: at };
    at = superclassOf(at);
  }
  return undefined;
}

/** Whether a class or one that it extends has a static field or method of this name. */
export function hasStatic(thing: ClassThing, name: string): boolean {
  let at: ClassThing | undefined = thing;
  for (let i = 0; at && i < LONGEST_CHAIN; i++) {
    if (at.statics.has(name) || at.node.methods.some((m) => m.name === name && m.static)) return true;
    at = superclassOf(at);
  }
  return false;
}

/** Whether a class or one that it extends declares a field of this name. */
export function declaresField(thing: ClassThing, name: string): boolean {
  let at: ClassThing | undefined = thing;
  for (let i = 0; at && i < LONGEST_CHAIN; i++) {
    if (at.node.fields.some((f) => f.name === name && !f.static)) return true;
    at = superclassOf(at);
  }
  return false;
}

export function staticMember(context: Context, thing: ClassThing, name: string, span: Span): Value {
  let at: ClassThing | undefined = thing;
  for (let i = 0; at && i < LONGEST_CHAIN; i++) {
    const cell = at.statics.get(name);
    if (cell?.value) return used(context.world.prune(cell.value), span, cell.step, `${thing.name}.${name}`);
    at = superclassOf(at);
  }
  const getter = findStaticMethod(thing, name, "get");
  if (getter) return callClosure(context, getter, NO_ARGUMENTS, span, `${thing.name}.${name}`);
  const method = findStaticMethod(thing, name, "method");
  if (method) return innerValue(method, "a method", { span });
  if (name === "name") return scalar(thing.name, { span });
  const base = externalBase(thing);
  return base === undefined ? missing({ span }) : staticValue(base, name, span);
}

/** An object of the program's own as a value: a reference, if it is a construct. */
export function instanceValue(self: Instance, span: Span): Value {
  const origin: Origin = { span };
  if (self.construct) {
    const carried = { kind: "construct", construct: self.construct as ConstructInstance, members: [] } as const;
    return withInner(carrying(reference(self.construct.path, undefined, origin), carried), self);
  }
  return withInner(unknown(`an object of ${self.of.name}`, origin, self.identity), self);
}

/** `new X(…)` for a class of the program. */
export function instantiate(
  context: Context,
  thing: ClassThing,
  args: Arguments,
  site: { span: Span; nameSpan: Span; node: New | Call },
  assumed = false,
): Value {
  const { world } = context;
  const self: Instance = {
    kind: "instance",
    of: thing,
    fields: new Map(),
    identity: world.fresh(),
    span: site.span,
    nameSpan: site.nameSpan,
    assumed,
    construct: undefined,
    external: undefined,
    open: false,
  };
  if (!world.enterCall()) return world.mystery("calls are nested more deeply than is followed", site.span);
  try {
    construct(context, thing, self, args, site.node, 0);
  } finally {
    world.leaveCall();
  }
  return instanceValue(self, site.span);
}

/** Runs the constructor of one class in the chain on an object. */
function construct(
  context: Context,
  thing: ClassThing,
  self: Instance,
  args: Arguments,
  node: New | Call,
  depth: number,
): void {
  const { world } = context;
  thing.instantiated = true;
  if (depth > LONGEST_CHAIN) {
    world.open.add(`the superclasses of ${thing.name} are more than are followed`);
    return;
  }
  const { constructorFunction } = thing.node;
  const inside: Context = {
    world,
    module: thing.module,
    scope: new Scope(thing.scope),
    self,
    home: thing,
    frame: { depth: world.depth, returns: [] },
    loop: undefined,
  };
  if (!constructorFunction) {
    if (thing.superclass) constructSuper(inside, args, node, depth);
    initialiseFields(inside, thing, self);
    if (depth === 0) namedFields(inside, self, args);
    return;
  }
  bindParameters(inside, constructorFunction.parameters, args);
  if (!thing.superclass) initialiseFields(inside, thing, self);
  if (!thing.superclass) parameterFields(inside, thing, self);
  runBody(inside, constructorFunction);
  if (depth === 0) namedFields(inside, self, args);
}

/** What an object initialiser sets once the constructor is done: named arguments that are no parameters. */
function namedFields(context: Context, self: Instance, { named }: Arguments): void {
  if (!named) return;
  const parameters = self.of.node.constructorFunction?.parameters ?? [];
  if (parameters.some((p) => p.keywords)) return;
  for (const [name, { value }] of named.entries)
    if (!parameters.some((p) => p.target.kind === "name" && p.target.name === name))
      self.fields.set(name, context.world.cell(value, "argument"));
  if (!named.closed) self.open = true;
}

/** `super(…)`. */
export function superCall(context: Context, args: Arguments, node: Call): Value {
  const { self, home } = context;
  if (!self || !home) return context.world.mystery("super is called outside of a class", node.span);
  constructSuper(context, args, node, 0);
  initialiseFields(context, home, self);
  parameterFields(context, home, self);
  return missing({ span: node.span });
}

function constructSuper(context: Context, given: Arguments, node: New | Call, depth: number): void {
  const self = context.self!;
  const superclass = context.home!.superclass;
  if (!superclass) return;
  const inner = innerOf(superclass);
  if (inner?.kind === "class") {
    construct(context, inner, self, given, node, depth + 1);
    return;
  }
  const carried = carriedBy(superclass);
  if (carried?.kind !== "static") {
    self.open = true;
    context.world.open.add(`the superclass of ${context.home!.name} is not known`);
    return;
  }
  const fqn = `${carried.fqn}.${carried.member}`;
  const args = isCdk(fqn) ? constructorArguments(context, fqn, given, node.argsSpan) : given;
  const site = { span: self.span, nameSpan: self.nameSpan, node };
  if (isConstructCall(fqn, args)) self.construct = makeConstruct(context, fqn, args, site, { instance: self });
  else self.external = makeExternal(context, fqn, undefined, args, site);
}

function initialiseFields(context: Context, thing: ClassThing, self: Instance): void {
  const { world } = context;
  const inside: Context = { ...context, scope: new Scope(thing.scope), home: thing, self, module: thing.module };
  for (const field of thing.node.fields) {
    if (field.static || typeof field.name !== "string") continue;
    // A field that is only declared does not take away what a superclass has put there.
    if (!field.value) continue;
    const value = evaluate(inside, field.value);
    noteVariable(value, `this.${field.name}`, field.nameSpan);
    self.fields.set(field.name, world.cell(value, "local"));
  }
}

function parameterFields(context: Context, thing: ClassThing, self: Instance): void {
  for (const p of thing.node.constructorFunction?.parameters ?? []) {
    if (!p.field || p.target.kind !== "name") continue;
    const cell = context.scope.find(p.target.name);
    if (cell?.value) self.fields.set(p.target.name, context.world.cell(cell.value, cell.step));
  }
}

/** Remembers by which name the program knows a construct: the first that it is given. */
export function noteVariable(value: Value, name: string, span: Span): void {
  const carried = carriedBy(value);
  if (carried?.kind !== "construct" || carried.members.length > 0 || carried.construct.variable) return;
  // Only where the construct is made in that very statement: another name may not be in reach of a fix.
  const made = carried.construct.span;
  if (made.chunk !== span.chunk || value.origin.from) return;
  (carried.construct as { variable?: { name: string; span: Span } }).variable = { name, span };
}

/** The arguments for a class that nobody instantiates: a scope, its own name as id, and inputs that are not known. */
export function assumedArguments(thing: ClassThing): Arguments {
  let at: ClassThing | undefined = thing;
  for (let i = 0; at && !at.node.constructorFunction && i < LONGEST_CHAIN; i++) at = superclassOf(at);
  const span = thing.node.nameSpan;
  const parameters = at?.node.constructorFunction?.parameters ?? [];
  const count = Math.max(parameters.length, 3);
  const values: Value[] = [];
  for (let i = 0; i < count; i++) {
    const target = parameters[i]?.target;
    const name = target?.kind === "name" ? target.name : `argument ${i}`;
    if (i === 0)
      values.push(innerValue({ kind: "someScope", name: "scope" }, "the scope that it is put into", { span }));
    else if (i === 1) values.push(unknown("the id is handed in", { span }, `${thing.name}.${name}`));
    else values.push(inputRoot(`${thing.name}.${name}`, span));
  }
  return { values, closed: true };
}
