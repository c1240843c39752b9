/** Writes fixes into `.tf.json`. */
import {
  type EditResult,
  findNodeAtLocation,
  getLocation,
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

/** Changes, each of the chunk that it is in. */
export type Changes = { readonly chunk: Chunk; readonly change: Change }[];

/** The changes of an intent on a resource in JSON; undefined for what cannot be written there. */
export function writeJson(intent: Intent, native: NativeResource): Changes | undefined {
  const { block } = native;
  const { chunk } = block.span;
  const place = getLocation(chunk.text, block.body.span.start).path;
  const path: JSONPath = place.at(-1) === "" ? place.slice(0, -1) : place;
  switch (intent.do) {
    case "set": {
      const value = jsonValue(intent.to, intent.resource.module);
      return value === undefined ? undefined : changes(chunk, [...path, ...intent.path], value);
    }
    case "remove":
      return changes(chunk, [...path, ...intent.path], undefined);
    case "removeResource":
      return changes(chunk, path, undefined);
    default:
      return undefined;
  }
}

/** A variable in a file of JSON. */
export function addJsonVariable(
  source: Source,
  { name, description, type }: Extract<Intent, { do: "addInput" }>,
): Changes | undefined {
  return changes(source.chunks[0]!, ["variable", name], { description, type });
}

/** Removes the default of a variable in a file of JSON. */
export function removeJsonDefault(source: Source, name: string): Changes | undefined {
  return changes(source.chunks[0]!, ["variable", name, "default"], undefined);
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

function changes(chunk: Chunk, path: JSONPath, value: unknown): Changes | undefined {
  if (!leadsSomewhere(parseTree(chunk.text), path, value !== undefined)) return undefined;
  const indent = /\n([ \t]+)\S/.exec(chunk.text)?.[1] ?? "  ";
  const edits: EditResult = modify(chunk.text, path, value, {
    formattingOptions: {
      insertSpaces: !indent.startsWith("\t"),
      tabSize: indent.length,
      eol: newlineOf(chunk.text),
    },
  });
  return edits.map(({ offset, length, content }) => ({
    chunk,
    change: { start: offset, end: offset + length, text: content },
  }));
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
