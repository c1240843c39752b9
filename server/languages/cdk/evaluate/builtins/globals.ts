/** What JavaScript and Node bring along: `Object`, `Math`, `JSON`, `path`, `fs`. */
import type { Span } from "../../../../core/span.ts";
import { missing, scalar, type Unknown, type Value } from "../../../../core/values.ts";
import type { Call, New } from "../../ir.ts";
import type { Arguments } from "../arguments.ts";
import { callClosure, callSometime } from "../calls.ts";
import { type Context, distribute } from "../context.ts";
import { concatenation, textOf } from "../expressions.ts";
import { jsonValue } from "../json.ts";
import { openConstructs } from "../opening.ts";
import { aboutOf, entriesOf, innerOf, itemsOf } from "../things.ts";
import { booleanOf, truth } from "../truth.ts";
import { jsonText } from "./json-text.ts";
import { callPath, readText } from "./node-modules.ts";

/** How long `Array.from({ length })` and `new Array(n)` may be. */
const LONGEST = 500;

/** A call of a global function; undefined where it is not followed. */
export function callGlobal(context: Context, fqn: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  if (fqn.startsWith("global.console.")) return missing({ span });
  if (!args.closed) return undefined;
  const [first, second] = args.values;
  switch (fqn) {
    case "global.Object.freeze":
    case "global.Object.seal":
    case "global.structuredClone":
    case "global.Promise.resolve":
    case "global.Promise.all":
      return first;
    case "global.Object.keys":
    case "global.Object.values":
    case "global.Object.entries":
      return first && distribute(world, [first], span, ([v]) => contents(context, fqn, v!, span));
    case "global.Object.assign":
      return first && merge(context, args.values, span);
    case "global.Object.fromEntries":
      return first && fromEntries(context, first, span);
    case "global.Array.isArray":
      return first && (first.kind === "unknown" || first.kind === "choice")
        ? undefined
        : scalar(first?.kind === "list", { span });
    case "global.Array.from":
      return first && arrayFrom(context, first, second, node);
    case "global.Array.of":
      return world.list([...args.values], { span });
    case "global.String":
      return first && concatenation(context, [first], span);
    case "global.Boolean":
      return first && booleanOf(truth(world, first, textOf(node)), { span });
    case "global.Number":
    case "global.parseInt":
    case "global.parseFloat":
    case "global.Number.parseInt":
    case "global.Number.parseFloat":
      return first && distribute(world, args.values, span, (values) => toNumber(context, fqn, values, span));
    case "global.Number.isInteger":
      return first?.kind === "scalar" ? scalar(Number.isInteger(first.value), { span }) : undefined;
    case "global.JSON.stringify":
      return first && jsonText(first, span);
    case "global.JSON.parse":
      return first && parseJson(context, first, span);
  }
  if (fqn.startsWith("global.Math.")) return mathematics(context, fqn.slice(12), args.values, span);
  if (fqn.startsWith("node.path."))
    return callPath(context, fqn.replace("node.path.posix.", "node.path.").slice(10), args.values, span);
  if (/^node\.fs(\/promises|\.promises)?\.readFile(Sync)?$/.test(fqn)) return first && readText(context, first, span);
  return undefined;
}

function contents(context: Context, fqn: string, value: Value, span: Span): Value {
  const { world } = context;
  if (value.kind === "object") {
    const items: Value[] = [...value.entries.values()].map((e) => {
      const key = scalar(e.key, { span: e.keySpan ?? e.value.origin.span });
      if (fqn.endsWith("keys")) return key;
      return fqn.endsWith("values") ? e.value : world.list([key, e.value], e.value.origin);
    });
    return world.list(items, { span }, value.closed);
  }
  if (value.kind === "list" && fqn.endsWith("values")) return value;
  return world.mystery("what is in it is not known", span, aboutOf(value));
}

function merge(context: Context, values: readonly Value[], span: Span): Value | undefined {
  const [target] = values;
  if (target?.kind !== "object") return undefined;
  const state = entriesOf(target);
  if (!state || context.world.since(state.depth).kind !== "always") return undefined;
  for (const v of values.slice(1)) {
    if (v.kind === "object") {
      for (const [key, e] of v.entries) state.entries.set(key, { key, value: e.value });
      if (!v.closed) state.closed = false;
    } else if (v.kind !== "absent") {
      state.closed = false;
      for (const key of [...state.entries.keys()])
        state.entries.set(key, { key, value: context.world.mystery("it may be overwritten", span, aboutOf(v)) });
    }
  }
  return target;
}

