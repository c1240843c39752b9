/** Expressions to IR. */
import type { Argument, BinaryOperator, Call, Expression, ListItem, ObjectMember } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { call, readCall } from "./calls.ts";
import { readComprehension } from "./comprehensions.ts";
import { readLambda } from "./functions.ts";
import type { PythonReader } from "./reader.ts";
import { readString } from "./strings.ts";
import { readTarget } from "./targets.ts";

/** An expression; what is not understood is opaque, with the parts that are. */
export function readExpression(reader: PythonReader, node: SyntaxNode): Expression {
  return reader.deeper(
    () => read(reader, node),
    () => reader.opaque(node, "an expression that is nested too deeply"),
  );
}

function read(reader: PythonReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  switch (node.type) {
    case "identifier":
      return reader.identifier(node);
    case "string":
    case "concatenated_string":
      return readString(reader, node);
    case "integer":
    case "float":
      return number(reader, node);
    case "true":
    case "false":
      return { kind: "literal", value: node.type === "true", span };
    case "none":
      return { kind: "literal", value: undefined, span };
    case "parenthesized_expression":
    case "await":
    case "type":
      return node.parts[0] ? readExpression(reader, node.parts[0]) : reader.opaque(node, "an empty expression");
    case "attribute":
      return attribute(reader, node);
    case "subscript":
      return subscript(reader, node);
    case "call":
      return readCall(reader, node);
    case "list":
    case "tuple":
    case "set":
    case "expression_list":
    case "pattern_list":
      return { kind: "list", items: node.parts.map((p) => item(reader, p)), span };
    case "dictionary":
      return { kind: "object", members: node.parts.flatMap((p) => member(reader, p)), span };
    case "list_comprehension":
    case "set_comprehension":
    case "generator_expression":
    case "dictionary_comprehension":
      return readComprehension(reader, node);
    case "conditional_expression": {
      const [whenTrue, test, whenFalse] = node.parts;
      if (!whenTrue || !test || !whenFalse) return opaqueParts(reader, node, "a conditional that is not complete");
      return {
        kind: "conditional",
        test: readExpression(reader, test),
        whenTrue: readExpression(reader, whenTrue),
        whenFalse: readExpression(reader, whenFalse),
        span,
      };
    }
    case "boolean_operator":
    case "binary_operator":
      return binary(reader, node);
    case "comparison_operator":
      return comparison(reader, node);
    case "not_operator":
    case "unary_operator":
      return unary(reader, node);
    case "named_expression": {
      const target = readTarget(reader, node.child("name"));
      const value = node.child("value");
      if (!target || !value) return opaqueParts(reader, node, "an assignment that is not complete");
      return { kind: "assign", target, operator: "=", value: readExpression(reader, value), span };
    }
    case "assignment":
    case "augmented_assignment":
      return readAssignment(reader, node) ?? reader.opaque(node, "a declaration without a value");
    case "lambda":
      return readLambda(reader, node);
    case "list_splat":
    case "dictionary_splat":
    case "as_pattern":
      return node.parts[0] ? readExpression(reader, node.parts[0]) : reader.opaque(node, "an empty expression");
    default:
      return opaqueParts(reader, node, node.type === "yield" ? "a yield" : "an expression that is not understood");
  }
}

function opaqueParts(reader: PythonReader, node: SyntaxNode, what: string): Expression {
  if (node.type === "ERROR") return reader.opaque(node, "code that is not complete");
  return reader.opaque(
    node,
    what,
    node.parts.filter((p) => p.type !== "ERROR").map((p) => readExpression(reader, p)),
  );
}

function number(reader: PythonReader, node: SyntaxNode): Expression {
  const digits = reader.text(node).replaceAll("_", "");
  const value = Number(digits);
  if (digits === "" || Number.isNaN(value)) return reader.opaque(node, "a number that is not followed");
  return { kind: "literal", value, span: reader.span(node) };
}

