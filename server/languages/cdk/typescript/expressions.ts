/** Expressions to IR. */
import type ts from "typescript";
import type { Argument, Assign, BinaryOperator, Expression, ObjectMember, TextPiece } from "../ir.ts";
import { readClass, readFunction } from "./functions.ts";
import { propertyKey, readTarget } from "./patterns.ts";
import { literalPieces } from "./pieces.ts";
import type { Reader } from "./reader.ts";

/** An expression; what is not understood is opaque, with the parts that are. */
export function readExpression(reader: Reader, node: ts.Expression): Expression {
  if (!reader.down()) return reader.opaque(node, "an expression that is nested too deeply");
  const expression = read(reader, node);
  reader.up();
  return expression;
}

function read(reader: Reader, node: ts.Expression): Expression {
  const K = reader.ts.SyntaxKind;
  const span = reader.span(node);
  switch (node.kind) {
    case K.StringLiteral:
    case K.NoSubstitutionTemplateLiteral: {
      const value = (node as ts.StringLiteral).text;
      const closed = span.end - span.start >= 2 && reader.chunk.text[span.end - 1] === reader.chunk.text[span.start];
      const [from, to] = [span.start + 1, closed ? span.end - 1 : span.end];
      const verbatim = closed && reader.chunk.text.slice(from, to) === value;
      return { kind: "literal", value, span, ...(!verbatim && { pieces: literalPieces(reader.chunk, from, to) }) };
    }
    case K.NumericLiteral:
      return { kind: "literal", value: Number((node as ts.NumericLiteral).text), span };
    case K.TrueKeyword:
    case K.FalseKeyword:
      return { kind: "literal", value: node.kind === K.TrueKeyword, span };
    case K.NullKeyword:
      return { kind: "literal", value: undefined, span };
    case K.Identifier: {
      const name = reader.name(node);
      if (name === "") return reader.opaque(node, "an expression that is not written yet");
      return name === "undefined" ? { kind: "literal", value: undefined, span } : { kind: "name", name, span };
    }
    case K.ThisKeyword:
      return { kind: "this", span };
    case K.SuperKeyword:
      return { kind: "super", span };
    case K.ParenthesizedExpression:
    case K.AsExpression:
    case K.SatisfiesExpression:
    case K.NonNullExpression:
    case K.TypeAssertionExpression:
    case K.AwaitExpression:
      return readExpression(reader, (node as ts.ParenthesizedExpression).expression);
    case K.ExpressionWithTypeArguments:
      return readExpression(reader, (node as ts.ExpressionWithTypeArguments).expression);
    case K.TemplateExpression:
      return template(reader, node as ts.TemplateExpression);
    case K.PropertyAccessExpression: {
      const access = node as ts.PropertyAccessExpression;
      const object = readExpression(reader, access.expression);
      const nameSpan = reader.span(access.name);
      const optional = access.questionDotToken !== undefined;
      return { kind: "member", object, name: reader.name(access.name), nameSpan, optional, span };
    }
    case K.ElementAccessExpression: {
      const access = node as ts.ElementAccessExpression;
      const object = readExpression(reader, access.expression);
      const index = readExpression(reader, access.argumentExpression);
      const optional = access.questionDotToken !== undefined;
      if (index.kind === "literal" && typeof index.value === "string")
        return { kind: "member", object, name: index.value, nameSpan: index.span, optional, span };
      return { kind: "index", object, index, optional, span };
    }
    case K.CallExpression:
      return call(reader, node as ts.CallExpression);
    case K.NewExpression: {
      const made = node as ts.NewExpression;
      const callee = readExpression(reader, made.expression);
      return {
        kind: "new",
        callee,
        nameSpan: lastName(callee),
        args: readArguments(reader, made.arguments ?? []),
        argsSpan: argumentsSpan(reader, node, made.typeArguments?.end ?? made.expression.end),
        span,
      };
    }
    case K.ObjectLiteralExpression:
      return { kind: "object", members: objectMembers(reader, node as ts.ObjectLiteralExpression), span };
    case K.ArrayLiteralExpression:
      return {
        kind: "list",
        items: (node as ts.ArrayLiteralExpression).elements.map((e) => {
          const spread = e.kind === K.SpreadElement;
          const value = readExpression(reader, spread ? (e as ts.SpreadElement).expression : e);
          return { value, spread, span: reader.span(e) };
        }),
        span,
      };
    case K.OmittedExpression:
      return { kind: "literal", value: undefined, span };
    case K.ConditionalExpression: {
      const c = node as ts.ConditionalExpression;
      return {
        kind: "conditional",
        test: readExpression(reader, c.condition),
        whenTrue: readExpression(reader, c.whenTrue),
        whenFalse: readExpression(reader, c.whenFalse),
        span,
      };
    }
    case K.BinaryExpression:
      return binary(reader, node as ts.BinaryExpression);
    case K.PrefixUnaryExpression:
    case K.PostfixUnaryExpression:
    case K.TypeOfExpression:
    case K.VoidExpression:
    case K.DeleteExpression:
      return unary(reader, node);
    case K.ArrowFunction:
    case K.FunctionExpression:
      return readFunction(reader, node as ts.ArrowFunction | ts.FunctionExpression);
    case K.ClassExpression:
      return readClass(reader, node as ts.ClassExpression);
    default:
      return reader.opaque(node, describe(reader, node), childExpressions(reader, node));
  }
}

