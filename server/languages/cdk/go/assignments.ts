/** Assignments to IR: `a := x`, `a, err := f()`, `a.b = x`, `i++`. */
import type { Assign, Expression, Pattern, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import type { GoReader } from "./reader.ts";
import { assigned, readPattern } from "./statements.ts";

type Put = (target: Pattern, value: Expression) => Statement;

/** `a := x`. */
export function readShortDeclaration(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  bind(reader, node, out, (target, value) => {
    if (target.kind === "name" || target.kind === "listPattern")
      return { kind: "declare", target, value, constant: false, exported: false, span };
    return assigned(target, "=", value, span);
  });
}

/** `a = x`, `a += x`, `a++`. */
export function readAssignment(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  if (node.type === "assignment_statement") {
    const operator = reader.text(node.child("operator") ?? node);
    if (operator === "=") {
      bind(reader, node, out, (target, value) => assigned(target, "=", value, span));
      return;
    }
    const target = sides(node, "left")[0];
    const value = sides(node, "right")[0];
    const pattern = target && readPattern(reader, target);
    if (pattern && value && /^[-+*/]=$/.test(operator)) {
      out.push(assigned(pattern, operator as Assign["operator"], readExpression(reader, value), span));
      return;
    }
    forgotten(reader, node, pattern, value, out);
    return;
  }
  const [operand] = node.parts;
  const pattern = operand && readPattern(reader, operand);
  const value: Expression = { kind: "literal", value: 1, span };
  if (pattern) out.push(assigned(pattern, node.type === "inc_statement" ? "+=" : "-=", value, span));
}

/** An assignment that is not followed: what is assigned to is not known any more. */
function forgotten(
  reader: GoReader,
  node: SyntaxNode,
  pattern: Pattern | undefined,
  given: SyntaxNode | undefined,
  out: Statement[],
): void {
  const parts = given ? [readExpression(reader, given)] : [];
  const value = reader.opaque(node, "an operator that is not followed", parts);
  out.push(pattern ? assigned(pattern, "=", value, value.span) : { kind: "expression", value, span: value.span });
}

/** What stands on a side, however many there are. */
function sides(node: SyntaxNode, field: "left" | "right"): readonly SyntaxNode[] {
  const side = node.child(field);
  if (!side) return [];
  return side.type === "expression_list" ? side.parts : [side];
}

function bind(reader: GoReader, node: SyntaxNode, out: Statement[], put: Put): void {
  const targets = sides(node, "left");
  const values = sides(node, "right");
  bindAll(reader, node, targets, values, out, put);
}

/** Several values to as many names, or the results of one call. */
export function bindAll(
  reader: GoReader,
  node: SyntaxNode,
  targets: readonly SyntaxNode[],
  values: readonly SyntaxNode[],
  out: Statement[],
  put: Put,
): void {
  const patterns = targets.map((t) => readPattern(reader, t));
  const span = reader.span(node);
  const set = (pattern: Pattern | undefined, value: Expression) =>
    out.push(pattern ? put(pattern, value) : { kind: "expression", value, span: value.span });
  const [first] = values;
  if (!first) {
    const value = reader.opaque(node, "an expression that is not written yet");
    for (const pattern of patterns) if (pattern) set(pattern, value);
    return;
  }
  if (targets.length === 1) {
    if (isStruct(reader, first)) reader.structs.add(reader.text(targets[0]!));
    set(patterns[0], copied(reader, first));
    return;
  }
  const items = patterns.map((target) => (target ? { target } : undefined));
  const list: Pattern = { kind: "listPattern", items, span };
  if (values.length > 1) {
    const read = values.map((v) => readExpression(reader, v));
    together(set, list, read, span);
    return;
  }
  const value = readExpression(reader, first);
  const [one, other] = patterns;
  // `v, ok := m[key]` and `v, ok := x.(T)`: whether it is there, besides.
  if (first.type === "index_expression" && value.kind === "index") {
    if (other) set(other, { kind: "binary", operator: "in", left: value.index, right: value.object, span: value.span });
    set(one, value);
  } else if (first.type === "type_assertion_expression") {
    if (other) set(other, reader.opaque(first, "whether it is of a type"));
    set(one, value);
  } else set(list, value);
}

function together(
  set: (pattern: Pattern, value: Expression) => void,
  pattern: Pattern,
  values: readonly Expression[],
  span: Statement["span"],
): void {
  set(pattern, { kind: "list", items: values.map((value) => ({ value, spread: false, span: value.span })), span });
}

/** Whether a value is a struct of CDK's, and no pointer to one. */
function isStruct(reader: GoReader, node: SyntaxNode): boolean {
  if (node.type === "identifier") return reader.structs.has(reader.text(node));
  const type = node.type === "composite_literal" ? node.child("type") : undefined;
  return type?.type === "qualified_type" && reader.isCdk(type.child("package"));
}

/** A value that is assigned: of a struct in a variable it is a copy, that can be changed without changing the other. */
function copied(reader: GoReader, node: SyntaxNode): Expression {
  const value = readExpression(reader, node);
  if (node.type !== "identifier" || !isStruct(reader, node)) return value;
  return { kind: "object", members: [{ kind: "spread", value, span: value.span }], span: value.span };
}
