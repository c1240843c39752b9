/** Parses bodies: arguments and blocks, line by line. A line that is not understood leaves the others as they are. */
import type { Span } from "../../core/span.ts";
import { stringEnd } from "./chunks.ts";
import { heredocOpening, lineEnd } from "./lexer.ts";
import { parseExpression } from "./parse-expression.ts";
import { templateParts } from "./parse-template.ts";
import { DEEPEST, type Parsing, quoted } from "./parsing.ts";
import { type Attribute, type Block, type Body, constantText, type Label } from "./syntax.ts";

/** Parses all that is there as a body without braces. */
export function parseTopLevel(p: Parsing): Body {
  const items: (Attribute | Block)[] = [];
  p.lexer.jump(0, true);
  p.lines = true;
  for (;;) {
    readItems(p, items, -1);
    if (p.at("end")) break;
    p.problem("This brace closes nothing.", p.lexer.start, p.lexer.end);
    p.next();
  }
  return bodyOf(items, p.place(0, p.text.length));
}

function bodyOf(items: readonly (Attribute | Block)[], span: Span): Body {
  return {
    items,
    attributes: items.filter((i) => i.kind === "attribute"),
    blocks: items.filter((i) => i.kind === "block"),
    span,
  };
}

/** Reads items up to a closing brace, or to a line that stands outside of the block that was opened at `header`. */
function readItems(p: Parsing, items: (Attribute | Block)[], header: number): void {
  const names = new Set<string>();
  for (;;) {
    while (p.at("newline")) p.next();
    if (p.at("end") || p.at("}") || (header >= 0 && p.isOutside(header))) return;
    const { start } = p.lexer;
    const problems = p.problems.length;
    const item = readItem(p, false);
    if (item) {
      items.push(item);
      if (item.kind === "attribute") {
        if (names.has(item.name)) p.problem(`${quoted(item.name)} is written twice.`, start, start + item.name.length);
        names.add(item.name);
      }
    }
    endLine(p, start, p.problems.length > problems);
  }
}

/** An item has been read, or none: the rest of its line must be empty. */
function endLine(p: Parsing, start: number, broken: boolean): void {
  if (p.at("newline") || p.at("end")) return;
  if (!broken) p.expected("The end of the line");
  if (p.at("}") && p.lexer.start > start) return;
  skipLine(p, start);
}

/** How far to look for the end of what is skipped before only its first line is. */
const SKIP = 4_000;

/** Skips the rest of a line, and the brackets that are opened in it. */
function skipLine(p: Parsing, start: number): void {
  const { text, lexer } = p;
  const from = lexer.start;
  let depth = 0;
  while (from >= p.searchedTo) {
    if (lexer.kind === "end" || lexer.start - from > SKIP) break;
    if (lexer.kind === "newline" && depth <= 0) return;
    if (lexer.kind === "}" && depth <= 0 && lexer.start > start) return;
    if (lexer.kind === "{" || lexer.kind === "[" || lexer.kind === "(") depth++;
    else if (lexer.kind === "}" || lexer.kind === "]" || lexer.kind === ")") depth--;
    if (lexer.kind === "quote") lexer.jump(Math.min(stringEnd(text, lexer.start), lexer.limit), true);
    else if (lexer.kind === "heredoc") {
      const { marker, bodyStart } = heredocOpening(text, lexer.start)!;
      lexer.jump(Math.min(p.heredocs.find(marker, bodyStart).end, lexer.limit), true);
    } else lexer.next(true);
  }
  if (depth > 0) {
    // Not for each of the lines that were looked at in vain once more.
    p.searchedTo = lexer.start;
    lexer.jump(Math.min(lineEnd(text, from), lexer.limit), true);
  } else while (lexer.kind !== "newline" && lexer.kind !== "end") lexer.next(true);
}

