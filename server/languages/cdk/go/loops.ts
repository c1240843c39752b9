/** Loops to IR. */
import type { Call, Expression, Pattern, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readChild, readExpression } from "./expressions.ts";
import type { GoReader } from "./reader.ts";
import { readBlock, readPattern, readStatement } from "./statements.ts";

export function loopStatement(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  const body = readBlock(reader, node.child("body"));
  const head = node.parts.find((p) => p.field !== "body");
  if (head?.type === "range_clause") {
    out.push(rangeLoop(reader, head, body, span));
    return;
  }
  const start: Statement[] = [];
  const clause = head?.type === "for_clause" ? head : undefined;
  const initializer = clause?.child("initializer");
  if (initializer) readStatement(reader, initializer, start);
  const condition = clause ? clause.child("condition") : head;
  const update: Statement[] = [];
  const last = clause?.child("update");
  if (last) readStatement(reader, last, update);
  const step = update[0]?.kind === "expression" ? update[0].value : undefined;
  out.push({
    kind: "loop",
    start,
    body,
    testFirst: true,
    span,
    ...(condition && { test: readExpression(reader, condition) }),
    ...(step && { step }),
  });
}

/**
 * `for i, x := range list`. What is gone through is asked of the dialect by the name of a function that nobody can
 * declare: pairs of key and value, keys alone or values alone.
 */
function rangeLoop(reader: GoReader, head: SyntaxNode, body: readonly Statement[], span: Statement["span"]): Statement {
  const left = head.child("left");
  const targets = left?.type === "expression_list" ? left.parts : left ? [left] : [];
  const [key, value] = targets.map((t) => readPattern(reader, t));
  const what = key && value ? "pairs" : value ? "values" : "keys";
  const place = reader.span(left ?? head);
  const ignored: Pattern = { kind: "listPattern", items: [], span: place };
  const target: Pattern =
    key && value
      ? { kind: "listPattern", items: [{ target: key }, { target: value }], span: place }
      : (key ?? value ?? ignored);
  return { kind: "forEach", target, over: "values", list: ranged(reader, head, what), body, span };
}

function ranged(reader: GoReader, head: SyntaxNode, what: string): Call {
  const of = readChild(reader, head, "right");
  const behind = reader.range(of.span.end, of.span.end);
  const how: Expression = { kind: "literal", value: what, span: behind, pieces: [] };
  return {
    kind: "call",
    callee: { kind: "name", name: "range", span: reader.range(of.span.start, of.span.start) },
    nameSpan: behind,
    args: [of, how].map((value) => ({ value, spread: false, span: value.span })),
    argsSpan: of.span,
    optional: false,
    span: of.span,
  };
}
