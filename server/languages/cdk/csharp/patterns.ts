/** Patterns: `x is …`, and `switch` as a value and as a statement. */
import type { Expression, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { declareLater, readExpression, readTypeName } from "./expressions.ts";
import type { CsharpReader } from "./reader.ts";
import { readStatements } from "./statements.ts";

const RELATIONS = ["<", "<=", ">", ">="] as const;

/** Whether a value matches a pattern, as an expression. */
export function patternTest(reader: CsharpReader, value: Expression, pattern: SyntaxNode): Expression {
  return reader.deeper(
    () => test(reader, value, pattern),
    () => reader.opaque(pattern, "a pattern that is nested too deeply"),
  );
}

function test(reader: CsharpReader, value: Expression, pattern: SyntaxNode): Expression {
  const span = reader.span(pattern);
  const [first] = pattern.parts;
  switch (pattern.type) {
    case "constant_pattern":
      if (!first) break;
      return { kind: "binary", operator: "==", left: value, right: readExpression(reader, first), span };
    case "negated_pattern":
      if (!first) break;
      // The grammar takes `not a and b` for `not (a and b)`.
      if (/^(and|or)_pattern$/.test(first.type)) return combined(reader, value, first, true);
      return { kind: "unary", operator: "!", operand: patternTest(reader, value, first), span };
    case "parenthesized_pattern":
      if (!first) break;
      return patternTest(reader, value, first);
    case "or_pattern":
    case "and_pattern":
      return combined(reader, value, pattern, false);
    case "relational_pattern": {
      const operator = RELATIONS.find((r) => pattern.has(r));
      if (!first || !operator) break;
      return { kind: "binary", operator, left: value, right: readExpression(reader, first), span };
    }
    case "discard":
    case "var_pattern":
      return { kind: "literal", value: true, span };
    case "declaration_pattern": {
      const [type, name] = [pattern.child("type"), pattern.child("name")];
      if (!type) break;
      const matches: Expression = {
        kind: "binary",
        operator: "instanceof",
        left: value,
        right: readTypeName(reader, type),
        span,
      };
      if (name?.type !== "identifier") return matches;
      declareLater(reader, name);
      const target = { kind: "name", name: reader.name(name), span: reader.span(name) } as const;
      const bound: Expression = { kind: "assign", target, operator: "=", value, span };
      return { kind: "binary", operator: ",", left: bound, right: matches, span };
    }
    case "type_pattern":
      if (!first) break;
      return { kind: "binary", operator: "instanceof", left: value, right: readTypeName(reader, first), span };
  }
  return reader.opaque(pattern, "a pattern that is not followed", [value]);
}

/** `a and b`, `a or b`; the first of them negated, if so. */
function combined(reader: CsharpReader, value: Expression, pattern: SyntaxNode, not: boolean): Expression {
  const [left, right] = [pattern.child("left"), pattern.child("right")];
  if (!left || !right) return reader.opaque(pattern, "a pattern that is not written yet", [value]);
  const operator = pattern.type === "or_pattern" ? "||" : "&&";
  const first = patternTest(reader, value, left);
  return {
    kind: "binary",
    operator,
    left: not ? { kind: "unary", operator: "!", operand: first, span: first.span } : first,
    right: patternTest(reader, value, right),
    span: reader.span(pattern),
  };
}

/** `x switch { a => b, _ => c }` as a chain of conditionals. */
export function readSwitchValue(reader: CsharpReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  const [subject] = node.parts;
  if (!subject) return reader.opaque(node, "a switch over nothing");
  const value = readExpression(reader, subject);
  const arms = armsOf(node);
  let result: Expression = reader.opaque(node, "none of the cases of a switch");
  for (const arm of arms.reverse()) {
    const parts = arm.parts.filter((p) => p.type !== "when_clause");
    const [pattern, given] = [parts[0], parts[parts.length - 1]];
    if (!pattern || !given || pattern === given) continue;
    const guard = arm.first("when_clause")?.parts[0];
    const matches = patternTest(reader, value, pattern);
    const whenTrue = readExpression(reader, given);
    if (matches.kind === "literal" && matches.value === true && !guard) result = whenTrue;
    else {
      const condition: Expression = guard
        ? { kind: "binary", operator: "&&", left: matches, right: readExpression(reader, guard), span: matches.span }
        : matches;
      result = { kind: "conditional", test: condition, whenTrue, whenFalse: result, span };
    }
  }
  return result;
}

function armsOf(node: SyntaxNode): SyntaxNode[] {
  return node.children.flatMap((c) =>
    c.type === "switch_expression_arm" ? [c] : c.type === "switch_expression_body" ? armsOf(c) : [],
  );
}

/** `switch (x) { case a: … }`. */
export function readSwitch(reader: CsharpReader, node: SyntaxNode): Statement {
  const subject = node.child("value");
  const value = subject ? readExpression(reader, subject) : reader.opaque(node, "a switch over nothing");
  const cases = (node.child("body")?.parts ?? [])
    .filter((section) => section.type === "switch_section")
    .flatMap((section) => {
      const isPattern = (p: SyntaxNode) => /_pattern$|^discard$|^when_clause$|^case_switch_label$/.test(p.type);
      const labels = section.parts.filter(isPattern);
      const body = readStatements(
        reader,
        section.parts.filter((p) => !isPattern(p)),
      );
      const [label] = labels;
      if (!label || section.has("default")) return [{ body }];
      const only = label.type === "constant_pattern" && !section.has("when_clause") ? label.parts[0] : undefined;
      const test = only ? readExpression(reader, only) : reader.opaque(label, "a case that is not followed");
      return [{ test, body }];
    });
  return { kind: "switch", subject: value, cases, span: reader.span(node) };
}
