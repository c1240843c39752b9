/** Statements to IR. */
import type { Expression, Pattern, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readClass } from "./classes.ts";
import { decorated, definedAs } from "./decorators.ts";
import { builtin, method, readAssignment, readExpression } from "./expressions.ts";
import { readFunction } from "./functions.ts";
import { readFromImport, readImport } from "./imports.ts";
import { readMatch } from "./match.ts";
import type { PythonReader } from "./reader.ts";
import { readTarget } from "./targets.ts";

/** The statements of a block (or of the whole file). */
export function readBlock(reader: PythonReader, block: SyntaxNode): Statement[] {
  const out: Statement[] = [];
  for (const node of block.children) readStatement(reader, node, out, true);
  return out;
}

/** @param outermost directly in a function or the file: a function that stands there can be called before it */
export function readStatement(reader: PythonReader, node: SyntaxNode, out: Statement[], outermost: boolean): void {
  if (!node.named) return;
  reader.deeper(
    () => read(reader, node, out, outermost),
    () => {
      const value = reader.opaque(node, "a statement that is nested too deeply");
      out.push({ kind: "expression", value, span: value.span });
    },
  );
}

function read(reader: PythonReader, node: SyntaxNode, out: Statement[], outermost: boolean): void {
  const span = reader.span(node);
  switch (node.type) {
    case "expression_statement":
      for (const part of node.parts) expression(reader, part, out);
      return;
    case "import_statement":
      readImport(reader, node);
      return;
    case "import_from_statement":
      readFromImport(reader, node);
      return;
    case "function_definition":
    case "class_definition":
    case "decorated_definition":
      definition(reader, node, out, outermost);
      return;
    case "if_statement":
      ifStatement(reader, node, out, outermost);
      return;
    case "for_statement":
      forStatement(reader, node, out);
      return;
    case "while_statement": {
      const condition = node.child("condition");
      const test: Expression = condition
        ? readExpression(reader, condition)
        : reader.opaque(node, "a condition that is not written yet");
      out.push({ kind: "loop", start: [], test, body: nested(reader, node.child("body")), testFirst: true, span });
      alternative(reader, node, out);
      return;
    }
    case "try_statement":
      tryStatement(reader, node, out);
      return;
    case "with_statement":
      withStatement(reader, node, out);
      return;
    case "match_statement":
      readMatch(reader, node, out);
      return;
    case "return_statement":
      out.push({ kind: "return", span, ...(node.parts[0] && { value: readExpression(reader, node.parts[0]) }) });
      return;
    case "raise_statement":
      out.push({ kind: "throw", span, ...(node.parts[0] && { value: readExpression(reader, node.parts[0]) }) });
      return;
    case "assert_statement": {
      const [test] = node.parts;
      if (!test) return;
      const operand = readExpression(reader, test);
      const fails: Expression = { kind: "unary", operator: "!", operand, span: operand.span };
      out.push({ kind: "if", test: fails, whenTrue: [{ kind: "throw", span }], whenFalse: [], span });
      return;
    }
    case "break_statement":
    case "continue_statement":
      out.push({ kind: node.type === "break_statement" ? "break" : "continue", span });
      return;
    case "delete_statement": {
      for (const value of node.parts.flatMap((p) => deletions(reader, p)))
        out.push({ kind: "expression", value, span });
      return;
    }
    case "block":
      out.push(...nested(reader, node));
      return;
    // What is broken may hold whole statements.
    case "ERROR":
      for (const part of node.parts) if (isStatement(part)) readStatement(reader, part, out, outermost);
      return;
  }
}

/** `del a[k]` takes an item out, as `a.pop(k)` does; a name that is deleted is not used any more. */
function deletions(reader: PythonReader, node: SyntaxNode): Expression[] {
  if (/_list$|^tuple$|^parenthesized/.test(node.type))
    return reader.deeper(
      () => node.parts.flatMap((p) => deletions(reader, p)),
      () => [],
    );
  const value = readExpression(reader, node);
  if (value.kind === "index") return [method(reader, node, value.object, "pop", [value.index])];
  if (value.kind === "member")
    return [
      builtin(reader, node, "setattr", [
        value.object,
        { kind: "literal", value: value.name, span: value.nameSpan },
        reader.opaque(node, "a deletion"),
      ]),
    ];
  return value.kind === "call" && value.callee.kind === "member"
    ? [method(reader, node, value.callee.object, "clear", [])]
    : [];
}

function isStatement(node: SyntaxNode): boolean {
  return /_(statement|definition)$/.test(node.type) || node.type === "block" || node.type === "ERROR";
}

/** The statements of a block that is no function's own. */
export function nested(reader: PythonReader, block: SyntaxNode | undefined): Statement[] {
  const out: Statement[] = [];
  for (const node of block?.children ?? []) readStatement(reader, node, out, false);
  return out;
}

function expression(reader: PythonReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  if (node.type === "assignment" || node.type === "augmented_assignment") {
    const value = readAssignment(reader, node);
    if (value) out.push({ kind: "expression", value, span });
    return;
  }
  const value = readExpression(reader, node);
  out.push(leaves(value) ? { kind: "throw", span } : { kind: "expression", value, span });
}

