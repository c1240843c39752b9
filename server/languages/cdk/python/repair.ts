/**
 * A tree of text that is being typed. Where a bracket or a string is left open, a parser takes what follows for a part
 * of it, and whole classes fall apart. Here each broken line is blanked, and the rest is parsed again: how lines are
 * indented tells which one left a bracket open, and a statement that is no statement by itself is broken. Every offset
 * stays what it was.
 */
import type { Grammar } from "../tree-sitter/grammar.ts";
import type { SyntaxTree } from "../tree-sitter/syntax-node.ts";
import { hasDanglingDot, indentOf, type Lines, lineStarts, readLines } from "./broken-lines.ts";

/** How many statements are looked at one by one. */
const MOST_STATEMENTS = 400;
/** How many lines of one statement are tried. */
const MOST_WITHIN = 6;

/** The tree of a text, read around what is broken in it. Its errors are those of the text itself. */
export function parseTolerantly(grammar: Grammar, text: string): SyntaxTree {
  const first = grammar.parse(text);
  if (first.errors.length === 0 && !hasDanglingDot(text)) return first;
  const starts = lineStarts(text);
  const { broken, dangling, statements } = readLines(text, starts);
  const gone = new Set(dangling);
  if (first.errors.length > 0) for (const line of brokenIndeed(grammar, text, starts, broken)) gone.add(line);
  let best = first;
  let repaired = text;
  if (gone.size > 0) {
    const begins = new Set(statements.map((s) => s.first));
    repaired = blanked(text, starts, gone, (line) => begins.has(line));
    best = grammar.parse(repaired);
  }
  if (best.errors.length > 0) {
    const next = withoutBrokenStatements(grammar, repaired, starts, best);
    const tree = next === repaired ? best : grammar.parse(next);
    if (brokenIn(tree) < brokenIn(best)) best = tree;
  }
  return { root: best.root, errors: first.errors, comments: first.comments };
}

/** Of lines that seem to leave a bracket open, those that do: of a statement that is whole, none does. */
function brokenIndeed(
  grammar: Grammar,
  text: string,
  starts: readonly number[],
  broken: ReadonlySet<number>,
): ReadonlySet<number> {
  const left = new Set(broken);
  if (broken.size === 0) return left;
  const { statements } = readLines(text, starts, false);
  let looked = 0;
  for (const { first, last } of statements) {
    const within = [...left].filter((line) => line >= first && line <= last);
    if (within.length === 0 || ++looked > MOST_STATEMENTS) continue;
    const part = text.slice(starts[first], starts[last + 1] ?? text.length);
    if (standAlone(grammar, part).length === 0) for (const line of within) left.delete(line);
  }
  return left;
}

/** How much of a text is in what is broken. */
function brokenIn({ errors }: SyntaxTree): number {
  return errors.reduce((sum, e) => sum + 1 + e.end - e.start, 0);
}

function withoutBrokenStatements(
  grammar: Grammar,
  text: string,
  starts: readonly number[],
  { errors }: SyntaxTree,
): string {
  const near = errors.map((e) => ({ first: lineAt(starts, e.start) - 1, last: lineAt(starts, e.end) }));
  const { statements } = readLines(text, starts);
  const suspects = statements.filter((s) => near.some((n) => s.last >= n.first && s.first <= n.last));
  const lines = new Set<number>();
  const begins = new Set<number>();
  for (const s of suspects.slice(0, MOST_STATEMENTS)) {
    begins.add(s.first);
    for (const line of brokenWithin(grammar, text, starts, s)) lines.add(line);
  }
  return blanked(text, starts, lines, (line) => begins.has(line));
}

/** The lines of a statement that have to go: one near its errors, all of those, or all of it where that is not enough. */
function brokenWithin(grammar: Grammar, text: string, starts: readonly number[], s: Lines): readonly number[] {
  const from = starts[s.first]!;
  const part = text.slice(from, starts[s.last + 1] ?? text.length);
  const errors = standAlone(grammar, part);
  if (errors.length === 0) return [];
  const lines = new Set<number>();
  for (const e of errors)
    for (let line = lineAt(starts, from + e.start) - 1; line <= lineAt(starts, from + e.end); line++)
      if (line > s.first && line <= s.last && lines.size < MOST_WITHIN) lines.add(line);
  const each = [...lines].sort((a, b) => b - a).map((line) => [line]);
  for (const some of [...each, [...lines]]) {
    const rest = blanked(text, starts, new Set(some), () => false).slice(from, from + part.length);
    if (standAlone(grammar, rest).length === 0) return some;
  }
  return Array.from({ length: s.last - s.first + 1 }, (_, i) => s.first + i);
}

/** Where a statement by itself is broken. One that holds a block gets one, one that goes on gets what it goes on from. */
function standAlone(grammar: Grammar, part: string): readonly { readonly start: number; readonly end: number }[] {
  const indent = indentOf(part, 0);
  const statement = part.slice(indent).trimEnd();
  const word = /^[a-z]+/.exec(statement)?.[0] ?? "";
  if (word === "case") return [];
  const before = /^(elif|else)$/.test(word) ? "if 1:\n pass\n" : /^(except|finally)$/.test(word) ? "try:\n pass\n" : "";
  const after = statement.startsWith("@") ? "\ndef f(): pass" : /:(\s*#.*)?$/.test(statement) ? "\n pass" : "";
  const block = /^(if|elif|else|for|while|with|try|except|finally|def|class|async|match)$/.test(word);
  const { errors } = grammar.parse(`${before}${statement}${after}\n`);
  // A line that has to hold a block, and has no colon.
  if (block && after === "" && !/:/.test(statement)) return [{ start: indent, end: indent }];
  const inside = (offset: number) => Math.min(Math.max(offset - before.length, 0), statement.length) + indent;
  return errors.map((e) => ({ start: inside(e.start), end: inside(e.end) }));
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text with lines blanked. One that begins a statement stays one, and the block below it that of something. */
function blanked(
  text: string,
  starts: readonly number[],
  lines: ReadonlySet<number>,
  isStatement: (line: number) => boolean,
): string {
  let out = "";
  let at = 0;
  for (const line of [...lines].sort((a, b) => a - b)) {
    const start = starts[line]!;
    const end = starts[line + 1] ?? text.length;
    const whole = text.slice(start, end);
    const indent = indentOf(text, start);
    const length = whole.trimEnd().length - indent;
    const instead = isStatement(line) && length > 0 ? standIn(text, starts, line, indent, length, whole) : "";
    const spaces = whole.replace(/[^\s]/g, " ");
    out += text.slice(at, start) + spaces.slice(0, indent) + instead + spaces.slice(indent + instead.length);
    at = end;
  }
  return out + text.slice(at);
}

/** What a blanked line leaves: nothing, unless a block would be left empty, or without what it belongs to. */
function standIn(
  text: string,
  starts: readonly number[],
  line: number,
  indent: number,
  length: number,
  whole: string,
): string {
  const isEmpty = (l: number) => /^\s*(#|$)/.test(text.slice(starts[l], starts[l + 1]));
  let next = line + 1;
  while (next < starts.length && isEmpty(next)) next++;
  let before = line - 1;
  while (before >= 0 && isEmpty(before)) before--;
  const behind = next < starts.length ? indentOf(text, starts[next]!) : 0;
  // What a broken function or class holds is not executed where it stands.
  if (behind > indent && length >= 5) return /^\s*(async|def|class)\b/.test(whole) ? "if 0:" : "if 1:";
  const isFirst = before >= 0 && indentOf(text, starts[before]!) < indent;
  return isFirst && behind < indent ? "0" : "";
}
