/** `object.name` and `object[index]`. */
import type { Span } from "../../../core/span.ts";
import { missing, reference, scalar, type Unknown, unknown, type Value } from "../../../core/values.ts";
import { type Carried, type ConstructInstance, carriedBy, carrying } from "../constructs.ts";
import { isStruct } from "../declared.ts";
import { NO_ARGUMENTS } from "./arguments.ts";
import { globalMember, isMethodOf } from "./builtins/members.ts";
import { parameterValue } from "./builtins/parameters.ts";
import { callClosure } from "./calls.ts";
import { embedded, findMethod, hasStatic, instanceValue, staticMember } from "./classes.ts";
import { type Context, distributeOne } from "./context.ts";
import { isCdk } from "./package-names.ts";
import {
  aboutOf,
  type ClassThing,
  type ConstructBuilder,
  type Instance,
  innerOf,
  innerValue,
  itemsOf,
  used,
} from "./things.ts";

/** How deep classes may stand in one another. */
const DEEPEST_CLASS = 20;

/** The value of a member. `text` is the expression as written. */
export function memberOf(context: Context, object: Value, name: string | number, span: Span, text: string): Value {
  return distributeOne(context.world, object, span, (value) => one(context, value, name, span, text));
}

function one(context: Context, object: Value, name: string | number, span: Span, text: string): Value {
  const { world } = context;
  const step = object.origin.from?.step ?? "local";
  const inner = innerOf(object);
  switch (inner?.kind) {
    case "instance":
      return instanceMember(context, inner, String(name), span, text);
    case "class":
      return staticMember(context, inner, String(name), span);
    case "module":
      return used(world.modules.exportOf(world, inner.record, String(name), span), span, "local", text);
    case "closure":
    case "bound":
      return innerValue({ kind: "bound", object, name: String(name) }, "a function", { span });
    case "someScope":
      return scopeMember(inner.name, String(name), span);
  }
  const carried = carriedBy(object);
  if (carried) return carriedMember(context, carried, cdkName(context, carried, name), span);
  const known = world.modules.dialect.dataMember?.(context, object, name, span);
  if (known) return known;
  switch (object.kind) {
    case "object": {
      const found =
        object.entries.get(String(name)) ?? object.entries.get(world.modules.dialect.memberName(String(name)));
      if (found) return used(world.prune(found.value), span, step, text);
      if (isMethodOf("object", String(name)))
        return innerValue({ kind: "bound", object, name: String(name) }, "a method", { span });
      if (object.closed) return missing({ span });
      return world.mystery(`${text} may be set by something that is not known`, span, aboutOf(object));
    }
    case "list":
      return listMember(context, object, name, span, text, step);
    case "scalar":
      if (name === "length" && typeof object.value === "string") return scalar(object.value.length, { span });
      if (typeof name === "number" && typeof object.value === "string" && object.value[name] !== undefined)
        return scalar(object.value[name], { span });
      return innerValue({ kind: "bound", object, name: String(name) }, "a method", { span });
    case "unknown":
      return unknownMember(object, name, span);
    case "text":
      return name === "length" || typeof name === "number"
        ? world.mystery(`${text} hangs on something that is not known`, span, aboutOf(object))
        : innerValue({ kind: "bound", object, name: String(name) }, "a method", { span });
    default:
      return world.mystery(`${text} is read from nothing`, span);
  }
}

function listMember(
  context: Context,
  list: Extract<Value, { kind: "list" }>,
  name: string | number,
  span: Span,
  text: string,
  step: "local" | NonNullable<Value["origin"]["from"]>["step"],
): Value {
  const { world } = context;
  const index = typeof name === "number" ? name : /^\d+$/.test(name) ? Number(name) : undefined;
  const regular = !itemsOf(list)?.irregular;
  if (index !== undefined) {
    const item = regular ? list.items[index] : undefined;
    if (item) return used(world.prune(item), span, step, text);
    if (list.closed && regular) return missing({ span });
    return world.mystery(`${text} is not known: the list is changed by something that is not known`, span);
  }
  if (name === "length")
    return list.closed && regular
      ? scalar(list.items.length, { span })
      : world.mystery("the length of the list is not known", span);
  return innerValue({ kind: "bound", object: list, name: String(name) }, "a method", { span });
}

