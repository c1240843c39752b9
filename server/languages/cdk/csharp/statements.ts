/** Statements of C# to IR. */
import type { Expression, Pattern, Statement } from "../ir.ts";
import { forEffect } from "../tree-sitter/stepped.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readTyped } from "./creation.ts";
import { readExpression, readTarget } from "./expressions.ts";
import { readParameters } from "./parameters.ts";
import { readSwitch } from "./patterns.ts";
import type { CsharpReader } from "./reader.ts";

/** What stands between the braces of a block. */
export function readBlock(reader: CsharpReader, node: SyntaxNode): Statement[] {
  return readStatements(reader, node.parts);
}

/** Statements; functions among them first, because they can be called before they are declared. */
export function readStatements(reader: CsharpReader, nodes: readonly SyntaxNode[]): Statement[] {
  const statements: Statement[] = [];
  const functions: Statement[] = [];
  for (const node of nodes) {
    const outer = reader.declared;
    reader.declared = [];
    const read: Statement[] = [];
    reader.deeper(
      () => readOne(reader, node, isFunction(node) ? functions : read),
      () => {
        const value = reader.opaque(node, "a statement that is nested too deeply");
        read.push({ kind: "expression", value, span: value.span });
      },
    );
    statements.push(...reader.declared, ...read);
    reader.declared = outer;
  }
  return [...functions, ...statements];
}

function isFunction(node: SyntaxNode): boolean {
  const inner = node.type === "global_statement" ? node.parts[0] : node;
  return inner?.type === "local_function_statement";
}

function readOne(reader: CsharpReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  const [first] = node.parts;
  switch (node.type) {
    case "global_statement":
      if (first) readOne(reader, first, out);
      return;
    case "local_declaration_statement": {
      const declaration = node.first("variable_declaration");
      const isConstant = node.children.some((c) => c.type === "modifier" && reader.text(c) === "const");
      if (declaration) readVariables(reader, declaration, isConstant, out);
      return;
    }
    case "variable_declaration":
      readVariables(reader, node, false, out);
      return;
    case "expression_statement":
      if (first) out.push({ kind: "expression", value: forEffect(readExpression(reader, first)), span });
      return;
    case "if_statement": {
      const [test, yes, no] = [node.child("condition"), node.child("consequence"), node.child("alternative")];
      if (!test) return;
      out.push({
        kind: "if",
        test: readExpression(reader, test),
        whenTrue: branch(reader, yes),
        whenFalse: branch(reader, no),
        span,
      });
      return;
    }
    case "foreach_statement": {
      const [target, list] = [node.child("left"), node.child("right")];
      const bound = target && readTarget(reader, target);
      if (!bound || !list) return;
      const value = readExpression(reader, list);
      out.push({
        kind: "forEach",
        target: bound,
        over: "pairs",
        list: value,
        body: branch(reader, node.child("body")),
        span,
      });
      return;
    }
    case "for_statement":
      out.push(forStatement(reader, node));
      return;
    case "while_statement":
    case "do_statement": {
      const test = node.child("condition") ?? node.parts.find((p) => p !== node.child("body"));
      out.push({
        kind: "loop",
        start: [],
        body: branch(reader, node.child("body") ?? node.parts[node.parts.length - 1]),
        testFirst: node.type === "while_statement",
        span,
        ...(test && { test: readExpression(reader, test) }),
      });
      return;
    }
    case "switch_statement":
      out.push(readSwitch(reader, node));
      return;
    case "block":
      out.push({ kind: "block", body: readBlock(reader, node), span });
      return;
    case "using_statement": {
      const body: Statement[] = [];
      for (const part of node.parts) {
        if (part === node.child("body")) body.push(...branch(reader, part));
        else if (part.type === "variable_declaration") readVariables(reader, part, true, body);
      }
      out.push({ kind: "block", body, span });
      return;
    }
    case "lock_statement":
    case "fixed_statement":
    case "checked_statement":
    case "unsafe_statement":
      out.push({ kind: "block", body: branch(reader, node.parts[node.parts.length - 1]), span });
      return;
    case "labeled_statement":
      for (const part of node.parts.slice(1)) readOne(reader, part, out);
      return;
    case "try_statement":
      out.push(tryStatement(reader, node));
      return;
    case "return_statement": {
      const type = reader.returns[reader.returns.length - 1];
      out.push({ kind: "return", span, ...(first && { value: readTyped(reader, first, type) }) });
      return;
    }
    case "throw_statement":
      out.push({ kind: "throw", span, ...(first && { value: readExpression(reader, first) }) });
      return;
    case "break_statement":
    case "continue_statement":
      out.push({ kind: node.type === "break_statement" ? "break" : "continue", span });
      return;
    case "local_function_statement":
      localFunction(reader, node, out);
      return;
    case "yield_statement":
      if (first)
        out.push({ kind: "expression", value: reader.opaque(node, "a yield", [readExpression(reader, first)]), span });
      return;
    case "preproc_if":
    case "preproc_elif":
      out.push(preprocessed(reader, node));
      return;
    case "preproc_else":
      out.push(...readStatements(reader, node.parts));
      return;
    // Of what is being typed, whatever is whole by itself.
    case "ERROR":
      for (const part of node.parts) if (isWhole(part)) readOne(reader, part, out);
      return;
  }
  if (/^(invocation|object_creation|assignment)_expression$/.test(node.type))
    out.push({ kind: "expression", value: readExpression(reader, node), span });
}

