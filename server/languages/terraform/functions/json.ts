/** JSON out of values and values out of JSON. */
import {
  absent,
  entry,
  list,
  type Mark,
  type Origin,
  object,
  type Piece,
  piece,
  piecesOf,
  scalar,
  text,
  type Value,
} from "../../../core/values.ts";
import { asString, sortedEntries, textOfNumber } from "./arguments.ts";
import type { CallSite, Definitions } from "./definition.ts";
import { NotKnown, Refused } from "./outcomes.ts";
import { isTooLong } from "./strings.ts";

/** How deep a document may be. */
const DEEPEST = 100;
const MOST_PARTS = 50_000;

/** A string as Go's encoder writes it: safe inside HTML. */
export function jsonString(s: string): string {
  return JSON.stringify(s).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The JSON of a value as text parts: what is not known is a hole, and each string stands in its place. */
function jsonParts(value: Value, parts: (Piece | Value)[], depth: number): void {
  if (depth > DEEPEST || parts.length > MOST_PARTS) throw new NotKnown("the document is too large");
  switch (value.kind) {
    case "scalar":
      if (typeof value.value !== "string")
        addText(typeof value.value === "number" ? textOfNumber(value.value) : String(value.value), parts);
      else addString(piecesOf(value), parts);
      return;
    case "absent":
      addText("null", parts);
      return;
    case "text":
      addString(value.parts, parts);
      return;
    case "list":
      if (!value.closed) throw new NotKnown("the list may have more items than are known");
      addText("[", parts);
      value.items.forEach((item, i) => {
        if (i > 0) addText(",", parts);
        jsonParts(item, parts, depth + 1);
      });
      addText("]", parts);
      return;
    case "object":
      if (!value.closed) throw new NotKnown("the map may have more entries than are known");
      addText("{", parts);
      sortedEntries(value).forEach((e, i) => {
        addText(`${i > 0 ? "," : ""}${jsonString(e.key)}:`, parts);
        jsonParts(e.value, parts, depth + 1);
      });
      addText("}", parts);
      return;
    case "reference":
      addString([value], parts);
      return;
    default:
      parts.push(value);
  }
}

/** Text that stands nowhere; what stands side by side is one piece. */
function addText(written: string, parts: (Piece | Value)[]): void {
  const last = parts[parts.length - 1];
  if (last?.kind === "piece" && !last.span) parts[parts.length - 1] = piece(last.text + written);
  else parts.push(piece(written));
}

function addString(of: readonly (Piece | Value)[], parts: (Piece | Value)[]): void {
  addText('"', parts);
  for (const p of of) {
    if (p.kind !== "piece") parts.push(p);
    else if (p.span) parts.push(piece(jsonString(p.text).slice(1, -1), p.span));
    else addText(jsonString(p.text).slice(1, -1), parts);
  }
  addText('"', parts);
}

/** The JSON of a value that is wholly known. */
export function jsonOf(value: Value): string {
  const parts: (Piece | Value)[] = [];
  jsonParts(value, parts, 0);
  if (isTooLong(parts)) throw new NotKnown("the document is too long");
  return parts
    .map((p) => {
      if (p.kind !== "piece") throw new NotKnown("a part of it is not known");
      return p.text;
    })
    .join("");
}

/** `jsonencode`: the text, which remembers what it was made from. */
export function encodeJson(value: Value, origin: Origin): Value {
  const madeFrom = { by: "json" as const, value };
  const parts: (Piece | Value)[] = [];
  try {
    jsonParts(value, parts, 0);
    if (isTooLong(parts)) throw new NotKnown("the document is too long");
  } catch (e) {
    if (!(e instanceof NotKnown)) throw e;
    return { kind: "unknown", reason: e.reason, origin, madeFrom };
  }
  return { ...text(parts, origin), ...marksOf(value), madeFrom };
}

/** The marks of all that is in a value: a document with a secret in it is one. */
export function marksOf(value: Value): { readonly marks?: ReadonlySet<Mark> } {
  const marks = new Set<Mark>();
  const walk = (v: Value, depth: number): void => {
    for (const m of v.marks ?? []) marks.add(m);
    if (depth > DEEPEST) return;
    if (v.kind === "list") for (const item of v.items) walk(item, depth + 1);
    else if (v.kind === "object") for (const e of v.entries.values()) walk(e.value, depth + 1);
    else if (v.kind === "text") for (const p of v.parts) if (p.kind !== "piece") walk(p, depth + 1);
  };
  walk(value, 0);
  return marks.size > 0 ? { marks } : {};
}

/** A plain JavaScript value as a value. */
export function fromPlain(plain: unknown, origin: Origin, depth = 0): Value {
  if (depth > DEEPEST) throw new NotKnown("the document is too deep");
  if (plain === null || plain === undefined) return absent(origin);
  if (typeof plain === "string" || typeof plain === "boolean") return scalar(plain, origin);
  if (typeof plain === "number") {
    if (!Number.isFinite(plain)) throw new NotKnown("a number of the document is not known exactly");
    return scalar(plain, origin);
  }
  if (Array.isArray(plain))
    return list(
      plain.map((item) => fromPlain(item, origin, depth + 1)),
      origin,
    );
  if (typeof plain === "object")
    return object(
      Object.entries(plain).map(([key, value]) => entry(key, fromPlain(value, origin, depth + 1))),
      origin,
    );
  throw new NotKnown("a part of the document is not understood");
}

function decodeJson(args: readonly Value[], at: CallSite): Value {
  const made = args[0]!.madeFrom;
  if (made?.by === "json") return made.value;
  const source = asString(args[0]);
  let plain: unknown;
  try {
    plain = JSON.parse(source);
  } catch {
    throw new Refused("it is no JSON");
  }
  return fromPlain(plain, at.origin);
}

export const json: Definitions = {
  jsondecode: { min: 1, max: 1, apply: decodeJson },
  jsonencode: { min: 1, max: 1, nulls: true, apply: ([value], at) => encodeJson(value!, at.origin) },
};
