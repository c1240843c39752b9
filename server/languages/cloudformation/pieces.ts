/** Where the characters of a scalar stand in the source. */
import type { Span } from "../../core/span.ts";
import { type Piece, piece } from "../../core/values.ts";
import type { ScalarNode } from "./syntax.ts";

/**
 * The pieces of a string scalar, or undefined where it stands verbatim in its place (in quotes or not). Where the
 * source cannot be followed, one piece maps as a whole.
 */
export function piecesOfScalar(node: ScalarNode): readonly Piece[] | undefined {
  if (typeof node.value !== "string") return undefined;
  const { chunk, start, end } = node.content;
  const quotes = node.style === "double" || node.style === "single" ? 1 : 0;
  if (node.style !== "block") {
    const length = end - start - 2 * quotes;
    if (length === node.value.length && chunk.text.startsWith(node.value, start + quotes)) return undefined;
  }
  const walk = new Walk(node.value, node.content, quotes);
  const pieces = node.style === "block" ? walk.block() : walk.flow(node.style);
  return pieces ?? [piece(node.value, node.content)];
}

/** The part of some pieces between two offsets of the text that they make. */
export function slicePieces(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const p of pieces) {
    const start = Math.max(from, at);
    const end = Math.min(to, at + p.text.length);
    if (start < end) {
      const text = p.text.slice(start - at, end - at);
      const verbatim = p.span && p.span.end - p.span.start === p.text.length;
      const span = verbatim
        ? { chunk: p.span.chunk, start: p.span.start + start - at, end: p.span.start + end - at }
        : p.span;
      found.push(piece(text, span));
    }
    at += p.text.length;
    if (at >= to) break;
  }
  return found;
}

/** The place of some pieces, from the first to the last, where they are in one chunk. */
export function spanOfPieces(pieces: readonly Piece[]): Span | undefined {
  const first = pieces[0]?.span;
  const last = pieces[pieces.length - 1]?.span;
  if (!first || !last || first.chunk !== last.chunk || last.end < first.start) return undefined;
  return { chunk: first.chunk, start: first.start, end: last.end };
}

/** Follows the source and the value side by side. */
class Walk {
  readonly #value: string;
  readonly #content: Span;
  readonly #text: string;
  readonly #end: number;
  readonly #pieces: Piece[] = [];
  #at: number;
  #done = 0;

  constructor(value: string, content: Span, quotes: number) {
    this.#value = value;
    this.#content = content;
    this.#text = content.chunk.text;
    this.#at = content.start + quotes;
    this.#end = content.end - quotes;
  }

  /** Adds the next `length` characters of the value as the source's characters from `from` to `to`. */
  #add(length: number, from: number, to: number): void {
    const span = { chunk: this.#content.chunk, start: from, end: to };
    const text = this.#value.slice(this.#done, this.#done + length);
    this.#done += length;
    const last = this.#pieces[this.#pieces.length - 1];
    const lastIsVerbatim = last?.span && last.span.end - last.span.start === last.text.length;
    if (last?.span && lastIsVerbatim && last.span.end === from && to - from === length)
      this.#pieces[this.#pieces.length - 1] = piece(last.text + text, { ...last.span, end: to });
    else if (length > 0) this.#pieces.push(piece(text, span));
  }

  block(): readonly Piece[] | undefined {
    const text = this.#text;
    const header = text.indexOf("\n", this.#at);
    if (header < 0) return this.#value === "" ? [] : undefined;
    this.#at = header + 1;
    let indent = -1;
    while (this.#at < this.#end && this.#done < this.#value.length) {
      let lineEnd = text.indexOf("\n", this.#at);
      if (lineEnd < 0 || lineEnd > this.#end) lineEnd = this.#end;
      const contentEnd = lineEnd > this.#at && text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
      let first = this.#at;
      while (first < contentEnd && text[first] === " ") first++;
      if (indent < 0 && first < contentEnd) indent = this.#indentOf(first);
      const from = Math.min(this.#at + Math.max(indent, 0), Math.max(first, this.#at));
      const line = text.slice(from, contentEnd);
      if (!this.#value.startsWith(line, this.#done)) return undefined;
      this.#add(line.length, from, contentEnd);
      const next = this.#value[this.#done];
      // A folded break stands for a space: its place takes the indent along, so that it is not the same characters.
      const folded = next === " " && lineEnd < this.#end;
      if (folded || next === "\n")
        this.#add(1, contentEnd, Math.min(lineEnd + 1 + (folded ? Math.max(indent, 0) : 0), this.#end));
      this.#at = lineEnd + 1;
    }
    return this.#done === this.#value.length ? this.#pieces : undefined;
  }

  /** The indent of the block: as its header says, else that of its first line. */
  #indentOf(first: number): number {
    const explicit = /^[|>][-+]?([1-9])/.exec(this.#text.slice(this.#content.start, this.#content.start + 3));
    const indent = first - this.#at;
    if (!explicit) return indent;
    const value = this.#value.slice(this.#done);
    const extra = /^ */.exec(value)![0].length;
    return Math.max(0, indent - extra);
  }

  flow(style: ScalarNode["style"]): readonly Piece[] | undefined {
    const text = this.#text;
    while (this.#at < this.#end) {
      const c = text[this.#at]!;
      const fold = /[ \t]*\r?\n\s*/y;
      fold.lastIndex = this.#at;
      const folded = c === " " || c === "\t" || c === "\r" || c === "\n" ? fold.exec(text) : null;
      if (folded) {
        const breaks = folded[0].split("\n").length - 1;
        const made = breaks === 1 ? 1 : breaks - 1;
        const to = Math.min(this.#at + folded[0].length, this.#end);
        this.#add(made, this.#at, to);
        this.#at = to;
      } else if (style === "single" && c === "'") {
        this.#add(1, this.#at, this.#at + 2);
        this.#at += 2;
      } else if (style === "double" && c === "\\") {
        const escaped = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|[\s\S])/y;
        escaped.lastIndex = this.#at;
        const match = escaped.exec(text);
        if (!match) return undefined;
        const isBreak = match[0][1] === "\n" || match[0][1] === "\r";
        this.#add(
          isBreak
            ? 0
            : match[0][1] === "U"
              ? String.fromCodePoint(Math.min(Number.parseInt(match[0].slice(2), 16) || 0, 0x10ffff)).length
              : 1,
          this.#at,
          this.#at + match[0].length,
        );
        this.#at += match[0].length;
      } else {
        if (this.#value[this.#done] !== c) return undefined;
        this.#add(1, this.#at, this.#at + 1);
        this.#at++;
      }
    }
    return this.#done === this.#value.length && this.#pieces.map((p) => p.text).join("") === this.#value
      ? this.#pieces
      : undefined;
  }
}
