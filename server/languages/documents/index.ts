/** JSON and YAML that stand in strings: policies, task definitions, state machines, cloud-config. */
import { marked, unknown, type Value } from "../../core/values.ts";
import { readJson } from "./json.ts";
import { MappedText } from "./mapped-text.ts";
import { readYaml } from "./yaml.ts";

/** A document with more characters than this is not read. */
const LARGEST = 1024 * 1024;

const read = new WeakMap<Value, Value | { readonly none: true }>();

/**
 * The structure that JSON or YAML text holds, its places in the text. Structure that is no text yet, or that text was
 * made from, is given back as it is. Text that cannot be read is unknown; a value that is no known text is undefined.
 */
export function readDocument(value: Value): Value | undefined {
  const known = read.get(value);
  if (known) return "none" in known ? undefined : known;
  const result = documentIn(value);
  read.set(value, result ?? { none: true });
  return result;
}

function documentIn(value: Value): Value | undefined {
  let at = value;
  for (let i = 0; at.madeFrom; i++) {
    if (i > 10) return unknown("encoded too many times", value.origin);
    if (at.madeFrom.by === "json" || at.madeFrom.by === "yaml") return at.madeFrom.value;
    at = at.madeFrom.value;
  }
  if (at.kind === "object" || at.kind === "list") return at;
  const doc = MappedText.of(at);
  if (!doc) return undefined;
  if (doc.text.length > LARGEST) return unknown("the document is larger than 1 MB", at.origin);
  const structure = structureOf(doc);
  if ("failure" in structure) return unknown(structure.failure, at.origin);
  return at.kind === "scalar" && at.marks?.has("secret") ? marked(structure, "secret") : structure;
}

function structureOf(doc: MappedText): Value | { readonly failure: string } {
  const whole = wholeHole(doc);
  if (whole) return whole;
  return /^\s*[[{]/.test(doc.text) ? readJson(doc) : readYaml(doc);
}

/** Text that is one hole and white space: what it holds is the hole's. */
function wholeHole(doc: MappedText): Value | undefined {
  const trimmed = doc.text.trim();
  if (trimmed.length !== 1) return undefined;
  const at = doc.text.indexOf(trimmed);
  const hole = doc.holeOf(at, at + 1);
  return hole && unknown("what stands in the text is not known", hole.origin);
}
