/** `fmt.Sprintf`: what is put in, where the format says so. */
import type { Span } from "../../../core/span.ts";
import { type Piece, piecesOf, scalar, type Value } from "../../../core/values.ts";
import type { Context } from "../evaluate/context.ts";
import { concatenation } from "../evaluate/expressions.ts";
import { aboutOf } from "../evaluate/things.ts";

const VERB = /%([-+# 0]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g;

/** A format with its arguments. A verb that is not followed makes a hole of its argument. */
export function formatted(context: Context, format: Value, args: readonly Value[], span: Span): Value {
  if (format.kind !== "scalar") return context.world.mystery("the format is not known", span, aboutOf(format));
  const parts: (Piece | Value)[] = [];
  let next = 0;
  for (const piece of piecesOf(format)) {
    let at = 0;
    const put = (to: number) => {
      if (to > at) parts.push(cut(piece, at, to));
    };
    for (const match of piece.text.matchAll(VERB)) {
      put(match.index);
      at = match.index + match[0].length;
      if (match[4] === "%") parts.push({ kind: "piece", text: "%", ...(piece.span && { span: piece.span }) });
      else {
        const value = args[next++];
        parts.push(value ? shown(context, value, match, span) : { kind: "piece", text: match[0] });
      }
    }
    put(piece.text.length);
  }
  return concatenation(context, parts, span);
}

function cut(piece: Piece, start: number, end: number): Piece {
  const text = piece.text.slice(start, end);
  if (!piece.span || piece.span.end - piece.span.start !== piece.text.length) return { ...piece, text };
  const from = piece.span.start + start;
  return { kind: "piece", text, span: { chunk: piece.span.chunk, start: from, end: from + text.length } };
}

function shown(context: Context, value: Value, match: RegExpMatchArray, span: Span): Value {
  const [, flags = "", width = "", precision, verb = ""] = match;
  const known = value.kind === "scalar";
  if (
    /^[sv]$/.test(verb) &&
    width === "" &&
    precision === undefined &&
    value.kind !== "list" &&
    value.kind !== "object"
  )
    return value;
  if (verb === "d" && width === "" && (!known || Number.isInteger(Number(value.value)))) return value;
  if (!known) return context.world.mystery("how it is written is not known", span, aboutOf(value));
  const text = textOf(value.value, verb, precision);
  if (text === undefined) return context.world.mystery("how it is written is not known", span);
  const wide = Number(width || 0);
  const padded = flags.includes("-")
    ? text.padEnd(Math.min(wide, 1000))
    : text.padStart(Math.min(wide, 1000), flags.includes("0") ? "0" : " ");
  return scalar(padded, { span: value.origin.span }, [{ kind: "piece", text: padded, span: value.origin.span }]);
}

function textOf(value: string | number | boolean, verb: string, precision: string | undefined): string | undefined {
  switch (verb) {
    case "s":
    case "v":
    case "t":
      return precision === undefined ? String(value) : undefined;
    case "d":
      return Number.isInteger(value) ? String(value) : undefined;
    case "q":
      return typeof value === "string" ? JSON.stringify(value) : undefined;
    case "x":
      return Number.isInteger(value) ? value.toString(16) : undefined;
    case "f":
      return typeof value === "number" ? value.toFixed(Math.min(Number(precision ?? 6), 20)) : undefined;
    default:
      return undefined;
  }
}
