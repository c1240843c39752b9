/** String literals: plain, verbatim, raw, and with expressions in them. */
import type { Chunk } from "../../../core/span.ts";
import type { Expression, Literal, TextPiece } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import type { CsharpReader } from "./reader.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\x07",
  e: "\x1b",
  "0": "\0",
};

type Style = "plain" | "verbatim" | "none";

/** `"a\n"`, `@"a"`, `"""a"""`, `'c'`. */
export function readString(reader: CsharpReader, node: SyntaxNode): Literal {
  const text = reader.text(node);
  const span = reader.span(node);
  const opening = /^@?("{3,}|["'])/.exec(text);
  if (!opening) return { kind: "literal", value: text, span };
  const quotes = opening[1]!;
  const closed = text.length >= opening[0].length + quotes.length && text.endsWith(quotes);
  const [start, end] = [
    node.start + opening[0].length,
    Math.max(node.start + opening[0].length, node.end - (closed ? quotes.length : 0)),
  ];
  const inner = reader.chunk.text.slice(start, end);
  if (quotes.length >= 3) {
    const pieces = rawPieces(reader.chunk, start, end);
    return { kind: "literal", value: joined(pieces), pieces, span };
  }
  const style: Style = text.startsWith("@") ? "verbatim" : "plain";
  if (closed && style === "plain" && !inner.includes("\\")) return { kind: "literal", value: inner, span };
  const pieces = runs(reader.chunk, start, end, style);
  return { kind: "literal", value: joined(pieces), pieces, span };
}

/** `$"a{b}"`, `$@"a{b}"`, `$"""a{b}"""`. */
export function readInterpolated(reader: CsharpReader, node: SyntaxNode): Expression {
  const opening = /^[$@]+("*)/.exec(reader.text(node));
  const quotes = opening?.[1] ?? "";
  const style: Style = quotes.length >= 3 ? "none" : opening?.[0].includes("@") ? "verbatim" : "plain";
  const parts: (TextPiece | Expression)[] = [];
  for (const part of node.children) {
    if (part.type === "string_content") parts.push(...content(reader.chunk, part, style));
    else if (part.type === "interpolation") {
      const inner = part.parts.filter((p) => !/^interpolation_/.test(p.type));
      const value = inner[0] ? readExpression(reader, inner[0]) : reader.opaque(part, "nothing yet");
      const isPlain = !part.has("interpolation_format_clause") && !part.has("interpolation_alignment_clause");
      parts.push(isPlain ? value : reader.opaque(part, "a value that is formatted", [value]));
    }
  }
  return {
    kind: "template",
    parts: style === "none" ? withoutIndent(reader.chunk, node, parts) : parts,
    span: reader.span(node),
  };
}

/** The text between expressions. Braces are written twice where they mean themselves. */
function content(chunk: Chunk, node: SyntaxNode, style: Style): TextPiece[] {
  if (style === "none") return runs(chunk, node.start, node.end, style);
  const text = chunk.text.slice(node.start, node.end);
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const m of text.matchAll(/\{\{|\}\}/g)) {
    pieces.push(...runs(chunk, node.start + at, node.start + m.index, style));
    at = m.index + 2;
    pieces.push({ kind: "piece", text: m[0][0]!, span: { chunk, start: node.start + m.index, end: node.start + at } });
  }
  pieces.push(...runs(chunk, node.start + at, node.end, style));
  return pieces;
}

function joined(pieces: readonly TextPiece[]): string {
  return pieces.map((p) => p.text).join("");
}

function runs(chunk: Chunk, start: number, end: number, style: Style): TextPiece[] {
  const { text } = chunk;
  const pieces: TextPiece[] = [];
  const put = (from: number, to: number, value: string) => {
    if (value !== "") pieces.push({ kind: "piece", text: value, span: { chunk, start: from, end: to } });
  };
  let run = start;
  let at = start;
  while (at < end) {
    const c = text[at];
    const special = style === "plain" ? c === "\\" : style === "verbatim" && c === '"' && text[at + 1] === '"';
    if (!special) {
      at++;
      continue;
    }
    put(run, at, text.slice(run, at));
    const [value, next] = style === "plain" ? escaped(text, at, end) : (['"', at + 2] as const);
    put(at, next, value);
    at = next;
    run = next;
  }
  put(run, end, text.slice(run, end));
  return pieces;
}

/** What an escape stands for, and where it ends. */
function escaped(text: string, at: number, end: number): [string, number] {
  const rest = text.slice(at + 1, Math.min(end, at + 12));
  const code = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{1,4}))/.exec(rest);
  if (code) {
    const number = Number.parseInt((code[1] ?? code[2] ?? code[3])!, 16);
    return [number <= 0x10ffff ? String.fromCodePoint(number) : "", at + 1 + code[0].length];
  }
  const letter = rest[0];
  if (letter === undefined) return ["", end];
  return [SIMPLE[letter] ?? letter, at + 2];
}

/** The lines of a raw string, without the indentation of its last one. */
function rawPieces(chunk: Chunk, start: number, end: number): TextPiece[] {
  const { text } = chunk;
  const inner = text.slice(start, end);
  const first = inner.indexOf("\n");
  if (first < 0 || inner.slice(0, first).trim() !== "") return runs(chunk, start, end, "none");
  const last = inner.lastIndexOf("\n");
  const indent = /^[ \t]*/.exec(inner.slice(last + 1))![0].length;
  const pieces: TextPiece[] = [];
  for (let at = start + first + 1; at < start + last + 1; ) {
    const newline = text.indexOf("\n", at);
    const isLast = newline === start + last;
    const from = Math.min(newline, at + Math.min(indent, /^[ \t]*/.exec(text.slice(at, newline))![0].length));
    const carriage = text[newline - 1] === "\r" ? 1 : 0;
    const to = isLast ? newline - carriage : newline + 1;
    if (to > from) pieces.push({ kind: "piece", text: text.slice(from, to), span: { chunk, start: from, end: to } });
    at = newline + 1;
  }
  return pieces;
}

/** The parts of a raw string with expressions in it, without the first line end, the last, and the indentation. */
function withoutIndent(
  chunk: Chunk,
  node: SyntaxNode,
  parts: readonly (TextPiece | Expression)[],
): (TextPiece | Expression)[] {
  const whole = chunk.text.slice(node.start, node.end);
  const closing = /\n([ \t]*)"{3,}$/.exec(whole);
  if (!closing) return [...parts];
  const indent = closing[1]!.length;
  const inside = { start: node.start + whole.indexOf("\n") + 1, end: node.start + closing.index };
  return parts.flatMap((part): (TextPiece | Expression)[] => {
    if (part.kind !== "piece") return [part];
    const pieces: TextPiece[] = [];
    for (let at = Math.max(part.span.start, inside.start); at < Math.min(part.span.end, inside.end); ) {
      const newline = chunk.text.indexOf("\n", at);
      const end = Math.min(newline < 0 ? part.span.end : newline + 1, part.span.end, inside.end);
      const atLineStart = chunk.text[at - 1] === "\n";
      const from = atLineStart ? at + Math.min(indent, /^[ \t]*/.exec(chunk.text.slice(at, end))![0].length) : at;
      if (end > from)
        pieces.push({ kind: "piece", text: chunk.text.slice(from, end), span: { chunk, start: from, end } });
      at = end;
    }
    return pieces;
  });
}
