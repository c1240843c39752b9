/**
 * Trees of text that is being typed, in languages with braces. Where a bracket is left open, a parser takes what
 * follows for a part of it, and whole classes fall apart. Here the lines with such brackets are blanked, and the rest
 * is parsed again: every offset stays what it was.
 */
import type { Grammar } from "./grammar.ts";
import type { SyntaxTree } from "./syntax-node.ts";

/** How often lines are blanked before what has come of it is taken. */
const MOST_ROUNDS = 4;
/** Errors that take up less than this, and stand inside of a class, leave what is around them whole. */
const SMALL = 40;

/** The same grammar, which reads around what is broken. The errors are those of the text itself. */
export function tolerant(grammar: Grammar): Grammar {
  return {
    parse(text) {
      const first = grammar.parse(text);
      if (damageOf(first, text) < SMALL) return first;
      let best = first;
      let repaired = text;
      for (let round = 0; round < MOST_ROUNDS && damageOf(best, text) >= SMALL; round++) {
        const lines = brokenLines(repaired);
        if (lines.length === 0) break;
        repaired = blanked(repaired, lines);
        const tree = grammar.parse(repaired);
        if (damageOf(tree, text) < damageOf(best, text)) best = tree;
      }
      return { root: best.root, errors: first.errors, comments: first.comments };
    },
  };
}

/** How much of a text is lost: what errors take up, and all of it where nothing is whole. */
function damageOf({ root, errors }: SyntaxTree, text: string): number {
  const lost = errors.reduce((sum, e) => sum + 1 + e.end - e.start, 0);
  return root.type === "ERROR" ? lost + text.length : lost;
}

interface Bracket {
  readonly close: string;
  readonly at: number;
}

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
/** Comments, strings of every kind, brackets. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"{3,}[\s\S]*?(?:"{3,}|$)|\$?@"(?:[^"]|"")*(?:"|$)|"(?:\\.|[^"\\\n])*(?:"|$)?|'(?:\\.|[^'\\\n]){1,10}'|[()[\]{}]/g;

/** Where the lines begin that leave a bracket open: one that another kind of bracket closes, or that nothing does. */
function brokenLines(text: string): number[] {
  const stack: Bracket[] = [];
  const open: number[] = [];
  for (const m of text.matchAll(TOKEN)) {
    const [token] = m;
    if (token.length > 1) continue;
    const close = CLOSERS[token];
    if (close !== undefined) {
      stack.push({ close, at: m.index });
      continue;
    }
    const opener = openerOf(text, stack, token, m.index);
    if (opener < 0) continue;
    open.push(
      ...stack
        .splice(opener)
        .slice(1)
        .map((b) => b.at),
    );
  }
  // Braces that the end of the file closes hold all that is written so far.
  open.push(...stack.filter((b) => b.close !== "}").map((b) => b.at));
  return [...new Set(open.map((at) => lineStart(text, at)))];
}

/** Which of the open brackets one closes: of braces, the one whose line is indented alike, if there is one. */
function openerOf(text: string, stack: readonly Bracket[], close: string, at: number): number {
  const last = stack.findLastIndex((b) => b.close === close);
  const indent = text.slice(lineStart(text, at), at);
  if (close !== "}" || indent.trim() !== "") return last;
  const alike = stack.findLastIndex((b) => b.close === close && indentAt(text, b.at) === indent.length);
  return alike < 0 ? last : alike;
}

function indentAt(text: string, at: number): number {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))![0].length;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** The text with these lines full of blanks. */
function blanked(text: string, lines: readonly number[]): string {
  let result = text;
  for (const start of lines) {
    const newline = result.indexOf("\n", start);
    const end = newline < 0 ? result.length : newline;
    result = result.slice(0, start) + result.slice(start, end).replace(/[^\r]/g, " ") + result.slice(end);
  }
  return result;
}
