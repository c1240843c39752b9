/** Parses the insides of strings, heredocs and template files: literal text, interpolations, directives. */
import type { Span } from "../../core/span.ts";
import { lineEnd } from "./lexer.ts";
import { DEEPEST, type Parsing, quoted } from "./parsing.ts";
import type { Expression, LiteralPiece, TemplatePart } from "./syntax.ts";

/** Where template text stands and how it is written. */
export interface TemplateText {
  readonly start: number;
  /** It goes no further than this. */
  readonly limit: number;
  /** In quotes: backslashes escape, and a quote or a newline ends it. */
  readonly inQuotes: boolean;
  /** `<<-`: the indentation that all lines share is no part of it. */
  readonly flush: boolean;
}

/** A run of literal text, at most one line of it: that is what strip markers and indentation work on. */
interface Literal {
  readonly kind: "literal";
  readonly pieces: LiteralPiece[];
}

interface Interpolated {
  readonly kind: "interpolation";
  readonly expression: Expression;
  readonly span: Span;
}

interface Directive {
  readonly kind: "directive";
  readonly keyword: string;
  readonly names: readonly string[];
  readonly expression?: Expression;
  readonly start: number;
  readonly end: number;
}

type Token = Literal | Interpolated | Directive;

/**
 * Reads template text. Gives its parts, and where it ends: before the closing quote, or at the limit. The caller moves
 * the cursor on.
 */
export function templateParts(
  p: Parsing,
  where: TemplateText,
  expression: (p: Parsing) => Expression,
): { parts: TemplatePart[]; end: number } {
  const tokens: Token[] = [];
  const { lines } = p;
  const { limit } = p.lexer;
  p.lexer.limit = Math.min(limit, where.limit);
  let at = where.start;
  let strip = false;
  for (;;) {
    const run = literalRun(p, at, where);
    if (run.pieces.length > 0) {
      if (strip) stripStart(run.pieces);
      strip = false;
      tokens.push({ kind: "literal", pieces: run.pieces });
    }
    at = run.end;
    if (run.stop === "end") break;
    if (run.stop === "line") continue;
    const sequence = readSequence(p, at, where, expression);
    const last = tokens.at(-1);
    if (sequence.stripBefore && last?.kind === "literal") stripEnd(last.pieces);
    tokens.push(sequence.token);
    strip = sequence.stripAfter;
    at = sequence.end;
  }
  p.lexer.limit = limit;
  p.lines = lines;
  if (where.flush) takeIndentOff(tokens);
  return { parts: new Nesting(p).nest(tokens), end: at };
}

/** Literal text up to a quote, a sequence, or the end of the line. */
function literalRun(
  p: Parsing,
  from: number,
  where: TemplateText,
): { pieces: LiteralPiece[]; end: number; stop: "end" | "line" | "sequence" } {
  const { text } = p;
  const limit = p.lexer.limit;
  const pieces: LiteralPiece[] = [];
  let plain = from;
  let at = from;
  const cut = () => {
    pieces.push(...p.literal(plain, at));
  };
  const escaped = (length: number, meaning: string) => {
    cut();
    pieces.push({ kind: "piece", text: meaning, span: p.place(at, at + length) });
    at += length;
    plain = at;
  };
  for (; at < limit; ) {
    const c = text.charCodeAt(at);
    if (c === 10) {
      if (where.inQuotes) break;
      at++;
      cut();
      return { pieces, end: at, stop: "line" };
    }
    if (c === 36 || c === 37) {
      let after = at + 1;
      while (text.charCodeAt(after) === c) after++;
      if (text.charCodeAt(after) !== 123 || after >= limit) at = after;
      else if (after === at + 1) {
        cut();
        return { pieces, end: at, stop: "sequence" };
      } else {
        at = after - 2;
        escaped(3, `${String.fromCharCode(c)}{`);
      }
    } else if (where.inQuotes && c === 34) break;
    else if (where.inQuotes && c === 92) {
      const { length, meaning } = escapeAt(p, at);
      escaped(length, meaning);
    } else at++;
  }
  at = Math.min(at, limit);
  if (where.inQuotes && text.charCodeAt(at) === 10 && text.charCodeAt(at - 1) === 13 && at > plain) at--;
  cut();
  return { pieces, end: at, stop: "end" };
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^\r\n]))/uy;
const SIMPLE: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function escapeAt(p: Parsing, at: number): { length: number; meaning: string } {
  ESCAPE.lastIndex = at;
  const match = ESCAPE.exec(p.text);
  if (!match) {
    p.problem("A backslash needs a character after it.", at, at + 1);
    return { length: 1, meaning: "\\" };
  }
  const { length } = match[0];
  const code = match[1] ?? match[2];
  const point = code === undefined ? undefined : Number.parseInt(code, 16);
  if (point !== undefined && point <= 0x10ffff) return { length, meaning: String.fromCodePoint(point) };
  const simple = match[3] === undefined ? undefined : SIMPLE[match[3]];
  if (simple !== undefined) return { length, meaning: simple };
  p.problem(`${match[0]} is no escape. Write a backslash as \\\\.`, at, at + length);
  return { length, meaning: match[0] };
}

