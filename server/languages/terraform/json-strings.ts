/** Strings of JSON, with the place of each of their characters. */
import type { Chunk } from "../../core/span.ts";
import type { LiteralPiece } from "./syntax.ts";

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.)|$)/suy;
const SIMPLE: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** The pieces of the string between two offsets, quotes not included: runs without escapes, and escapes. */
export function stringPieces(chunk: Chunk, start: number, end: number): LiteralPiece[] {
  const { text } = chunk;
  const pieces: LiteralPiece[] = [];
  const add = (piece: string, from: number, to: number) => {
    if (to > from) pieces.push({ kind: "piece", text: piece, span: { chunk, start: from, end: to } });
  };
  let from = start;
  while (from < end) {
    const backslash = text.indexOf("\\", from);
    if (backslash < 0 || backslash >= end) {
      add(text.slice(from, end), from, end);
      break;
    }
    add(text.slice(from, backslash), from, backslash);
    ESCAPE.lastIndex = backslash;
    const match = ESCAPE.exec(text);
    const after = Math.min(match ? ESCAPE.lastIndex : backslash + 1, end);
    const [, code, simple = ""] = match ?? [];
    add(
      code === undefined ? (SIMPLE[simple] ?? simple) : String.fromCharCode(Number.parseInt(code, 16)),
      backslash,
      after,
    );
    from = after;
  }
  return pieces;
}
