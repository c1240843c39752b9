/** The intrinsic functions: what each makes of its argument. */
import { always, never, not } from "../../core/conditions.ts";
import { choice, reference, scalar, unknown, type Value } from "../../core/values.ts";
import type { Call } from "./calls.ts";
import { cidr } from "./cidr.ts";
import { conditionOf } from "./condition-functions.ts";
import { distribute } from "./distribute.ts";
import { type Context, evaluate } from "./evaluate.ts";
import { call as callIdentity, identityOf } from "./identity.ts";
import { toJsonString } from "./json-text.ts";
import { substituteVariables } from "./loops.ts";
import { findInMap } from "./mappings.ts";
import { attributeOfParameter, attributesOfParameters, refAll } from "./rule-values.ts";
import { base64, join, split } from "./strings.ts";
import { substitute } from "./substitute.ts";
import { child, type Node, scalarText } from "./syntax.ts";

export type Intrinsic = (call: Call, context: Context) => Value;

/** The arguments of a function that takes a list of them, or undefined where they are not as many as it takes. */
export function argumentsOf(call: Call, least: number, most = least): readonly Node[] | undefined {
  const { argument } = call;
  if (argument.kind !== "sequence" || argument.tag !== undefined) return undefined;
  return argument.items.length >= least && argument.items.length <= most ? argument.items : undefined;
}

export function misused(call: Call): Value {
  return unknown(`${call.name} is not used as it has to be`, { span: call.span });
}

function ref(call: Call, context: Context): Value {
  const name = scalarText(call.argument);
  if (name === undefined || name === "") return misused(call);
  const variable = context.variables?.get(name);
  if (variable)
    return { ...variable, origin: { span: call.span, from: { step: "local", name, origin: variable.origin } } };
  return context.scope.refer(substituteVariables(name, context), call.span);
}

function getAtt(call: Call, context: Context): Value {
  const { argument } = call;
  const origin = { span: call.span };
  let target: string | undefined;
  let attribute: string | undefined;
  if (argument.kind === "sequence" && argument.items.length >= 2) {
    const parts = argument.items.map((i) => evaluate(i, context));
    if (parts.some((p) => p.kind !== "scalar")) return unknown("the attribute's name is not known", origin);
    const names = parts.map((p) => (p.kind === "scalar" ? String(p.value) : ""));
    target = names[0]!;
    attribute = names.slice(1).join(".");
  } else {
    const dotted = scalarText(argument);
    const dot = dotted?.indexOf(".") ?? -1;
    if (dotted !== undefined && dot > 0) {
      target = dotted.slice(0, dot);
      attribute = dotted.slice(dot + 1);
    }
  }
  if (!target || !attribute) return misused(call);
  return attributeOf(substituteVariables(target, context), substituteVariables(attribute, context), call.span, context);
}

/** An attribute of a resource, or an output of a nested stack that is known. */
export function attributeOf(target: string, attribute: string, span: Call["span"], context: Context): Value {
  const { scope } = context;
  if (attribute.startsWith("Outputs.")) {
    const output = scope.nestedOutput?.(target, attribute.slice("Outputs.".length), span);
    if (output) return output;
  }
  const [first, ...rest] = attribute.split(".");
  const generated = scope.generated(`${target}.${first}`);
  if (generated !== undefined)
    return reference(scope.address(generated), rest.length > 0 ? rest.join(".") : undefined, { span });
  if (scope.isResource(target)) return reference(scope.address(target), attribute, { span });
  const called = scope.generated(target);
  if (called !== undefined) return reference(scope.address(called), attribute, { span });
  return unknown(
    `nothing in this template is named ${target}`,
    { span },
    `GetAtt ${scope.address(target)}.${attribute}`,
  );
}

function if_(call: Call, context: Context): Value {
  const args = argumentsOf(call, 3);
  const name = scalarText(args?.[0]);
  if (!args || name === undefined) return misused(call);
  const condition = context.scope.condition(substituteVariables(name, context));
  if (condition === always) return evaluate(args[1]!, context);
  if (condition === never) return evaluate(args[2]!, context);
  return choice(
    [
      { when: condition, value: evaluate(args[1]!, context) },
      { when: not(condition), value: evaluate(args[2]!, context) },
    ],
    { span: call.span },
  );
}

