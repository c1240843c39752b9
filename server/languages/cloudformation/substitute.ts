/** `Fn::Sub`: text with `${Name}` in it. */
import { type Origin, type Piece, piece, piecesOf, scalar, unknown, type Value } from "../../core/values.ts";
import type { Call } from "./calls.ts";
import { type Context, evaluate } from "./evaluate.ts";
import { attributeOf, misused } from "./intrinsics.ts";
import { substituteVariables, variableText } from "./loops.ts";
import { piecesOfScalar, slicePieces, spanOfPieces } from "./pieces.ts";
import { joined } from "./strings.ts";
import type { MappingNode, ScalarNode } from "./syntax.ts";

const hole = /([$&])\{(!?)([^{}]*)\}/g;

export function substitute(call: Call, context: Context): Value {
  const { argument } = call;
  if (argument.kind === "scalar") return substituted(argument, undefined, call, context);
  if (argument.kind !== "sequence" || argument.items.length === 0 || argument.items.length > 2) return misused(call);
  const [template, names] = argument.items;
  if (template?.kind !== "scalar" || template.tag !== undefined) return misused(call);
  if (names && (names.kind !== "mapping" || names.tag !== undefined)) return misused(call);
  return substituted(template, names as MappingNode | undefined, call, context);
}

function substituted(node: ScalarNode, names: MappingNode | undefined, call: Call, context: Context): Value {
  const origin: Origin = { span: call.span };
  if (node.value === null || node.style === "empty") return misused(call);
  const written = String(node.value);
  const pieces = piecesOfScalar(node) ?? piecesOf(scalar(written, { span: node.content }));
  const parts: (Piece | Value)[] = [];
  let at = 0;
  for (const match of written.matchAll(hole)) {
    const end = match.index + match[0].length;
    const name = match[3]!.trim();
    if (match[1] === "&") {
      const made = variableText(name, "&", context);
      if (made === undefined) continue;
      parts.push(...slicePieces(pieces, at, match.index));
      parts.push(piece(made, spanOfPieces(slicePieces(pieces, match.index, end))));
      at = end;
      continue;
    }
    if (match[2] === "!") {
      // "${!Name}" is the literal text "${Name}".
      parts.push(...slicePieces(pieces, at, match.index + 2));
      at = match.index + 3;
      continue;
    }
    parts.push(...slicePieces(pieces, at, match.index));
    at = end;
    const own = slicePieces(pieces, match.index, end);
    parts.push(heldBy(name, spanOfPieces(own) ?? call.span, names, context));
  }
  parts.push(...slicePieces(pieces, at, written.length));
  return joined(parts, origin);
}

function heldBy(written: string, span: Call["span"], names: MappingNode | undefined, context: Context): Value {
  const own = names?.entries.find((e) => e.key === written);
  if (own) return evaluate(own.value, context);
  const variable = context.variables?.get(written);
  if (variable) return variable;
  const name = substituteVariables(written, context);
  const dot = name.indexOf(".");
  if (dot > 0) return attributeOf(name.slice(0, dot), name.slice(dot + 1), span, context);
  if (name === "") return unknown("nothing is named here", { span });
  return context.scope.refer(name, span);
}