function describe(reader: Reader, node: ts.Node): string {
  const K = reader.ts.SyntaxKind;
  if (node.kind === K.TaggedTemplateExpression) return "a tagged template";
  if (node.kind === K.RegularExpressionLiteral) return "a regular expression";
  if (node.kind === K.YieldExpression) return "a yield";
  return "an expression that is not understood";
}

/** The expressions directly below a node that is not understood. */
function childExpressions(reader: Reader, node: ts.Node): Expression[] {
  const K = reader.ts.SyntaxKind;
  const parts: Expression[] = [];
  reader.ts.forEachChild(node, (child) => {
    if (child.kind === K.TemplateExpression || child.kind === K.Identifier || isExpressionKind(reader, child))
      parts.push(readExpression(reader, child as ts.Expression));
  });
  return parts;
}

function isExpressionKind(reader: Reader, node: ts.Node): boolean {
  const K = reader.ts.SyntaxKind;
  return node.kind >= K.ArrayLiteralExpression && node.kind <= K.SatisfiesExpression;
}

function template(reader: Reader, node: ts.TemplateExpression): Expression {
  const parts: (TextPiece | Expression)[] = [];
  const text = (literal: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail) => {
    const start = reader.start(literal) + 1;
    const closed = literal.kind === reader.ts.SyntaxKind.TemplateTail;
    const behind = reader.chunk.text.slice(literal.end - (closed ? 1 : 2), literal.end);
    const marks = closed ? (behind === "`" ? 1 : 0) : behind === "${" ? 2 : 0;
    parts.push(...literalPieces(reader.chunk, start, Math.max(start, literal.end - marks)));
  };
  text(node.head);
  for (const s of node.templateSpans) {
    parts.push(readExpression(reader, s.expression));
    text(s.literal);
  }
  return { kind: "template", parts, span: reader.span(node) };
}

function call(reader: Reader, node: ts.CallExpression): Expression {
  const K = reader.ts.SyntaxKind;
  const span = reader.span(node);
  const args = readArguments(reader, node.arguments);
  if (node.expression.kind === K.ImportKeyword) {
    const first = args[0]?.value;
    if (first?.kind === "literal" && typeof first.value === "string") reader.imports.push(first.value);
    return reader.opaque(
      node,
      "a dynamic import",
      args.map((a) => a.value),
    );
  }
  const callee = readExpression(reader, node.expression);
  if (callee.kind === "name" && callee.name === "require") {
    const first = args[0]?.value;
    if (first?.kind === "literal" && typeof first.value === "string") reader.imports.push(first.value);
  }
  return {
    kind: "call",
    callee,
    nameSpan: lastName(callee),
    args,
    argsSpan: argumentsSpan(reader, node, node.typeArguments?.end ?? node.expression.end),
    optional: node.questionDotToken !== undefined,
    span,
  };
}

function readArguments(reader: Reader, nodes: readonly ts.Expression[]): Argument[] {
  const K = reader.ts.SyntaxKind;
  const args: Argument[] = [];
  for (const node of nodes) {
    const spread = node.kind === K.SpreadElement;
    const value = readExpression(reader, spread ? (node as ts.SpreadElement).expression : node);
    // An argument is nearly always its value: one place for both is less to keep.
    const whole = value.span.end === node.end && value.span.start === reader.start(node);
    args.push({ value, spread, span: whole ? value.span : reader.span(node) });
  }
  return args;
}

/** The parentheses and what is in them: from the first "(" behind the callee to the end of the call. */
function argumentsSpan(reader: Reader, node: ts.Node, behind: number) {
  const open = reader.chunk.text.indexOf("(", behind);
  return open < 0 || open >= node.end ? reader.range(node.end, node.end) : reader.range(open, node.end);
}

function lastName(callee: Expression) {
  return callee.kind === "member" ? callee.nameSpan : callee.span;
}

