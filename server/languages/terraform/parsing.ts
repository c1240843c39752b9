/** The state of one run of the parser over one chunk. */
import type { Problem } from "../../core/resources.ts";
import type { Chunk, Span } from "../../core/span.ts";
import { Heredocs } from "./heredocs.ts";
import { indentOf, isFirstInLine, Lexer, lineEnd, matchEnd, type TokenKind } from "./lexer.ts";
import type { ErrorNode, LiteralPiece } from "./syntax.ts";

/** How deep expressions and blocks may lie in each other. */
export const DEEPEST = 200;

/** How many steps or operators one expression may have in a row. */
export const LONGEST_CHAIN = 256;

/** Where a range of the text that is parsed stands in the source. */
export type Place = (start: number, end: number) => Span;

export class Parsing {
  readonly text: string;
  readonly path: string;
  readonly lexer: Lexer;
  readonly heredocs: Heredocs;
  readonly problems: Problem[] = [];
  readonly place: Place;
  /**
   * Brackets do not match: let a line that stands no deeper than the line that opened a bracket close it. Correct
   * text may be indented in any way, so this is for text that is known to be broken.
   */
  readonly byIndent: boolean;
  /** Whether a newline means something here. */
  lines = true;
  depth = 0;
  /** Up to here the end of what is to be skipped was looked for, and not found. */
  searchedTo = 0;
  /** A bracket was never closed. */
  unclosed = false;
  readonly #breaks: readonly number[];
  #reported = -1;

  constructor(path: string, text: string, place: Place, byIndent = false, breaks: readonly number[] = []) {
    this.path = path;
    this.text = text;
    this.place = place;
    this.byIndent = byIndent;
    this.#breaks = breaks;
    this.lexer = new Lexer(text);
    this.heredocs = new Heredocs(text);
  }

  static ofChunk(chunk: Chunk, byIndent = false): Parsing {
    return new Parsing(chunk.path, chunk.text, (start, end) => ({ chunk, start, end }), byIndent);
  }

  get kind(): TokenKind {
    return this.lexer.kind;
  }

  /** True when a token of this kind is at the cursor. */
  at(kind: TokenKind): boolean {
    return this.lexer.kind === kind;
  }

  /** The text of the token at the cursor. */
  get word(): string {
    return this.text.slice(this.lexer.start, this.lexer.end);
  }

  next(): void {
    this.lexer.next(this.lines);
  }

  /** Steps over a token of this kind, when it is there. */
  take(kind: TokenKind): boolean {
    if (this.lexer.kind !== kind) return false;
    this.lexer.next(this.lines);
    return true;
  }

  /** Literal text as pieces, each verbatim in the source. */
  literal(start: number, end: number): LiteralPiece[] {
    const pieces: LiteralPiece[] = [];
    let from = start;
    for (let i = firstAfter(this.#breaks, start); from < end; i++) {
      const to = Math.min(this.#breaks[i] ?? end, end);
      pieces.push({ kind: "piece", text: this.text.slice(from, to), span: this.place(from, to) });
      from = to;
    }
    return pieces;
  }

  /** From a place to the end of the last token that was read. */
  since(start: number): Span {
    return this.place(start, Math.max(start, this.lexer.previousEnd));
  }

  tokenSpan(): Span {
    return this.place(this.lexer.start, this.lexer.end);
  }

  /** Reports a problem; only the first one at a place. */
  problem(message: string, start: number, end: number): void {
    if (this.#reported === start) return;
    this.#reported = start;
    this.problems.push({ path: this.path, message, span: this.place(start, end), severity: "error" });
  }

  /** Reports that something else is expected at the cursor. */
  expected(what: string): void {
    const { start, end, kind, previousEnd } = this.lexer;
    if (kind === "newline" || kind === "end" || this.text.slice(previousEnd, start).includes("\n"))
      this.problem(`${what} is expected here.`, previousEnd, previousEnd);
    else if (this.word === "\r") this.problem("This carriage return has no line break behind it.", start, end);
    else this.problem(`${what} is expected here, not ${quoted(this.word)}.`, start, end);
  }

  /** An error node at the cursor; nothing is read. */
  error(reason: string): ErrorNode {
    const at = this.lexer.previousEnd;
    return { kind: "error", reason, span: this.place(at, at) };
  }

  /**
   * True when a line begins at the cursor that can be no part of an expression in brackets: `name =`, `name {`,
   * `name "label"`.
   */
  atItemLine(): boolean {
    const { kind, start, end } = this.lexer;
    return kind === "name" && isFirstInLine(this.text, start) && matchEnd(ITEM_REST, this.text, end) >= 0;
  }

  /** The same for a place where `name = value` is an entry of an object. */
  atBlockLine(): boolean {
    const { kind, start, end } = this.lexer;
    return kind === "name" && isFirstInLine(this.text, start) && matchEnd(BLOCK_REST, this.text, end) >= 0;
  }

  /** True when, by indentation, the line at the cursor stands outside of the bracket that was opened at `opening`. */
  isOutside(opening: number): boolean {
    if (!this.byIndent) return false;
    const { kind, start } = this.lexer;
    if (kind === "end" || kind === "newline" || !isFirstInLine(this.text, start)) return false;
    const here = indentOf(this.text, start);
    const there = indentOf(this.text, lineEnd(this.text, opening));
    return kind === "}" || kind === "]" || kind === ")" ? here < there : here <= there;
  }

  /** Runs `inner` where newlines count or not, with `depth` one deeper. The token at the cursor opens it. */
  inside<T>(lines: boolean, inner: () => T): T {
    const before = this.lines;
    this.lines = lines;
    this.depth++;
    const result = inner();
    this.depth--;
    this.lines = before;
    return result;
  }

  /** Steps over the closing bracket, where it is there; reads the token at the cursor anew when it is not. */
  close(kind: TokenKind, lines: boolean, opening: number, what: string): boolean {
    this.lines = lines;
    if (this.lexer.kind === kind && !this.isOutside(opening)) {
      this.lexer.next(lines);
      return true;
    }
    if (this.lexer.kind === "end") this.unclosed = true;
    this.problem(`${what} is not closed: ${quoted(kind)} is missing.`, opening, opening + 1);
    this.lexer.again(lines);
    return false;
  }
}

const ITEM_REST = /[ \t]*(?:=(?![=>])|\{|"[^"\n]*"[ \t]*["{])/y;
const BLOCK_REST = /[ \t]*(?:\{|"[^"\n]*"[ \t]*["{])/y;

/** The index of the first number in a sorted list that is greater. */
function firstAfter(sorted: readonly number[], than: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= than) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A piece of source text in a message. */
export function quoted(text: string): string {
  const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text;
  return shown.includes('"') ? `'${shown}'` : `"${shown}"`;
}
