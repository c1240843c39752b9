/** Classes of the program and their objects. */
import type { Span } from "../../../core/span.ts";
import { missing, type Origin, reference, scalar, unknown, type Value } from "../../../core/values.ts";
import { type ConstructInstance, carriedBy, carrying } from "../constructs.ts";
import type { Call, ClassExpression, FunctionExpression, New } from "../ir.ts";
import { type Arguments, fittest, NO_ARGUMENTS } from "./arguments.ts";
import { callClosure, runBody } from "./calls.ts";
import { constructorArguments } from "./cdk-arguments.ts";
import { type Context, inputRoot } from "./context.ts";
import { evaluate } from "./expressions.ts";
import { isConstructCall, makeConstruct, makeExternal } from "./making.ts";
import { staticValue } from "./members.ts";
import { isCdk } from "./package-names.ts";
import { bindParameters, declareLocals } from "./patterns.ts";
import { type Cell, Scope } from "./scope.ts";
import {
  type ClassThing,
  type Closure,
  type ConstructBuilder,
  type Instance,
  innerOf,
  innerValue,
  used,
  withInner,
} from "./things.ts";

/** How many classes may extend one another. */
const LONGEST_CHAIN = 30;

/**
 * Evaluates a class expression: its superclass and its static fields.
 *
 * @param announce gives it its name before its static fields are evaluated: they may make objects of it
 */
