/** Edits of mappings and sequences: replace, insert, remove. */
import type { Expression, TextEdit } from "../../core/fixes.ts";
import { type Chunk, contains } from "../../core/span.ts";
import { styleOf } from "./file-style.ts";
import type { Located, Step } from "./locate.ts";
import { isInCall, isOwn } from "./locate.ts";
import { type Rendering, renderAfterColon, renderEntries, renderInline, renderKey } from "./render.ts";
import type { MappingEntry, MappingNode, Node, SequenceNode, Template } from "./syntax.ts";

export type Edits = readonly TextEdit[] | undefined;

export function rendering(template: Template, module: string): Rendering {
  return { style: styleOf(template), module };
}

export function edit(chunk: Chunk, start: number, end: number, newText: string): TextEdit {
  return { span: { chunk, start, end }, newText };
}

/**
 * Writes another value in the place of a node. `entry` is the entry whose value it is, `inFlow` says that brackets are
 * around it.
 */
export function replaceNode(
  node: Node,
  entry: MappingEntry | undefined,
  value: Expression,
  at: Rendering,
  inFlow: boolean,
): Edits {
  const { chunk, start } = node.span;
  const end = endOf(node);
  const isScalar = value.kind !== "object" && value.kind !== "list";
  const quote =
    node.kind === "scalar" && node.tag === undefined && value.kind === "literal" && typeof value.value === "string"
      ? node.style === "double"
        ? '"'
        : node.style === "single"
          ? "'"
          : ""
      : "";
  const gap = entry && entry.keySpan.chunk === chunk ? chunk.text.slice(entry.keySpan.end, start) : "";
  if (
    at.style.format === "yaml" &&
    entry &&
    !inFlow &&
    (!isScalar || gap.includes("\n") || (node.kind === "scalar" && node.style === "empty"))
  ) {
    const between = /^\s*:\s*$/.exec(gap) ?? (gap === "" && node.span.start === entry.keySpan.end ? [""] : null);
    if (!between) return undefined;
    const indent = columnOf(chunk, entry.keySpan.start);
    const rendered = renderAfterColon(value, indent, at);
    if (rendered === undefined) return undefined;
    if (between[0] === "") {
      const colon = /^\s*:/.exec(chunk.text.slice(entry.keySpan.end, entry.keySpan.end + 50));
      if (!colon) return undefined;
      const from = entry.keySpan.end + colon[0].length;
      return [edit(chunk, from, from, rendered)];
    }
    const from = entry.keySpan.end + between[0].indexOf(":") + 1;
    return [edit(chunk, from, end, rendered)];
  }
  const rendered = renderInline(value, at, quote, inFlow || !entry);
  if (rendered === undefined) return undefined;
  const lead = start > 0 && /[:,]/.test(chunk.text[start - 1]!) ? " " : "";
  return [edit(chunk, start, end, lead + rendered)];
}

/** The offset behind the last character that a reader sees; a block scalar ends before its last line break. */
export function endOf(node: Node): number {
  const { chunk, start, end } = node.span;
  let at = end;
  while (at > start && /\s/.test(chunk.text[at - 1]!)) at--;
  return at;
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The end of the line that an offset is on, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return at > offset && text[at - 1] === "\r" ? at - 1 : at;
}

export function columnOf(chunk: Chunk, offset: number): number {
  return offset - lineStart(chunk.text, offset);
}

/** The offset behind an entry, in the chunk of its key. */
export function endOfEntry({ keySpan, value, alias }: MappingEntry): number {
  if (alias) return alias.end;
  return value.span.chunk === keySpan.chunk ? Math.max(endOf(value), keySpan.end) : keySpan.end;
}

/** Adds an entry at the end of a mapping that has entries, or is an empty pair of braces. */
export function insertEntry(mapping: MappingNode, key: string, value: Expression, at: Rendering): Edits {
  const own = mapping.entries.filter((e) => isOwn(mapping, e));
  return own.length === 0 && mapping.entries.length > 0 ? undefined : insertAmong(own, mapping, key, value, at);
}

/** Adds an entry behind the last of `entries`, which are those of `mapping`, in whatever chunks they are. */
export function insertAmong(
  entries: readonly MappingEntry[],
  mapping: MappingNode,
  key: string,
  value: Expression,
  at: Rendering,
  after: MappingEntry | undefined = entries[entries.length - 1],
  blankLine = false,
): Edits {
  const { style } = at;
  if (!after) {
    const { chunk, start } = mapping.content;
    if (chunk.text[start] !== "{") return undefined;
    const inline = renderInline(value, at);
    if (inline === undefined) return undefined;
    const isClosed = chunk.text[mapping.content.end - 1] === "}" && mapping.content.end - start >= 2;
    const entry = `${renderKey(key, style)}: ${inline}`;
    if (isClosed) return [edit(chunk, start, mapping.content.end, `{ ${entry} }`)];
    const indent = indentOfLine(chunk, start);
    const lines = renderEntries({ kind: "object", entries: { [key]: value } }, indent + style.step, at);
    return lines === undefined
      ? undefined
      : [edit(chunk, start + 1, start + 1, `${style.newline}${lines}${style.newline}${style.fill.repeat(indent)}`)];
  }
  const chunk = after.keySpan.chunk;
  if (!after.alias && after.value.span.chunk !== chunk) return undefined;
  const { text } = chunk;
  const isEmpty = !after.alias && after.value.kind === "scalar" && after.value.style === "empty";
  const end = isEmpty ? lineEnd(text, after.keySpan.end) : endOfEntry(after);
  const column = columnOf(chunk, after.keySpan.start);
  const gap = blankLine && style.blankLines ? style.newline : "";
  if (mapping.flow || style.format === "json") {
    const ownLine = /^\s*$/.test(text.slice(lineStart(text, after.keySpan.start), after.keySpan.start));
    if (!ownLine) {
      const inline = renderInline(value, at);
      return inline === undefined ? undefined : [edit(chunk, end, end, `, ${renderKey(key, style)}: ${inline}`)];
    }
    if (style.format === "json") {
      const lines = renderEntries({ kind: "object", entries: { [key]: value } }, column, at);
      return lines === undefined ? undefined : [edit(chunk, end, end, `,${style.newline}${lines}`)];
    }
    const inline = renderInline(value, at);
    if (inline === undefined) return undefined;
    return [edit(chunk, end, end, `,${style.newline}${style.fill.repeat(column)}${renderKey(key, style)}: ${inline}`)];
  }
  const lines = renderEntries({ kind: "object", entries: { [key]: value } }, column, at);
  if (lines === undefined) return undefined;
  // Blanks at the end of a block scalar's last line are a part of it.
  const to = lineEnd(text, end);
  return [edit(chunk, to, to, `${style.newline}${gap}${lines}`)];
}

