/** String literals and text blocks. */
import type { Chunk } from "../../../core/span.ts";
import type { Literal, TextPiece } from "../ir.ts";
import type { TreeReader } from "../tree-sitter/reader.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  s: " ",
  '"': '"',
  "'": "'",
  "\\": "\\",
};

/** A string literal or a text block. */
export function readString(reader: TreeReader, node: SyntaxNode): Literal {
  const text = reader.text(node);
  const span = reader.span(node);
  if (text.startsWith('"""')) {
    const end = text.length >= 6 && text.endsWith('"""') ? node.end - 3 : node.end;
    const pieces = blockPieces(reader.chunk, node.start + 3, end);
    return { kind: "literal", value: joined(pieces), pieces, span };
  }
  const closed = text.length >= 2 && text.endsWith(text[0]!);
  const inner = text.slice(1, closed ? -1 : undefined);
  if (closed && !inner.includes("\\")) return { kind: "literal", value: inner, span };
  const pieces = runs(reader.chunk, node.start + 1, node.end - (closed ? 1 : 0));
  return { kind: "literal", value: joined(pieces), pieces, span };
}

function joined(pieces: readonly TextPiece[]): string {
  return pieces.map((p) => p.text).join("");
}

/** The characters between two offsets, each escape a run of its own. */
function runs(chunk: Chunk, start: number, end: number): TextPiece[] {
  const { text } = chunk;
  const pieces: TextPiece[] = [];
  const put = (from: number, to: number, value: string) => {
    if (value !== "") pieces.push({ kind: "piece", text: value, span: { chunk, start: from, end: to } });
  };
  let run = start;
  let at = start;
  while (at < end) {
    if (text[at] !== "\\") {
      at++;
      continue;
    }
    put(run, at, text.slice(run, at));
    const [value, next] = escaped(text, at, end);
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
  const unicode = /^u+([0-9a-fA-F]{4})/.exec(rest);
  if (unicode) return [String.fromCharCode(Number.parseInt(unicode[1]!, 16)), at + 1 + unicode[0].length];
  const octal = /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(rest);
  if (octal) return [String.fromCharCode(Number.parseInt(octal[0], 8)), at + 1 + octal[0].length];
  // A line of a text block that goes on.
  const line = /^\r?\n/.exec(rest);
  if (line) return ["", at + 1 + line[0].length];
  const letter = rest[0];
  if (letter === undefined) return ["", end];
  return [SIMPLE[letter] ?? letter, at + 2];
}

/** The lines of a text block, without the indentation that they share. */
function blockPieces(chunk: Chunk, start: number, end: number): TextPiece[] {
  const { text } = chunk;
  const first = text.indexOf("\n", start);
  if (first < 0 || first >= end) return [];
  const lines: { start: number; end: number; newline: number }[] = [];
  for (let at = first + 1; at <= end; ) {
    const newline = text.indexOf("\n", at);
    const isLast = newline < 0 || newline >= end;
    let stop = isLast ? end : newline;
    if (!isLast && text[stop - 1] === "\r") stop--;
    lines.push({ start: at, end: stop, newline: isLast ? -1 : newline });
    if (isLast) break;
    at = newline + 1;
  }
  const last = lines.length - 1;
  const indents = lines
    .map((line, i) => ({ line: text.slice(line.start, line.end), i }))
    .filter(({ line, i }) => line.trim() !== "" || i === last)
    .map(({ line }) => /^[ \t\f]*/.exec(line)![0].length);
  const indent = Math.min(...indents);
  const pieces: TextPiece[] = [];
  lines.forEach((line, i) => {
    const written = text.slice(line.start, line.end);
    const from = line.start + Math.min(indent, written.length);
    const to = Math.max(from, line.start + written.trimEnd().length);
    const parts = runs(chunk, from, to);
    const goesOn = /(^|[^\\])(\\\\)*\\$/.test(text.slice(from, to));
    if (!goesOn || i === last) pieces.push(...parts);
    else pieces.push(...runs(chunk, from, to - 1));
    if (i === last || goesOn) return;
    const before = pieces[pieces.length - 1];
    // The line end belongs to the run before it where it stands right behind it.
    if (before && before.span.end === line.newline && before.span.end - before.span.start === before.text.length)
      pieces[pieces.length - 1] = {
        kind: "piece",
        text: `${before.text}\n`,
        span: { chunk, start: before.span.start, end: line.newline + 1 },
      };
    else pieces.push({ kind: "piece", text: "\n", span: { chunk, start: to, end: line.newline + 1 } });
  });
  return pieces;
}
