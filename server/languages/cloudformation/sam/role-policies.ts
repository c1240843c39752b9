/** The property `Policies`: managed policies, policy documents and policy templates, as a role has them. */
import type { Span } from "../../../core/span.ts";
import { choice, piece, piecesOf, unknown, type Value } from "../../../core/values.ts";
import type { Context } from "../evaluate.ts";
import { joined } from "../strings.ts";
import { madeList, madeObject, madeText, valueAt } from "./build.ts";
import { literalString } from "./events/literals.ts";
import { partitionAt } from "./events/partitions.ts";
import { managedPolicyPath } from "./managed-policies.ts";
import { policyTemplates, type TemplateStatement } from "./policy-templates.ts";

export interface RolePolicies {
  readonly managed: readonly Value[];
  /** Items of `Policies` of AWS::IAM::Role. */
  readonly inline: readonly Value[];
  /** False when there may be more than these. */
  readonly closed: boolean;
}

/** What `Policies` comes to. `role` is the logical id of the role, which names its inline policies. */
export function policiesOf(written: Value | undefined, role: string, context: Context): RolePolicies {
  if (!written) return { managed: [], inline: [], closed: true };
  const items = written.kind === "list" ? written.items : [written];
  const managed: Value[] = [];
  const inline: Value[] = [];
  let closed = written.kind !== "list" || written.closed;
  items.forEach((item, i) => {
    const kind = kindOf(item);
    if (kind === "managed") managed.push(mapped(item, (v) => managedArn(v, context)));
    else if (kind === "inline") inline.push(mapped(item, (v) => inlinePolicy(v, `${role}Policy${i}`, context)));
    else closed = false;
  });
  return { managed, inline, closed };
}

/** The ARN of a managed policy of AWS, whose path and name the transform gives. */
export function madeManagedArn(name: string, context: Context, place: Span): Value {
  return joined([piece("arn:"), partitionAt(place, context), piece(`:iam::aws:policy/${name}`)], { span: place });
}

/** The policy that lets something send traces, which has another name in other partitions. */
export function tracingPolicy(context: Context, place: Span): string {
  const partition = partitionAt(place, context);
  const isOther = partition.kind === "scalar" && partition.value !== "aws";
  return isOther ? "AWSXRayDaemonWriteAccess" : "AWSXrayWriteOnlyAccess";
}

function kindOf(item: Value, depth = 0): "managed" | "inline" | "nothing" | "unknown" {
  switch (item.kind) {
    case "absent":
      return "nothing";
    case "choice": {
      if (depth > 10) return "unknown";
      const kinds = new Set(item.alternatives.map((a) => kindOf(a.value, depth + 1)));
      kinds.delete("nothing");
      return kinds.size === 1 ? [...kinds][0]! : "unknown";
    }
    case "object":
      return item.entries.has("Statement") || templateOf(item) ? "inline" : "unknown";
    case "list":
      return "unknown";
    default:
      return "managed";
  }
}

function mapped(value: Value, map: (value: Value) => Value): Value {
  if (value.kind === "absent") return value;
  if (value.kind !== "choice") return map(value);
  return choice(
    value.alternatives.map((a) => ({ when: a.when, value: mapped(a.value, map) })),
    value.origin,
  );
}

/** A name becomes the ARN of AWS's own policy; what is an ARN, or made by a function, stays what it is. */
function managedArn(value: Value, context: Context): Value {
  const literal = literalString(value);
  if (literal === "function" || value.kind !== "scalar" || literal.is.startsWith("arn:")) return value;
  const path = managedPolicyPath(literal.is);
  if (path === undefined) return unknown("no managed policy of AWS is known by that name", value.origin);
  const before = path.slice(0, path.length - literal.is.length);
  const { span } = value.origin;
  return joined([piece("arn:"), partitionAt(span, context), piece(`:${before}`), ...piecesOf(value)], { span });
}

function templateOf(item: Value): string | undefined {
  if (item.kind !== "object" || item.entries.size !== 1) return undefined;
  const name = [...item.entries.keys()][0]!;
  if (!Object.hasOwn(policyTemplates, name)) return undefined;
  const given = item.entries.get(name)!.value;
  const { parameters } = policyTemplates[name]!;
  if (given.kind !== "object") return given.kind === "absent" && parameters.length === 0 ? name : undefined;
  return parameters.every((p) => valueAt(given, p) !== undefined) ? name : undefined;
}

function inlinePolicy(item: Value, name: string, context: Context): Value {
  const template = templateOf(item);
  const entry = item.kind === "object" && template !== undefined ? item.entries.get(template) : undefined;
  const place = entry?.keySpan ?? (item.kind === "object" ? item.nameSpan : undefined) ?? item.origin.span;
  if (!entry || template === undefined) return madeObject({ PolicyName: name, PolicyDocument: item }, place);
  const values: Record<string, Value> = {};
  for (const parameter of policyTemplates[template]!.parameters) {
    const value = valueAt(entry.value, parameter);
    if (value) values[parameter] = value;
  }
  const statements = policyTemplates[template]!.statements.map((s) => statementOf(s, values, context, place));
  return madeObject(
    { PolicyName: name, PolicyDocument: madeObject({ Statement: madeList(statements, place) }, place) },
    place,
  );
}

function statementOf(
  { actions, resources, equals }: TemplateStatement,
  values: Readonly<Record<string, Value>>,
  context: Context,
  place: Span,
): Value {
  const pattern = (text: string) => madeText(text, context, place, values);
  return madeObject(
    {
      Action: typeof actions === "string" ? actions : madeList(actions, place),
      Effect: "Allow",
      Resource: () => (typeof resources === "string" ? pattern(resources) : madeList(resources.map(pattern), place)),
      Condition:
        equals && madeObject({ StringEquals: madeObject({ [equals[0]]: () => pattern(equals[1]) }, place) }, place),
    },
    place,
  );
}
