/** Strings and numbers as they are written. */
import type { Literal, TextPiece } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import type { GoReader } from "./reader.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** What an escape sequence stands for. */
function unescaped(sequence: string): string {
  const letter = sequence[1] ?? "";
  const code = /^[xuU]/.test(letter)
    ? Number.parseInt(sequence.slice(2), 16)
    : /^[0-7]/.test(letter)
      ? Number.parseInt(sequence.slice(1), 8)
      : undefined;
  if (code === undefined) return ESCAPES[letter] ?? letter;
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** `"…"`: its characters are the text but for escapes. */
export function readString(reader: GoReader, node: SyntaxNode): Literal {
  const span = reader.span(node);
  const pieces: TextPiece[] = [];
  let isVerbatim = true;
  for (const part of node.children) {
    if (part.type === "escape_sequence") isVerbatim = false;
    else if (part.type !== "interpreted_string_literal_content") continue;
    const text = reader.text(part);
    pieces.push({
      kind: "piece",
      text: part.type === "escape_sequence" ? unescaped(text) : text,
      span: reader.span(part),
    });
  }
  const value = pieces.map((p) => p.text).join("");
  return { kind: "literal", value, span, ...(!isVerbatim && { pieces }) };
}

/** A string between backquotes: all its characters are the text, but for carriage returns. */
export function readRawString(reader: GoReader, node: SyntaxNode): Literal {
  const text = reader.text(node);
  const end = text.length > 1 && text.endsWith("`") ? node.end - 1 : node.end;
  const span = reader.span(node);
  const inside = reader.chunk.text.slice(node.start + 1, end);
  if (!inside.includes("\r")) return { kind: "literal", value: inside, span };
  const pieces: TextPiece[] = [];
  for (const run of inside.matchAll(/[^\r]+/g)) {
    const start = node.start + 1 + run.index;
    pieces.push({ kind: "piece", text: run[0], span: reader.range(start, start + run[0].length) });
  }
  return { kind: "literal", value: inside.replace(/\r/g, ""), span, pieces };
}

/** A number, or undefined for one that cannot be told as one: an imaginary one. */
export function readNumber(reader: GoReader, node: SyntaxNode): Literal | undefined {
  const text = reader.text(node).replace(/_/g, "").toLowerCase();
  const octal = /^0[0-7]+$/.test(text);
  const value = octal ? Number.parseInt(text, 8) : Number(text);
  return Number.isFinite(value) ? { kind: "literal", value, span: reader.span(node) } : undefined;
}

/** `'a'`: the number of a character. */
export function readRune(reader: GoReader, node: SyntaxNode): Literal | undefined {
  const inside = reader.text(node).slice(1, -1);
  const value = (inside.startsWith("\\") ? unescaped(inside) : inside).codePointAt(0);
  return value === undefined ? undefined : { kind: "literal", value, span: reader.span(node) };
}
