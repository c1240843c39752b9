/** JSON out of values and values out of JSON. */
import {
  absent,
  entry,
  list,
  type Origin,
  object,
  type Piece,
  piece,
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

/** The JSON of a value as text parts: what is not known is a hole. */
function jsonParts(value: Value, parts: (Piece | Value)[], depth: number): void {
  if (depth > DEEPEST || parts.length > MOST_PARTS) throw new NotKnown("the document is too large");
  switch (value.kind) {
    case "scalar":
      parts.push(
        piece(
          typeof value.value === "string"
            ? jsonString(value.value)
            : typeof value.value === "number"
              ? textOfNumber(value.value)
              : String(value.value),
        ),
      );
      return;
    case "absent":
      parts.push(piece("null"));
      return;
    case "text":
      parts.push(piece('"'));
      for (const p of value.parts) parts.push(p.kind === "piece" ? piece(jsonString(p.text).slice(1, -1), p.span) : p);
      parts.push(piece('"'));
      return;
    case "list":
      if (!value.closed) throw new NotKnown("the list may have more items than are known");
      parts.push(piece("["));
      value.items.forEach((item, i) => {
        if (i > 0) parts.push(piece(","));
        jsonParts(item, parts, depth + 1);
      });
      parts.push(piece("]"));
      return;
    case "object":
      if (!value.closed) throw new NotKnown("the map may have more entries than are known");
      parts.push(piece("{"));
      sortedEntries(value).forEach((e, i) => {
        parts.push(piece(`${i > 0 ? "," : ""}${jsonString(e.key)}:`));
        jsonParts(e.value, parts, depth + 1);
      });
      parts.push(piece("}"));
      return;
    case "reference":
      parts.push(piece('"'), value, piece('"'));
      return;
    default:
      parts.push(value);
  }
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
  return { ...text(parts, origin), madeFrom };
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
