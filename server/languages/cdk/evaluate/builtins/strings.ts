/** Methods of strings. */
import { text as makeText, type Piece, piecesOf, scalar, type Value } from "../../../../core/values.ts";
import type { Call } from "../../ir.ts";
import type { Arguments } from "../arguments.ts";
import type { Context } from "../context.ts";
import { distribute } from "../context.ts";
import { concatenation } from "../expressions.ts";
import { aboutOf } from "../things.ts";

/** The longest string that `repeat` and padding make. */
const LONGEST = 100_000;

export function isText(value: Value): boolean {
  return value.kind === "text" || (value.kind === "scalar" && typeof value.value === "string");
}

/** A method of a known string or of text with holes; undefined where it is not followed. */
export function stringMethod(
  context: Context,
  object: Value,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const { world } = context;
  const { span } = node;
  if ((name === "toString" || name === "valueOf") && args.values.length === 0) return object;
  if (name === "concat") return concatenation(context, [object, ...args.values], span);
  return distribute(world, args.values, span, (values) => {
    if (object.kind === "scalar" && values.every((v) => v.kind === "scalar" || v.kind === "absent")) {
      const plain = values.map((v) => (v.kind === "scalar" ? v.value : undefined));
      const result = compute(String(object.value), name, plain);
      if (Array.isArray(result)) return splitList(context, object, result, span);
      if (result !== undefined) {
        if (typeof result !== "string") return scalar(result, { span });
        return scalar(result, { span }, piecesAfter(object, name, result));
      }
    }
    if (object.kind === "text" && (name === "trim" || name === "trimEnd" || name === "trimStart"))
      return makeText(trimmed(object.parts, name), { span });
    const value = world.mystery(`${name}() of something that is not known`, span, [object, ...values].flatMap(aboutOf));
    return { ...value, defined: true } as Value;
  });
}

/** Where the characters of a result stand: verbatim, if the string was only trimmed. */
function piecesAfter(object: Extract<Value, { kind: "scalar" }>, name: string, result: string): Piece[] {
  const pieces = piecesOf(object);
  const [only] = pieces;
  const at = name === "trim" || name === "trimStart" || name === "trimEnd" ? String(object.value).indexOf(result) : -1;
  if (at >= 0 && pieces.length === 1 && only?.span && only.span.end - only.span.start === only.text.length) {
    const start = only.span.start + at;
    return [{ kind: "piece", text: result, span: { chunk: only.span.chunk, start, end: start + result.length } }];
  }
  if (at >= 0 && pieces.length > 1) return trimmed(pieces, name) as Piece[];
  return [{ kind: "piece", text: result, ...(only?.span && { span: only.span }) }];
}

/** Pieces without the white space at the ends. */
function trimmed(parts: readonly (Piece | Value)[], name: string): (Piece | Value)[] {
  const left = [...parts];
  if (name !== "trimEnd") {
    const first = left[0];
    if (first?.kind === "piece")
      left[0] = cut(first, first.text.length - first.text.trimStart().length, first.text.length);
  }
  if (name !== "trimStart") {
    const last = left[left.length - 1];
    if (last?.kind === "piece") left[left.length - 1] = cut(last, 0, last.text.trimEnd().length);
  }
  return left.filter((p) => p.kind !== "piece" || p.text !== "");
}

/** A part of a piece, at its own place where the piece stands verbatim. */
export function cut(piece: Piece, start: number, end: number): Piece {
  const text = piece.text.slice(start, end);
  if (!piece.span || piece.span.end - piece.span.start !== piece.text.length) return { ...piece, text };
  const from = piece.span.start + start;
  return { kind: "piece", text, span: { chunk: piece.span.chunk, start: from, end: from + text.length } };
}

/** The parts of a string as a list, each where it stands in it. */
export function splitList(
  context: Context,
  object: Extract<Value, { kind: "scalar" }>,
  parts: string[],
  span: Call["span"],
): Value {
  const pieces = piecesOf(object);
  const [only] = pieces;
  const whole = String(object.value);
  let at = 0;
  const items = parts.map((text) => {
    const found = whole.indexOf(text, at);
    at = found < 0 ? at : found + text.length;
    const verbatim =
      found >= 0 && pieces.length === 1 && only?.span && only.span.end - only.span.start === whole.length;
    const place = verbatim
      ? { chunk: only.span!.chunk, start: only.span!.start + found, end: only.span!.start + found + text.length }
      : object.origin.span;
    return scalar(text, { span: place }, [{ kind: "piece", text, span: place }]);
  });
  return context.world.list(items, { span });
}

type Plain = string | number | boolean;

function compute(s: string, name: string, args: readonly (Plain | undefined)[]): Plain | string[] | undefined {
  const [a, b] = args;
  const n = (v: Plain | undefined) => (v === undefined ? undefined : Number(v));
  switch (name) {
    case "toLowerCase":
    case "toLocaleLowerCase":
      return s.toLowerCase();
    case "toUpperCase":
    case "toLocaleUpperCase":
      return s.toUpperCase();
    case "trim":
      return s.trim();
    case "trimStart":
      return s.trimStart();
    case "trimEnd":
      return s.trimEnd();
    case "split":
      return typeof a === "string" ? s.split(a, n(b)) : undefined;
    case "replace":
      return typeof a === "string" && typeof b === "string" ? s.replace(a, () => b) : undefined;
    case "replaceAll":
      return typeof a === "string" && typeof b === "string" ? s.split(a).join(b) : undefined;
    case "slice":
      return s.slice(n(a), n(b));
    case "substring":
      return s.substring(n(a) ?? 0, n(b));
    case "substr":
      return s.slice(n(a) ?? 0, b === undefined ? undefined : (n(a) ?? 0) + (n(b) ?? 0));
    case "charAt":
      return s.charAt(n(a) ?? 0);
    case "startsWith":
      return typeof a === "string" ? s.startsWith(a, n(b)) : undefined;
    case "endsWith":
      return typeof a === "string" ? s.endsWith(a, n(b)) : undefined;
    case "includes":
      return typeof a === "string" ? s.includes(a, n(b)) : undefined;
    case "indexOf":
      return typeof a === "string" ? s.indexOf(a, n(b)) : undefined;
    case "lastIndexOf":
      return typeof a === "string" ? s.lastIndexOf(a) : undefined;
    case "repeat": {
      const times = n(a) ?? 0;
      return times >= 0 && times * s.length <= LONGEST ? s.repeat(times) : undefined;
    }
    case "padStart":
    case "padEnd": {
      const length = n(a) ?? 0;
      if (!(length <= LONGEST)) return undefined;
      const fill = typeof b === "string" ? b : " ";
      return name === "padStart" ? s.padStart(length, fill) : s.padEnd(length, fill);
    }
    default:
      return undefined;
  }
}
