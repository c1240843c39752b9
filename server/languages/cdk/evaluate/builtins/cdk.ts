/** Functions of CDK whose result is data: `Fn.join`, `Stack.of`, `node.tryGetContext`, `toSeconds`. */
import { not, opaque } from "../../../../core/conditions.ts";
import type { Span } from "../../../../core/span.ts";
import { type Piece, piecesOf, scalar, type Unknown, unknown, type Value } from "../../../../core/values.ts";
import { type CallResult, type ConstructMember, carriedBy, type MadeObject } from "../../constructs.ts";
import type { Call } from "../../ir.ts";
import type { Arguments } from "../arguments.ts";
import { madeValue } from "../calls.ts";
import type { Context } from "../context.ts";
import { inputRoot } from "../context.ts";
import { concatenation } from "../expressions.ts";
import { makeExternal } from "../making.ts";
import { constructValue } from "../members.ts";
import { aboutOf, type ConstructBuilder, innerOf, itemsOf, used } from "../things.ts";
import { convert, durationOf } from "./durations.ts";
import { jsonText } from "./json-text.ts";

/** A static function of CDK; undefined where it makes an object like any other. */
export function callCdkStatic(
  context: Context,
  fqn: string,
  member: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const { span } = node;
  if (!args.closed) return undefined;
  const [first, second, third] = args.values;
  switch (`${fqn}.${member}`) {
    case "aws-cdk-lib.Stack.of":
    case "aws-cdk-lib.Stage.of":
    case "aws-cdk-lib.App.of": {
      if (!first) return undefined;
      const carried = carriedBy(first);
      if (carried?.kind === "construct") {
        const stack = (carried.construct as ConstructBuilder).stack;
        if (stack && member === "of" && fqn.endsWith("Stack")) return constructValue(stack, [], span);
        return undefined;
      }
      return innerOf(first)?.kind === "someScope" ? first : undefined;
    }
    case "aws-cdk-lib.Fn.join":
      return first && second?.kind === "list" && second.closed && !itemsOf(second)?.irregular
        ? joined(context, first, second.items, span)
        : undefined;
    case "aws-cdk-lib.Fn.sub":
      return first?.kind === "scalar" ? substituted(context, first, second, span) : undefined;
    case "aws-cdk-lib.Fn.select":
      return first && second ? selected(context, first, second, span) : undefined;
    case "aws-cdk-lib.Fn.getAzs":
      return unknown("the zones are those of the region", { span }, "GetAZs.availabilityZones");
    case "aws-cdk-lib.Fn.base64":
      return first && base64(first, span);
    case "aws-cdk-lib.Fn.toJsonString":
      return first && jsonText(first, span);
    case "aws-cdk-lib.Fn.conditionIf": {
      if (first?.kind !== "scalar" || !second || !third) return undefined;
      const condition = opaque(`condition ${first.value}`, `condition ${first.value}`);
      return context.world.choice(
        [
          { when: condition, value: second },
          { when: not(condition), value: third },
        ],
        { span },
      );
    }
    case "aws-cdk-lib.Token.asString":
    case "aws-cdk-lib.Token.asNumber":
    case "aws-cdk-lib.Token.asList":
    case "aws-cdk-lib.Token.asAny":
      return first;
    default:
      return undefined;
  }
}

function joined(context: Context, separator: Value, items: readonly Value[], span: Span): Value {
  const parts: (Piece | Value)[] = [];
  items.forEach((item, i) => {
    if (i > 0) parts.push(separator);
    parts.push(item);
  });
  return concatenation(context, parts, span);
}