/** Reads one argument or block; undefined, with a problem, when neither begins here. */
function readItem(p: Parsing, inLine: boolean): Attribute | Block | undefined {
  const { start } = p.lexer;
  if (p.at("quote")) return quotedName(p);
  if (!p.at("name")) {
    p.expected("An argument or a block");
    return undefined;
  }
  const name = p.word;
  const nameSpan = p.tokenSpan();
  p.next();
  if (p.at("=")) return readValue(p, start, name, nameSpan);
  if (!p.at("{") && !p.at("quote") && !p.at("name")) {
    p.expected('"=" or "{"');
    return undefined;
  }
  if (inLine) p.problem("A block in one line can hold one argument, and no block.", start, p.lexer.previousEnd);
  return readBlock(p, start, name, nameSpan);
}

/** The cursor is at "=". */
function readValue(p: Parsing, start: number, name: string, nameSpan: Span): Attribute {
  p.next();
  const value = parseExpression(p);
  return { kind: "attribute", name, nameSpan, value, span: p.since(start) };
}

function quotedName(p: Parsing): Attribute | undefined {
  const { start } = p.lexer;
  const name = parseExpression(p);
  const text = constantText(name);
  p.problem("The name of an argument is written without quotes.", start, p.lexer.previousEnd);
  if (text === undefined || !p.at("=")) return undefined;
  return readValue(p, start, text, name.span);
}

function readBlock(p: Parsing, start: number, type: string, typeSpan: Span): Block {
  const labels: Label[] = [];
  while (p.at("name") || p.at("quote")) labels.push(readLabel(p));
  const headerSpan = p.since(start);
  const base = { kind: "block" as const, type, typeSpan, labels, headerSpan };
  if (!p.at("{")) {
    p.expected('"{"');
    return {
      ...base,
      body: bodyOf([], p.place(p.lexer.previousEnd, p.lexer.previousEnd)),
      span: p.since(start),
      closed: false,
    };
  }
  const opening = p.lexer.start;
  const items: (Attribute | Block)[] = [];
  if (p.depth >= DEEPEST) p.problem("This lies too deep in blocks to be read.", start, p.lexer.previousEnd);
  else
    p.inside(true, () => {
      p.next();
      if (p.at("newline")) readItems(p, items, start);
      else if (!p.at("}") && !p.at("end")) readInLine(p, items);
    });
  const end = p.lexer.previousEnd;
  const closed = p.close("}", true, opening, `The block ${quoted(type)}`);
  const bodyEnd = closed ? p.lexer.previousEnd - 1 : Math.max(end, opening + 1);
  return { ...base, body: bodyOf(items, p.place(opening + 1, bodyEnd)), span: p.since(start), closed };
}

/** The one argument of a block that is written in one line. */
function readInLine(p: Parsing, items: (Attribute | Block)[]): void {
  const { start } = p.lexer;
  const problems = p.problems.length;
  const item = readItem(p, true);
  if (item) items.push(item);
  if (p.at("}")) return;
  if (p.problems.length === problems) p.expected('"}"');
  if (!p.at("newline")) skipLine(p, start);
  readItems(p, items, start);
}

function readLabel(p: Parsing): Label {
  const { start, end } = p.lexer;
  if (p.at("name")) {
    const text = p.word;
    p.next();
    return { text, span: p.place(start, end) };
  }
  const found = templateParts(
    p,
    { start: start + 1, limit: p.lexer.limit, inQuotes: true, flush: false },
    parseExpression,
  );
  const closed = p.text.charCodeAt(found.end) === 34 && found.end < p.lexer.limit;
  if (!closed) p.problem(`The label is not closed: '"' is missing.`, start, found.end);
  p.lexer.jump(closed ? found.end + 1 : found.end, true);
  let text = "";
  for (const part of found.parts) {
    if (part.kind === "piece") text += part.text;
    else p.problem("A label is written out; nothing can be inserted into it.", start, found.end);
  }
  return { text, span: p.place(start + 1, found.end) };
}
