/** The functions that make and take apart text. */

import { contains } from "../../core/span.ts";
import {
  list,
  type Origin,
  type Piece,
  piece,
  piecesOf,
  type Scalar,
  scalar,
  type Text,
  text,
  unknown,
  type Value,
} from "../../core/values.ts";
import type { Call } from "./calls.ts";
import { combinations, distribute } from "./distribute.ts";
import { type Context, evaluate } from "./evaluate.ts";
import { call as callIdentity, identityOf } from "./identity.ts";
import { argumentsOf, misused } from "./intrinsics.ts";
import { slicePieces, spanOfPieces } from "./pieces.ts";

/** How many variants of one short text are made. */
const MOST_VARIANTS = 16;

/**
 * Joins parts. A short text has a variant for every alternative of its parts; a script or a document is one text
 * whose holes have the alternatives.
 */
export function joined(parts: readonly (Piece | Value)[], origin: Origin): Value {
  const holes = parts.filter((p): p is Value => p.kind === "choice");
  const isShort = !parts.some((p) =>
    (p.kind === "piece" ? p.text : p.kind === "scalar" ? String(p.value) : "").includes("\n"),
  );
  if (holes.length === 0 || !isShort || combinations(holes) > MOST_VARIANTS) return joinedParts(parts, origin);
  return distribute(holes, origin, (chosen) => {
    let i = 0;
    return joinedParts(
      parts.map((p) => (p.kind === "choice" ? chosen[i++]! : p)),
      origin,
    );
  });
}

/** Lists and objects are no text; what should be text and is not makes a hole. */
function joinedParts(parts: readonly (Piece | Value)[], origin: Origin): Scalar | Text {
  return text(
    parts
      .filter((p) => p.kind !== "absent")
      .map((p) => (p.kind === "list" || p.kind === "object" ? unknown("it is no text", p.origin) : p)),
    origin,
  );
}

export function join(call: Call, context: Context): Value {
  const args = argumentsOf(call, 2);
  if (!args) return misused(call);
  const origin: Origin = { span: call.span };
  const delimiter = evaluate(args[0]!, context);
  if (delimiter.kind !== "scalar" && delimiter.kind !== "absent") return unknown("the delimiter is not known", origin);
  const between = delimiter.kind === "scalar" ? piecesOf(delimiter).filter((p) => p.text !== "") : [];
  return distribute([evaluate(args[1]!, context)], origin, ([items]) => {
    if (items.kind !== "list" || !items.closed)
      return unknown("the list is not known", origin, callIdentity("Join", [identityOf(delimiter), identityOf(items)]));
    if (
      items.items.some((i) => i.kind === "choice" && i.alternatives.some((a) => a.value.kind === "absent")) &&
      between.length > 0
    )
      return unknown("which items the list has is not known", origin);
    const parts: (Piece | Value)[] = [];
    for (const [i, item] of items.items.entries()) {
      if (i > 0) parts.push(...between);
      parts.push(item);
    }
    return joined(parts, origin);
  });
}

export function split(call: Call, context: Context): Value {
  const args = argumentsOf(call, 2);
  if (!args) return misused(call);
  const origin: Origin = { span: call.span };
  return distribute([evaluate(args[0]!, context), evaluate(args[1]!, context)], origin, ([by, from]) => {
    if (by.kind !== "scalar" || by.value === "") return unknown("the delimiter is not known", origin);
    if (from.kind !== "scalar")
      return unknown("the text is not known", origin, callIdentity("Split", [identityOf(by), identityOf(from)]));
    const pieces = piecesOf(from);
    const items: Value[] = [];
    let at = 0;
    for (const part of String(from.value).split(String(by.value))) {
      const own = slicePieces(pieces, at, at + part.length);
      const literal = spanOfPieces(own);
      // What was joined from a default stands elsewhere: the text is used here.
      const span = literal && contains(from.origin.span, literal) ? literal : from.origin.span;
      items.push(scalar(part, from.origin.from ? from.origin : { span }, own));
      at += part.length + String(by.value).length;
    }
    return list(items, origin);
  });
}

export function base64(call: Call, context: Context): Value {
  const origin: Origin = { span: call.span };
  return distribute([evaluate(call.argument, context)], origin, ([value]) => {
    if (value.kind === "absent") return value;
    const madeFrom = { by: "base64" as const, value: value };
    const marks = value.marks ? { marks: value.marks } : {};
    if (value.kind === "scalar") {
      const encoded = Buffer.from(String(value.value), "utf8").toString("base64");
      return { ...scalar(encoded, origin, [piece(encoded, call.span)]), madeFrom, ...marks };
    }
    return {
      ...unknown("the text is not known", origin, callIdentity("Base64", [identityOf(value)])),
      madeFrom,
      ...marks,
    };
  });
}
