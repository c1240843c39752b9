/** Members, elements and calls, also those behind `?.`. */
import type { Expression } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { argumentValue, isNamespace, readArguments, readExpression, readName, readQualified } from "./expressions.ts";
import type { CsharpReader } from "./reader.ts";

export function isAccess(node: SyntaxNode): boolean {
  return /^(member_access|element_access|invocation|conditional_access|member_binding|element_binding)_expression$/.test(
    node.type,
  );
}

/**
 * A member, an element or a call.
 *
 * @param receiver what stands before `?.`, where this is what stands behind it
 */
export function readAccess(reader: CsharpReader, node: SyntaxNode, receiver?: Expression): Expression {
  return reader.deeper(
    () => read(reader, node, receiver),
    () => reader.opaque(node, "an expression that is nested too deeply"),
  );
}

function read(reader: CsharpReader, node: SyntaxNode, receiver: Expression | undefined): Expression {
  const span = reader.span(node);
  const inner = (of: SyntaxNode) => (receiver ? readAccess(reader, of, receiver) : readExpression(reader, of));
  switch (node.type) {
    case "member_binding_expression": {
      const name = node.child("name") ?? node.parts[0];
      if (!receiver || !name) break;
      return {
        kind: "member",
        object: receiver,
        name: reader.name(name),
        nameSpan: reader.span(name),
        optional: true,
        span,
      };
    }
    case "element_binding_expression": {
      const [index] = node.parts;
      if (!receiver || !index) break;
      return { kind: "index", object: receiver, index: argumentValue(reader, index), optional: true, span };
    }
    case "member_access_expression": {
      const [object, name] = [node.child("expression"), node.child("name")];
      if (!object || !name || name.missing) break;
      const qualified = receiver ? undefined : readQualified(reader, node);
      if (qualified) return qualified;
      if (!receiver && isNamespace(reader, object)) return readName(reader, name);
      return {
        kind: "member",
        object: inner(object),
        name: reader.name(name),
        nameSpan: reader.span(name),
        optional: false,
        span,
      };
    }
    case "element_access_expression": {
      const object = node.child("expression");
      const [index] = (node.child("subscript") ?? node.first("bracketed_argument_list"))?.parts ?? [];
      if (!object || !index) break;
      return { kind: "index", object: inner(object), index: argumentValue(reader, index), optional: false, span };
    }
    case "conditional_access_expression": {
      const condition = node.child("condition");
      const behind = node.parts[node.parts.length - 1];
      if (!condition || !behind || behind === condition) break;
      return readAccess(reader, behind, inner(condition));
    }
    case "invocation_expression":
      return call(reader, node, receiver);
  }
  return receiver ? reader.opaque(node, "a member that is not understood", [receiver]) : readExpressionOf(reader, node);
}

function readExpressionOf(reader: CsharpReader, node: SyntaxNode): Expression {
  if (isAccess(node))
    return reader.opaque(
      node,
      "a member that is not written yet",
      node.parts.filter((p) => p.type !== "identifier").map((p) => readExpression(reader, p)),
    );
  return readExpression(reader, node);
}

function call(reader: CsharpReader, node: SyntaxNode, receiver: Expression | undefined): Expression {
  const span = reader.span(node);
  const [called, list] = [node.child("function"), node.child("arguments")];
  if (!called) return reader.opaque(node, "a call that is not written yet");
  const name = reader.name(called);
  if (name === "nameof") return { kind: "literal", value: lastStep(reader.text(list ?? node)), span };
  const args = readArguments(reader, list);
  const [first, second] = args;
  if (/(^|\.)Equals$/.test(name) && called.type === "member_access_expression" && first) {
    const object = called.child("expression");
    const left = second || !object ? first.value : readExpression(reader, object);
    return { kind: "binary", operator: "==", left, right: (second ?? first).value, span };
  }
  const callee =
    environment(reader, called, name) ??
    (isAccess(called) ? readAccess(reader, called, receiver) : readExpression(reader, called));
  return {
    kind: "call",
    callee,
    nameSpan: callee.kind === "member" ? callee.nameSpan : callee.span,
    args,
    argsSpan: list ? reader.span(list) : reader.range(node.end, node.end),
    optional: false,
    span,
  };
}

/** CDK has an `Environment` of its own: what is called on one is of the other. */
function environment(reader: CsharpReader, called: SyntaxNode, name: string): Expression | undefined {
  const method = /^(?:System\.)?Environment\.(\w+)$/.exec(name)?.[1];
  const at = called.child("name");
  const of = called.child("expression");
  if (!method || !at || !of) return undefined;
  const object: Expression = { kind: "name", name: "System.Environment", span: reader.span(of) };
  return {
    kind: "member",
    object,
    name: method,
    nameSpan: reader.span(at),
    optional: false,
    span: reader.span(called),
  };
}

function lastStep(text: string): string {
  return /(\w+)\s*(?:<[^<>]*>)?\s*\)?$/.exec(text)?.[1] ?? "";
}
