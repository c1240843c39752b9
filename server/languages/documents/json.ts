/** JSON text as values. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { absent, type Entry, entry, lazyEntry, list, object, scalar, unknown, type Value } from "../../core/values.ts";
import { HOLE, type MappedText } from "./mapped-text.ts";
import { spelledString } from "./spelling.ts";

/** Brackets may be nested this deep. */
const DEEPEST = 100;

/** The structure of JSON text, or why it cannot be read. */
export function readJson(doc: MappedText): Value | { readonly failure: string } {
  const text = withLegalHoles(doc.text);
  if (text === undefined) return { failure: `the JSON is nested more than ${DEEPEST} levels deep` };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const error = errors[0];
  if (error) {
    const line = text.slice(0, error.offset).split("\n").length;
    return { failure: `the JSON cannot be read: ${printParseErrorCode(error.error)} in line ${line}` };
  }
  if (!tree) return { failure: "there is no JSON" };
  return toValue(tree, doc);
}

/**
 * The text with a number for every hole that is not in a string, so that it is JSON. Undefined when brackets are
 * nested too deep for the parser, which recurses.
 */
function withLegalHoles(text: string): string | undefined {
  let depth = 0;
  let inString = false;
  let legal = "";
  let done = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === "\\") i++;
      else if (c === '"' || c === "\n") inString = false;
    } else if (c === '"') inString = true;
    else if (c === "{" || c === "[") {
      if (++depth > DEEPEST) return undefined;
    } else if (c === "}" || c === "]") depth--;
    else if (c === HOLE) {
      legal += `${text.slice(done, i)}0`;
      done = i + 1;
    }
  }
  return legal + text.slice(done);
}

function toValue(node: Node, doc: MappedText): Value {
  const from = node.offset;
  const to = node.offset + node.length;
  const origin = { span: doc.spanOf(from, to) };
  switch (node.type) {
    case "object":
      return toObject(node, doc);
    case "array": {
      const children = node.children ?? [];
      // A hole between brackets may be any number of items.
      const closed = !children.some((child) => child.type !== "string" && isHole(child, doc));
      return list(
        children.map((child) => toValue(child, doc)),
        origin,
        closed,
      );
    }
    case "string": {
      const hole = to - from > 2 ? doc.holeOf(from + 1, to - 1) : undefined;
      if (hole) return hole;
      return spelledString(doc, from, to, "json", String(node.value)).toValue(origin);
    }
    case "null":
      return absent(origin);
    default: {
      const hole = doc.holeOf(from, to);
      if (hole) return documentOf(hole);
      if (doc.hasHole(from, to)) return unknown("a part of it is not known", origin);
      return scalar(node.value as number | boolean, origin);
    }
  }
}

/** What a hole means where a value stands: text that was made from JSON is that JSON. */
function documentOf(hole: Value): Value {
  if (hole.madeFrom?.by === "json") return hole.madeFrom.value;
  return hole.kind === "scalar" || hole.kind === "text"
    ? unknown("what is put in here is not read as JSON", hole.origin)
    : hole;
}

function isHole(node: Node, doc: MappedText): boolean {
  return doc.holeOf(node.offset, node.offset + node.length) !== undefined;
}

function toObject(node: Node, doc: MappedText): Value {
  const entries: Entry[] = [];
  let closed = true;
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key) continue;
    const from = key.offset;
    const to = key.offset + key.length;
    if (doc.hasHole(from, to)) {
      closed = false;
      continue;
    }
    const keySpan = doc.spanOf(from, to);
    const name = String(key.value);
    if (value) entries.push(lazyEntry(name, () => toValue(value, doc), keySpan));
    else entries.push(entry(name, unknown(`${name} has no value`, { span: keySpan }), keySpan));
  }
  const origin = { span: doc.spanOf(node.offset, node.offset + node.length) };
  return object(entries, origin, { closed });
}
