/** Adding to and removing from what stands between brackets: properties, items, arguments. */
import type { TextEdit } from "../../../core/fixes.ts";
import type { Range, SourceText } from "./source-text.ts";

/** What may stand behind an element on its line and goes with it: a comma, a comment. */
const TAILS = {
  "//": /^[ \t]*,?[ \t]*(?:\/\/[^\n]*|(?:\/\*(?:(?!\*\/)[^\n])*\*\/[ \t]*)*)$/,
  "#": /^[ \t]*,?[ \t]*(?:#[^\n]*)?$/,
};
const COMMENTS = { "//": /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "#": /#[^\n]*/g };
const COMMENT = { "//": /^[ \t]*\/[/*]/, "#": /^[ \t]*#/ };

/** Removes one element, with its comma, and with its line where it has one of its own. */
export function removeElement(tree: SourceText, all: readonly Range[], i: number, close: number): TextEdit[] {
  const { text } = tree;
  const { start, end } = all[i]!;
  const previous = all[i - 1];
  const next = all[i + 1];
  const comma = commaBehind(tree, end, next ? next.start : close);
  const line = tree.lineStart(start);
  const lineEnd = tree.lineEnd(end);
  const ownLine =
    text.slice(line, start).trim() === "" &&
    close > lineEnd &&
    (!next || next.start > lineEnd) &&
    TAILS[tree.lineComment].test(text.slice(end, lineEnd));
  const edits: TextEdit[] = [];
  if (ownLine) {
    edits.push(tree.edit(line, tree.nextLine(end), ""));
    // Where commas only separate, the one before goes with the last element.
    if (!next && previous && comma === undefined) {
      const before = commaBehind(tree, previous.end, start);
      if (before !== undefined) edits.push(tree.edit(before, before + 1, ""));
    }
    return edits;
  }
  if (next && text.slice(end, next.start).includes("\n") && comma !== undefined) {
    const from = previous ? behindSpace(text, start) : start;
    return [tree.edit(from, comma + 1, "")];
  }
  if (next) return [tree.edit(start, next.start, "")];
  if (previous) return [tree.edit(commaBehind(tree, previous.end, start) ?? previous.end, end, "")];
  const behind = comma === undefined ? end : comma + 1;
  const gap = /^[ \t]*/.exec(text.slice(behind, close))![0].length;
  return [tree.edit(behindSpace(text, start), behind + gap, "")];
}

function behindSpace(text: string, offset: number): number {
  let at = offset;
  while (text[at - 1] === " " || text[at - 1] === "\t") at--;
  return at;
}

/** The comma between an element and what follows it, leaving out comments. */
function commaBehind(tree: SourceText, from: number, to: number): number | undefined {
  const between = tree.text.slice(from, to).replace(COMMENTS[tree.lineComment], (c) => " ".repeat(c.length));
  const at = between.indexOf(",");
  return at < 0 ? undefined : from + at;
}

/** Adds an element behind the last, in the way that the others are written. `close` is the closing bracket. */
export function appendElement(tree: SourceText, all: readonly Range[], close: number, added: string): TextEdit[] {
  const { text, newline } = tree;
  const last = all[all.length - 1];
  if (!last) return [];
  const { start } = last;
  const comma = commaBehind(tree, last.end, close);
  const lines = text.slice(tree.lineStart(start), start).trim() === "";
  if (!lines) {
    if (comma === undefined) return [tree.edit(last.end, last.end, `, ${added}`)];
    return [tree.edit(comma + 1, comma + 1, ` ${added},`)];
  }
  const indent = tree.indentAt(start);
  const block = reindented(added, indent, newline);
  const behind = comma === undefined ? last.end : comma + 1;
  const lineEnd = tree.lineEnd(behind);
  // A comment on the line of the last element stays with it.
  const at = lineEnd < close && COMMENT[tree.lineComment].test(text.slice(behind, lineEnd)) ? lineEnd : behind;
  const line = `${newline}${indent}${block}${comma === undefined ? "" : ","}`;
  if (comma !== undefined) return [tree.edit(at, at, line)];
  if (at === last.end) return [tree.edit(at, at, `,${line}`)];
  return [tree.edit(last.end, last.end, ","), tree.edit(at, at, line)];
}

function reindented(added: string, indent: string, newline: string): string {
  return added.split("\n").join(`${newline}${indent}`);
}
