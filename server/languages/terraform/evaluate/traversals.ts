/** References: `var.x`, `local.y["k"]`, `aws_instance.web[0].id`, `module.m.out`, `each.value.size`. */

import type { Span } from "../../../core/span.ts";
import { choice, type Origin, reference, type StepKind, scalar, unknown, type Value } from "../../../core/values.ts";
import { asString } from "../functions/arguments.ts";
import { isSet } from "../functions/collection-types.ts";
import { itemOfUnknown } from "../functions/collections.ts";
import { identityOf } from "../functions/identity.ts";
import { fails, hasFailed, NotKnown, Refused, reasonOf } from "../functions/outcomes.ts";
import { evaluate } from "./expressions.ts";
import { instanceAddress } from "./module-instance.ts";
import { relocated, widened } from "./origins.ts";
import type { Scope } from "./scope.ts";
import type { AccessNode, Step } from "./steps.ts";
import { chainOf } from "./steps.ts";

/** What the first names of a traversal denote. */
interface Start {
  readonly value: Value;
  /** How many steps belong to it. */
  readonly used: number;
  readonly step?: StepKind;
  readonly name?: string;
}

export function evaluateTraversal(node: AccessNode, scope: Scope): Value {
  const { root, steps } = chainOf(node);
  const { span } = node;
  if (root.kind !== "variable") return widened(applySteps(evaluate(root, scope), steps, scope, { span }), span);
  const bound = scope.bound(root.name);
  if (bound) return relocated(applySteps(bound, steps, scope, { span }), span, "local", root.name);
  if (scope.isolated) return { ...fails(`the template is not given ${root.name}`, { span }), undefinedName: root.name };
  const start = startOf(root.name, steps, scope, span);
  const value = applySteps(start.value, steps.slice(start.used), scope, { span });
  if (value.kind === "unknown") return { ...value, origin: wayOfUnknown(value, start, span) };
  if (!start.step || (start.step === "attribute" && value.kind === "reference")) return { ...value, origin: { span } };
  return relocated(value, span, start.step, start.name!);
}

/** What is not known keeps the calls that it came through: a plan may know it, and a finding then points at the call. */
function wayOfUnknown(value: Value, { step, name, value: first }: Start, span: Span): Origin {
  // A step into something that is not known stands at the use itself.
  const before = value.origin.span === span ? first.origin : value.origin;
  if (step !== "argument" && !(step && before.from)) return { span };
  return { span, from: { step, name: name!, origin: before } };
}

function startOf(root: string, steps: readonly Step[], scope: Scope, span: Span): Start {
  const { module } = scope;
  const origin = { span };
  const name = (i: number) => {
    const step = steps[i];
    return step?.kind === "name" ? step.name : undefined;
  };
  const first = name(0);
  const incomplete: Start = { value: unknown("the reference is not complete", origin), used: steps.length };
  switch (root) {
    case "var": {
      if (first === undefined) return incomplete;
      const variable = module.variable(first, scope.owner);
      return { value: variable.value, used: 1, ...(variable.step && { step: variable.step, name: variable.name }) };
    }
    case "local":
      if (first === undefined) return incomplete;
      return { value: module.local(first, scope.owner), used: 1, step: "local", name: `local.${first}` };
    case "each":
    case "count": {
      const { repetition } = scope;
      const wanted = root === "each" ? "for_each" : "count";
      if (repetition?.kind !== wanted || first === undefined)
        return { value: unknown(`${root} has no meaning here`, origin), used: steps.length };
      const value = first === "value" ? repetition.value : repetition.key;
      return { value, used: 1, step: "local", name: `${root}.${first}` };
    }
    case "path":
      return { value: pathValue(first, scope, origin), used: 1 };
    case "terraform":
      if (first === "workspace" && module.evaluation.inputs.workspace !== undefined)
        return { value: scalar(module.evaluation.inputs.workspace, origin), used: 1 };
      return {
        value: unknown(`terraform.${first ?? "workspace"} is not known`, origin, `terraform.${first ?? ""}`),
        used: 1,
      };
    case "self": {
      const address = selfAddress(scope);
      if (address === undefined) return { value: unknown("self has no meaning here", origin), used: steps.length };
      return { value: reference(address, undefined, origin), used: 0, step: "attribute", name: spelled(root, steps) };
    }
    case "module":
      if (first === undefined) return incomplete;
      return { value: module.moduleValue(first, span, scope.owner), used: 1, step: "output", name: outputName(steps) };
    case "data":
    case "ephemeral": {
      const type = first;
      const label = name(1);
      if (type === undefined || label === undefined) return incomplete;
      if (root === "ephemeral") {
        const address = module.qualified(`ephemeral.${type}.${label}`);
        return { value: unknown("it is known only while Terraform runs", origin, address), used: 2 };
      }
      return {
        value: module.resourceValue("data", type, label, span, scope.owner),
        used: 2,
        ...attributeStep(root, steps, scope),
      };
    }
    default:
      if (first === undefined) {
        const nothing = unknown(`${root} is no reference`, origin);
        return { value: { ...nothing, undefinedName: root }, used: steps.length };
      }
      return {
        value: module.resourceValue("managed", root, first, span, scope.owner),
        used: 1,
        ...attributeStep(root, steps, scope),
      };
  }
}

