/** Comprehensions and generator expressions: what `map` and `filter` of a list do. */
import type { Expression, FunctionExpression, Pattern } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { builtin, method, readExpression } from "./expressions.ts";
import type { PythonReader } from "./reader.ts";
import { readTarget } from "./targets.ts";

/** The elements of what is looped over: the items of a list, the keys of a dictionary. */
export const ELEMENTS = "elements of";
/** A dictionary of keys and values. */
export const FROM_PAIRS = "dict of pairs";

export function readComprehension(reader: PythonReader, node: SyntaxNode): Expression {
  const body = node.child("body");
  const clauses = node.parts.filter((p) => p.type === "for_in_clause" || p.type === "if_clause");
  if (!body || clauses[0]?.type !== "for_in_clause") return reader.opaque(node, "a comprehension that is not complete");
  const list = looped(reader, node, body, clauses);
  return node.type === "dictionary_comprehension" ? builtin(reader, node, FROM_PAIRS, [list]) : list;
}

/** One `for` with the conditions behind it, around what comes next. */
function looped(reader: PythonReader, node: SyntaxNode, body: SyntaxNode, clauses: readonly SyntaxNode[]): Expression {
  const [first, ...rest] = clauses;
  const [left, right] = [first!.child("left"), first!.child("right")];
  const target = readTarget(reader, left);
  if (!right || !target) return reader.opaque(node, "a comprehension that is not complete");
  const next = rest.findIndex((c) => c.type === "for_in_clause");
  const tests = next < 0 ? rest : rest.slice(0, next);
  let list: Expression = builtin(reader, right, ELEMENTS, [readExpression(reader, right)]);
  for (const test of tests) {
    const condition = test.parts[0];
    if (condition)
      list = method(reader, node, list, "filter", [oneOf(reader, target, readExpression(reader, condition))]);
  }
  if (next >= 0) {
    const inner = reader.deeper<Expression>(
      () => looped(reader, node, body, rest.slice(next)),
      () => reader.opaque(node, "a comprehension that is nested too deeply"),
    );
    return method(reader, node, list, "flatMap", [oneOf(reader, target, inner)]);
  }
  return method(reader, node, list, "map", [oneOf(reader, target, element(reader, body))]);
}

function element(reader: PythonReader, body: SyntaxNode): Expression {
  if (body.type !== "pair") return readExpression(reader, body);
  const items = [body.child("key"), body.child("value")].flatMap((n) =>
    n ? [{ value: readExpression(reader, n), spread: false, span: reader.span(n) }] : [],
  );
  return { kind: "list", items, span: reader.span(body) };
}

function oneOf(reader: PythonReader, target: Pattern, value: Expression): FunctionExpression {
  const { span } = value;
  return {
    kind: "function",
    parameters: [{ target, rest: false, field: false, span: target.span }],
    body: [{ kind: "return", value, span }],
    arrow: true,
    async: false,
    generator: false,
    span: reader.range(span.start, span.end),
  };
}
