/** `switch` to IR, where a case ends with the next one. */
import type { Expression, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readChild, readExpression } from "./expressions.ts";
import type { GoReader } from "./reader.ts";
import { readPattern, readStatement, readStatements } from "./statements.ts";

type Case = Extract<Statement, { kind: "switch" }>["cases"][number];

export function switchStatement(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  const before: Statement[] = [];
  const initializer = node.child("initializer");
  if (initializer) readStatement(reader, initializer, before);
  const value = node.child("value");
  const subject: Expression = value
    ? readExpression(reader, value)
    : { kind: "literal", value: true, span: reader.range(node.start, node.start) };
  const cases: Case[] = [];
  for (const part of node.parts) {
    if (part.type !== "expression_case" && part.type !== "default_case") continue;
    const tests = part.child("value");
    const body = caseBody(reader, part);
    const read = (tests?.type === "expression_list" ? tests.parts : tests ? [tests] : []).map((t) =>
      readExpression(reader, t),
    );
    for (const test of read.slice(0, -1)) cases.push({ test, body: [] });
    const test = read[read.length - 1];
    cases.push({ body, ...(test && { test }) });
  }
  const statement: Statement = { kind: "switch", subject, cases, span };
  if (before.length > 0) out.push({ kind: "block", body: [...before, statement], span });
  else out.push(statement);
}

/** Which type it is, is not known: each case may be the one. */
export function typeSwitchStatement(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  const span = reader.span(node);
  const value = readChild(reader, node, "value");
  const alias = node.child("alias");
  const name = alias && readPattern(reader, alias.parts[0] ?? alias);
  const cases: Case[] = [];
  for (const part of node.parts) {
    if (part.type !== "type_case" && part.type !== "default_case") continue;
    const body = caseBody(reader, part);
    const test = part.type === "type_case" ? reader.opaque(part, "whether it is of a type") : undefined;
    cases.push({ body, ...(test && { test }) });
  }
  const body: Statement[] = [];
  if (name) body.push({ kind: "declare", target: name, value, constant: false, exported: false, span: value.span });
  body.push({ kind: "switch", subject: reader.opaque(node, "the type of a value"), cases, span });
  out.push({ kind: "block", body, span });
}

function caseBody(reader: GoReader, node: SyntaxNode): Statement[] {
  const inside = node.children.filter((c) => c.field !== "value" && c.field !== "type");
  const falls = inside.some((c) => c.type === "fallthrough_statement" || c.has("fallthrough_statement"));
  const body = readStatements(reader, inside);
  const end = reader.range(node.end, node.end);
  return falls ? body : [...body, { kind: "break", span: end }];
}