/** The resource that an expression stands in. */
function selfAddress({ owner, repetition, module }: Scope): string | undefined {
  if (owner.kind !== "managed" || owner.module !== module) return undefined;
  const key = repetition?.key;
  const known = key === undefined ? undefined : key.kind === "scalar" ? key.value : "symbolic";
  return instanceAddress(module.qualified(owner.name), typeof known === "boolean" ? String(known) : known);
}

/** By the address of what it is an attribute of: another module may have a resource of the same name. */
function attributeStep(root: string, steps: readonly Step[], { module }: Scope): { step?: StepKind; name?: string } {
  return { step: "attribute", name: module.qualified(spelled(root, steps)) };
}

function outputName(steps: readonly Step[]): string {
  const names = steps.flatMap((s) => (s.kind === "name" ? [s.name] : []));
  return `module ${names[0]} output ${names[1] ?? ""}`.trim();
}

function spelled(root: string, steps: readonly Step[]): string {
  return root + steps.map((s) => (s.kind === "name" ? `.${s.name}` : `[${s.text}]`)).join("");
}

function pathValue(name: string | undefined, scope: Scope, origin: Origin): Value {
  if (name === "module") return scalar(scope.module.relativeFolder, origin);
  if (name === "root") return scalar(".", origin);
  return unknown(`path.${name ?? ""} is not known`, origin, `path.${name ?? ""}`);
}

/** Goes into a value, step by step. */
export function applySteps(value: Value, steps: readonly Step[], scope: Scope, origin: Origin): Value {
  let at = value;
  for (let i = 0; i < steps.length; i++) {
    if (hasFailed(at)) return at;
    if (at.kind === "choice") {
      const rest = steps.slice(i);
      return choice(
        at.alternatives.map((a) => ({ when: a.when, value: applySteps(a.value, rest, scope, origin) })),
        origin,
      );
    }
    const key = keyOf(steps[i]!, scope);
    if (key.kind === "choice") {
      const rest = steps.slice(i + 1);
      const of = at;
      return choice(
        key.alternatives.map((a) => ({
          when: a.when,
          value: applySteps(stepInto(of, a.value, scope, origin), rest, scope, origin),
        })),
        origin,
      );
    }
    at = stepInto(at, key, scope, origin);
  }
  return at;
}

function keyOf(step: Step, scope: Scope): Value {
  return step.kind === "name" ? scalar(step.name, { span: step.span }) : evaluate(step.key, scope);
}

function stepInto(of: Value, key: Value, scope: Scope, origin: Origin): Value {
  if (hasFailed(of)) return of;
  if (hasFailed(key)) return fails(key.reason, origin);
  if (key.kind === "absent" || key.kind === "list" || key.kind === "object")
    return fails(`the index is ${key.kind === "absent" ? "null" : `a ${key.kind}`}`, origin);
  if (of.kind === "unknown") return unknownStep(of, key, origin);
  if (key.kind !== "scalar") {
    const inner = identityOf(of);
    const index = identityOf(key);
    return unknown(
      reasonOf(key),
      origin,
      inner === undefined || index === undefined ? undefined : `${inner}[${index}]`,
    );
  }
  switch (of.kind) {
    case "reference":
      if (of.attribute === undefined)
        return scope.module.evaluation.attributeOf(of.target, String(key.value), origin, scope.owner);
      return reference(of.target, `${of.attribute}.${key.value}`, origin);
    case "object": {
      const found = of.entries.get(keyText(key));
      if (found) return found.value;
      if (of.closed) return fails(`there is no ${JSON.stringify(key.value)} in it`, origin);
      return unknown(`${key.value} may be set by something that is not known`, origin);
    }
    case "list": {
      const index =
        typeof key.value === "number" ? key.value : /^\d+$/.test(String(key.value)) ? Number(key.value) : undefined;
      if (index === undefined || !Number.isInteger(index) || isSet(of))
        return fails(`a list has no ${JSON.stringify(key.value)}`, origin);
      if (!of.closed) return unknown("the list may have more items than are known", origin);
      return of.items[index] ?? fails(`the list has no item ${index}`, origin);
    }
    case "absent":
      return fails("null has no attributes", origin);
    default:
      return fails(`a ${of.kind === "text" ? "string" : "single value"} has no ${JSON.stringify(key.value)}`, origin);
  }
}

function keyText(key: Value & { kind: "scalar" }): string {
  try {
    return asString(key);
  } catch (e) {
    if (e instanceof NotKnown || e instanceof Refused) return String(key.value);
    throw e;
  }
}

function unknownStep(of: Value & { kind: "unknown" }, key: Value, origin: Origin): Value {
  if (key.kind === "scalar" && typeof key.value === "number") return itemOfUnknown(of, key.value, origin);
  const inner = identityOf(of);
  const index = key.kind === "scalar" ? `.${key.value}` : `[${identityOf(key)}]`;
  const named = inner !== undefined && (key.kind === "scalar" || identityOf(key) !== undefined);
  return unknown(of.reason, origin, named ? `${inner}${index}` : undefined);
}