/** A member of what is not known: the same member of the same thing is the same value. */
function unknownMember(object: Unknown, name: string | number, span: Span): Value {
  if (object.identity === undefined) return unknown(object.reason, { span });
  const base = object.index === undefined ? object.identity : `${object.identity}[${object.index}]`;
  const identity = `${base}.${name}`;
  const about = [...aboutOf(object), identity];
  const reason = object.reason;
  if (typeof name === "number" && /(^|\.)(availabilityZones|azs)$/i.test(object.identity))
    return { ...unknown(reason, { span }, object.identity, name), about } as Unknown;
  return { ...unknown(reason, { span }, identity), about } as Unknown;
}

function instanceMember(context: Context, self: Instance, name: string, span: Span, text: string): Value {
  const { world } = context;
  const field = self.fields.get(name);
  if (field?.value) return used(world.prune(field.value), span, field.step, text);
  const method = findMethod(self.of, name, "get");
  if (method) return callClosure(context, { ...method, self }, NO_ARGUMENTS, span, text);
  const found = findMethod(self.of, name, "method");
  if (found) return innerValue({ ...found, self }, "a method", { span });
  const { dialect } = world.modules;
  // A member of its own may hide that of its class.
  if (hasStatic(self.of, name) && (!self.open || dialect.bareMembers))
    return staticMember(context, self.of, name, span);
  const owner = self.of.node.embeds && embedded(self, name, dialect.memberName(name));
  if (owner) return memberOf(context, owner, name, span, text);
  if (self.construct) return constructMemberValue(context, self.construct, [], dialect.memberName(name), span);
  if (self.external) return carriedMember(context, self.external as Carried, dialect.memberName(name), span);
  if (field || !self.open) return missing({ span });
  return world.mystery(`${text} is not known`, span);
}

/** True for the name of a type, which every language spells alike: a member of a module, a struct inside of a class. */
function isTypeName(of: string, name: string): boolean {
  return /(^|\.)[a-z][\w-]*$/.test(of) || isStruct(`${of}.${name}`);
}

/** What CDK calls a member of something of its own. */
function cdkName(context: Context, carried: Carried, name: string | number): string | number {
  if (typeof name === "number") return name;
  if (carried.kind === "static") {
    const of = carried.fqn === "" ? carried.member : `${carried.fqn}.${carried.member}`;
    if (!isCdk(of) || isTypeName(of, name)) return name;
  }
  return context.world.modules.dialect.memberName(name);
}

/** A member of the object whose method a bare name stands in; undefined where it has none of that name. */
export function bareMember(context: Context, name: string, span: Span): Value | undefined {
  if (!context.world.modules.dialect.bareMembers || !context.home) return undefined;
  let self = context.self;
  let home: ClassThing | undefined = context.home;
  for (let i = 0; home && i < DEEPEST_CLASS; i++) {
    const of: ClassThing = self?.of ?? home;
    if (self && (self.fields.has(name) || findMethod(of, name, "method") || findMethod(of, name, "get")))
      return instanceMember(context, self, name, span, name);
    if (hasStatic(of, name)) return staticMember(context, of, name, span);
    // Of a superclass, the outer class is that of where the method stands.
    if (of !== home && hasStatic(home, name)) return staticMember(context, home, name, span);
    self = home.outerSelf;
    home = home.outer;
  }
  return undefined;
}

/** A member of the scope or the stack that a class which nobody instantiates is given. */
function scopeMember(scope: string, name: string, span: Span): Value {
  const pseudo = pseudoMember(name, span);
  if (pseudo) return pseudo;
  if (name === "availabilityZones")
    return unknown("the account's zones are not known", { span }, `${scope}.availabilityZones`);
  const object = unknown(`${scope} is not known`, { span }, `${scope}`);
  return { ...unknown(`${scope} is handed in`, { span }, `${scope}.${name}`), about: aboutOf(object) } as Unknown;
}

