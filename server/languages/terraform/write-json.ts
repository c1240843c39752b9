/** Writes fixes into `.tf.json`. */
import {
  type EditResult,
  findNodeAtLocation,
  findNodeAtOffset,
  getNodePath,
  type JSONPath,
  modify,
  type Node,
  parseTree,
} from "jsonc-parser";
import type { Expression, Intent } from "../../core/fixes.ts";
import type { Chunk, Source } from "../../core/span.ts";
import type { Change } from "./write-alignment.ts";
import { newlineOf } from "./write-body.ts";
import { expressionText, type NativeResource } from "./write-expression.ts";
import { jsonRemoval } from "./write-json-removals.ts";

/** Changes, each of the chunk that it is in. */
export type Changes = { readonly chunk: Chunk; readonly change: Change }[];

/**
 * The changes of an intent on a resource in JSON; undefined for what cannot be written there.
 *
 * @param name a name that no resource of the type has, for a new one
 */
export function writeJson(
  intent: Intent,
  native: NativeResource,
  name: (intent: NewResource) => string,
): Changes | undefined {
  const { chunk } = native.block.span;
  const tree = parseTree(chunk.text);
  const path = tree && pathOfBody(tree, native);
  if (!path) return undefined;
  switch (intent.do) {
    case "set": {
      const value = jsonValue(intent.to, intent.resource.module);
      return value === undefined ? undefined : jsonChanges(chunk, [...path, ...intent.path], value);
    }
    case "remove":
      return jsonChanges(chunk, [...path, ...intent.path], undefined);
    case "removeResource":
      return jsonChanges(chunk, path, undefined);
    case "removeItem": {
      const removed = jsonRemoval(tree, path, intent.value.origin.span);
      return removed && jsonChanges(chunk, removed, undefined);
    }
    case "addResource": {
      const types = withoutLabel(withoutLabel(path));
      const entries = { kind: "object" as const, entries: intent.properties };
      const value = jsonValue(entries, intent.near.module);
      return value === undefined ? undefined : jsonChanges(chunk, [...types, intent.type, name(intent)], value);
    }
    default:
      return undefined;
  }
}

type NewResource = Extract<Intent, { do: "addResource" }>;

/** Where the body of a resource stands. */
function pathOfBody(tree: Node, { block }: NativeResource): JSONPath | undefined {
  const start = block.body.span.start - 1;
  const node = findNodeAtOffset(tree, start, true);
  return node?.type === "object" && node.offset === start ? getNodePath(node) : undefined;
}

/** The path of what holds a label: blocks of one label may stand in a list. */
function withoutLabel(path: JSONPath): JSONPath {
  return path.slice(
    0,
    path.findLastIndex((step) => typeof step === "string"),
  );
}

/** A variable in a file of JSON. */
export function addJsonVariable(
  source: Source,
  { name, description, type }: Extract<Intent, { do: "addInput" }>,
): Changes | undefined {
  return jsonChanges(source.chunks[0]!, ["variable", name], { description, type });
}

/** Removes the default of a variable in a file of JSON. */
export function removeJsonDefault(source: Source, name: string): Changes | undefined {
  return jsonChanges(source.chunks[0]!, ["variable", name, "default"], undefined);
}

function jsonValue(e: Expression, module: string): unknown {
  switch (e.kind) {
    case "literal":
      return typeof e.value === "string" ? e.value.replace(/([$%])\{/g, "$1$1{") : e.value;
    case "list": {
      const items = e.items.map((item) => jsonValue(item, module));
      return items.includes(undefined) ? undefined : items;
    }
    case "object": {
      const entries = Object.entries(e.entries).map(([k, v]) => [k, jsonValue(v, module)] as const);
      return entries.some(([, v]) => v === undefined) ? undefined : Object.fromEntries(entries);
    }
    default: {
      const text = expressionText(e, { module, indent: "", newline: "\n" });
      return text === undefined ? undefined : `\${${text}}`;
    }
  }
}

/** Writes a value at a path, or removes what stands there. */
export function jsonChanges(chunk: Chunk, path: JSONPath, value: unknown): Changes | undefined {
  const tree = parseTree(chunk.text);
  if (!leadsSomewhere(tree, path, value !== undefined)) return undefined;
  if (value === undefined) return [{ chunk, change: removalAt(findNodeAtLocation(tree!, path)!) }];
  const indent = /\n([ \t]+)\S/.exec(chunk.text)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.length,
    eol: newlineOf(chunk.text),
  };
  // What is written in one line stays in one line.
  const isOneLine = !chunk.text.trim().includes("\n");
  const edits: EditResult = modify(chunk.text, path, value, isOneLine ? {} : { formattingOptions });
  return edits.map(({ offset, length, content }) => ({
    chunk,
    change: { start: offset, end: offset + length, text: content },
  }));
}

/** Removes an item or a property with its comma. `modify` of jsonc-parser takes too much where a list ends in its line. */
function removalAt(node: Node): Change {
  const gone = node.parent?.type === "property" ? node.parent : node;
  const around = gone.parent;
  const end = (n: Node) => n.offset + n.length;
  if (!around) return { start: gone.offset, end: end(gone), text: "{}" };
  const siblings = around.children ?? [];
  const index = siblings.indexOf(gone);
  const [previous, next] = [siblings[index - 1], siblings[index + 1]];
  if (previous) return { start: end(previous), end: end(gone), text: "" };
  if (next) return { start: gone.offset, end: next.offset, text: "" };
  return { start: around.offset + 1, end: end(around) - 1, text: "" };
}

/** True when a property can be written there: all that is on the way is an object, an array, or not there. */
function leadsSomewhere(tree: Node | undefined, path: JSONPath, writes: boolean): boolean {
  if (!tree) return false;
  for (let i = 0; i < path.length; i++) {
    const node = findNodeAtLocation(tree, path.slice(0, i));
    if (!node) return writes && path.slice(i).every((s) => typeof s === "string");
    if (node.type !== (typeof path[i] === "string" ? "object" : "array")) return false;
  }
  return writes ? true : findNodeAtLocation(tree, path) !== undefined;
}
