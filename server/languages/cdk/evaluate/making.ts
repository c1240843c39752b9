/** Making constructs, and objects of CDK's that are none. */

import { lookup } from "../../../core/lookup.ts";
import type { Span } from "../../../core/span.ts";
import { missing, type Value } from "../../../core/values.ts";
import { carriedBy } from "../constructs.ts";
import type { Call, New } from "../ir.ts";
import type { Arguments } from "./arguments.ts";
import type { Context } from "./context.ts";
import { handedOver } from "./handed-over.ts";
import { handConstructs } from "./opening.ts";
import { isCdk } from "./package-names.ts";
import { type ConstructBuilder, type Instance, innerOf, isThing, type MadeBuilder } from "./things.ts";

interface Site {
  readonly span: Span;
  readonly nameSpan: Span;
  readonly node: New | Call;
}

/** Classes whose scope and id may be left out. */
const ROOTS = new Set(["aws-cdk-lib.App", "aws-cdk-lib.Stack", "aws-cdk-lib.Stage"]);
/** Modules whose classes take a construct first, and are none. */
const NO_CONSTRUCTS = /(targets|origins|integrations|event_sources|destinations|subscriptions|actions|_alarm)\./;

/** Whether `new X(args)` makes a construct: its first argument is a scope, its second an id. */
export function isConstructCall(fqn: string, args: Arguments): boolean {
  if (ROOTS.has(fqn)) return true;
  const [scope, id] = args.values;
  if (!scope) return !args.closed && isCdk(fqn);
  if (!id) return !args.closed && isScope(scope);
  if (NO_CONSTRUCTS.test(fqn) && id.kind !== "scalar") return false;
  if (!isText(id)) return false;
  if (isScope(scope)) return true;
  return scope.kind === "unknown" && !isThing(scope) && carriedBy(scope)?.kind !== "static";
}

/** True for a construct, and for the scope that a class which nobody instantiates is given. */
function isScope(value: Value): boolean {
  if (innerOf(value)?.kind === "someScope") return true;
  if (value.kind === "choice") return value.alternatives.some((a) => isScope(a.value));
  const carried = carriedBy(value);
  return carried?.kind === "construct";
}

function isText(value: Value): boolean {
  if (value.kind === "scalar") return typeof value.value === "string";
  if (value.kind === "choice") return value.alternatives.every((a) => isText(a.value));
  if (value.kind === "reference")
    return (carriedBy(value) as { members?: unknown[] } | undefined)?.members?.length !== 0;
  return value.kind === "text" || (value.kind === "unknown" && !isThing(value));
}

/** Makes a construct and puts it into its scope. */
export function makeConstruct(
  context: Context,
  fqn: string,
  args: Arguments,
  site: Site,
  more: { factory?: string; instance?: Instance },
): ConstructBuilder {
  const { world } = context;
  const values = handedOver(world, args.values);
  const [scopeValue, idValue, props] = values;
  const isApp = fqn === "aws-cdk-lib.App";
  const scope = isApp ? undefined : scopeOf(scopeValue);
  const assumed = more.instance?.assumed ?? false;
  const id = isApp ? "" : assumed ? more.instance!.of.name : idText(idValue, fqn);
  // Several apps in one program are no stranger than one: what they hold has paths of its own.
  const path = isApp ? "" : uniquePath(world.paths, scope && scope.path !== "" ? `${scope.path}/${id}` : id);
  const construct: ConstructBuilder = {
    fqn,
    id,
    path,
    args: values,
    argsClosed: args.closed,
    props: (isApp ? scopeValue : props) ?? missing({ span: site.nameSpan }),
    calls: [],
    assignments: [],
    handedTo: [],
    condition: world.condition,
    span: site.span,
    nameSpan: site.nameSpan,
    opened: args.closed ? [] : ["its arguments are not known"],
    node: site.node,
    symbolic: world.loops > 0,
    assumed: assumed || world.assuming,
    ...(more.factory !== undefined && { factory: more.factory }),
    ...(more.instance && { instance: more.instance }),
    ...(scope && { scope }),
  };
  const isStack = /^aws-cdk-lib\.(Stack|NestedStack)$/.test(fqn) || /Stack$/.test(fqn);
  if (isStack) construct.stack = construct;
  else if (scope?.stack) construct.stack = scope.stack;
  const region = isStack ? regionOf(construct.props) : undefined;
  if (region) construct.region = region;
  else if (scope?.region) construct.region = scope.region;
  if (world.mayMake()) world.constructs.push(construct);
  handConstructs(args.values, more.factory === undefined ? fqn : `${fqn}.${more.factory}`, site.span, 1);
  return construct;
}

/** Makes an object that is no construct. */
export function makeExternal(
  context: Context,
  fqn: string,
  member: string | undefined,
  args: Arguments,
  site: Site,
): MadeBuilder {
  const made: MadeBuilder = {
    kind: "made",
    fqn,
    args: handedOver(context.world, args.values),
    argsClosed: args.closed,
    calls: [],
    opened: [],
    condition: context.world.condition,
    span: site.span,
    nameSpan: site.nameSpan,
    node: site.node,
    ...(member !== undefined && { member }),
  };
  context.world.made.push(made);
  return made;
}

function scopeOf(value: Value | undefined): ConstructBuilder | undefined {
  if (value?.kind === "choice") {
    for (const a of value.alternatives) {
      const found = scopeOf(a.value);
      if (found) return found;
    }
    return undefined;
  }
  const carried = value && carriedBy(value);
  return carried?.kind === "construct" ? (carried.construct as ConstructBuilder) : undefined;
}

/** An id as text; what is not known of it stands as `{0}`. */
function idText(value: Value | undefined, fqn: string): string {
  switch (value?.kind) {
    case undefined:
    case "absent":
      return fqn.slice(fqn.lastIndexOf(".") + 1);
    case "scalar":
      return String(value.value);
    case "text": {
      let n = 0;
      return value.parts.map((p) => (p.kind === "piece" ? p.text : `{${n++}}`)).join("");
    }
    default:
      return "{0}";
  }
}

/** A path that is taken gets a number. `paths` counts how often each was wanted. */
function uniquePath(paths: Map<string, number>, wanted: string): string {
  const count = (paths.get(wanted) ?? 0) + 1;
  paths.set(wanted, count);
  return count === 1 ? wanted : `${wanted}#${count}`;
}

function regionOf(props: Value): Value | undefined {
  if (props.kind !== "object") return undefined;
  const region = lookup(props, ["env", "region"]);
  return region.kind === "absent" ? undefined : region;
}
