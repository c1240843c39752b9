/** `switch`, as a statement and as a value. */
import type { Expression, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import type { JavaReader } from "./reader.ts";
import { readStatements } from "./statements.ts";

type Case = Extract<Statement, { kind: "switch" }>["cases"][number];

export function readSwitch(reader: JavaReader, node: SyntaxNode): Statement {
  const span = reader.span(node);
  return { kind: "switch", subject: subjectOf(reader, node), cases: casesOf(reader, node, false), span };
}

/** A `switch` that has a value: a chain of conditionals where each case is an expression, else a function around it. */
export function readSwitchValue(reader: JavaReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  const subject = subjectOf(reader, node);
  const cases = casesOf(reader, node, true);
  const fallback = cases[cases.length - 1];
  if (fallback && !fallback.test && cases.every((c) => c.body.length === 0 || resultOf(c))) {
    let value = resultOf(fallback);
    for (let i = cases.length - 2; i >= 0 && value; i--) {
      const { test } = cases[i]!;
      const whenTrue = cases
        .slice(i)
        .map(resultOf)
        .find((v) => v !== undefined);
      if (!test || !whenTrue) return reader.opaque(node, "a switch that is not understood", [subject]);
      const equal: Expression = { kind: "binary", operator: "==", left: subject, right: test, span: test.span };
      value = { kind: "conditional", test: equal, whenTrue, whenFalse: value, span };
    }
    if (value) return value;
  }
  const callee: Expression = {
    kind: "function",
    parameters: [],
    body: [{ kind: "switch", subject, cases, span }],
    arrow: true,
    async: false,
    generator: false,
    span,
  };
  const at = reader.range(node.end, node.end);
  return { kind: "call", callee, nameSpan: at, args: [], argsSpan: at, optional: false, span };
}

function resultOf({ body }: Case): Expression | undefined {
  const [only] = body;
  return body.length === 1 && only?.kind === "return" ? only.value : undefined;
}

function subjectOf(reader: JavaReader, node: SyntaxNode): Expression {
  const subject = node.child("condition");
  return subject ? readExpression(reader, subject) : reader.opaque(node, "a switch over nothing");
}

function casesOf(reader: JavaReader, node: SyntaxNode, hasValue: boolean): Case[] {
  const cases: Case[] = [];
  for (const part of node.child("body")?.parts ?? []) {
    if (part.type !== "switch_rule" && part.type !== "switch_block_statement_group") continue;
    const labels = part.children.filter((c) => c.type === "switch_label");
    const rest = part.parts.filter((c) => c.type !== "switch_label");
    const body = part.type === "switch_rule" ? ruleBody(reader, rest[0], hasValue) : readStatements(reader, rest);
    const tests = labels.flatMap((label): (Expression | undefined)[] =>
      label.has("default") ? [undefined] : label.parts.map((p) => labelValue(reader, p)),
    );
    for (const [i, test] of tests.entries())
      cases.push({ ...(test && { test }), body: i === tests.length - 1 ? body : [] });
  }
  return cases;
}

/** The name of an enum's constant stands without the enum; that of a constant of the class is one that it declares. */
function labelValue(reader: JavaReader, node: SyntaxNode): Expression {
  if (node.type !== "identifier" || reader.fields.has(reader.text(node))) return readExpression(reader, node);
  return { kind: "literal", value: reader.text(node), span: reader.span(node) };
}

function ruleBody(reader: JavaReader, node: SyntaxNode | undefined, hasValue: boolean): Statement[] {
  if (!node) return [];
  const span = reader.span(node);
  if (node.type === "expression_statement" && hasValue) {
    const [value] = node.parts;
    return value ? [{ kind: "return", value: readExpression(reader, value), span }] : [];
  }
  const body = readStatements(reader, node.type === "block" ? node.parts : [node]);
  return hasValue ? body : [...body, { kind: "break", span: reader.range(node.end, node.end) }];
}