function indentOfLine(chunk: Chunk, offset: number): number {
  const start = lineStart(chunk.text, offset);
  return /^[ \t]*/.exec(chunk.text.slice(start, offset))![0].length;
}

/** Removes what a step leads to: an entry of a mapping or an item of a sequence. Empty remains go with it. */
export function removeStep(located: Located, depth: number): Edits {
  const step = located.steps[depth];
  if (!step || isInCall(step)) return undefined;
  if (isOnly(step)) {
    if (depth > 0) return removeStep(located, depth - 1);
    return undefined;
  }
  return "entry" in step ? removeEntry(step.in, step.entry) : removeItem(step.in, step.index);
}

function isOnly(step: Step): boolean {
  return "entry" in step ? step.in.entries.length === 1 : step.in.items.length === 1;
}

/** Removes an entry of a mapping that has others. */
export function removeEntry(mapping: MappingNode, entry: MappingEntry): Edits {
  const entries = mapping.entries.filter((e) => isOwn(mapping, e));
  const i = entries.indexOf(entry);
  if (i < 0) return undefined;
  const start = entry.keySpan.start;
  const end = endOfEntry(entry);
  const next = entries[i + 1];
  const previous = entries[i - 1];
  return removePart(entry.keySpan.chunk, start, end, {
    flow: mapping.flow,
    nextStart: next?.keySpan.start,
    previousEnd: previous && endOfEntry(previous),
    block: !entry.alias && isBlockScalar(entry.value),
  });
}

export function removeItem(sequence: SequenceNode, index: number): Edits {
  const item = sequence.items[index]!;
  const { chunk } = item.span;
  const next = sequence.items[index + 1];
  const previous = sequence.items[index - 1];
  // An alias stands for what is written elsewhere.
  if ([item, next, previous].some((n) => n && !contains(sequence.content, n.span))) return undefined;
  if (sequence.flow)
    return removePart(chunk, item.span.start, endOf(item), {
      flow: true,
      nextStart: next?.span.start,
      previousEnd: previous && endOf(previous),
      block: false,
    });
  const dash = dashBefore(chunk.text, item.span.start);
  if (dash === undefined) return undefined;
  const nextDash = next && dashBefore(chunk.text, next.span.start);
  return removePart(chunk, dash, endOf(item), {
    flow: false,
    nextStart: nextDash,
    previousEnd: previous && endOf(previous),
    block: isBlockScalar(item),
  });
}

function isBlockScalar(node: Node): boolean {
  return node.kind === "scalar" && node.style === "block";
}

/** The dash of the item that starts at an offset; a comment or a line break may stand between. */
function dashBefore(text: string, offset: number): number | undefined {
  for (let at = offset - 1; at >= 0 && offset - at < 2_000; at--) {
    if (text[at] === "-" && /^[ \t]*$/.test(text.slice(lineStart(text, at), at))) return at;
    if (text[at] === "-" && /[-?]\s+$/.test(text.slice(lineStart(text, at), at)) && /^-\s/.test(text.slice(at, at + 2)))
      return at;
    if (text[at] === "-" && /:\s*$/.test(text.slice(lineStart(text, at), at))) return undefined;
    if (text[at] === "-" && /^-\s+$/.test(text.slice(at, offset))) return at;
  }
  return undefined;
}

interface Around {
  readonly flow: boolean;
  readonly nextStart: number | undefined;
  readonly previousEnd: number | undefined;
  /** A block scalar takes the blank lines behind it along. */
  readonly block: boolean;
}

function removePart(chunk: Chunk, start: number, end: number, around: Around): Edits {
  const { text } = chunk;
  if (around.flow) {
    if (around.nextStart !== undefined) return [edit(chunk, start, around.nextStart, "")];
    if (around.previousEnd !== undefined) return [edit(chunk, around.previousEnd, end, "")];
    return undefined;
  }
  const line = lineStart(text, start);
  const ownLine = /^[ \t]*$/.test(text.slice(line, start));
  if (!ownLine) {
    if (around.nextStart === undefined) return undefined;
    return [edit(chunk, start, around.nextStart, "")];
  }
  const behind = text.indexOf("\n", end);
  if (behind >= 0) return [edit(chunk, line, behind + 1, "")];
  // The last line of a text without a line break at its end: the one before goes.
  const before = line > 0 ? (text[line - 2] === "\r" ? line - 2 : line - 1) : line;
  return [edit(chunk, before, text.length, "")];
}