interface Sequence {
  readonly token: Token;
  readonly stripBefore: boolean;
  readonly stripAfter: boolean;
  readonly end: number;
}

function readSequence(
  p: Parsing,
  start: number,
  where: TemplateText,
  expression: (p: Parsing) => Expression,
): Sequence {
  const { text, lexer } = p;
  const stripBefore = text.charCodeAt(start + 2) === 126;
  p.lines = false;
  lexer.jump(start + (stripBefore ? 3 : 2), false);
  const content =
    text.charCodeAt(start) === 36 ? { keyword: "", names: [], expression: expression(p) } : directive(p, expression);
  const stripAfter = p.at("~");
  if (stripAfter) p.next();
  let end: number;
  if (p.at("}")) end = lexer.end;
  else {
    p.problem(`This is not closed: "}" is missing.`, start, Math.max(lexer.previousEnd, start + 2));
    end = resume(p, start + 2, where);
  }
  const token: Token =
    text.charCodeAt(start) === 36
      ? { kind: "interpolation", expression: content.expression!, span: p.place(start, end) }
      : { kind: "directive", ...content, start, end };
  return { token, stripBefore, stripAfter, end };
}

/** Where literal text goes on after a sequence that is not closed. */
function resume(p: Parsing, least: number, where: TemplateText): number {
  const { text, lexer } = p;
  const from = Math.max(lexer.previousEnd, least);
  const line = Math.min(lineEnd(text, from), lexer.limit);
  const brace = text.indexOf("}", from);
  if (brace >= 0 && brace < line) return brace + 1;
  if (where.inQuotes && lexer.kind === "quote" && lexer.start < line) return Math.max(lexer.start, from);
  return Math.max(line, from);
}

function directive(
  p: Parsing,
  expression: (p: Parsing) => Expression,
): { keyword: string; names: string[]; expression?: Expression } {
  const keyword = p.at("name") ? p.word : "";
  const { start, end } = p.lexer;
  if (keyword === "if") {
    p.next();
    return { keyword, names: [], expression: expression(p) };
  }
  if (keyword === "for") {
    p.next();
    const names = forNames(p);
    return { keyword, names, expression: expression(p) };
  }
  if (keyword === "else" || keyword === "endif" || keyword === "endfor") p.next();
  else {
    p.problem(
      keyword === ""
        ? "A directive is expected here: if, else, endif, for or endfor. Write %%{ for the characters themselves."
        : `${quoted(keyword)} is no directive: if, else, endif, for or endfor is expected.`,
      start,
      end,
    );
    if (keyword !== "") p.next();
  }
  return { keyword, names: [] };
}

/** `k, v in`, after `for`. */
export function forNames(p: Parsing): string[] {
  const names: string[] = [];
  do {
    if (!p.at("name")) {
      p.expected("A name");
      break;
    }
    names.push(p.word);
    p.next();
  } while (names.length < 2 && p.take(","));
  if (p.at("name") && p.word === "in") p.next();
  else p.expected('"in"');
  return names;
}

const SPACE = /^\s+/u;

function stripStart(pieces: LiteralPiece[]): void {
  while (pieces.length > 0) {
    const first = pieces[0]!;
    const blank = SPACE.exec(first.text)?.[0].length ?? 0;
    if (blank < first.text.length) {
      if (blank > 0) pieces[0] = withoutStart(first, blank);
      return;
    }
    pieces.shift();
  }
}

