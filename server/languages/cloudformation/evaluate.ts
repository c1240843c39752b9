/** Evaluates nodes to values. */
import type { Span } from "../../core/span.ts";
import {
  absent,
  choice,
  type Entry,
  lazyEntry,
  list,
  marked,
  type ObjectValue,
  type Origin,
  object,
  type Piece,
  piece,
  piecesOf,
  type Scalar,
  scalar,
  type Text,
  text,
  unknown,
  type Value,
} from "../../core/values.ts";
import { callOf } from "./calls.ts";
import { isIncluded } from "./includes.ts";
import { intrinsics } from "./intrinsics.ts";
import { type Expanded, expandLoop, isLoop, substituteVariables, variableText } from "./loops.ts";
import { piecesOfScalar, slicePieces, spanOfPieces } from "./pieces.ts";
import type { Scope } from "./scope.ts";
import type { MappingEntry, MappingNode, Node, ScalarNode } from "./syntax.ts";

/** How deep calls and lists may lie in each other. */
const DEEPEST = 150;

/** Where a node is evaluated. */
export interface Context {
  readonly scope: Scope;
  /** The variables of the loops around it. */
  readonly variables?: ReadonlyMap<string, Value>;
  readonly depth: number;
}

export function inScope(scope: Scope, variables?: ReadonlyMap<string, Value>): Context {
  return variables ? { scope, variables, depth: 0 } : { scope, depth: 0 };
}

/** The value of a node. Entries of mappings are evaluated when somebody looks. */
export function evaluate(node: Node, context: Context): Value {
  const origin: Origin = { span: node.span };
  if (!context.scope.budget.spend()) return unknown("the template is too large to be evaluated", origin);
  if (context.depth > DEEPEST) return unknown("it is nested too deeply", origin);
  const call = callOf(node);
  if (call) {
    const inner = { ...context, depth: context.depth + 1 };
    const function_ = intrinsics.get(call.name);
    if (!function_) return unknown(`${call.name} is not known`, origin);
    return withDynamicReferences(function_(call, inner));
  }
  switch (node.kind) {
    case "scalar":
      return evaluateScalar(node, context);
    case "sequence": {
      const inner = { ...context, depth: context.depth + 1 };
      const items = node.items.map((item) => evaluate(item, inner)).filter((v) => v.kind !== "absent");
      return list(items, origin);
    }
    case "mapping":
      return evaluateMapping(node, context);
  }
}

/** A mapping as an object. `nameSpan` is what introduces it. */
export function evaluateMapping(node: MappingNode, context: Context, nameSpan?: Span): ObjectValue {
  const entries: Entry[] = [];
  let closed = true;
  const add = (e: MappingEntry, inner: Context, key: string) =>
    entries.push(lazyEntry(key, () => evaluateEntry(e, inner), e.keySpan));
  const addRound = ({ entry: e, context: inner, key, when }: Expanded) => {
    if (when.kind === "always") add(e, inner, key);
    else
      entries.push(
        lazyEntry(key, () => choice([{ when, value: evaluateEntry(e, inner) }], { span: e.value.span }), e.keySpan),
      );
  };
  for (const e of node.entries) {
    if (isLoop(e)) {
      const { made, complete } = expandLoop(e, context);
      closed &&= complete;
      for (const each of made) addRound(each);
    } else if (e.key.startsWith("Fn::")) closed &&= isIncluded(e);
    else add(e, context, substituteVariables(e.key, context));
  }
  return object(entries, { span: node.span }, nameSpan ? { closed, nameSpan } : { closed });
}

function evaluateEntry(e: MappingEntry, context: Context): Value {
  const inner = { ...context, depth: 0 };
  if (e.value.kind === "mapping" && !callOf(e.value)) return evaluateMapping(e.value, inner, e.keySpan);
  return evaluate(e.value, inner);
}

function evaluateScalar(node: ScalarNode, context: Context): Value {
  const origin: Origin = { span: node.span };
  if (node.value === null) return absent({ span: node.span });
  const written = scalar(node.value, origin, piecesOfScalar(node));
  return withDynamicReferences(context.variables ? withVariables(written, context) : written);
}

/** A loop puts its variables into every text of its body, in `Fn::Sub` or not. */
function withVariables(value: Scalar, context: Context): Scalar | Text {
  if (typeof value.value !== "string" || !/[$&]\{/.test(value.value)) return value;
  const pieces = piecesOf(value);
  const parts: Piece[] = [];
  let at = 0;
  for (const match of value.value.matchAll(/([$&])\{([A-Za-z0-9]+)\}/g)) {
    const made = variableText(match[2]!, match[1]!, context);
    if (made === undefined) continue;
    const end = match.index + match[0].length;
    parts.push(...slicePieces(pieces, at, match.index));
    parts.push(piece(made, spanOfPieces(slicePieces(pieces, match.index, end))));
    at = end;
  }
  if (at === 0) return value;
  parts.push(...slicePieces(pieces, at, value.value.length));
  return text(parts, value.origin);
}

const dynamic = /\{\{resolve:(ssm-secure|ssm|secretsmanager):[^{}]*\}\}/g;

/** Dynamic references are put in by AWS at deployment: they are holes. */
export function withDynamicReferences(value: Value): Value {
  if (value.kind === "scalar" && typeof value.value === "string" && value.value.includes("{{resolve:"))
    return holes(value, value.value);
  if (value.kind === "text" && value.parts.some((p) => p.kind === "piece" && p.text.includes("{{resolve:"))) {
    const secret = value.parts.some(
      (p) => p.kind === "piece" && /\{\{resolve:(ssm-secure|secretsmanager):/.test(p.text),
    );
    const made = unknown("a dynamic reference is resolved at deployment", value.origin);
    return secret ? marked(made, "secret") : made;
  }
  return value;
}

/** The name of the parameter that `{{resolve:ssm:name:version}}` reads. */
function storedName(reference: string, origin: Origin): Value {
  const [, , name = ""] = reference.slice(2, -2).split(":");
  return scalar(name, origin, [piece(name, origin.span)]);
}

function holes(value: Scalar, written: string): Scalar | Text | Value {
  const pieces = piecesOf(value);
  const parts: Parameters<typeof text>[0][number][] = [];
  let at = 0;
  for (const match of written.matchAll(dynamic)) {
    parts.push(...slicePieces(pieces, at, match.index));
    at = match.index + match[0].length;
    const span = spanOfPieces(slicePieces(pieces, match.index, at)) ?? value.origin.span;
    const hole = unknown("a dynamic reference is resolved at deployment", { span }, match[0]);
    parts.push(match[1] === "ssm" ? { ...hole, foundBy: storedName(match[0], { span }) } : marked(hole, "secret"));
  }
  if (parts.length === 0) return value;
  parts.push(...slicePieces(pieces, at, written.length));
  const only = parts[0]!;
  return parts.length === 1 && only.kind !== "piece" ? { ...only, origin: value.origin } : text(parts, value.origin);
}
