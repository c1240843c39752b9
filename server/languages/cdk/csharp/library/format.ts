/** `string.Format`, with the places of what is written verbatim. */
import type { Span } from "../../../../core/span.ts";
import { type Piece, piecesOf, type Value } from "../../../../core/values.ts";
import type { Context } from "../../evaluate/context.ts";
import { concatenation } from "../../evaluate/expressions.ts";
import { aboutOf } from "../../evaluate/things.ts";

/** A format and what is put into it. What is formatted by more than its number is not followed. */
export function formatted(context: Context, format: Value, values: readonly Value[], span: Span): Value {
  if (format.kind !== "scalar")
    return context.world.mystery("the format is not known", span, [format, ...values].flatMap(aboutOf));
  const parts: (Piece | Value)[] = [];
  for (const piece of piecesOf(format)) {
    let at = 0;
    for (const m of piece.text.matchAll(/\{\{|\}\}|\{(\d+)([^{}]*)\}/g)) {
      parts.push(cut(piece, at, m.index));
      at = m.index + m[0].length;
      const value = m[1] === undefined ? undefined : values[Number(m[1])];
      if (m[1] === undefined) parts.push({ kind: "piece", text: m[0][0]! });
      else if (value && m[2] === "") parts.push(value);
      else parts.push(context.world.mystery("it is formatted", span, value && aboutOf(value)));
    }
    parts.push(cut(piece, at, piece.text.length));
  }
  return concatenation(context, parts, span);
}

function cut(piece: Piece, from: number, to: number): Piece {
  const text = piece.text.slice(from, to);
  const { span } = piece;
  if (!span || span.end - span.start !== piece.text.length) return { ...piece, text };
  return { kind: "piece", text, span: { chunk: span.chunk, start: span.start + from, end: span.start + to } };
}
