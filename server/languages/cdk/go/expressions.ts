/** Expressions to IR. */
import type { BinaryOperator, Expression } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readCall, readConversion } from "./calls.ts";
import { readComposite } from "./composites.ts";
import { readFunction } from "./functions.ts";
import { readNumber, readRawString, readRune, readString } from "./literals.ts";
import type { GoReader } from "./reader.ts";
import { memberOfPackage } from "./types.ts";

/** An expression; what is not understood is opaque, with the parts that are. */
export function readExpression(reader: GoReader, node: SyntaxNode): Expression {
  return reader.deeper(
    () => read(reader, node),
    () => reader.opaque(node, "an expression that is nested too deeply"),
  );
}

/** The expression that stands in a field of a node. */
export function readChild(reader: GoReader, node: SyntaxNode, field: string): Expression {
  const child = node.child(field);
  return child ? readExpression(reader, child) : reader.opaque(node, "an expression that is not written yet");
}

function read(reader: GoReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  if (node.missing) return reader.opaque(node, "an expression that is not written yet");
  switch (node.type) {
    case "interpreted_string_literal":
      return readString(reader, node);
    case "raw_string_literal":
      return readRawString(reader, node);
    case "int_literal":
    case "float_literal":
      return readNumber(reader, node) ?? reader.opaque(node, "a number");
    case "rune_literal":
      return readRune(reader, node) ?? reader.opaque(node, "a character");
    case "true":
    case "false":
      return { kind: "literal", value: node.type === "true", span };
    case "nil":
      return { kind: "literal", value: undefined, span };
    case "iota":
      return { kind: "literal", value: reader.iota, span };
    case "identifier":
    case "type_identifier":
    case "package_identifier":
      return reader.name(node);
    case "parenthesized_expression":
    case "literal_element":
      return node.parts[0] ? readExpression(reader, node.parts[0]) : reader.opaque(node, "nothing in parentheses");
    case "selector_expression":
      return selector(reader, node);
    case "index_expression":
      return {
        kind: "index",
        object: readChild(reader, node, "operand"),
        index: readChild(reader, node, "index"),
        optional: false,
        span,
      };
    case "slice_expression":
      return slice(reader, node);
    case "type_assertion_expression":
      return readChild(reader, node, "operand");
    case "type_conversion_expression":
      return readConversion(reader, node);
    case "type_instantiation_expression":
      return node.parts[0] ? readExpression(reader, node.parts[0]) : reader.opaque(node, "a type");
    case "call_expression":
      return readCall(reader, node);
    case "composite_literal":
      return readComposite(reader, node);
    case "func_literal":
      return readFunction(reader, node, { arrow: true });
    case "unary_expression":
      return unary(reader, node);
    case "binary_expression":
      return binary(reader, node);
    case "expression_list": {
      const items = node.parts.map((p) => readExpression(reader, p));
      if (items.length === 1) return items[0]!;
      return { kind: "list", items: items.map((value) => ({ value, spread: false, span: value.span })), span };
    }
    default:
      return reader.opaque(node, "an expression that is not understood", childExpressions(reader, node));
  }
}

const READABLE = /_(expression|literal)$|^(identifier|nil|true|false|iota)$/;

/** The expressions directly below a node that is not understood. */
export function childExpressions(reader: GoReader, node: SyntaxNode): Expression[] {
  return node.children.filter((c) => READABLE.test(c.type)).map((c) => readExpression(reader, c));
}

function selector(reader: GoReader, node: SyntaxNode): Expression {
  const operand = node.child("operand");
  const field = node.child("field");
  if (!operand || !field)
    return reader.opaque(node, "a member that is not written yet", childExpressions(reader, node));
  const object = readExpression(reader, operand);
  if (reader.isCdk(operand)) return memberOfPackage(reader, object, field);
  const name = field.missing ? "" : reader.text(field);
  return { kind: "member", object, name, nameSpan: reader.span(field), optional: false, span: reader.span(node) };
}

function slice(reader: GoReader, node: SyntaxNode): Expression {
  const from = node.child("start");
  const to = node.child("end");
  const span = reader.span(node);
  const args = [
    from
      ? readExpression(reader, from)
      : ({ kind: "literal", value: 0, span: reader.range(span.end, span.end) } as const),
    ...(to ? [readExpression(reader, to)] : []),
  ];
  const nameSpan = reader.range(span.end, span.end);
  const object = readChild(reader, node, "operand");
  return {
    kind: "call",
    callee: { kind: "member", object, name: "slice", nameSpan, optional: false, span },
    nameSpan,
    args: args.map((value) => ({ value, spread: false, span: value.span })),
    argsSpan: nameSpan,
    optional: false,
    span,
  };
}

function operatorOf(reader: GoReader, node: SyntaxNode): string {
  const token = node.child("operator") ?? node.children.find((c) => !c.named);
  return token ? reader.text(token) : "";
}

function unary(reader: GoReader, node: SyntaxNode): Expression {
  const operator = operatorOf(reader, node);
  const operand = readChild(reader, node, "operand");
  // What a pointer leads to is what the program is about.
  if (operator === "&" || operator === "*") return operand;
  if (operator === "!" || operator === "-" || operator === "+")
    return { kind: "unary", operator, operand, span: reader.span(node) };
  return reader.opaque(node, "an operator that is not followed", [operand]);
}

const OPERATORS: ReadonlySet<string> = new Set<BinaryOperator>([
  "+",
  "-",
  "*",
  "/",
  "%",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "&&",
  "||",
]);

function binary(reader: GoReader, node: SyntaxNode): Expression {
  const operator = operatorOf(reader, node);
  const left = readChild(reader, node, "left");
  const right = readChild(reader, node, "right");
  if (OPERATORS.has(operator))
    return { kind: "binary", operator: operator as BinaryOperator, left, right, span: reader.span(node) };
  return reader.opaque(node, "an operator that is not followed", [left, right]);
}