export function makeClass(
  context: Context,
  node: ClassExpression,
  name: string,
  announce?: (value: Value) => void,
): Value {
  const { world } = context;
  const thing: ClassThing = {
    kind: "class",
    node,
    name,
    scope: context.scope,
    module: context.module,
    superclass: node.superclass && evaluate(context, node.superclass),
    statics: new Map(),
    elsewhere: (method) => world.modules.methodBeside(world, context.module, name, method),
    outer: context.home,
    outerSelf: context.self,
    instantiated: false,
  };
  world.classes.push(thing);
  const value = innerValue(thing, `the class ${name}`, { span: node.nameSpan });
  announce?.(value);
  const scope = node.scoped ? new Scope(context.scope) : context.scope;
  const inside: Context = { ...context, scope, home: thing, self: undefined };
  for (const { name: own, value: given, ...field } of node.fields) {
    if (!field.static || typeof own !== "string") continue;
    const set = (v: Value) => {
      const cell = world.cell(v, "local");
      thing.statics.set(own, cell);
      if (node.scoped) scope.cells.set(own, cell);
    };
    if (given?.kind === "class") makeClass(inside, given, own, set);
    else set(given ? evaluate(inside, given) : missing({ span: field.nameSpan }));
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
  return methodOf(thing, name, kind, false);
}

export function findStaticMethod(thing: ClassThing, name: string, kind: "method" | "get"): Closure | undefined {
  return methodOf(thing, name, kind, true);
}

function methodOf(thing: ClassThing, name: string, kind: string, isStatic: boolean): Closure | undefined {
  let at: ClassThing | undefined = thing;
  for (let i = 0; at && i < LONGEST_CHAIN; i++) {
    const [method, ...others] = at.node.methods.filter(
      (m) => m.name === name && m.kind === kind && m.static === isStatic,
    );
    if (method)
      return {
        kind: "closure",
        node: method.body,
        scope: at.scope,
        module: at.module,
        home: at,
        ...(others.length > 0 && { overloads: others.map((m) => m.body) }),
      };
    const elsewhere = kind === "method" && !isStatic ? at.elsewhere(name) : undefined;
    if (elsewhere) return { ...elsewhere, home: at };
    at = superclassOf(at);
  }
  return undefined;
}

/** How deep objects may be embedded in one another. */
const DEEPEST_EMBEDDED = 10;

/** What an object embeds that has a member of this name. */
export function embedded(self: Instance, name: string, cdkName: string, depth = 0): Value | undefined {
  const values = (self.of.node.embeds ?? []).map((e) => self.fields.get(e)?.value).filter((v) => v !== undefined);
  const found = values.find((value) => {
    const inner = innerOf(value);
    if (inner?.kind === "instance")
      return (
        inner.fields.has(name) ||
        findMethod(inner.of, name, "method") !== undefined ||
        (depth < DEEPEST_EMBEDDED && embedded(inner, name, cdkName, depth + 1) !== undefined)
      );
    return value.kind === "object" && (value.entries.has(name) || value.entries.has(cdkName));
  });
  // Of what is not known it is not known either what it has.
  return found ?? values.find((v) => v.kind === "choice" || (v.kind === "unknown" && !innerOf(v) && !carriedBy(v)));
}

/** An object that embeds a construct is that construct to whoever is handed it. */
export function embedConstruct(self: Instance): void {
  for (const name of self.of.node.embeds ?? []) {
    const value = self.fields.get(name)?.value;
    const carried = value && carriedBy(value);
    if (carried?.kind === "construct" && carried.members.length === 0)
      self.construct = carried.construct as ConstructBuilder;
  }
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

/** The static field of a class, or of one that it extends. */
export function staticCell(thing: ClassThing, name: string): Cell | undefined {
  let at: ClassThing | undefined = thing;
  for (let i = 0; at && i < LONGEST_CHAIN; i++) {
    const cell = at.statics.get(name);
    if (cell) return cell;
    at = superclassOf(at);
  }
  return undefined;
}

/** The static field that a bare name is in a method: of its class, or of one around it. */
export function bareStatic({ home, world }: Context, name: string): Cell | undefined {
  if (!world.modules.dialect.bareMembers) return undefined;
  let at = home;
  for (let i = 0; at && i < LONGEST_CHAIN; i++) {
    const cell = staticCell(at, name);
    if (cell) return cell;
    at = at.outer;
  }
  return undefined;
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
    if (thing.node.embeds) embedConstruct(self);
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
  const constructorFunction = constructorFor(thing, args);
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
  declareLocals(inside, constructorFunction.locals);
  bindParameters(inside, constructorFunction.parameters, args);
  if (!thing.superclass) parameterFields(inside, thing, self);
  if (!thing.superclass) initialiseFields(inside, thing, self);
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

/** The constructor of a class that takes these arguments. */
function constructorFor({ node }: ClassThing, args: Arguments): FunctionExpression | undefined {
  const { constructorFunction, overloads } = node;
  // Where it is not known which one, it is any of them: they mostly hand over to the same.
  return constructorFunction && (fittest([constructorFunction, ...(overloads ?? [])], args) ?? constructorFunction);
}

/** `this(…)`: a constructor hands over to another one of its class. */
export function thisCall(context: Context, args: Arguments, node: Call): Value {
  const { self, home, world } = context;
  const other = self && home && constructorFor(home, args);
  if (!other || !world.enterCall())
    return world.mystery("the constructor that it hands over to is not known", node.span);
  const inside = {
    ...context,
    scope: new Scope(home.scope),
    frame: { depth: world.depth, returns: [] },
    loop: undefined,
  };
  try {
    bindParameters(inside, other.parameters, args);
    runBody(inside, other);
  } finally {
    world.leaveCall();
  }
  return missing({ span: node.span });
}

/** `super(…)`. */
export function superCall(context: Context, args: Arguments, node: Call): Value {
  const { self, home } = context;
  if (!self || !home) return context.world.mystery("super is called outside of a class", node.span);
  constructSuper(context, args, node, 0);
  parameterFields(context, home, self);
  initialiseFields(context, home, self);
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
  const args = isCdk(fqn) || given.named ? constructorArguments(context, fqn, given, node.argsSpan) : given;
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
  // Whoever instantiates it may hand in more by name.
  const named = parameters.some((p) => p.keywords) && {
    named: { entries: new Map(), closed: false, loops: 0, depth: 0 },
  };
  return { values, closed: true, ...named };
}
