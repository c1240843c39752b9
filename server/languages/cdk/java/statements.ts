/** Statements of Java to IR. */
import type { Pattern, Statement } from "../ir.ts";
import { forEffect } from "../tree-sitter/stepped.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { keepBuilder, readKeptSetters } from "./builders.ts";
import { readTypeDeclaration } from "./declarations.ts";
import { readArguments, readExpression } from "./expressions.ts";
import type { JavaReader } from "./reader.ts";
import { readSwitch } from "./switches.ts";

/** What stands between the braces of a block. */
export function readBlock(reader: JavaReader, node: SyntaxNode): Statement[] {
  return readStatements(reader, node.parts);
}

export function readStatements(reader: JavaReader, nodes: readonly SyntaxNode[]): Statement[] {
  const statements: Statement[] = [];
  for (const node of nodes)
    reader.deeper(
      () => read(reader, node, statements),
      () => {
        const value = reader.opaque(node, "a statement that is nested too deeply");
        statements.push({ kind: "expression", value, span: value.span });
      },
    );
  return statements;
}

function read(reader: JavaReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  const field = (name: string) => node.child(name);
  switch (node.type) {
    case "local_variable_declaration":
      declarations(reader, node, out);
      return;
    case "expression_statement": {
      const [expression] = node.parts;
      if (!expression) return;
      // The grammar has but one node for a switch.
      if (expression.type === "switch_expression") out.push(readSwitch(reader, expression));
      else out.push(...(readKeptSetters(reader, expression) ?? [expressionStatement(reader, expression, span)]));
      return;
    }
    case "switch_expression":
    case "switch_statement":
      out.push(readSwitch(reader, node));
      return;
    case "explicit_constructor_invocation": {
      const target = field("constructor");
      const list = field("arguments");
      const place = reader.span(target ?? node);
      const callee =
        target?.type === "this" ? ({ kind: "this", span: place } as const) : ({ kind: "super", span: place } as const);
      const argsSpan = list ? reader.span(list) : reader.range(node.end, node.end);
      const call = {
        kind: "call",
        callee,
        nameSpan: place,
        args: readArguments(reader, node),
        argsSpan,
        optional: false,
      } as const;
      out.push({ kind: "expression", value: { ...call, span: reader.range(node.start, list?.end ?? node.end) }, span });
      return;
    }
    case "if_statement": {
      const test = field("condition");
      const [yes, no] = [field("consequence"), field("alternative")];
      if (!test) return;
      out.push({
        kind: "if",
        test: readExpression(reader, test),
        whenTrue: yes ? branch(reader, yes) : [],
        whenFalse: no ? branch(reader, no) : [],
        span,
      });
      return;
    }
    case "enhanced_for_statement": {
      const [name, list, body] = [field("name"), field("value"), field("body")];
      if (!name || !list) return;
      out.push({
        kind: "forEach",
        target: nameTarget(reader, name),
        over: "values",
        list: readExpression(reader, list),
        body: body ? branch(reader, body) : [],
        span,
      });
      return;
    }
    case "for_statement":
      out.push(forStatement(reader, node));
      return;
    case "while_statement":
    case "do_statement": {
      const [test, body] = [field("condition"), field("body")];
      out.push({
        kind: "loop",
        start: [],
        body: body ? branch(reader, body) : [],
        testFirst: node.type === "while_statement",
        span,
        ...(test && { test: readExpression(reader, test) }),
      });
      return;
    }
    case "block":
    case "constructor_body":
      out.push({ kind: "block", body: readBlock(reader, node), span });
      return;
    case "synchronized_statement": {
      const body = field("body");
      if (body) out.push({ kind: "block", body: readBlock(reader, body), span });
      return;
    }
    case "labeled_statement":
      for (const part of node.parts.slice(1)) read(reader, part, out);
      return;
    case "try_statement":
    case "try_with_resources_statement":
      out.push(tryStatement(reader, node));
      return;
    case "return_statement":
    case "yield_statement":
    case "throw_statement": {
      const [value] = node.parts;
      const kind = node.type === "throw_statement" ? "throw" : "return";
      out.push({ kind, span, ...(value && { value: readExpression(reader, value) }) });
      return;
    }
    case "break_statement":
    case "continue_statement": {
      const [label] = node.parts;
      const kind = node.type === "break_statement" ? "break" : "continue";
      out.push({ kind, span, ...(label && { label: reader.text(label) }) });
      return;
    }
    case "class_declaration":
    case "record_declaration":
    case "enum_declaration":
    case "interface_declaration": {
      const statement = readTypeDeclaration(reader, node);
      if (statement) out.push(statement);
      return;
    }
    // Of what is being typed, whatever is whole by itself.
    case "ERROR":
      for (const part of node.parts) if (isWhole(part)) read(reader, part, out);
      return;
  }
  if (isExpression(node)) out.push(expressionStatement(reader, node, span));
}

