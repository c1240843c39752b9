/** Tokens of HCL outside of strings. The parser steps through them, and scans the insides of templates itself. */

export type TokenKind = "name" | "number" | "quote" | "heredoc" | "newline" | "end" | "invalid" | Operator;

export type Operator =
  | "="
  | "=="
  | "=>"
  | "!="
  | "!"
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "&&"
  | "||"
  | "?"
  | ":"
  | "::"
  | ","
  | "."
  | "..."
  | "("
  | ")"
  | "["
  | "]"
  | "{"
  | "}"
  | "~";

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const OPERATOR = /\.\.\.|=>|==|!=|<=|>=|&&|\|\||::|[=!<>+\-*/%?:,.()[\]{}~]/y;
/** Characters that are an operator whatever follows. */
const SINGLE: ReadonlySet<number> = new Set([..."(){}[],?"].map((c) => c.charCodeAt(0)));
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** Where a match of a sticky expression at `at` ends; -1 when there is none. */
export function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Where a name that begins at `at` ends; -1 when none begins there. */
export function nameEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first < 128) {
    if (!isAsciiLetter(first) && first !== 95) return -1;
    // Nearly all names are ASCII, and the expression is slow.
    let end = at + 1;
    let c = text.charCodeAt(end);
    while (isAsciiLetter(c) || (c >= 48 && c <= 57) || c === 95 || c === 45) c = text.charCodeAt(++end);
    if (!(c >= 128)) return end;
  }
  return matchEnd(NAME, text, at);
}

/** The opening of a heredoc at `at`: its marker, and where its first line begins. */
export function heredocOpening(text: string, at: number): { marker: string; bodyStart: number } | undefined {
  HEREDOC.lastIndex = at;
  const match = HEREDOC.exec(text);
  return match ? { marker: match[1]!, bodyStart: HEREDOC.lastIndex } : undefined;
}

export class Lexer {
  readonly text: string;
  /** Where the text that may be looked at ends. */
  limit: number;
  /** The token that stands at the cursor. */
  kind: TokenKind = "newline";
  start: number;
  end: number;
  /** Where the token before it ended; newlines do not count. */
  previousEnd: number;
  /** Comments by where they begin, each with where it ends. */
  readonly comments = new Map<number, number>();
  /** Where a comment begins that is never closed; -1 when there is none. */
  openComment = -1;

  constructor(text: string, start = 0, limit = text.length) {
    this.text = text;
    this.limit = limit;
    this.start = start;
    this.end = start;
    this.previousEnd = start;
  }

  /** Goes to the next token. Where lines do not count, newlines are skipped. */
  next(lines: boolean): void {
    if (this.kind !== "newline") this.previousEnd = this.end;
    this.#read(lines);
  }

  /** Reads the token at the cursor again, from the end of the one before it. */
  again(lines: boolean): void {
    this.end = this.previousEnd;
    this.#read(lines);
  }

  /** Goes on at `at`, as if a token had ended there. */
  jump(at: number, lines: boolean): void {
    this.previousEnd = at;
    this.end = at;
    this.#read(lines);
  }

  #read(lines: boolean): void {
    const { text, limit } = this;
    let at = this.end;
    for (; at < limit; ) {
      const c = text.charCodeAt(at);
      if (c === 32 || c === 9 || (c === 13 && text.charCodeAt(at + 1) === 10) || (c === 10 && !lines) || c === 0xfeff)
        at++;
      else if (c === 35 || (c === 47 && text.charCodeAt(at + 1) === 47)) {
        const from = at;
        at = Math.min(lineEnd(text, at), limit);
        this.comments.set(from, at);
      } else if (c === 47 && text.charCodeAt(at + 1) === 42) {
        const close = text.indexOf("*/", at + 2);
        if (close < 0 || close + 2 > limit) {
          this.openComment = at;
          this.comments.set(at, limit);
          at = limit;
        } else {
          this.comments.set(at, close + 2);
          at = close + 2;
        }
      } else break;
    }
    this.start = at;
    if (at >= limit) {
      this.kind = "end";
      this.end = at;
      return;
    }
    const c = text.charCodeAt(at);
    if (c === 10) this.#token("newline", at + 1);
    else if (c === 34) this.#token("quote", at + 1);
    else if (c >= 48 && c <= 57) this.#token("number", matchEnd(NUMBER, text, at));
    else if (c === 60 && text.charCodeAt(at + 1) === 60 && heredocOpening(text, at)) this.#token("heredoc", at + 2);
    else {
      const name = nameEnd(text, at);
      if (name >= 0) this.#token("name", name);
      else {
        const operator = SINGLE.has(c) ? at + 1 : matchEnd(OPERATOR, text, at);
        if (operator >= 0) this.#token(text.slice(at, operator) as Operator, operator);
        else this.#token("invalid", at + (text.codePointAt(at)! > 0xffff ? 2 : 1));
      }
    }
  }

  #token(kind: TokenKind, end: number): void {
    this.kind = kind;
    this.end = Math.min(end, this.limit);
  }
}

/** Where the line that `at` stands in ends, before its newline. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  if (newline < 0) return text.length;
  return newline > at && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}

/** Where the line that `at` stands in begins. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** How many blanks stand before the first other character of the line that `at` stands in. */
export function indentOf(text: string, at: number): number {
  const start = lineStart(text, at);
  let end = start;
  while (end < at && isBlank(text.charCodeAt(end))) end++;
  return end - start;
}

/** True when nothing but blanks stands before `at` in its line. */
export function isFirstInLine(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isBlank(text.charCodeAt(before))) before--;
  return before < 0 || text.charCodeAt(before) === 10;
}

export function isBlank(c: number): boolean {
  return c === 32 || c === 9 || c === 0xfeff;
}

function isAsciiLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
}