function objectMembers(reader: Reader, node: ts.ObjectLiteralExpression): ObjectMember[] {
  const K = reader.ts.SyntaxKind;
  const members: ObjectMember[] = [];
  for (const p of node.properties) {
    const span = reader.span(p);
    if (p.kind === K.SpreadAssignment) {
      members.push({ kind: "spread", value: readExpression(reader, (p as ts.SpreadAssignment).expression), span });
      continue;
    }
    if (!p.name) continue;
    const key = propertyKey(reader, p.name);
    const keySpan = reader.span(p.name);
    if (key === "") continue;
    if (p.kind === K.ShorthandPropertyAssignment) {
      const value: Expression =
        key === "undefined"
          ? { kind: "literal", value: undefined, span: keySpan }
          : { kind: "name", name: String(key), span: keySpan };
      members.push({ kind: "property", key, keySpan, value, shorthand: true, span });
    } else if (p.kind === K.PropertyAssignment) {
      const value = readExpression(reader, (p as ts.PropertyAssignment).initializer);
      members.push({ kind: "property", key, keySpan, value, shorthand: false, span });
    } else if (p.kind === K.MethodDeclaration) {
      const value = readFunction(reader, p as ts.MethodDeclaration);
      members.push({ kind: "property", key, keySpan, value, shorthand: false, span });
    } else {
      const value = reader.opaque(p, "an accessor of an object");
      members.push({ kind: "property", key, keySpan, value, shorthand: false, span });
    }
  }
  return members;
}

function binary(reader: Reader, node: ts.BinaryExpression): Expression {
  const K = reader.ts.SyntaxKind;
  const span = reader.span(node);
  const assign = assignOperator(K, node.operatorToken.kind);
  if (assign) {
    const target = readTarget(reader, node.left);
    const value = readExpression(reader, node.right);
    if (target) return { kind: "assign", target, operator: assign, value, span };
    return reader.opaque(node, "an assignment to something that cannot be assigned to", [value]);
  }
  const left = readExpression(reader, node.left);
  const right = readExpression(reader, node.right);
  const operator = binaryOperator(K, node.operatorToken.kind);
  if (operator) return { kind: "binary", operator, left, right, span };
  return reader.opaque(node, "an operator that is not followed", [left, right]);
}

function unary(reader: Reader, node: ts.Expression): Expression {
  const K = reader.ts.SyntaxKind;
  const span = reader.span(node);
  if (node.kind === K.PrefixUnaryExpression || node.kind === K.PostfixUnaryExpression) {
    const { operator, operand } = node as ts.PrefixUnaryExpression;
    if (operator === K.PlusPlusToken || operator === K.MinusMinusToken) {
      const target = readTarget(reader, operand);
      const value: Expression = { kind: "literal", value: 1, span };
      if (target) return { kind: "assign", target, operator: operator === K.PlusPlusToken ? "+=" : "-=", value, span };
    }
    const sign =
      operator === K.ExclamationToken
        ? "!"
        : operator === K.MinusToken
          ? "-"
          : operator === K.PlusToken
            ? "+"
            : undefined;
    const value = readExpression(reader, operand);
    if (sign) return { kind: "unary", operator: sign, operand: value, span };
    return reader.opaque(node, "an operator that is not followed", [value]);
  }
  const operand = readExpression(reader, (node as ts.VoidExpression).expression);
  const operator = node.kind === K.TypeOfExpression ? "typeof" : node.kind === K.VoidExpression ? "void" : "delete";
  return { kind: "unary", operator, operand, span };
}

function assignOperator(K: typeof ts.SyntaxKind, kind: ts.SyntaxKind): Assign["operator"] | undefined {
  switch (kind) {
    case K.EqualsToken:
      return "=";
    case K.PlusEqualsToken:
      return "+=";
    case K.MinusEqualsToken:
      return "-=";
    case K.AsteriskEqualsToken:
      return "*=";
    case K.SlashEqualsToken:
      return "/=";
    case K.QuestionQuestionEqualsToken:
      return "??=";
    case K.BarBarEqualsToken:
      return "||=";
    case K.AmpersandAmpersandEqualsToken:
      return "&&=";
    default:
      return undefined;
  }
}

function binaryOperator(K: typeof ts.SyntaxKind, kind: ts.SyntaxKind): BinaryOperator | undefined {
  switch (kind) {
    case K.PlusToken:
      return "+";
    case K.MinusToken:
      return "-";
    case K.AsteriskToken:
      return "*";
    case K.SlashToken:
      return "/";
    case K.PercentToken:
      return "%";
    case K.AsteriskAsteriskToken:
      return "**";
    case K.EqualsEqualsToken:
    case K.EqualsEqualsEqualsToken:
      return "==";
    case K.ExclamationEqualsToken:
    case K.ExclamationEqualsEqualsToken:
      return "!=";
    case K.LessThanToken:
      return "<";
    case K.LessThanEqualsToken:
      return "<=";
    case K.GreaterThanToken:
      return ">";
    case K.GreaterThanEqualsToken:
      return ">=";
    case K.AmpersandAmpersandToken:
      return "&&";
    case K.BarBarToken:
      return "||";
    case K.QuestionQuestionToken:
      return "??";
    case K.InKeyword:
      return "in";
    case K.InstanceOfKeyword:
      return "instanceof";
    case K.CommaToken:
      return ",";
    default:
      return undefined;
  }
}
