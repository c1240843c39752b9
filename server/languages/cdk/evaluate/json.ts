/** JSON files that are imported or read: values with places in the file. */
import { type Node, parseTree } from "jsonc-parser";
import type { Chunk, Span } from "../../../core/span.ts";
import { absent, entry, type Origin, type Piece, scalar, unknown, type Value } from "../../../core/values.ts";
import type { World } from "./world.ts";

const DEEPEST = 100;

/** The value of a JSON text; used at `span`. */
export function jsonValue(world: World, chunk: Chunk, span: Span): Value {
  const root = parseTree(chunk.text, [], { allowTrailingComma: true });
  if (!root) return unknown("the JSON file is empty", { span });
  const name = chunk.path.slice(chunk.path.lastIndexOf("/") + 1);
  const read = (node: Node, depth: number): Value => {
    const at: Span = { chunk, start: node.offset, end: node.offset + node.length };
    const origin: Origin = { span, from: { step: "file", name, origin: { span: at } } };
    if (depth > DEEPEST) return unknown("the JSON is nested too deeply", origin);
    switch (node.type) {
      case "object": {
        const entries = world.newEntries();
        for (const property of node.children ?? []) {
          const [key, value] = property.children ?? [];
          if (!key || !value) continue;
          const keySpan = { chunk, start: key.offset, end: key.offset + key.length };
          entries.entries.set(String(key.value), entry(String(key.value), read(value, depth + 1), keySpan));
        }
        return world.object(entries, origin);
      }
      case "array":
        return world.list(
          (node.children ?? []).map((n) => read(n, depth + 1)),
          origin,
        );
      case "null":
        return absent(origin);
      case "string": {
        const text = String(node.value);
        const verbatim = chunk.text.slice(at.start + 1, at.end - 1) === text;
        const pieces: Piece[] | undefined = verbatim ? undefined : [{ kind: "piece", text, span: at }];
        return scalar(text, origin, pieces);
      }
      default:
        return scalar(node.value as number | boolean, origin);
    }
  };
  return read(root, 0);
}
