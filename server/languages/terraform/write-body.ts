/** Where in a body something is inserted or removed. Gives changes of the chunk that the body stands in. */
import type { Span } from "../../core/span.ts";
import { indentOf, isBlank, lineEnd, lineStart } from "./lexer.ts";
import type { Attribute, Block } from "./syntax.ts";
import type { Change } from "./write-alignment.ts";

/** The newline that a text uses. */
export function newlineOf(text: string): string {
  const at = text.indexOf("\n");
  return at > 0 && text.charCodeAt(at - 1) === 13 ? "\r\n" : "\n";
}

/** The blanks that a line begins with. */
export function indentAt(text: string, at: number): string {
  const start = lineStart(text, at);
  return text.slice(start, start + indentOf(text, lineEnd(text, at)));
}

/** How the lines in a block are indented. */
export function innerIndent(block: Block): string {
  const { text } = block.span.chunk;
  for (const item of block.body.items) {
    const { start } = item.span;
    if (text.slice(block.span.start, start).includes("\n")) return indentAt(text, start);
  }
  return `${indentAt(text, block.span.start)}  `;
}

/** Inserts an argument, `name = value` without indentation, after the last argument before the first block. */
export function insertArgument(block: Block, line: string): Change | undefined {
  const opened = openUp(block, line);
  if (opened) return opened;
  const { items } = block.body;
  const firstBlock = items.findIndex((i) => i.kind === "block");
  const before = (firstBlock < 0 ? items : items.slice(0, firstBlock)) as readonly Attribute[];
  const after = before.findLast((a) => a.name !== "depends_on" && !isMultiLine(a.span)) ?? before.at(-1);
  const { text } = block.span.chunk;
  const newline = newlineOf(text);
  const indent = innerIndent(block);
  const at = lineEnd(text, after ? after.span.end : block.body.span.start);
  const gap = !after && firstBlock >= 0 ? newline : "";
  return { start: at, end: at, text: `${newline}${indent}${line}${gap}` };
}

/** Inserts a block, its lines without the indentation of the body, after everything else, with a blank line before it. */
export function insertBlock(block: Block, lines: readonly string[]): Change | undefined {
  const { text } = block.span.chunk;
  const newline = newlineOf(text);
  const indent = innerIndent(block);
  const written = lines.map((l) => (l === "" ? "" : indent + l)).join(newline);
  const opened = openUp(block, written.slice(indent.length));
  if (opened) return opened;
  const last = block.body.items.at(-1);
  const at = lineEnd(text, last ? last.span.end : block.body.span.start);
  return { start: at, end: at, text: `${newline}${last ? newline : ""}${written}` };
}

/** For a block that is written in one line: its body on lines of its own, with one more item. */
function openUp(block: Block, item: string): Change | undefined {
  const { chunk, start, end } = block.body.span;
  if (chunk.text.slice(start, end).includes("\n")) return undefined;
  const newline = newlineOf(chunk.text);
  const outer = indentAt(chunk.text, block.span.start);
  const inner = `${outer}  `;
  const before = chunk.text.slice(start, end).trim();
  const items = before === "" ? [item] : [before, item];
  return { start, end, text: `${items.map((i) => newline + inner + i).join("")}${newline}${outer}` };
}

function isMultiLine(span: Span): boolean {
  return span.chunk.text.slice(span.start, span.end).includes("\n");
}

/**
 * Removes the lines of an argument or a block, and a blank line where two would meet. With `comments` the comments
 * directly above go too.
 */
export function removeItemLines(span: Span, comments: boolean): Change {
  const { text } = span.chunk;
  let start = lineStart(text, span.start);
  const lineBreak = text.indexOf("\n", span.end);
  let end = lineBreak < 0 ? text.length : lineBreak + 1;
  const alone =
    text.slice(start, span.start).trim() === "" &&
    /^[ \t]*(?:(?:#|\/\/).*)?\r?$/.test(text.slice(span.end, lineBreak < 0 ? end : lineBreak));
  if (!alone) return removeInLine(span);
  while (comments && start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*(?:#|\/\/)/.test(text.slice(above, start))) break;
    start = above;
  }
  const previous = start > 0 ? text.slice(lineStart(text, start - 1), start - 1).trim() : undefined;
  const nextEnd = lineEnd(text, end);
  const next = end < text.length ? text.slice(end, nextEnd).trim() : undefined;
  if (previous !== undefined && next !== undefined) {
    if (next === "" && (previous === "" || previous.endsWith("{"))) {
      const after = text.indexOf("\n", end);
      end = after < 0 ? text.length : after + 1;
    } else if (previous === "" && next.startsWith("}")) start = lineStart(text, start - 1);
  }
  return { start, end, text: "" };
}

/** Removes what shares its line with something else, and the blanks before it; after it too where braces are left empty. */
function removeInLine(span: Span): Change {
  const { text } = span.chunk;
  let { start } = span;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  const blanks = text.charAt(start - 1) === "{" ? /^[ \t]*(?=\})/.exec(text.slice(span.end)) : null;
  return { start, end: span.end + (blanks ? blanks[0].length : 0), text: "" };
}

/** Removes one item of a list, with its comma, or the line that it has for itself. */
export function removeListItem(items: readonly { readonly span: Span }[], index: number, list: Span): Change {
  const { span } = items[index]!;
  const { text } = span.chunk;
  const next = items[index + 1];
  const previous = items[index - 1];
  const ownLine =
    text.slice(lineStart(text, span.start), span.start).trim() === "" &&
    /^[ \t]*,?[ \t]*(?:(?:#|\/\/).*)?$/.test(text.slice(span.end, lineEnd(text, span.end)));
  if (ownLine && text.slice(list.start, list.end).includes("\n")) {
    const lineBreak = text.indexOf("\n", span.end);
    return { start: lineStart(text, span.start), end: lineBreak < 0 ? text.length : lineBreak + 1, text: "" };
  }
  if (next) return { start: span.start, end: next.span.start, text: "" };
  if (previous) return { start: previous.span.end, end: span.end, text: "" };
  return { start: span.start, end: span.end, text: "" };
}
