/** Scripts that are written as a list of lines. */
import { type Piece, piece, piecesOf, text, unknown, type Value } from "../core/values.ts";

const kept = new WeakMap<Value, { readonly script: Value | undefined }>();

/** The script that a list of lines is, or that a text is; undefined for what is neither. */
export function joinedLines(value: Value): Value | undefined {
  const known = kept.get(value);
  if (known) return known.script;
  const script = joined(value);
  kept.set(value, { script });
  return script;
}

function joined(value: Value): Value | undefined {
  if (value.kind === "scalar" || value.kind === "text") return text(withHoles(value), value.origin);
  if (value.kind !== "list") return undefined;
  const parts: (Piece | Value)[] = [];
  for (const line of value.items) {
    if (line.kind === "absent") continue;
    if (parts.length > 0) parts.push(piece("\n"));
    parts.push(...withHoles(line));
  }
  if (!value.closed) parts.push(piece("\n"), unknown("there may be more lines", value.origin));
  return parts.length === 0 ? undefined : text(parts, value.origin);
}

/** The parts of a line. What a document's own parameters are put in for, `{{ Name }}`, is not known. */
function withHoles(line: Value): readonly (Piece | Value)[] {
  const parts = line.kind === "scalar" ? piecesOf(line) : line.kind === "text" ? line.parts : [line];
  return parts.flatMap((part) => (part.kind === "piece" ? cut(part) : [part]));
}

function cut({ text: written, span }: Piece): (Piece | Value)[] {
  const parts: (Piece | Value)[] = [];
  const isVerbatim = span !== undefined && span.end - span.start === written.length;
  const slice = (from: number, to: number) =>
    piece(written.slice(from, to), isVerbatim ? { ...span, start: span.start + from, end: span.start + to } : span);
  let at = 0;
  for (const found of written.matchAll(/\{\{[^{}]*\}\}/g)) {
    const end = found.index + found[0].length;
    const hole = slice(found.index, end);
    if (!hole.span) break;
    if (found.index > at) parts.push(slice(at, found.index));
    parts.push(unknown("a parameter of the document is not known", { span: hole.span }, found[0]));
    at = end;
  }
  if (at < written.length)
    parts.push(at === 0 ? { kind: "piece", text: written, ...(span && { span }) } : slice(at, written.length));
  return parts;
}