function fromEntries(context: Context, value: Value, span: Span): Value | undefined {
  if (value.kind !== "list" || !value.closed || itemsOf(value)?.irregular) return undefined;
  const state = context.world.newEntries();
  for (const item of value.items) {
    const [key, v] = item.kind === "list" ? item.items : [];
    if (key?.kind !== "scalar" || !v) return undefined;
    state.entries.set(String(key.value), { key: String(key.value), value: v });
  }
  return context.world.object(state, { span });
}

function arrayFrom(context: Context, value: Value, callback: Value | undefined, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  let items: readonly Value[] | undefined;
  if (value.kind === "list" && value.closed && !itemsOf(value)?.irregular) items = value.items;
  else if (value.kind === "object") {
    const length = value.entries.get("length")?.value;
    if (length?.kind === "scalar" && Number(length.value) >= 0 && Number(length.value) <= LONGEST)
      items = Array.from({ length: Number(length.value) }, () => missing({ span }));
  }
  if (!items) return undefined;
  const inner = callback && innerOf(callback);
  if (inner?.kind === "closure")
    items = items.map((v, i) =>
      callClosure(context, inner, { values: [v, scalar(i, { span })], closed: true }, span, textOf(node.callee)),
    );
  else if (callback) return undefined;
  return world.list([...items], { span });
}

function toNumber(context: Context, fqn: string, values: readonly Value[], span: Span): Value {
  const [value, radix] = values;
  if (value?.kind === "scalar") {
    const base = radix?.kind === "scalar" ? Number(radix.value) : undefined;
    const number = fqn.endsWith("parseInt")
      ? Number.parseInt(String(value.value), base)
      : fqn.endsWith("parseFloat")
        ? Number.parseFloat(String(value.value))
        : Number(value.value);
    if (!Number.isNaN(number))
      return scalar(number, { span, from: { step: "local", name: "a string", origin: value.origin } });
  }
  return {
    ...context.world.mystery("the number is not known", span, value ? aboutOf(value) : []),
    defined: true,
  } as Unknown;
}

function mathematics(context: Context, name: string, args: readonly Value[], span: Span): Value | undefined {
  const functions: Readonly<Record<string, (...n: number[]) => number>> = {
    max: Math.max,
    min: Math.min,
    floor: Math.floor,
    ceil: Math.ceil,
    round: Math.round,
    abs: Math.abs,
    pow: Math.pow,
    trunc: Math.trunc,
    sqrt: Math.sqrt,
    log2: Math.log2,
  };
  const work = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!work) return undefined;
  return distribute(context.world, args, span, (values) => {
    const numbers = values.map((v) => (v.kind === "scalar" ? Number(v.value) : Number.NaN));
    const result = work(...numbers);
    return Number.isFinite(result)
      ? scalar(result, { span })
      : ({
          ...context.world.mystery("the number is not known", span, values.flatMap(aboutOf)),
          defined: true,
        } as Unknown);
  });
}

function parseJson(context: Context, value: Value, span: Span): Value | undefined {
  if (value.kind !== "scalar" || typeof value.value !== "string") return undefined;
  if (value.madeFrom?.by === "json") return value.madeFrom.value;
  const [piece] = value.pieces ?? [];
  const chunk = piece?.span?.chunk;
  // The text of a whole file keeps its places; any other text is read as if it were a file of its own.
  if (chunk && chunk.text === value.value) return jsonValue(context.world, chunk, span);
  return undefined;
}

/** `new Map()`, `new Error()`, `new Array(3)`: nothing of it is followed but the length of an array. */
export function newGlobal(context: Context, fqn: string, args: Arguments, node: New): Value {
  const { world } = context;
  const { span } = node;
  const [first] = args.values;
  if (fqn === "global.Array" && args.closed) {
    const length = first?.kind === "scalar" && args.values.length === 1 ? Number(first.value) : undefined;
    if (length === undefined) return world.list([...args.values], { span });
    if (length >= 0 && length <= LONGEST)
      return world.list(
        Array.from({ length }, () => missing({ span })),
        { span },
      );
  }
  if (fqn === "global.Set" && first?.kind === "list") return first;
  openConstructs(args.values, `it is handed to ${fqn}`);
  for (const value of args.values) callSometime(context, value, `${fqn} hands it in`);
  return { ...world.mystery(`${fqn} is not followed`, span, args.values.flatMap(aboutOf)), defined: true } as Unknown;
}
