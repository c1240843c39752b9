/** Removes the line of a script: of a heredoc, of a list of commands, of a string with line breaks, of a script file. */
import { findNodeAtOffset, getNodePath, parseTree } from "jsonc-parser";
import type { Span } from "../../core/span.ts";
import { lineEnd, lineStart } from "./lexer.ts";
import { parsedChunk } from "./parser.ts";
import type { Block, Body, Expression, TemplateNode, TupleNode } from "./syntax.ts";
import type { Change } from "./write-alignment.ts";
import { removeListItem } from "./write-body.ts";
import { jsonChanges } from "./write-json.ts";
import { blocksWithin, literalsWithin } from "./write-path.ts";

/** The change that removes the line of a command; undefined when something else stands in the line too. */
export function removeScriptLine(span: Span): Change | undefined {
  const { chunk } = span;
  if (!/\.tf(?:\.json)?$/.test(chunk.path)) return removeLines(span);
  if (chunk.path.endsWith(".json")) return inJson(span);
  const found = enclosing(parsedChunk(chunk).body, span);
  if (!found) return undefined;
  const { template, list } = found;
  if (template.form === "heredoc") return removeLines(span);
  return inString(span, template.span, () =>
    list && list.items.length > 1 ? removeListItem(list.items, list.items.indexOf(template), list.span) : undefined,
  );
}

function inJson(span: Span): Change | undefined {
  const { chunk } = span;
  const tree = parseTree(chunk.text);
  const node = tree && findNodeAtOffset(tree, span.start);
  if (node?.type !== "string") return undefined;
  const isItem = node.parent?.type === "array" && (node.parent.children?.length ?? 0) > 1;
  return inString(span, { chunk, start: node.offset, end: node.offset + node.length }, () =>
    isItem ? jsonChanges(chunk, getNodePath(node), undefined)?.[0]?.change : undefined,
  );
}

/** Removes a line of a string in quotes; `whole` says how the string goes when there is nothing else in it. */
function inString(span: Span, string: Span, whole: () => Change | undefined): Change | undefined {
  const inner = { start: string.start + 1, end: string.end - 1 };
  const { text } = span.chunk;
  const before = text.slice(inner.start, span.start);
  const after = text.slice(span.end, inner.end);
  if (isPrefix(before) && after.trim() === "") return whole();
  // A string that holds several lines: from the line break before to the one after.
  const from = lineBreaks(before).at(-1) ?? -1;
  const to = lineBreaks(after)[0] ?? -1;
  const head = from < 0 ? before : before.slice(from + 2);
  const tail = to < 0 ? after : after.slice(0, to);
  if (!isPrefix(head) || tail.trim() !== "") return undefined;
  const start = from < 0 ? inner.start : inner.start + from + 2;
  const end = to < 0 ? inner.end : span.end + to + 2;
  return { start, end, text: "" };
}

/** Where `\\n` stands, and not after a backslash that is escaped itself. */
function lineBreaks(text: string): number[] {
  return [...text.matchAll(/\\./gs)].flatMap((m) => (m[0] === "\\n" ? [m.index] : []));
}

function removeLines(span: Span): Change | undefined {
  const { text } = span.chunk;
  const start = lineStart(text, span.start);
  const end = lineEnd(text, span.end);
  if (!isPrefix(text.slice(start, span.start)) || text.slice(span.end, end).trim() !== "") return undefined;
  const lineBreak = text.indexOf("\n", end);
  return { start, end: lineBreak < 0 ? text.length : lineBreak + 1, text: "" };
}

/** Nothing, or what only says how the command is run. */
function isPrefix(text: string): boolean {
  return /^\s*(?:sudo\s+)?$/.test(text);
}

function enclosing(body: Body, span: Span): { template: TemplateNode; list?: TupleNode } | undefined {
  for (const attribute of attributesWithin(body)) {
    if (!holds(attribute, span)) continue;
    let found: { template: TemplateNode; list?: TupleNode } | undefined;
    let list: TupleNode | undefined;
    for (const e of literalsWithin(attribute)) {
      if (!holds(e, span)) continue;
      if (e.kind === "tuple") list = e;
      if (e.kind === "template") found = list?.items.includes(e) ? { template: e, list } : { template: e };
    }
    return found;
  }
  return undefined;
}

function holds(e: Expression, span: Span): boolean {
  return e.span.start <= span.start && span.end <= e.span.end;
}

function* attributesWithin(body: Body): Generator<Expression> {
  for (const a of body.attributes) yield a.value;
  for (const top of body.blocks) for (const { block } of blocksWithin(top)) yield* argumentsOf(block);
}

function* argumentsOf(block: Block): Generator<Expression> {
  for (const a of block.body.attributes) yield a.value;
}