function isWhole(node: SyntaxNode): boolean {
  return /_(statement|declaration)$|^(invocation|object_creation|assignment)_expression$|^(block|ERROR)$/.test(
    node.type,
  );
}

/** `#if X`: which of its parts is compiled is not known. */
function preprocessed(reader: CsharpReader, node: SyntaxNode): Statement {
  const [condition, alternative] = [node.child("condition"), node.child("alternative")];
  return {
    kind: "if",
    test: reader.opaque(condition ?? node, "a symbol of the compiler"),
    whenTrue: readStatements(
      reader,
      node.parts.filter((p) => p !== condition && p !== alternative),
    ),
    whenFalse: alternative ? readStatements(reader, [alternative]) : [],
    span: reader.span(node),
  };
}

function branch(reader: CsharpReader, node: SyntaxNode | undefined): Statement[] {
  if (!node) return [];
  return node.type === "block" ? readBlock(reader, node) : readStatements(reader, [node]);
}

/** `T a = 1, b`. */
function readVariables(reader: CsharpReader, node: SyntaxNode, constant: boolean, out: Statement[]): void {
  const type = node.child("type");
  for (const declarator of node.children.filter((c) => c.type === "variable_declarator")) {
    const name = declarator.child("name") ?? declarator.parts[0];
    const target = name && readTarget(reader, name);
    if (!target) continue;
    const value = initialValue(declarator, name);
    out.push({
      kind: "declare",
      target: target as Pattern,
      constant,
      exported: false,
      span: reader.span(declarator),
      ...(value && { value: readTyped(reader, value, type) }),
    });
  }
}

/** What stands behind the "=" of a declarator. */
export function initialValue(declarator: SyntaxNode, name: SyntaxNode): SyntaxNode | undefined {
  const clause = declarator.first("equals_value_clause");
  if (clause) return clause.parts[0];
  return declarator.parts.find((p) => p !== name && p.start >= name.end && p.type !== "bracketed_argument_list");
}

function forStatement(reader: CsharpReader, node: SyntaxNode): Statement {
  const start: Statement[] = [];
  for (const init of node.childrenIn("initializer")) {
    if (init.type === "variable_declaration") readVariables(reader, init, false, start);
    else if (init.named)
      start.push({ kind: "expression", value: readExpression(reader, init), span: reader.span(init) });
  }
  const test = node.child("condition");
  const [first, ...rest] = node
    .childrenIn("update")
    .filter((u) => u.named)
    .map((u) => forEffect(readExpression(reader, u)));
  const step =
    first &&
    rest.reduce<Expression>((left, right) => ({ kind: "binary", operator: ",", left, right, span: right.span }), first);
  return {
    kind: "loop",
    start,
    body: branch(reader, node.child("body")),
    testFirst: true,
    span: reader.span(node),
    ...(test && { test: readExpression(reader, test) }),
    ...(step && { step }),
  };
}

function tryStatement(reader: CsharpReader, node: SyntaxNode): Statement {
  const body = node.child("body");
  const caught = node.first("catch_clause");
  const name = caught?.first("catch_declaration")?.child("name");
  const last = node.first("finally_clause")?.first("block");
  return {
    kind: "try",
    body: branch(reader, body),
    handler: branch(reader, caught?.child("body")),
    finalizer: branch(reader, last),
    span: reader.span(node),
    ...(name && { handlerName: { kind: "name", name: reader.name(name), span: reader.span(name) } as const }),
  };
}

function localFunction(reader: CsharpReader, node: SyntaxNode, out: Statement[]): void {
  const name = node.child("name");
  if (!name) return;
  const span = reader.span(node);
  const parameters = readParameters(reader, node.child("parameters"));
  const value: Expression = {
    kind: "function",
    parameters,
    body: readBody(reader, bodyOf(node), node.child("type")),
    arrow: true,
    async: false,
    generator: false,
    span,
  };
  const target = { kind: "name", name: reader.name(name), span: reader.span(name) } as const;
  out.push({ kind: "declare", target, value, constant: true, exported: false, span });
}

/** What a function does: a block, or `=> value`. */
export function bodyOf(node: SyntaxNode): SyntaxNode | undefined {
  return node.child("body") ?? node.first("block") ?? node.first("arrow_expression_clause");
}

/** The body of a function; `returns` is the type that it gives back, where that is written. */
export function readBody(
  reader: CsharpReader,
  body: SyntaxNode | undefined,
  returns: SyntaxNode | undefined,
): Statement[] {
  if (!body) return [];
  const outer = reader.declared;
  reader.declared = [];
  reader.returns.push(returns);
  let statements: Statement[];
  if (body.type === "arrow_expression_clause") {
    const [value] = body.parts;
    const read = value && readTyped(reader, value, returns);
    statements = [...reader.declared, ...(read ? [{ kind: "return", value: read, span: read.span } as const] : [])];
  } else statements = readBlock(reader, body);
  reader.returns.pop();
  reader.declared = outer;
  return statements;
}
