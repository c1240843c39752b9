/** Writes fixes into Terraform: which characters an intent changes, in the style of the file. */
import type { Expression, Intent, Path, TextEdit, Writer } from "../../core/fixes.ts";
import { lookup } from "../../core/lookup.ts";
import type { Program, Resource } from "../../core/resources.ts";
import { type Chunk, type Span, sameSpan } from "../../core/span.ts";
import type { ListValue, Origin, Value } from "../../core/values.ts";
import { lineEnd, lineStart } from "./lexer.ts";
import { parsedSource } from "./parser.ts";
import { type Change, keepAligned } from "./write-alignment.ts";
import { addInput, addResource, freeName, removeResource } from "./write-blocks.ts";
import { indentAt, insertArgument, insertBlock, newlineOf, removeItemLines, removeListItem } from "./write-body.ts";
import { removeDefault } from "./write-defaults.ts";
import { encoded } from "./write-encoding.ts";
import { bodyLines, expressionText, isBlockName, nativeOf, type WritePlace } from "./write-expression.ts";
import { writeJson } from "./write-json.ts";
import { blocksWithin, follow } from "./write-path.ts";
import { removalOf } from "./write-removals.ts";
import { removeScriptLine } from "./write-script.ts";

/** The writer of every Terraform program. */
export function terraformWriter(): Writer {
  return { write };
}

/** Changes by the chunk that they change; undefined when an intent cannot be written. */
type Changes = readonly { readonly chunk: Chunk; readonly change: Change }[] | undefined;

function write(intents: readonly Intent[], program: Program): readonly TextEdit[] | undefined {
  const byChunk = new Map<Chunk, Change[]>();
  for (const intent of intents) {
    const changes = changesOf(intent, program, intents);
    if (!changes) return undefined;
    for (const { chunk, change } of changes) {
      const same = byChunk.get(chunk);
      if (same) same.push(change);
      else byChunk.set(chunk, [change]);
    }
  }
  const edits: TextEdit[] = [];
  for (const [chunk, changes] of byChunk) {
    const merged = merge(outOfRemovals(chunk.text, changes));
    if (!merged) return undefined;
    const native = chunk.path.endsWith(".tf");
    for (const { start, end, text } of native ? keepAligned(chunk.text, merged) : merged)
      edits.push({ span: { chunk, start, end }, newText: text });
  }
  return edits;
}

/** What is inserted at the end of a line that is removed goes to the end of the last line before it that stays. */
function outOfRemovals(text: string, changes: readonly Change[]): Change[] {
  const removals = changes.filter((c) => c.text === "").sort((a, b) => b.start - a.start);
  return changes.map((c) => {
    if (c.end > c.start) return c;
    let at = c.start;
    for (const r of removals)
      if (r.start < at && at < r.end && r.start > 0) at = lineEnd(text, lineStart(text, r.start - 1));
    return { ...c, start: at, end: at };
  });
}

/** In order; what is inserted at one place becomes one change; undefined when two of them overlap. */
function merge(changes: readonly Change[]): Change[] | undefined {
  const merged: Change[] = [];
  for (const c of [...changes].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && last.start === c.start && last.end === c.end) {
      if (c.end > c.start && c.text !== last.text) return undefined;
      if (c.end === c.start) merged[merged.length - 1] = { ...c, text: last.text + c.text };
    } else if (last && c.start < last.end) return undefined;
    else merged.push(c);
  }
  return merged;
}

