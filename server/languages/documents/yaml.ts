/** YAML text as values. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import {
  absent,
  type Entry,
  lazyEntry,
  list,
  type Origin,
  object,
  scalar,
  unknown,
  type Value,
} from "../../core/values.ts";
import { HOLE, type MappedText } from "./mapped-text.ts";
import { type Spelling, spelledString } from "./spelling.ts";

/** Collections may be nested this deep. */
const DEEPEST = 100;
/** Sequences and keys that are opened one behind the other in one line: the composer recurses for each. */
const OPENERS_IN_LINE = /(?:[-?:][ \t]+){100}/;

interface Reading {
  readonly doc: MappedText;
  /** What each alias stands for. An alias within its own anchor has no entry. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** What the targets are, so that aliases of aliases do not multiply. */
  readonly values: Map<Node, Value>;
}

/** The structure of YAML text, or why it cannot be read. */
export function readYaml(doc: MappedText): Value | { readonly failure: string } {
  const { text } = doc;
  const tooDeep = { failure: `the YAML is nested more than ${DEEPEST} levels deep` };
  if (OPENERS_IN_LINE.test(text) || flowDepth(text) > DEEPEST) return tooDeep;
  try {
    const document = parseDocument(text, { uniqueKeys: false, logLevel: "silent", prettyErrors: false });
    const error = document.errors[0];
    if (error) {
      const line = text.slice(0, error.pos[0]).split("\n").length;
      return { failure: `the YAML cannot be read: ${error.code} in line ${line}` };
    }
    if (!document.contents) return absent(doc.origin);
    return toValue(document.contents as Node, { doc, targets: aliasTargets(document), values: new Map() }, 0);
  } catch (error) {
    // The parser recurses; and what it cannot do with a document is no reason to take the others down.
    return error instanceof RangeError ? tooDeep : { failure: `the YAML cannot be read: ${String(error)}` };
  }
}

function aliasTargets(document: Document): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_, node, path) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target && !path.includes(target)) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/** An upper bound for how deep flow collections are nested: brackets in strings count too. */
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 91 || c === 123) deepest = Math.max(deepest, ++depth);
    else if ((c === 93 || c === 125) && depth > 0) depth--;
  }
  return deepest;
}

function toValue(node: Node, reading: Reading, depth: number): Value {
  const { doc } = reading;
  const origin = { span: doc.spanOf(node.range?.[0] ?? 0, node.range?.[1] ?? 0) };
  if (depth > DEEPEST) return unknown(`nested more than ${DEEPEST} levels deep`, origin);
  if (isAlias(node)) {
    const target = reading.targets.get(node);
    if (!target) return unknown(`there is no anchor ${node.source} before this`, origin);
    const known = reading.values.get(target) ?? toValue(target, reading, depth + 1);
    reading.values.set(target, known);
    return known;
  }
  if (node.tag !== undefined && !node.tag.startsWith("tag:yaml.org,2002:"))
    return unknown(`the tag ${node.tag} is not known here`, origin);
  if (isScalar(node)) return scalarValue(node, doc, origin);
  if (isSeq(node))
    return list(
      node.items.map((item) => (item === null ? absent(origin) : toValue(item as Node, reading, depth + 1))),
      origin,
    );
  if (isMap(node)) {
    const entries: Entry[] = [];
    let closed = true;
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const key = pair.key;
      const [from = 0, to = 0] = key?.range ?? [];
      if (!isScalar(key) || key.value === "<<" || doc.hasHole(from, to)) {
        closed = false;
        continue;
      }
      const keySpan = doc.spanOf(from, to);
      const value = pair.value;
      const evaluate = () => (value ? toValue(value, reading, depth + 1) : absent({ span: keySpan }));
      entries.push(lazyEntry(String(key.value), evaluate, keySpan));
    }
    return object(entries, origin, { closed });
  }
  return unknown("this YAML is not understood", origin);
}

const SPELLINGS: Readonly<Record<string, Spelling>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function scalarValue(node: Scalar, doc: MappedText, origin: Origin): Value {
  const { value } = node;
  const [from = 0, to = 0] = node.range ?? [];
  if (value === null || value === undefined) return absent(origin);
  if (typeof value === "number" || typeof value === "boolean") return scalar(value, origin);
  if (typeof value !== "string") return unknown("a value of a type that is not known here", origin);
  if (value === HOLE) {
    const quoted = node.type === "PLAIN" ? 0 : 1;
    const hole = doc.holeOf(from + quoted, to - quoted);
    if (hole) return hole.madeFrom && quoted === 0 && hole.madeFrom.by !== "base64" ? hole.madeFrom.value : hole;
  }
  return spelledString(doc, from, to, SPELLINGS[node.type ?? ""] ?? "plain", value).toValue(origin);
}