function attribute(reader: PythonReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  const whole = reader.text(node);
  // `import a.b` brings in the module under its whole name.
  if (reader.dotted.has(whole)) return { kind: "name", name: whole, span };
  const [object, name] = [node.child("object"), node.child("attribute")];
  if (!object) return reader.opaque(node, "an expression that is not complete");
  const of = readExpression(reader, object);
  if (name && reader.text(name) === "__dict__") return builtin(reader, node, "vars", [of]);
  if (!name || name.missing || name.start === name.end)
    return reader.opaque(node, "a member that is not written yet", [of]);
  return {
    kind: "member",
    object: of,
    name: reader.text(name),
    nameSpan: reader.span(name),
    optional: false,
    span,
  };
}

function subscript(reader: PythonReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  const value = node.child("value");
  const subscripts = node.childrenIn("subscript").filter((n) => n.named);
  if (!value) return reader.opaque(node, "an expression that is not complete");
  const object = readExpression(reader, value);
  const [only] = subscripts;
  if (!only || subscripts.length > 1)
    return reader.opaque(node, "an index of several parts", [
      object,
      ...subscripts.map((s) => readExpression(reader, s)),
    ]);
  if (only.type === "slice") return slice(reader, node, object, only);
  const index = readExpression(reader, only);
  // What is counted from the end.
  if (index.kind === "unary" && index.operator === "-") return method(reader, node, object, "at", [index]);
  return { kind: "index", object, index, optional: false, span };
}

/** `a[1:]` is `a.slice(1)`. One with a step is not followed. */
function slice(reader: PythonReader, node: SyntaxNode, object: Expression, bounds: SyntaxNode): Expression {
  const given: (Expression | undefined)[] = [undefined];
  for (const child of bounds.children) {
    if (child.type === ":") given.push(undefined);
    else if (child.named) given[given.length - 1] = readExpression(reader, child);
  }
  const [start, end, step] = given;
  const parts = given.filter((e): e is Expression => e !== undefined);
  if (step) return reader.opaque(node, "a slice with a step", [object, ...parts]);
  const from: Expression = start ?? { kind: "literal", value: 0, span: reader.range(bounds.start, bounds.start) };
  return method(reader, node, object, "slice", end ? [from, end] : [from]);
}

/** A call of a method that Python writes otherwise. */
export function method(
  reader: PythonReader,
  node: SyntaxNode,
  object: Expression,
  name: string,
  args: readonly Expression[],
): Call {
  const span = reader.span(node);
  const nameSpan = reader.range(object.span.end, node.end);
  const callee: Expression = { kind: "member", object, name, nameSpan, optional: false, span };
  return call(callee, nameSpan, args.map(asArgument), reader.range(node.end, node.end), span);
}

/** A call of a function of the language's own that no name of a program can mean. */
export function builtin(reader: PythonReader, node: SyntaxNode, name: string, args: readonly Expression[]): Call {
  const span = reader.span(node);
  return call({ kind: "name", name, span }, span, args.map(asArgument), reader.range(node.end, node.end), span);
}

function asArgument(value: Expression): Argument {
  return { value, spread: false, span: value.span };
}

function item(reader: PythonReader, node: SyntaxNode): ListItem {
  return { value: readExpression(reader, node), spread: node.type === "list_splat", span: reader.span(node) };
}

function member(reader: PythonReader, node: SyntaxNode): ObjectMember[] {
  const span = reader.span(node);
  if (node.type === "dictionary_splat") return [{ kind: "spread", value: readExpression(reader, node), span }];
  const [key, value] = [node.child("key"), node.child("value")];
  if (node.type !== "pair" || !key || !value) return [];
  const read = readExpression(reader, key);
  const plain = read.kind === "literal" && read.value !== undefined;
  return [
    {
      kind: "property",
      key: plain ? String(read.value) : read,
      keySpan: read.span,
      value: readExpression(reader, value),
      shorthand: false,
      span,
    },
  ];
}

