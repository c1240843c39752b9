/** Edits of the text inside scripts. */
import type { TextEdit } from "../../core/fixes.ts";
import type { Span } from "../../core/span.ts";
import { callOf } from "./calls.ts";
import { type Edits, edit, endOf, lineEnd, lineStart, removeItem } from "./edit-nodes.ts";
import { type Located, locate } from "./locate.ts";
import { type Node, type ScalarNode, type SequenceNode, scalarText, type Template } from "./syntax.ts";

/** Writes other characters, as the quotes around them need it. */
export function replaceText(template: Template, span: Span, text: string): Edits {
  const located = locate(template, span, false);
  if (located?.node.kind !== "scalar") return [{ span, newText: text }];
  return [{ span, newText: quoted(text, located.node, span) }];
}

function quoted(text: string, node: ScalarNode, span: Span): string {
  switch (node.style) {
    case "double":
      return JSON.stringify(text).slice(1, -1);
    case "single":
      return text.replaceAll("'", "''");
    case "block": {
      const { text: source } = span.chunk;
      const line = lineStart(source, span.start);
      const indent = /^[ \t]*/.exec(source.slice(line))![0];
      return text.replace(/\n(?=[^\n])/g, `\n${indent}`);
    }
    default:
      return text;
  }
}

/** Removes the line of a script that a command stands on, where nothing else stands on it. */
export function removeScriptLine(template: Template, span: Span): Edits {
  const located = locate(template, span, false);
  if (!located) return undefined;
  const { node } = located;
  if (node.kind === "sequence") return removeItems(node, located, span);
  if (node.kind !== "scalar") return undefined;
  if (node.style === "block") return removeBlockLines(node, span);
  const list = listOf(located);
  if (list) {
    const removed = removeItems(list, located, span);
    if (removed) return removed;
  }
  return node.style === "double" ? removeEscapedLine(node, span) : undefined;
}

function removeBlockLines(node: ScalarNode, span: Span): Edits {
  const { chunk } = span;
  const { text } = chunk;
  const start = lineStart(text, span.start);
  const end = lineEnd(text, span.end);
  if (!isHead(text.slice(start, span.start)) || !isTail(text.slice(span.end, end))) return undefined;
  const behind = text.indexOf("\n", end);
  const next = behind < 0 ? text.length : behind + 1;
  const first = text.indexOf("\n", node.content.start) + 1;
  if (text.slice(first, start).trim() === "" && text.slice(next, node.content.end).trim() === "") return undefined;
  return [edit(chunk, start, next, "")];
}

/** What may stand before a command that is removed with its line: nothing, or what only runs it. */
function isHead(text: string): boolean {
  return /^[ \t]*(?:(?:sudo|command|exec|nohup|time)(?:[ \t]+--?[\w-]+(?:[ \t=]+[\w.-]+)?)*[ \t]+)?$/.test(text);
}

/** What may stand behind a command that is removed with its line. */
function isTail(text: string): boolean {
  return /^[ \t]*;?[ \t]*(?:#.*)?$/.test(text);
}

/** The list of the `Fn::Join` that a scalar is an item of. */
function listOf(located: Located): SequenceNode | undefined {
  const last = located.steps[located.steps.length - 1];
  return last && "index" in last ? last.in : undefined;
}

/** Removes the items of a list that a command is made of, where it starts with the first and ends with the last. */
function removeItems(list: SequenceNode, located: Located, span: Span): Edits {
  const at = located.steps.findIndex((s) => s.in === list);
  const holder = at >= 0 ? located.steps[at - 1] : located.steps[located.steps.length - 1];
  const join = holder && callOf(holder.in)?.name === "Fn::Join" ? holder.in : joinAround(located, list);
  const delimiter = join ? delimiterOf(join) : undefined;
  if (delimiter === undefined) return undefined;
  const first = list.items.findIndex((i) => i.span.end > span.start);
  let last = list.items.findIndex((i) => i.span.end >= span.end);
  if (first < 0 || last < first) return undefined;
  const { text } = span.chunk;
  const before = text.slice(list.items[first]!.span.start, span.start);
  if (!isHead(before.replace(/^["']/, ""))) return undefined;
  const previous = list.items[first - 1];
  const breaks = delimiter.includes("\n");
  if (previous && !breaks && !endsLine(previous)) return undefined;
  const after = text.slice(span.end, endOf(list.items[last]!));
  if (/^[ \t]*;?[ \t]*(?:\\n)+["']?$/.test(after)) {
    // The item brings its own line break.
  } else if (/^[ \t]*;?[ \t]*["'}\]]*$/.test(after)) {
    const next = list.items[last + 1];
    if (!breaks && next) {
      if (scalarText(next) !== "\n") return undefined;
      last++;
    }
  } else return undefined;
  if (last - first + 1 === list.items.length) return undefined;
  return removeRun(list, first, last);
}

function removeRun(list: SequenceNode, first: number, last: number): Edits {
  if (first === last) return removeItem(list, first);
  const { chunk, start } = list.items[first]!.span;
  if (list.flow) {
    const next = list.items[last + 1];
    if (next) return [edit(chunk, start, next.span.start, "")];
    const previous = list.items[first - 1];
    return previous ? [edit(chunk, endOf(previous), endOf(list.items[last]!), "")] : undefined;
  }
  const edits: TextEdit[] = [];
  for (let i = first; i <= last; i++) {
    const removed = removeItem(list, i);
    if (!removed) return undefined;
    edits.push(...removed);
  }
  return edits;
}

function joinAround(located: Located, list: SequenceNode): Node | undefined {
  for (const step of located.steps) {
    const call = callOf(step.in);
    if (call?.name === "Fn::Join" && call.argument.kind === "sequence" && call.argument.items.includes(list))
      return step.in;
  }
  return undefined;
}

function delimiterOf(join: Node): string | undefined {
  const argument = callOf(join)?.argument;
  const first = argument?.kind === "sequence" ? argument.items[0] : undefined;
  return first?.kind === "scalar" ? (scalarText(first) ?? "") : undefined;
}

function endsLine(node: Node): boolean {
  return scalarText(node)?.endsWith("\n") === true;
}

/** Removes a line between two `\n` of a string in double quotes. */
function removeEscapedLine(node: ScalarNode, span: Span): Edits {
  const { chunk } = span;
  const from = node.content.start + 1;
  const to = node.content.end - 1;
  const raw = chunk.text.slice(from, to);
  const breaks: { start: number; end: number }[] = [];
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] !== "\\") continue;
    if (raw[i + 1] === "n") breaks.push({ start: from + i, end: from + i + 2 });
    i++;
  }
  const before = breaks.filter((b) => b.end <= span.start).at(-1);
  const after = breaks.find((b) => b.start >= span.end);
  const start = before?.end ?? from;
  const end = after?.start ?? to;
  if (!isHead(chunk.text.slice(start, span.start)) || !isTail(chunk.text.slice(span.end, end))) return undefined;
  if (breaks.some((b) => b.start >= span.start && b.end <= span.end)) return undefined;
  if (!before && !after) return undefined;
  return after ? [edit(chunk, start, after.end, "")] : [edit(chunk, before!.start, end, "")];
}
