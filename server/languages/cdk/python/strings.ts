/** Strings: escapes, raw and triple-quoted ones, f-strings, strings that stand side by side. */
import type { Expression, TextPiece } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import type { PythonReader } from "./reader.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\x07",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

/** A string, or several side by side, which are one. */
export function readString(reader: PythonReader, node: SyntaxNode): Expression {
  const parts: (TextPiece | Expression)[] = [];
  const strings = node.type === "concatenated_string" ? node.parts : [node];
  for (const s of strings) if (s.type === "string") readOne(reader, s, parts);
  const span = reader.span(node);
  const pieces = parts.filter((p): p is TextPiece => p.kind === "piece");
  if (pieces.length < parts.length) return { kind: "template", parts, span };
  const value = pieces.map((p) => p.text).join("");
  const verbatim = span.end - span.start === value.length + 2 && reader.chunk.text.startsWith(value, span.start + 1);
  return { kind: "literal", value, span, ...(!(verbatim && strings.length === 1) && { pieces }) };
}

function readOne(reader: PythonReader, node: SyntaxNode, parts: (TextPiece | Expression)[]): void {
  const opening = node.first("string_start");
  if (!opening) return;
  const mark = reader.text(opening);
  const raw = /r/i.test(mark);
  const formatted = /[ft]/i.test(mark.replace(/["']/g, ""));
  const closing = node.children.find((c) => c.type === "string_end" && !c.missing);
  const end = closing?.start ?? node.end;
  let at = opening.end;
  for (const child of node.children) {
    if (child.type !== "interpolation") continue;
    textPieces(reader, at, child.start, raw, formatted, parts);
    parts.push(interpolation(reader, child));
    at = child.end;
  }
  textPieces(reader, at, end, raw, formatted, parts);
}

/** `{value}`. A value that is formatted is not followed. */
function interpolation(reader: PythonReader, node: SyntaxNode): Expression {
  const expression = node.child("expression");
  if (!expression) return reader.opaque(node, "an expression that is not written yet");
  const value = readExpression(reader, expression);
  const conversion = node.child("type_conversion");
  const plain = !node.child("format_specifier") && (!conversion || reader.text(conversion) === "!s");
  // `{value=}` writes the expression, too.
  return plain && !node.has("=") ? value : reader.opaque(node, "a formatted value", [value]);
}

/** The runs of characters between two offsets: an escaped is a run of its own, and so is a line end that is written as CRLF. */
function textPieces(
  reader: PythonReader,
  start: number,
  end: number,
  raw: boolean,
  formatted: boolean,
  parts: (TextPiece | Expression)[],
): void {
  const { text } = reader.chunk;
  const put = (from: number, to: number, value: string) => {
    if (value !== "") parts.push({ kind: "piece", text: value, span: reader.range(from, to) });
  };
  let run = start;
  let i = start;
  while (i < end) {
    const c = text[i]!;
    const brace = formatted && (c === "{" || c === "}") && text[i + 1] === c;
    const escaped = c === "\\" && !raw;
    if (c !== "\r" && !brace && !escaped) {
      i++;
      continue;
    }
    put(run, i, text.slice(run, i));
    const [value, next] = escaped
      ? readEscape(text, i, end)
      : brace
        ? [c, i + 2]
        : ["\n", text[i + 1] === "\n" ? i + 2 : i + 1];
    put(i, Math.min(next, end), value);
    i = next;
    run = i;
  }
  put(run, end, text.slice(run, end));
}

/** What an escaped at `at` stands for, and where it ends. One that means nothing stands for itself. */
function readEscape(text: string, at: number, end: number): [string, number] {
  const c = text[at + 1];
  if (c === undefined || at + 1 >= end) return ["\\", at + 1];
  if (c === "\r") return ["", text[at + 2] === "\n" ? at + 3 : at + 2];
  if (c === "\n") return ["", at + 2];
  const digits = c === "x" ? 2 : c === "u" ? 4 : c === "U" ? 8 : 0;
  if (digits > 0) {
    const hex = text.slice(at + 2, at + 2 + digits);
    const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === digits ? Number.parseInt(hex, 16) : Number.NaN;
    return code <= 0x10ffff ? [String.fromCodePoint(code), at + 2 + digits] : [`\\${c}`, at + 2];
  }
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, Math.min(at + 4, end)))?.[0];
  if (octal !== undefined) return [String.fromCharCode(Number.parseInt(octal, 8)), at + 1 + octal.length];
  const simple = SIMPLE[c];
  return simple !== undefined ? [simple, at + 2] : [`\\${c}`, at + 2];
}