/** `a = b`, `a += b`; undefined for a declaration without a value. */
export function readAssignment(reader: PythonReader, node: SyntaxNode): Expression | undefined {
  const [left, right] = [node.child("left"), node.child("right")];
  if (!left || !right) return undefined;
  const span = reader.span(node);
  const value = readExpression(reader, right);
  const target = readTarget(reader, left);
  // Some items of a list, or one that is counted from its end, are written.
  const written = !target && left.type === "subscript" ? readExpression(reader, left) : undefined;
  if (written?.kind === "call" && written.callee.kind === "member")
    return method(reader, node, written.callee.object, "clear", [value]);
  if (!target) return reader.opaque(node, "an assignment to something that is not followed", [value]);
  const operator = node.type === "assignment" ? "=" : operatorOf(reader, node);
  switch (operator) {
    case "=":
    case "+=":
    case "-=":
    case "*=":
    case "/=":
      return { kind: "assign", target, operator, value, span };
    default: {
      const before = readExpression(reader, left);
      const result: Expression = reader.opaque(node, "an operator that is not followed", [before, value]);
      return { kind: "assign", target, operator: "=", value: result, span };
    }
  }
}

function operatorOf(reader: PythonReader, node: SyntaxNode): string {
  const operator = node.child("operator");
  return operator ? reader.text(operator) : "";
}

const BINARY: Readonly<Record<string, BinaryOperator>> = {
  and: "&&",
  or: "||",
  "+": "+",
  "-": "-",
  "*": "*",
  "/": "/",
  "%": "%",
  "**": "**",
};

function binary(reader: PythonReader, node: SyntaxNode): Expression {
  const [from, to] = [node.child("left"), node.child("right")];
  if (!from || !to) return opaqueParts(reader, node, "an operator without operands");
  const span = reader.span(node);
  const left = readExpression(reader, from);
  const right = readExpression(reader, to);
  const sign = operatorOf(reader, node);
  if (sign === "//") {
    const quotient: Expression = { kind: "binary", operator: "/", left, right, span };
    return builtin(reader, node, "math.floor", [quotient]);
  }
  const operator = Object.hasOwn(BINARY, sign) ? BINARY[sign] : undefined;
  if (operator) return { kind: "binary", operator, left, right, span };
  // `{…} | {…}` is both.
  if (sign === "|") return builtin(reader, node, "dict | dict", [left, right]);
  return reader.opaque(node, "an operator that is not followed", [left, right]);
}

/** `a < b < c` is `a < b` and `b < c`. */
function comparison(reader: PythonReader, node: SyntaxNode): Expression {
  const operands = node.parts.filter((p) => p.field !== "operators");
  const signs = node.childrenIn("operators").map((o) => reader.text(o).replace(/\s+/g, " "));
  const read = operands.map((o) => readExpression(reader, o));
  let whole: Expression | undefined;
  signs.forEach((sign, i) => {
    const [left, right] = [read[i], read[i + 1]];
    if (!left || !right) return;
    const span = reader.range(left.span.start, right.span.end);
    const one = compared(sign, left, right, span) ?? reader.opaque(node, "a comparison that is not followed", read);
    whole = whole ? { kind: "binary", operator: "&&", left: whole, right: one, span: reader.span(node) } : one;
  });
  return whole ?? opaqueParts(reader, node, "a comparison that is not complete");
}

function compared(sign: string, left: Expression, right: Expression, span: Expression["span"]): Expression | undefined {
  switch (sign) {
    case "==":
    case "is":
      return { kind: "binary", operator: "==", left, right, span };
    case "!=":
    case "<>":
    case "is not":
      return { kind: "binary", operator: "!=", left, right, span };
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "in":
      return { kind: "binary", operator: sign, left, right, span };
    case "not in":
      return { kind: "unary", operator: "!", operand: { kind: "binary", operator: "in", left, right, span }, span };
    default:
      return undefined;
  }
}

function unary(reader: PythonReader, node: SyntaxNode): Expression {
  const argument = node.child("argument");
  if (!argument) return opaqueParts(reader, node, "an operator without an operand");
  const operand = readExpression(reader, argument);
  const sign = node.type === "not_operator" ? "!" : operatorOf(reader, node);
  if (sign === "!" || sign === "-" || sign === "+")
    return { kind: "unary", operator: sign, operand, span: reader.span(node) };
  return reader.opaque(node, "an operator that is not followed", [operand]);
}
