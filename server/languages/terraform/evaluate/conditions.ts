/** Expressions as conditions: what has to hold for them to be true. */
import { all, always, any, type Condition, is, never, not, opaque } from "../../../core/conditions.ts";
import { spanText } from "../../../core/span.ts";
import type { Value } from "../../../core/values.ts";
import { identityOf } from "../functions/identity.ts";
import type { BinaryNode, Expression } from "../syntax.ts";
import { rootsOf } from "./dependencies.ts";
import { evaluate } from "./expressions.ts";
import type { Scope } from "./scope.ts";

const LONGEST_TEXT = 80;

/** What has to hold for an expression, whose value is given, to be true. */
export function conditionOf(node: Expression, value: Value, scope: Scope, depth = 0): Condition {
  if (value.kind === "scalar") return isTruth(value.value) ? always : never;
  if (value.kind === "choice")
    return any(...value.alternatives.map((a) => all(a.when, conditionOf(node, a.value, scope, depth + 1))));
  if (depth < 20) {
    if (node.kind === "parentheses") return conditionOf(node.of, value, scope, depth + 1);
    if (node.kind === "unary" && node.operator === "!") return not(inner(node.of, scope, depth));
    if (node.kind === "binary") {
      if (node.operator === "&&") return all(inner(node.left, scope, depth), inner(node.right, scope, depth));
      if (node.operator === "||") return any(inner(node.left, scope, depth), inner(node.right, scope, depth));
      if (node.operator === "==" || node.operator === "!=") {
        const equality = comparison(node, scope);
        if (equality) return node.operator === "==" ? equality : not(equality);
      }
    }
  }
  return truth(node, value, scope);
}

function inner(node: Expression, scope: Scope, depth: number): Condition {
  return conditionOf(node, evaluate(node, scope), scope, depth + 1);
}

function isTruth(value: string | number | boolean): boolean {
  return value === true || value === "true" || value === "1";
}

/** A variable without a value, compared with a constant string. */
function comparison(node: BinaryNode, scope: Scope): Condition | undefined {
  const [left, right] = [evaluate(node.left, scope), evaluate(node.right, scope)];
  const [input, constant] = left.kind === "unknown" ? [left, right] : [right, left];
  if (input.kind !== "unknown" || input.index !== undefined || !input.identity?.match(/^(module\..*\.)?var\.[\w-]+$/))
    return undefined;
  if (constant.kind !== "scalar" || typeof constant.value !== "string") return undefined;
  return is({ id: input.identity, name: `variable ${input.identity.replace(/^.*var\./, "")}` }, constant.value);
}

/**
 * A truth of its own. Its name is what the expression denotes, where that has one; else it is a truth of this place
 * alone, which hangs on whatever the expression is made from.
 */
function truth(node: Expression, value: Value, scope: Scope): Condition {
  const text = spanText(node.span).replace(/\s+/g, " ");
  const shown = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  const identity = identityOf(value);
  const roots = rootsOf(node, scope);
  if (identity !== undefined) return opaque(identity, shown, roots.size > 0 ? [...roots] : [identity]);
  return opaque(scope.module.uniqueTruth(node), shown, ["?", ...roots]);
}
