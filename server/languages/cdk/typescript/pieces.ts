/** The characters of a string literal, run by run, so that a place in a script is a place in the source. */
import type { Chunk } from "../../../core/span.ts";
import type { TextPiece } from "../ir.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};

/**
 * The runs of a literal's text between `start` and `end` (its quotes left out). An escape is a run of its own; so is
 * the line end of a template literal that is written as CRLF, which counts as one line feed.
 */
export function literalPieces(chunk: Chunk, start: number, end: number): TextPiece[] {
  const text = chunk.text;
  const pieces: TextPiece[] = [];
  let run = start;
  const put = (from: number, to: number, value: string) => {
    if (value !== "") pieces.push({ kind: "piece", text: value, span: { chunk, start: from, end: to } });
  };
  let i = start;
  while (i < end) {
    const c = text[i];
    if (c !== "\\" && c !== "\r") {
      i++;
      continue;
    }
    put(run, i, text.slice(run, i));
    const [value, next] = c === "\r" ? ["\n", text[i + 1] === "\n" ? i + 2 : i + 1] : readEscape(text, i, end);
    put(i, Math.min(next, end), value as string);
    i = next as number;
    run = i;
  }
  put(run, end, text.slice(run, end));
  return pieces;
}

/** What an escape at `at` stands for, and where it ends. */
function readEscape(text: string, at: number, end: number): [string, number] {
  const c = text[at + 1];
  if (c === undefined || at + 1 >= end) return ["", end];
  if (c === "\r") return ["", text[at + 2] === "\n" ? at + 3 : at + 2];
  if (c === "\n" || c === "\u2028" || c === "\u2029") return ["", at + 2];
  if (c === "x") return hexadecimal(text.slice(at + 2, at + 4), 2, at + 4, c, at);
  if (c === "u" && text[at + 2] === "{") {
    const close = text.indexOf("}", at);
    if (close > 0 && close < end) return hexadecimal(text.slice(at + 3, close), 1, close + 1, c, at);
  }
  if (c === "u") return hexadecimal(text.slice(at + 2, at + 6), 4, at + 6, c, at);
  const simple = SIMPLE[c];
  if (simple !== undefined) return [simple, at + 2];
  const code = text.codePointAt(at + 1)!;
  return [String.fromCodePoint(code), at + (code > 0xffff ? 3 : 2)];
}

function hexadecimal(digits: string, least: number, next: number, letter: string, at: number): [string, number] {
  const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length >= least ? Number.parseInt(digits, 16) : Number.NaN;
  return code <= 0x10ffff ? [String.fromCodePoint(code), next] : [letter, at + 2];
}