function changesOf(intent: Intent, program: Program, intents: readonly Intent[]): Changes {
  switch (intent.do) {
    case "replaceText": {
      const { chunk, start, end } = intent.span;
      return [{ chunk, change: { start, end, text: asLines(intent.text, intent.span) } }];
    }
    case "removeScriptLine": {
      const change = removeScriptLine(intent.span);
      return change && [{ chunk: intent.span.chunk, change }];
    }
    case "addInput":
      return addInput(intent, program, inputPlace(intent, intents));
    case "removeDefault":
      return removeDefault(intent.value, program);
    case "replace": {
      const at = placeToReplace(intent.value.origin, intent.resource, intent.with);
      const value = at && asWrittenAt(at.span, intent, program);
      return at && value && replaceAt(at.span, value, at.module, intent.resource);
    }
    default:
  }
  const resource = intent.do === "addResource" ? intent.near : intent.resource;
  const native = nativeOf(resource);
  if (!native) return undefined;
  if (intent.do === "removeResource" && isOneOfMany(resource, program)) return undefined;
  if (intent.do === "removeItem" && (sharesItsPlace(intent) || isOneOfMany(resource, program))) return undefined;
  if (native.file.syntax === "json") return writeJson(intent, native, (added) => freeName(added, program));
  switch (intent.do) {
    case "addResource":
      return addResource(intent, native, program);
    case "removeResource":
      return removeResource(native, program);
    case "set":
      return setProperty(intent, resource);
    case "remove": {
      const found = follow(native.block, intent.path);
      if (found?.kind === "block") return lines(found.block.span, true);
      if (found?.kind !== "value") return [];
      if (found.attribute) return lines(found.attribute.span, false);
      if (!found.entry) return undefined;
      const { object, item } = found.entry;
      const items = object.items.map((o) => ({ span: { ...o.key.span, end: o.value.span.end } }));
      const change = removeListItem(items, object.items.indexOf(item), object.span);
      return [{ chunk: object.span.chunk, change }];
    }
    case "encode": {
      const found = isOneOfMany(resource, program) ? undefined : follow(native.block, intent.path);
      return found?.kind === "value" && found.attribute ? encoded(found.value.span) : undefined;
    }
    case "snapshotOnDelete":
    case "disableRule":
      return undefined;
    case "removeItem": {
      const removal = removalOf(native.block, intent.value);
      if (removal === "resource") return removeResource(native, program);
      return removal && [{ chunk: removal.span.chunk, change: removal.change }];
    }
  }
}

/** Text of several lines, as the text around it has its lines: indented in a heredoc, escaped in a quoted string. */
function asLines(text: string, { chunk, start }: Span): string {
  if (!text.includes("\n")) return text;
  const before = chunk.text.slice(chunk.text.lastIndexOf("\n", start - 1) + 1, start);
  if (before.trim() !== "") return JSON.stringify(text).slice(1, -1);
  return text.replace(/\n(?=[^\n])/g, `\n${before}`);
}

/** True where the block of a resource makes others too, for which the change is not meant. */
function isOneOfMany(resource: Resource, program: Program): boolean {
  if (resource.key === "symbolic" || (typeof resource.key === "string" && resource.module !== "")) return true;
  const block = nativeOf(resource)?.block;
  return program.resources.some((r) => r !== resource && r.type === resource.type && nativeOf(r)?.block === block);
}

/** The list that an item is in; undefined for what is no item of a list. */
function listAround({ resource, path }: { resource: Resource; path?: Path }): ListValue | undefined {
  if (typeof path?.at(-1) !== "number") return undefined;
  const list = lookup(resource.properties, path.slice(0, -1));
  return list.kind === "list" ? list : undefined;
}

/** True for an item of a list that stands for others too: `cidr_blocks = var.networks`. */
function sharesItsPlace(intent: { resource: Resource; path?: Path; value: Value }): boolean {
  const { span } = intent.value.origin;
  const same = listAround(intent)?.items.filter((item) => sameSpan(item.origin.span, span));
  return same !== undefined && same.length > 1;
}

/** What is written for an item of a list: a list of one, where the whole list is used by name. */
function asWrittenAt(span: Span, intent: Extract<Intent, { do: "replace" }>, program: Program): Expression | undefined {
  const list = listAround(intent);
  if (!list) return intent.with;
  if (!isWholeArgument(span, program)) {
    // One text that several items were split from.
    const places = list.items.map((item) => placeToReplace(item.origin, intent.resource, intent.with));
    return places.filter((p) => p && sameSpan(p.span, span)).length > 1 ? undefined : intent.with;
  }
  return list.closed && list.items.length === 1 ? { kind: "list", items: [intent.with] } : undefined;
}

function isWholeArgument(span: Span, program: Program): boolean {
  const source = program.sources.get(span.chunk.path);
  if (!source) return false;
  for (const top of parsedSource(source).blocks) {
    if (top.span.chunk !== span.chunk) continue;
    for (const { block } of blocksWithin(top))
      if (block.body.attributes.some((a) => sameSpan(a.value.span, span))) return true;
  }
  return false;
}

function lines(span: Span, comments: boolean): Changes {
  return [{ chunk: span.chunk, change: removeItemLines(span, comments) }];
}

interface Place {
  readonly span: Span;
  readonly module: string;
}

/**
 * Where another value is written: at the outermost call that handed it in, else where it is used. What names a
 * resource can only be written in the module of that resource.
 */
function placeToReplace(origin: Origin, resource: Resource, value: Expression): Place | undefined {
  const places: Place[] = [{ span: origin.span, module: resource.module }];
  let { module } = resource;
  for (let at = origin; at.from; at = at.from.origin) {
    if (at.from.step !== "argument") continue;
    module = parentModule(module);
    places.unshift({ span: at.from.origin.span, module });
  }
  return places.find((p) => ownersOf(value).every((of) => of.module === p.module));
}

