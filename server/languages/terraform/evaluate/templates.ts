/** Strings with interpolations and directives. */

import { not } from "../../../core/conditions.ts";
import type { Span } from "../../../core/span.ts";
import { type Choice, choice, type Piece, piecesOf, scalar, text, unknown, type Value } from "../../../core/values.ts";
import { combine } from "../functions/call.ts";
import { stringly } from "../functions/collection-types.ts";
import { elementsOf } from "../functions/conversions.ts";
import { fails, hasFailed, NotKnown, Refused, reasonOf } from "../functions/outcomes.ts";
import { isTooLong } from "../functions/strings.ts";
import type { ForDirective, IfDirective, TemplateNode, TemplatePart } from "../syntax.ts";
import { evaluate, truthOf } from "./expressions.ts";
import { widened } from "./origins.ts";
import type { Scope } from "./scope.ts";

const MOST_PARTS = 20_000;

export function evaluateTemplate(node: TemplateNode, scope: Scope): Value {
  const [first] = node.parts;
  if (!first) return scalar("", { span: node.span });
  if (node.parts.length === 1) {
    if (first.kind === "interpolation" && node.form === "quoted")
      return widened(evaluate(first.expression, scope), node.span);
    if (first.kind === "piece" && node.form === "quoted" && isVerbatim(first.span, first.text, node.span))
      return scalar(first.text, { span: node.span });
  }
  return renderParts(node.parts, node.span, scope);
}

/** True when a piece is all that stands between the quotes, as it is. */
function isVerbatim(inner: Span, content: string, outer: Span): boolean {
  return (
    inner.chunk === outer.chunk &&
    inner.end - inner.start === content.length &&
    inner.start === outer.start + 1 &&
    inner.end === outer.end - 1
  );
}

/** The string that template parts make; a choice of strings where a condition is not known. */
export function renderParts(parts: readonly TemplatePart[], span: Span, scope: Scope): Value {
  const origin = { span };
  const flat: (Piece | Value)[] = [];
  try {
    collect(parts, scope, flat, span);
  } catch (e) {
    if (e instanceof Refused) return fails(e.reason, origin);
    if (e instanceof NotKnown) return unknown(e.reason, origin);
    throw e;
  }
  const choices = flat.filter((p): p is Choice => p.kind === "choice");
  if (isTooLong(flat)) return unknown("the string is too long", origin);
  if (choices.length === 0) return text(flat, origin);
  const combinations = choices.length > 5 || flat.length > 2000 ? undefined : combine(choices);
  if (!combinations) return text(flat, origin);
  return choice(
    combinations.map(({ when, values }) => {
      let next = 0;
      const chosen = flat.map((p) => (p.kind === "choice" ? values[next++]! : p));
      const failed =
        values.find(hasFailed) ?? values.find((v) => v.kind === "absent" || v.kind === "list" || v.kind === "object");
      return { when, value: failed ? fails(reasonOf(failed), origin) : text(chosen.map(asHole), origin) };
    }),
    origin,
  );
}

/** A value as a part of a string: a number whose digits are not known exactly is a hole. */
function asHole(p: Piece | Value): Piece | Value {
  if (p.kind !== "scalar") return p;
  try {
    return stringly(p);
  } catch (e) {
    if (!(e instanceof NotKnown)) throw e;
    return unknown(e.reason, p.origin);
  }
}

function collect(parts: readonly TemplatePart[], scope: Scope, flat: (Piece | Value)[], span: Span): void {
  for (const part of parts) {
    if (flat.length > MOST_PARTS) throw new NotKnown("the string is too long");
    switch (part.kind) {
      case "piece":
        flat.push(part);
        break;
      case "interpolation":
        addValue(widened(evaluate(part.expression, scope), part.span), flat);
        break;
      case "ifDirective":
        addIf(part, scope, flat, span);
        break;
      case "forDirective":
        addFor(part, scope, flat, span);
        break;
    }
  }
}

function addValue(value: Value, flat: (Piece | Value)[]): void {
  if (hasFailed(value)) throw new Refused(value.reason);
  if (value.kind === "absent") throw new Refused("null has no place in a string");
  if (value.kind === "list" || value.kind === "object") throw new Refused(`a ${value.kind} has no place in a string`);
  if (value.kind !== "scalar") {
    flat.push(value);
    return;
  }
  const s = stringly(value);
  if (s.marks) flat.push(s);
  else flat.push(...piecesOf(s));
}

function addIf(part: IfDirective, scope: Scope, flat: (Piece | Value)[], span: Span): void {
  const when = truthOf(part.condition, scope);
  if (when.kind === "unknown") throw new Refused(when.reason);
  if (when.kind === "always") collect(part.then, scope, flat, span);
  else if (when.kind === "never") collect(part.otherwise, scope, flat, span);
  else
    flat.push(
      choice(
        [
          { when, value: renderParts(part.then, part.span, scope) },
          { when: not(when), value: renderParts(part.otherwise, part.span, scope) },
        ],
        { span: part.span },
      ),
    );
}

function addFor(part: ForDirective, scope: Scope, flat: (Piece | Value)[], span: Span): void {
  const collection = evaluate(part.collection, scope);
  if (hasFailed(collection)) throw new Refused(collection.reason);
  const known = collection.kind === "list" || collection.kind === "object";
  if (!known || !collection.closed) {
    flat.push(
      unknown(known ? "it goes through a list that is not known in full" : reasonOf(collection), { span: part.span }),
    );
    return;
  }
  for (const e of elementsOf(collection)) {
    let inner = scope.bind(part.valueName, e.value);
    if (part.keyName !== undefined) inner = inner.bind(part.keyName, e.key);
    collect(part.parts, inner, flat, span);
  }
}