function pseudoMember(name: string, span: Span): Value | undefined {
  switch (name) {
    case "region":
      return unknown("the region is where it is deployed to", { span }, "AWS::Region");
    case "account":
      return unknown("the account is the one it is deployed to", { span }, "AWS::AccountId");
    case "partition":
      return unknown("the partition is where it is deployed to", { span }, "AWS::Partition");
    case "urlSuffix":
      return unknown("the domain suffix is that of the partition", { span }, "AWS::URLSuffix");
    default:
      return undefined;
  }
}

function carriedMember(context: Context, carried: Carried, name: string | number, span: Span): Value {
  switch (carried.kind) {
    case "static": {
      const fqn = carried.fqn === "" ? carried.member : `${carried.fqn}.${carried.member}`;
      return globalMember(context, fqn, String(name), span) ?? staticValue(fqn, String(name), span);
    }
    case "construct":
      return constructMemberValue(context, carried.construct as ConstructBuilder, carried.members, name, span);
    case "made": {
      const value = unknown(`${name} of an object of CDK`, { span }, `${context.world.fresh()}.${name}`);
      return carrying(value, { kind: "member", of: carried, members: [name] });
    }
    case "member":
      return carrying(unknown(`${name} of an object of CDK`, { span }, context.world.fresh()), {
        ...carried,
        members: [...carried.members, name],
      });
    case "result": {
      const members = [...carried.members, name];
      const identity = `${carried.call.node.span.chunk.path}:${carried.call.node.span.start}:${members.join(".")}`;
      return carrying(unknown("it comes of a call that CDK makes up", { span }, identity), { ...carried, members });
    }
  }
}

/** A member of a package: a class, a namespace, an enum's member, a function. */
export function staticValue(fqn: string, member: string, span: Span): Value {
  const name = fqn === "" ? member : `${fqn}.${member}`;
  return carrying(unknown(`${name} is defined outside of the project`, { span }, name), {
    kind: "static",
    fqn,
    member,
  });
}

/** A construct, or what is reached from it. */
export function constructValue(construct: ConstructBuilder, members: readonly (string | number)[], span: Span): Value {
  if (members.length === 0 && construct.instance) return instanceValue(construct.instance, span);
  const attribute = members.length === 0 ? undefined : members.join(".");
  return carrying(reference(construct.path, attribute, { span }), {
    kind: "construct",
    construct: construct as ConstructInstance,
    members,
  });
}

function constructMemberValue(
  context: Context,
  construct: ConstructBuilder,
  members: readonly (string | number)[],
  name: string | number,
  span: Span,
): Value {
  const last = members[members.length - 1];
  const path = [...members, name];
  const full: Carried = { kind: "construct", construct: construct as ConstructInstance, members: path };
  if (last === "availabilityZones" && (typeof name === "number" || /^\d+$/.test(name)))
    return carrying(
      unknown(
        "the zones are chosen when it is deployed",
        { span },
        `${construct.path}.${members.join(".")}`,
        Number(name),
      ),
      full,
    );
  if (members.length > 0) {
    if (last === "node" && name === "children") context.world.walked.add(construct);
    if (last === "node" && name === "defaultChild") return constructValue(construct, path, span);
    if (last === "stack")
      return one(context, constructValue(construct.stack ?? construct, [], span), name, span, String(name));
    return constructValue(construct, path, span);
  }
  const isStack = construct.stack === construct;
  if (isStack && (name === "region" || name === "account")) {
    if (name === "region" && construct.region) return used(construct.region, span, "argument", "env.region");
    return pseudoMember(name, span)!;
  }
  if (isStack && typeof name === "string") {
    const pseudo = pseudoMember(name, span);
    if (pseudo) return pseudo;
  }
  if (name === "stack" && construct.stack) return constructValue(construct.stack, [], span);
  if (construct.fqn === "aws-cdk-lib.CfnParameter" && typeof name === "string") {
    const value = parameterValue(construct, name, span);
    if (value) return value;
  }
  const assigned = construct.assignments.filter((a) => a.path.length === 1 && a.path[0] === name);
  const written = assigned[assigned.length - 1];
  if (written && written.condition.kind === "always") return used(written.value, span, "local", String(name));
  return constructValue(construct, path, span);
}