/** `sys.exit()`: nothing is deployed. */
function leaves(value: Expression): boolean {
  if (value.kind !== "call") return false;
  const { callee } = value;
  if (callee.kind === "name") return callee.name === "exit" || callee.name === "quit";
  return (
    callee.kind === "member" && callee.name === "exit" && callee.object.kind === "name" && callee.object.name === "sys"
  );
}

function definition(reader: PythonReader, node: SyntaxNode, out: Statement[], outermost: boolean): void {
  const { definition: of, decorators } = decorated(node);
  const name = of?.child("name");
  if (!of || !name || name.missing) return;
  const span = reader.span(node);
  const called = reader.text(name);
  const read = of.type === "class_definition" ? readClass(reader, of, called, decorators) : readFunction(reader, of);
  const value = definedAs(reader, node, read, decorators);
  if (outermost && value.kind === "function")
    out.push({ kind: "function", name: called, value, exported: true, isDefault: false, span });
  else if (outermost && value.kind === "class")
    out.push({ kind: "class", name: called, value, exported: true, isDefault: false, span });
  else {
    const target: Pattern = { kind: "name", name: called, span: reader.span(name) };
    out.push({ kind: "expression", value: { kind: "assign", target, operator: "=", value, span }, span });
  }
}

function ifStatement(reader: PythonReader, node: SyntaxNode, out: Statement[], outermost: boolean): void {
  const condition = node.child("condition");
  const body = node.child("consequence");
  const text = condition ? reader.text(condition).replace(/\s+/g, "") : "";
  if (outermost && !reader.inside && /^\(?(__name__==["']__main__["']|["']__main__["']==__name__)\)?$/.test(text)) {
    reader.main.push(...nested(reader, body));
    return;
  }
  const whenTrue = nested(reader, body);
  // What is only there for a type checker is not executed; its imports do no harm.
  if (/(^|\.)TYPE_CHECKING$/.test(text)) return;
  const alternatives = node.childrenIn("alternative");
  let whenFalse: Statement[] = [];
  for (const branch of [...alternatives].reverse()) {
    if (branch.type !== "elif_clause") {
      whenFalse = nested(reader, branch.child("body"));
      continue;
    }
    const test = branch.child("condition");
    if (!test) continue;
    const whenElse = whenFalse;
    whenFalse = [
      {
        kind: "if",
        test: readExpression(reader, test),
        whenTrue: nested(reader, branch.child("consequence")),
        whenFalse: whenElse,
        span: reader.span(branch),
      },
    ];
  }
  const test: Expression = condition
    ? readExpression(reader, condition)
    : reader.opaque(node, "a condition that is not written yet");
  out.push({ kind: "if", test, whenTrue, whenFalse, span: reader.span(node) });
}

function forStatement(reader: PythonReader, node: SyntaxNode, out: Statement[]): void {
  const [left, right] = [node.child("left"), node.child("right")];
  const target = readTarget(reader, left);
  const body = nested(reader, node.child("body"));
  if (!target || !right) {
    out.push(...body);
    return;
  }
  out.push({
    kind: "forEach",
    target,
    over: "elements",
    list: readExpression(reader, right),
    body,
    span: reader.span(node),
  });
  alternative(reader, node, out);
}

/** The `else` of a loop is executed when it was not broken off, and taken as if it never was. */
function alternative(reader: PythonReader, node: SyntaxNode, out: Statement[]): void {
  const body = node.child("alternative")?.child("body");
  if (body) out.push(...nested(reader, body));
}

function tryStatement(reader: PythonReader, node: SyntaxNode, out: Statement[]): void {
  const caught = node.parts.filter((p) => /^except/.test(p.type));
  const [first] = caught;
  const named = first?.child("value");
  const alias = first?.child("alias") ?? (named?.type === "as_pattern" ? named.child("alias") : undefined);
  const target = readTarget(reader, alias);
  const otherwise = node.first("else_clause");
  out.push({
    kind: "try",
    body: [...nested(reader, node.child("body")), ...nested(reader, otherwise?.child("body"))],
    handler: handlers(reader, caught),
    finalizer: nested(reader, node.first("finally_clause")?.first("block")),
    span: reader.span(node),
    ...(target && { handlerName: target }),
  });
}

/** Which error it is is not known: each handler may be the one. */
function handlers(reader: PythonReader, clauses: readonly SyntaxNode[]): Statement[] {
  let rest: Statement[] = [];
  for (const clause of [...clauses].reverse()) {
    const body = nested(reader, clause.first("block"));
    const test = reader.opaque(clause, "which error it is");
    const isLast = clause === clauses[clauses.length - 1];
    rest = isLast ? body : [{ kind: "if", test, whenTrue: body, whenFalse: rest, span: test.span }];
  }
  return rest;
}

/** `with open(x) as f:` is an assignment, and its block. */
function withStatement(reader: PythonReader, node: SyntaxNode, out: Statement[]): void {
  const items = node.first("with_clause")?.parts.filter((p) => p.type === "with_item") ?? [];
  for (const item of items) {
    const given = item.child("value");
    if (!given) continue;
    const span = reader.span(given);
    const alias = given.type === "as_pattern" ? readTarget(reader, given.child("alias")) : undefined;
    const value = readExpression(reader, given);
    out.push({
      kind: "expression",
      value: alias ? { kind: "assign", target: alias, operator: "=", value, span } : value,
      span,
    });
  }
  out.push(...nested(reader, node.child("body")));
}