function select(call: Call, context: Context): Value {
  const args = argumentsOf(call, 2);
  if (!args) return misused(call);
  const origin = { span: call.span };
  const values = [evaluate(args[0]!, context), evaluate(args[1]!, context)] as const;
  return distribute(values, origin, ([index, from]) => {
    const n = index?.kind === "scalar" ? Number(index.value) : Number.NaN;
    if (!Number.isInteger(n) || n < 0) return unknown("the index is not known", origin);
    if (from.kind === "list") {
      const before = from.items.slice(0, n + 1);
      const item = from.items[n];
      if (item && !before.some(mayBeAbsent)) return item;
      return unknown(
        from.closed && !before.some(mayBeAbsent) ? `the list has no item ${n}` : "the list is not known",
        origin,
      );
    }
    if (from.kind === "unknown" && from.identity?.startsWith("GetAZs("))
      return unknown("which zones there are depends on the account", origin, from.identity, n);
    const identity = identityOf(from);
    return unknown("the list is not known", origin, identity === undefined ? undefined : `${identity}[${n}]`);
  });
}

function mayBeAbsent(value: Value): boolean {
  return value.kind === "absent" || (value.kind === "choice" && value.alternatives.some((a) => mayBeAbsent(a.value)));
}

function getAZs(call: Call, context: Context): Value {
  const origin = { span: call.span };
  const argument = evaluate(call.argument, context);
  const isHere = argument.kind === "absent" || (argument.kind === "scalar" && argument.value === "");
  const region = isHere ? context.scope.refer("AWS::Region", call.span) : argument;
  return distribute([region], origin, ([r]) => {
    const name = r.kind === "scalar" ? String(r.value) : identityOf(r);
    return unknown(
      "which zones there are depends on the account",
      origin,
      name === undefined ? undefined : `GetAZs(${name})`,
    );
  });
}

function importValue(call: Call, context: Context): Value {
  const name = evaluate(call.argument, context);
  return distribute([name], { span: call.span }, ([n]) => context.scope.importValue(n, call.span));
}

function length(call: Call, context: Context): Value {
  const origin = { span: call.span };
  return distribute([evaluate(call.argument, context)], origin, ([value]) => {
    if (value.kind === "list" && value.closed && !value.items.some(mayBeAbsent))
      return scalar(value.items.length, origin);
    return unknown("how long the list is is not known", origin, callIdentity("Length", [identityOf(value)]));
  });
}

/** The output of a stack by its name, in this account and region or in another. */
function getStackOutput(call: Call, context: Context): Value {
  const named = ["StackName", "OutputName", "Region", "RoleArn"].map((key) => {
    const node = child(call.argument, key);
    return node ? identityOf(evaluate(node, context)) : "";
  });
  return unknown("it is an output of another stack", { span: call.span }, callIdentity("GetStackOutput", named));
}

function transform(call: Call): Value {
  return unknown("a macro makes it", { span: call.span });
}

/** A condition where a value is expected: true or false, in the branches that it makes. */
function condition(call: Call, context: Context): Value {
  const origin = { span: call.span };
  const truth = conditionOf(call, context.scope, context.variables);
  if (truth === always) return scalar(true, origin);
  if (truth === never) return scalar(false, origin);
  return choice(
    [
      { when: truth, value: scalar(true, origin) },
      { when: not(truth), value: scalar(false, origin) },
    ],
    origin,
  );
}

export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ["Ref", ref],
  ["Condition", condition],
  ["Fn::And", condition],
  ["Fn::Or", condition],
  ["Fn::Not", condition],
  ["Fn::Equals", condition],
  ["Fn::Base64", base64],
  ["Fn::Cidr", cidr],
  ["Fn::FindInMap", findInMap],
  ["Fn::GetAtt", getAtt],
  ["Fn::GetAZs", getAZs],
  ["Fn::GetStackOutput", getStackOutput],
  ["Fn::If", if_],
  ["Fn::ImportValue", importValue],
  ["Fn::Join", join],
  ["Fn::Length", length],
  ["Fn::Select", select],
  ["Fn::Split", split],
  ["Fn::Sub", substitute],
  ["Fn::ToJsonString", toJsonString],
  ["Fn::Transform", transform],
  ["Fn::Contains", condition],
  ["Fn::EachMemberEquals", condition],
  ["Fn::EachMemberIn", condition],
  ["Fn::RefAll", refAll],
  ["Fn::ValueOf", attributeOfParameter],
  ["Fn::ValueOfAll", attributesOfParameters],
]);