function stripEnd(pieces: LiteralPiece[]): void {
  while (pieces.length > 0) {
    const last = pieces.at(-1)!;
    const kept = last.text.trimEnd().length;
    if (kept > 0) {
      const { chunk, start, end } = last.span;
      const verbatim = end - start === last.text.length;
      if (kept < last.text.length)
        pieces[pieces.length - 1] = {
          kind: "piece",
          text: last.text.slice(0, kept),
          span: verbatim ? { chunk, start, end: start + kept } : last.span,
        };
      return;
    }
    pieces.pop();
  }
}

function withoutStart(piece: LiteralPiece, count: number): LiteralPiece {
  const { chunk, start, end } = piece.span;
  const verbatim = end - start === piece.text.length;
  return {
    kind: "piece",
    text: piece.text.slice(count),
    span: verbatim ? { chunk, start: start + count, end } : piece.span,
  };
}

/** Takes off the indentation that all lines share. Lines of blanks alone do not count, and keep theirs. */
function takeIndentOff(tokens: readonly Token[]): void {
  let least = Number.POSITIVE_INFINITY;
  const indented: Literal[] = [];
  let lineBegins = true;
  for (const token of tokens) {
    if (lineBegins) {
      const line = token.kind === "literal" ? token.pieces.map((piece) => piece.text).join("") : "";
      const blank = SPACE.exec(line)?.[0].length ?? 0;
      if (blank < line.length || !line.endsWith("\n")) {
        least = Math.min(least, blank);
        if (token.kind === "literal") indented.push(token);
      }
    }
    lineBegins = token.kind === "literal" && (token.pieces.at(-1)?.text.endsWith("\n") ?? false);
  }
  if (!Number.isFinite(least) || least === 0) return;
  for (const { pieces } of indented) {
    let left = least;
    while (left > 0 && pieces.length > 0) {
      const first = pieces[0]!;
      if (first.text.length <= left) pieces.shift();
      else pieces[0] = withoutStart(first, left);
      left -= first.text.length;
    }
  }
}

/** Puts what stands between the directives into them. */
class Nesting {
  readonly #p: Parsing;

  constructor(p: Parsing) {
    this.#p = p;
  }

  nest(tokens: readonly Token[]): TemplatePart[] {
    const top: TemplatePart[] = [];
    const open: { directive: Directive; inner: TemplatePart[]; otherwise?: TemplatePart[] }[] = [];
    const parts = () => {
      const innermost = open.at(-1);
      return innermost ? (innermost.otherwise ?? innermost.inner) : top;
    };
    const close = (end: number) => {
      const { directive: d, inner: then, otherwise } = open.pop()!;
      const expression = d.expression!;
      const span = this.#p.place(d.start, end);
      if (d.keyword === "if")
        parts().push({ kind: "ifDirective", condition: expression, then, otherwise: otherwise ?? [], span });
      else {
        const [first = "", second] = d.names;
        parts().push({
          kind: "forDirective",
          ...(second !== undefined && { keyName: first }),
          valueName: second ?? first,
          collection: expression,
          parts: then,
          span,
        });
      }
    };
    let end = 0;
    for (const token of tokens) {
      if (token.kind === "literal") parts().push(...token.pieces);
      else if (token.kind === "interpolation") parts().push(token);
      else {
        end = token.end;
        const innermost = open.at(-1);
        const { keyword } = token;
        if (keyword === "if" || keyword === "for") {
          if (open.length < DEEPEST) open.push({ directive: token, inner: [] });
          else this.#p.problem("Directives lie too deep in each other.", token.start, token.end);
        } else if (keyword === "else" && innermost?.directive.keyword === "if" && !innermost.otherwise)
          innermost.otherwise = [];
        else if (keyword === `end${innermost?.directive.keyword}`) close(token.end);
        else if (keyword === "else" || keyword === "endif" || keyword === "endfor")
          this.#p.problem(`There is nothing for this ${keyword} to belong to.`, token.start, token.end);
      }
    }
    while (open.length > 0) {
      const { directive: d } = open.at(-1)!;
      this.#p.problem(`This is not closed: %{ end${d.keyword} } is missing.`, d.start, d.end);
      close(end);
    }
    return top;
  }
}
