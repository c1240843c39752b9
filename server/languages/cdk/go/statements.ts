/** Statements to IR. */
import type { Assign, Expression, Pattern, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readAssignment, readShortDeclaration } from "./assignments.ts";
import { readDeclaration } from "./declarations.ts";
import { childExpressions, readChild, readExpression } from "./expressions.ts";
import { loopStatement } from "./loops.ts";
import type { GoReader } from "./reader.ts";
import { readBroken } from "./recovery.ts";
import { switchStatement, typeSwitchStatement } from "./switches.ts";

/** The statements of a block. */
export function readBlock(reader: GoReader, node: SyntaxNode | undefined): Statement[] {
  return node ? readStatements(reader, node.children) : [];
}

export function readStatements(reader: GoReader, nodes: readonly SyntaxNode[]): Statement[] {
  const out: Statement[] = [];
  for (const node of nodes)
    if (node.type === "statement_list") out.push(...readStatements(reader, node.children));
    else readStatement(reader, node, out);
  return out;
}

/** One statement; a node that is none adds nothing. */
export function readStatement(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  if (!node.named || node.missing) return;
  reader.deeper(
    () => read(reader, node, out),
    () => {
      const value = reader.opaque(node, "a statement that is nested too deeply");
      out.push({ kind: "expression", value, span: value.span });
    },
  );
}

function read(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  switch (node.type) {
    case "var_declaration":
    case "const_declaration":
    case "type_declaration":
      readDeclaration(reader, node, false, out);
      return;
    case "short_var_declaration":
      readShortDeclaration(reader, node, out);
      return;
    case "assignment_statement":
    case "inc_statement":
    case "dec_statement":
      readAssignment(reader, node, out);
      return;
    case "expression_statement":
      for (const part of node.parts) expressionStatement(reader, part, span, out);
      return;
    case "defer_statement":
    case "go_statement":
      for (const part of node.parts) expressionStatement(reader, part, span, out);
      return;
    case "if_statement":
      ifStatement(reader, node, out);
      return;
    case "for_statement":
      loopStatement(reader, node, out);
      return;
    case "expression_switch_statement":
      switchStatement(reader, node, out);
      return;
    case "type_switch_statement":
      typeSwitchStatement(reader, node, out);
      return;
    case "block":
      out.push({ kind: "block", body: readBlock(reader, node), span });
      return;
    case "labeled_statement":
      for (const part of node.parts) if (part.field !== "label") readStatement(reader, part, out);
      return;
    case "return_statement":
      out.push(returnStatement(reader, node));
      return;
    case "break_statement":
    case "continue_statement":
      out.push({ kind: node.type === "break_statement" ? "break" : "continue", span });
      return;
    case "select_statement":
    case "send_statement":
    case "goto_statement": {
      const value = reader.opaque(node, "a statement that is not followed", childExpressions(reader, node));
      out.push({ kind: "expression", value, span });
      return;
    }
    case "ERROR":
      readBroken(reader, node, out);
      return;
    default:
      if (/_(expression|literal)$|^identifier$/.test(node.type)) expressionStatement(reader, node, span, out);
  }
}

/** Functions that do not come back. */
const ENDS = /^(log\.(Fatal|Panic)\w*|os\.Exit|panic)$/;

function expressionStatement(reader: GoReader, node: SyntaxNode, span: Statement["span"], out: Statement[]): void {
  if (node.type === "call_expression") {
    const name = reader.text(node.child("function") ?? node);
    if (ENDS.test(name)) {
      const [value] = (node.child("arguments")?.parts ?? []).map((p) => readExpression(reader, p));
      out.push({ kind: "throw", span, ...(value && { value }) });
      return;
    }
  }
  out.push({ kind: "expression", value: readExpression(reader, node), span });
}

function returnStatement(reader: GoReader, node: SyntaxNode): Statement {
  const span = reader.span(node);
  const [list] = node.parts;
  if (list) return { kind: "return", value: readExpression(reader, list), span };
  const names = reader.results.map((name): Expression => ({ kind: "name", name, span }));
  if (names.length === 0) return { kind: "return", span };
  if (names.length === 1) return { kind: "return", value: names[0]!, span };
  const items = names.map((value) => ({ value, spread: false, span }));
  return { kind: "return", value: { kind: "list", items, span }, span };
}

function ifStatement(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  const before: Statement[] = [];
  const initializer = node.child("initializer");
  if (initializer) readStatement(reader, initializer, before);
  const test = readChild(reader, node, "condition");
  const otherwise = node.child("alternative");
  const whenFalse: Statement[] = [];
  if (otherwise?.type === "block") whenFalse.push(...readBlock(reader, otherwise));
  else if (otherwise) readStatement(reader, otherwise, whenFalse);
  const body = readBlock(reader, node.child("consequence"));
  const whenTrue = isError(reader, node.child("condition")) ? failing(body) : body;
  const statement: Statement = { kind: "if", test, whenTrue, whenFalse, span };
  // What the initializer declares is in scope of the statement alone.
  if (before.length > 0) out.push({ kind: "block", body: [...before, statement], span });
  else out.push(statement);
}

/** `err != nil`. */
function isError(reader: GoReader, condition: SyntaxNode | undefined): boolean {
  return condition !== undefined && /^\w*err(or)?\w*\s*!=\s*nil$/i.test(reader.text(condition));
}

/** An error that is handed up ends the program, and nothing is deployed: it is like one that is thrown. */
function failing(body: readonly Statement[]): readonly Statement[] {
  const last = body[body.length - 1];
  return last?.kind === "return" ? [...body.slice(0, -1), { kind: "throw", span: last.span }] : body;
}

/** What stands on the left of an assignment; undefined for `_`, and for what cannot be assigned to. */
export function readPattern(reader: GoReader, node: SyntaxNode): Pattern | undefined {
  if (node.type === "identifier") {
    const name = reader.text(node);
    return name === "_" ? undefined : { kind: "name", name, span: reader.span(node) };
  }
  const value = readExpression(reader, node);
  return value.kind === "name" || value.kind === "member" || value.kind === "index" ? value : undefined;
}

/** `target operator value` as an expression that is executed. */
export function assigned(
  target: Pattern,
  operator: Assign["operator"],
  value: Expression,
  span: Statement["span"],
): Statement {
  return { kind: "expression", value: { kind: "assign", target, operator, value, span }, span };
}