function expressionStatement(reader: JavaReader, node: SyntaxNode, span: Statement["span"]): Statement {
  return { kind: "expression", value: forEffect(readExpression(reader, node)), span };
}

function isWhole(node: SyntaxNode): boolean {
  return /_(statement|declaration|invocation)$|^(object_creation_expression|block|ERROR|assignment_expression)$/.test(
    node.type,
  );
}

function isExpression(node: SyntaxNode): boolean {
  return /^(method_invocation|object_creation_expression|assignment_expression|update_expression)$/.test(node.type);
}

function branch(reader: JavaReader, node: SyntaxNode): Statement[] {
  return node.type === "block" ? readBlock(reader, node) : readStatements(reader, [node]);
}

function nameTarget(reader: JavaReader, node: SyntaxNode): Pattern {
  return { kind: "name", name: reader.text(node), span: reader.span(node) };
}

function declarations(reader: JavaReader, node: SyntaxNode, out: Statement[]): void {
  const constant = node.first("modifiers")?.has("final") ?? false;
  for (const declarator of node.childrenIn("declarator")) {
    const [name, value] = [declarator.child("name"), declarator.child("value")];
    if (!name) continue;
    reader.builders.delete(reader.text(name));
    out.push({
      kind: "declare",
      target: nameTarget(reader, name),
      constant,
      exported: false,
      span: reader.span(declarator),
      ...(value && { value: keepBuilder(reader, name, value) ?? readExpression(reader, value) }),
    });
  }
}

function forStatement(reader: JavaReader, node: SyntaxNode): Statement {
  const start: Statement[] = [];
  for (const init of node.childrenIn("init")) {
    if (init.type === "local_variable_declaration") declarations(reader, init, start);
    else start.push(expressionStatement(reader, init, reader.span(init)));
  }
  const [test, body] = [node.child("condition"), node.child("body")];
  const steps = node.childrenIn("update").map((u) => forEffect(readExpression(reader, u)));
  const [first, ...rest] = steps;
  const step =
    first &&
    rest.reduce((left, right) => ({ kind: "binary", operator: ",", left, right, span: right.span }) as const, first);
  return {
    kind: "loop",
    start,
    body: body ? branch(reader, body) : [],
    testFirst: true,
    span: reader.span(node),
    ...(test && { test: readExpression(reader, test) }),
    ...(step && { step }),
  };
}

function tryStatement(reader: JavaReader, node: SyntaxNode): Statement {
  const body: Statement[] = [];
  for (const resource of node.child("resources")?.parts ?? []) {
    const [name, value] = [resource.child("name"), resource.child("value")];
    if (!name || !value) continue;
    const target = nameTarget(reader, name);
    const span = reader.span(resource);
    body.push({ kind: "declare", target, value: readExpression(reader, value), constant: true, exported: false, span });
  }
  const block = node.child("body");
  if (block) body.push(...readBlock(reader, block));
  const [caught] = node.children.filter((c) => c.type === "catch_clause");
  const handler = caught?.child("body");
  const name = caught?.first("catch_formal_parameter")?.child("name");
  const last = node.first("finally_clause")?.first("block");
  return {
    kind: "try",
    body,
    handler: handler ? readBlock(reader, handler) : [],
    finalizer: last ? readBlock(reader, last) : [],
    span: reader.span(node),
    ...(name && { handlerName: nameTarget(reader, name) }),
  };
}
