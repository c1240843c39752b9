/** `match` to IR: a chain of comparisons. */
import type { Expression, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import type { PythonReader } from "./reader.ts";
import { nested } from "./statements.ts";

/** Patterns that are compared for equality. */
const VALUES = new Set(["string", "concatenated_string", "integer", "float", "true", "false", "none"]);

export function readMatch(reader: PythonReader, node: SyntaxNode, out: Statement[]): void {
  const subject = node.child("subject");
  const cases = (node.child("body") ?? node).parts.filter((p) => p.type === "case_clause");
  if (!subject) return;
  let rest: Statement[] = [];
  for (const clause of [...cases].reverse()) {
    const whenTrue = nested(reader, clause.child("consequence"));
    const test = caseTest(reader, subject, clause);
    rest = test ? [{ kind: "if", test, whenTrue, whenFalse: rest, span: reader.span(clause) }] : whenTrue;
  }
  out.push(...rest);
}

/** Undefined for a case that takes everything. */
function caseTest(reader: PythonReader, subject: SyntaxNode, clause: SyntaxNode): Expression | undefined {
  const patterns = clause.parts.filter((p) => p.type === "case_pattern");
  const guard = clause.first("if_clause")?.parts[0];
  const inner = patterns.length === 1 ? patterns[0]!.children.find((c) => c.type !== "(" && c.type !== ")") : undefined;
  let test: Expression | undefined;
  if (inner && reader.text(inner) === "_") test = undefined;
  else test = inner ? patternTest(reader, subject, inner) : reader.opaque(clause, "a pattern that is not followed");
  if (!guard) return test;
  const condition = readExpression(reader, guard);
  return test ? { kind: "binary", operator: "&&", left: test, right: condition, span: reader.span(clause) } : condition;
}

function patternTest(reader: PythonReader, subject: SyntaxNode, pattern: SyntaxNode): Expression {
  const span = reader.span(pattern);
  if (pattern.type === "union_pattern") {
    const tests = pattern.parts.map((p) => patternTest(reader, subject, p));
    return tests.reduce((left, right) => ({ kind: "binary", operator: "||", left, right, span }));
  }
  const name = pattern.type === "dotted_name" ? dottedName(reader, pattern) : undefined;
  const value = VALUES.has(pattern.type) ? readExpression(reader, pattern) : name;
  if (!value) return reader.opaque(pattern, "a pattern that is not followed");
  return { kind: "binary", operator: "==", left: readExpression(reader, subject), right: value, span };
}

/** `Colour.RED`. A name alone would be a variable. */
function dottedName(reader: PythonReader, node: SyntaxNode): Expression | undefined {
  const [first, ...rest] = node.parts;
  if (!first || rest.length === 0) return undefined;
  return rest.reduce<Expression>(
    (object, part) => ({
      kind: "member",
      object,
      name: reader.text(part),
      nameSpan: reader.span(part),
      optional: false,
      span: reader.range(node.start, part.end),
    }),
    reader.identifier(first),
  );
}