/** `Fn.sub`: what is named in the second argument is put in, the rest are holes. */
function substituted(
  context: Context,
  body: Extract<Value, { kind: "scalar" }>,
  given: Value | undefined,
  span: Span,
): Value {
  if (given && given.kind !== "object" && given.kind !== "absent")
    return context.world.mystery("what is put in is not known", span, aboutOf(given));
  const parts: (Piece | Value)[] = [];
  for (const p of piecesOf(body)) {
    let at = 0;
    const placeOf = (from: number, to: number) => {
      const verbatim = p.span && p.span.end - p.span.start === p.text.length;
      return verbatim ? { chunk: p.span!.chunk, start: p.span!.start + from, end: p.span!.start + to } : p.span;
    };
    const put = (from: number, to: number, text = p.text.slice(from, to)) => {
      if (to <= from) return;
      const place = placeOf(from, to);
      parts.push({ kind: "piece", text, ...(place && { span: place }) });
    };
    for (const m of p.text.matchAll(/\$\{(!?)([^}]*)\}/g)) {
      put(at, m.index);
      at = m.index + m[0].length;
      const name = m[2]!.trim();
      const value = given?.kind === "object" ? given.entries.get(name)?.value : undefined;
      if (m[1] === "!") put(m.index, at, `\${${name}}`);
      else parts.push(value ?? putInLater(name, placeOf(m.index, at) ?? span));
    }
    put(at, p.text.length);
  }
  return concatenation(context, parts, span);
}

function putInLater(name: string, span: Span): Value {
  const later = unknown(`${name} is put in when it is deployed`, { span }, name);
  // The ids that CDK will choose are not known, but those of a template are letters and digits.
  return /^[A-Za-z0-9]+$/.test(name) || /[.:]/.test(name) ? later : { ...later, undefinedName: name };
}

function selected(context: Context, index: Value, list: Value, span: Span): Value | undefined {
  if (index.kind !== "scalar") return undefined;
  const n = Number(index.value);
  if (!Number.isInteger(n)) return undefined;
  if (list.kind === "list" && !itemsOf(list)?.irregular) {
    const item = list.items[n];
    return item && used(context.world.prune(item), span, "local", `Fn.select(${n})`);
  }
  const carried = carriedBy(list);
  const zones = carried?.kind === "construct" && carried.members[carried.members.length - 1] === "availabilityZones";
  if (zones)
    return unknown(
      "the zones are chosen when it is deployed",
      { span },
      `${carried.construct.path}.availabilityZones`,
      n,
    );
  if (list.kind === "unknown" && list.identity !== undefined) {
    if (/(^|\.)(availabilityZones|azs)$/i.test(list.identity)) return unknown(list.reason, { span }, list.identity, n);
    return { ...unknown(list.reason, { span }, `${list.identity}[${n}]`), about: aboutOf(list) } as Unknown;
  }
  return undefined;
}

/** What is encoded stays known. */
export function base64(value: Value, span: Span): Value {
  const madeFrom = { by: "base64", value } as const;
  if (value.kind === "scalar") {
    const encoded = btoa(String.fromCharCode(...new TextEncoder().encode(String(value.value).slice(0, 20_000))));
    return { ...scalar(encoded, { span }, [{ kind: "piece", text: encoded, span }]), madeFrom };
  }
  return { ...unknown("it is encoded, and not all of it is known", { span }), madeFrom } as Unknown;
}

/** A method of a construct or an object whose result is data; undefined where it is like any other. */
export function callCdkMethod(
  context: Context,
  of: ConstructMember | MadeObject | CallResult,
  method: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const { span } = node;
  const [first] = args.values;
  if (of.kind === "made") {
    const number = convert(of, method);
    if (number !== undefined)
      return scalar(number, { span, from: { step: "local", name: method, origin: { span: of.span } } });
    if (method === "plus" && of.fqn === "aws-cdk-lib.Duration" && first) {
      const [a, b] = [durationOf(madeValue(of as never, span)), durationOf(first)];
      if (a === undefined || b === undefined) return undefined;
      const site = { span, nameSpan: node.nameSpan, node };
      const sum = scalar(a + b, { span });
      return madeValue(makeExternal(context, of.fqn, "millis", { values: [sum], closed: true }, site), span);
    }
    return undefined;
  }
  if (of.kind !== "construct") return undefined;
  const last = of.members[of.members.length - 1];
  if ((method === "tryGetContext" || method === "getContext") && last === "node" && first?.kind === "scalar")
    return contextValue(String(first.value), span);
  if (method === "toJsonString" && first && of.members.length === 0) return jsonText(first, span);
  return undefined;
}

/** A context value: known to whoever runs the app. */
export function contextValue(key: string, span: Span): Value {
  const value = inputRoot(`context.${key}`, span);
  const { defined: _, ...rest } = value as Unknown & { defined?: true };
  return {
    ...rest,
    reason: `the context value ${key} is given when the app is run`,
    about: [`context.${key}`],
  } as Unknown;
}