/** The address of the module that calls a module. */
function parentModule(address: string): string {
  const cut = /(?:^|\.)module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*"|\*)\])?$/.exec(address);
  return cut ? address.slice(0, cut.index) : "";
}

function ownersOf(e: Expression): Resource[] {
  if (e.kind === "attribute") return [e.of];
  if (e.kind === "list") return e.items.flatMap(ownersOf);
  if (e.kind === "object") return Object.values(e.entries).flatMap(ownersOf);
  return [];
}

function replaceAt(span: Span, value: Expression, module: string, resource: Resource): Changes {
  const { chunk, start, end } = span;
  const place: WritePlace = {
    module,
    ...(module === resource.module && { resource }),
    indent: indentAt(chunk.text, start),
    newline: newlineOf(chunk.text),
  };
  const text = chunk.path.endsWith(".json") ? jsonText(value, place) : expressionText(value, place);
  return text === undefined ? undefined : [{ chunk, change: { start, end, text } }];
}

function jsonText(value: Expression, place: WritePlace): string | undefined {
  if (value.kind === "literal") {
    const { value: v } = value;
    return typeof v === "string" ? JSON.stringify(v.replace(/([$%])\{/g, "$1$1{")) : String(v);
  }
  const text = expressionText(value, place);
  return text === undefined || value.kind === "list" || value.kind === "object"
    ? undefined
    : `"\${${text.replaceAll('"', '\\"')}}"`;
}

/** Where an input is used: the module that gets it, and the file, when that is another than the resource's. */
function inputPlace(
  { name, near }: Extract<Intent, { do: "addInput" }>,
  intents: readonly Intent[],
): { readonly module: string; readonly path?: string } {
  for (const intent of intents) {
    if (intent.do !== "replace" || intent.with.kind !== "input" || intent.with.name !== name) continue;
    const at = placeToReplace(intent.value.origin, intent.resource, intent.with);
    if (at) return { module: at.module, path: at.span.chunk.path };
  }
  return { module: near.module };
}

function setProperty(intent: Extract<Intent, { do: "set" }>, resource: Resource): Changes {
  const { block } = nativeOf(resource)!;
  const found = follow(block, intent.path);
  if (!found) return undefined;
  const { chunk } = block.span;
  const place = { module: resource.module, resource, indent: "", newline: newlineOf(chunk.text) };
  if (found.kind === "value") return replaceAt(found.value.span, intent.to, resource.module, resource);
  if (found.kind === "missingInObject") {
    const [name, ...more] = found.rest;
    const text = more.length === 0 ? expressionText(intent.to, place) : undefined;
    if (text === undefined || !/^[\w-]+$/.test(name!)) return undefined;
    const last = found.object.items.at(-1);
    const { start, end } = found.object.span;
    const multi = chunk.text.slice(start, end).includes("\n");
    const at = last ? last.value.span.end : start + 1;
    const entry = `${name} = ${text}`;
    const written = !multi
      ? `${last ? ", " : " "}${entry}${last ? "" : " "}`
      : `${place.newline}${indentAt(chunk.text, last ? last.key.span.start : start)}${last ? "" : "  "}${entry}`;
    return [{ chunk, change: { start: at, end: at, text: written } }];
  }
  if (found.kind === "block") {
    if (intent.to.kind !== "object") return undefined;
    const inner = bodyLines(intent.to.entries, {
      ...place,
      indent: `${indentAt(chunk.text, found.block.span.start)}  `,
    });
    if (!inner) return undefined;
    const { start, end } = found.block.body.span;
    const outer = indentAt(chunk.text, found.block.span.start);
    return [{ chunk, change: { start, end, text: `${[``, ...inner].join(place.newline)}${place.newline}${outer}` } }];
  }
  // Blocks are made for what lies between.
  const names = [...found.rest];
  const last = names.pop()!;
  let entries: Record<string, Expression> = { [last]: intent.to };
  for (const name of names.reverse()) entries = { [name]: { kind: "object", entries } };
  const [[name, value]] = Object.entries(entries) as [[string, Expression]];
  if (value.kind === "object" && isBlockName(name)) {
    const written = bodyLines(entries, place);
    const change = written && insertBlock(found.block, written);
    return change && [{ chunk, change }];
  }
  const text = expressionText(value, { ...place, indent: `${indentAt(chunk.text, found.block.span.start)}  ` });
  const change = text === undefined ? undefined : insertArgument(found.block, `${name} = ${text}`);
  return change && [{ chunk, change }];
}
