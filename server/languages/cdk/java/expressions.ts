/** Expressions of Java to IR. */
import type { Argument, Assign, BinaryOperator, Expression, FunctionExpression, Pattern } from "../ir.ts";
import { readNumber } from "../tree-sitter/numbers.ts";
import { stepped } from "../tree-sitter/stepped.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readBuilt } from "./builders.ts";
import { readCollectionCall, readNewCollection } from "./collections.ts";
import { readClassBody } from "./declarations.ts";
import type { JavaReader } from "./reader.ts";
import { readBlock } from "./statements.ts";
import { readString } from "./strings.ts";
import { readSwitchValue } from "./switches.ts";

/** An expression; what is not understood is opaque, with the parts that are. */
export function readExpression(reader: JavaReader, node: SyntaxNode): Expression {
  return reader.deeper(
    () => read(reader, node),
    () => reader.opaque(node, "an expression that is nested too deeply"),
  );
}

function read(reader: JavaReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  switch (node.type) {
    case "string_literal":
    case "character_literal":
      return readString(reader, node);
    case "decimal_integer_literal":
    case "hex_integer_literal":
    case "octal_integer_literal":
    case "binary_integer_literal":
    case "decimal_floating_point_literal":
    case "hex_floating_point_literal":
      return { kind: "literal", value: readNumber(reader.text(node)), span };
    case "true":
    case "false":
      return { kind: "literal", value: node.type === "true", span };
    case "null_literal":
      return { kind: "literal", value: undefined, span };
    case "identifier":
    case "type_identifier":
      return name(reader, node);
    case "this":
      return { kind: "this", span };
    case "super":
      return { kind: "super", span };
    case "parenthesized_expression": {
      const [inner] = node.parts;
      return inner ? readExpression(reader, inner) : reader.opaque(node, "an expression that is not written yet");
    }
    case "cast_expression": {
      const value = node.child("value");
      return value ? readExpression(reader, value) : reader.opaque(node, "a cast of nothing");
    }
    case "field_access":
      return fieldAccess(reader, node);
    case "scoped_identifier":
    case "scoped_type_identifier":
    case "generic_type":
      return readType(reader, node);
    case "array_access": {
      const [object, index] = [node.child("array"), node.child("index")];
      if (!object || !index) break;
      return {
        kind: "index",
        object: readExpression(reader, object),
        index: readExpression(reader, index),
        optional: false,
        span,
      };
    }
    case "method_invocation":
      return call(reader, node);
    case "object_creation_expression":
      return creation(reader, node);
    case "array_creation_expression": {
      const value = node.child("value");
      return value ? { ...readExpression(reader, value), span } : reader.opaque(node, "an array that is filled later");
    }
    case "array_initializer":
      return {
        kind: "list",
        items: node.parts.map((p) => {
          const value = readExpression(reader, p);
          return { value, spread: false, span: value.span };
        }),
        span,
      };
    case "ternary_expression": {
      const [test, yes, no] = [node.child("condition"), node.child("consequence"), node.child("alternative")];
      if (!test || !yes || !no) break;
      return {
        kind: "conditional",
        test: readExpression(reader, test),
        whenTrue: readExpression(reader, yes),
        whenFalse: readExpression(reader, no),
        span,
      };
    }
    case "binary_expression":
      return binary(reader, node);
    case "instanceof_expression": {
      const [left, right] = [node.child("left"), node.child("right")];
      if (!left || !right) break;
      const value = readExpression(reader, left);
      const matches: Expression = {
        kind: "binary",
        operator: "instanceof",
        left: value,
        right: readType(reader, right),
        span,
      };
      const named = node.child("name");
      if (!named) return matches;
      const target: Pattern = { kind: "name", name: reader.text(named), span: reader.span(named) };
      const bound: Expression = { kind: "assign", target, operator: "=", value, span };
      return { kind: "binary", operator: ",", left: bound, right: matches, span };
    }
    case "unary_expression":
      return unary(reader, node);
    case "update_expression": {
      const [operand] = node.parts;
      const target = operand && readTarget(reader, operand);
      if (!target) break;
      const value: Expression = { kind: "literal", value: 1, span };
      return stepped(target, node.has("++"), node.children[0] === operand, value, span);
    }
    case "assignment_expression":
      return assignment(reader, node);
    case "lambda_expression":
      return lambda(reader, node);
    case "method_reference":
      return methodReference(reader, node);
    case "switch_expression":
      return readSwitchValue(reader, node);
    case "class_literal":
      return reader.opaque(node, "a class as a value");
  }
  return reader.opaque(
    node,
    "an expression that is not understood",
    node.parts.filter((p) => p.type !== "identifier" || node.type !== "ERROR").map((p) => readExpression(reader, p)),
  );
}

function name(reader: JavaReader, node: SyntaxNode): Expression {
  const text = reader.text(node);
  if (text === "") return reader.opaque(node, "an expression that is not written yet");
  if (/^[A-Z]/.test(text)) reader.mentions.add(text);
  return { kind: "name", name: text, span: reader.span(node) };
}

/** A name with its package, as in `software.amazon.awscdk.services.ec2.Vpc`. */
const QUALIFIED = /^(?:software|java|javax|com|org|io|net|dev|edu|gov)(?:\.[a-z_]\w*)+\.[A-Z]\w*$/;

function fieldAccess(reader: JavaReader, node: SyntaxNode): Expression {
  const [object, field] = [node.child("object"), node.child("field")];
  if (!object || !field) return reader.opaque(node, "a member that is not written yet");
  return member(reader, node, object, field);
}

function member(reader: JavaReader, node: SyntaxNode, object: SyntaxNode, field: SyntaxNode): Expression {
  const span = reader.span(node);
  const whole = reader.name(node);
  if (QUALIFIED.test(whole)) {
    reader.qualified.set(whole, node);
    return { kind: "name", name: whole, span };
  }
  if (field.type === "this")
    return reader.text(object) === reader.classes[reader.classes.length - 1]
      ? { kind: "this", span }
      : reader.opaque(node, "the object of an outer class");
  return {
    kind: "member",
    object: readExpression(reader, object),
    name: reader.text(field),
    nameSpan: reader.span(field),
    optional: false,
    span,
  };
}

/** A type where it is a value: the class after `new`, a superclass. */
export function readType(reader: JavaReader, node: SyntaxNode): Expression {
  if (node.type === "generic_type") return readType(reader, node.parts[0] ?? node);
  if (node.type === "scoped_type_identifier" || node.type === "scoped_identifier") {
    const parts = node.parts.filter((p) => !/annotation/.test(p.type));
    const [object, field] = [parts[0], parts[parts.length - 1]];
    if (!object || !field || object === field) return reader.opaque(node, "a type that is not understood");
    return reader.deeper<Expression>(
      () => member(reader, node, object, field),
      () => reader.opaque(node, "a name that is too long"),
    );
  }
  return name(reader, node);
}

/** The arguments of a call as they stand in the tree. */
export function argumentNodes(call: SyntaxNode): readonly SyntaxNode[] {
  return (call.child("arguments") ?? call.first("argument_list"))?.parts ?? [];
}

export function readArguments(reader: JavaReader, call: SyntaxNode): Argument[] {
  return argumentNodes(call).map((node) => {
    const value = readExpression(reader, node);
    return { value, spread: false, span: value.span };
  });
}

function argumentsSpan(reader: JavaReader, call: SyntaxNode) {
  const list = call.child("arguments");
  return list ? reader.span(list) : reader.range(call.end, call.end);
}

function call(reader: JavaReader, node: SyntaxNode): Expression {
  const special =
    readCollectionCall(reader, node) ?? readBuilt(reader, node) ?? equality(reader, node) ?? element(reader, node);
  if (special) return special;
  const span = reader.span(node);
  const [object, method] = [node.child("object"), node.child("name")];
  if (!method) return reader.opaque(node, "a call that is not written yet");
  const nameSpan = reader.span(method);
  const callee: Expression = object
    ? {
        kind: "member",
        object: readExpression(reader, object),
        name: reader.text(method),
        nameSpan,
        optional: false,
        span: reader.range(node.start, method.end),
      }
    : { kind: "name", name: reader.text(method), span: nameSpan };
  return {
    kind: "call",
    callee,
    nameSpan,
    args: readArguments(reader, node),
    argsSpan: argumentsSpan(reader, node),
    optional: false,
    span,
  };
}

/** `a.equals(b)` and `Objects.equals(a, b)`. */
function equality(reader: JavaReader, node: SyntaxNode): Expression | undefined {
  const [object, method] = [node.child("object"), node.child("name")];
  if (!object || !method || reader.text(method) !== "equals") return undefined;
  const given = argumentNodes(node);
  const [left, right] = given.length === 1 ? [object, given[0]!] : given;
  if (!left || !right || given.length > 2 || (given.length === 2 && reader.text(object) !== "Objects"))
    return undefined;
  return {
    kind: "binary",
    operator: "==",
    left: readExpression(reader, left),
    right: readExpression(reader, right),
    span: reader.span(node),
  };
}

/** `list.get(0)`: also of lists that are CDK's. */
function element(reader: JavaReader, node: SyntaxNode): Expression | undefined {
  const [object, method] = [node.child("object"), node.child("name")];
  const [index, ...more] = argumentNodes(node);
  if (!object || !method || !index || more.length > 0 || reader.text(method) !== "get") return undefined;
  if (index.type !== "decimal_integer_literal") return undefined;
  return {
    kind: "index",
    object: readExpression(reader, object),
    index: readExpression(reader, index),
    optional: false,
    span: reader.span(node),
  };
}

function creation(reader: JavaReader, node: SyntaxNode): Expression {
  const collection = readNewCollection(reader, node);
  if (collection) return collection;
  const type = node.child("type");
  if (!type) return reader.opaque(node, "an object that is not written yet");
  const made = readType(reader, type);
  const nameSpan = made.kind === "member" ? made.nameSpan : made.span;
  const body = node.first("class_body");
  const callee: Expression = body ? readClassBody(reader, { node, body, nameSpan, superclass: made }) : made;
  return {
    kind: "new",
    callee,
    nameSpan,
    args: readArguments(reader, node),
    argsSpan: argumentsSpan(reader, node),
    span: reader.span(node),
  };
}

const OPERATORS: Readonly<Record<string, BinaryOperator>> = Object.fromEntries(
  ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"].map((o) => [o, o as BinaryOperator]),
);

function binary(reader: JavaReader, node: SyntaxNode): Expression {
  const [left, right, sign] = [node.child("left"), node.child("right"), node.child("operator")];
  if (!left || !right) return reader.opaque(node, "an operator without its operands");
  const operands = [readExpression(reader, left), readExpression(reader, right)] as const;
  const operator = sign && OPERATORS[reader.text(sign)];
  if (!operator) return reader.opaque(node, "an operator that is not followed", operands);
  return { kind: "binary", operator, left: operands[0], right: operands[1], span: reader.span(node) };
}

function unary(reader: JavaReader, node: SyntaxNode): Expression {
  const operand = node.child("operand");
  const sign = node.child("operator");
  if (!operand || !sign) return reader.opaque(node, "an operator without its operand");
  const value = readExpression(reader, operand);
  const operator = reader.text(sign);
  if (operator !== "!" && operator !== "-" && operator !== "+")
    return reader.opaque(node, "an operator that is not followed", [value]);
  return { kind: "unary", operator, operand: value, span: reader.span(node) };
}

const ASSIGNMENTS = new Set<string>(["=", "+=", "-=", "*=", "/="]);

function assignment(reader: JavaReader, node: SyntaxNode): Expression {
  const [left, right, sign] = [node.child("left"), node.child("right"), node.child("operator")];
  if (!left || !right || !sign) return reader.opaque(node, "an assignment that is not written yet");
  const value = readExpression(reader, right);
  const target = readTarget(reader, left);
  const operator = reader.text(sign);
  if (!target || !ASSIGNMENTS.has(operator)) return reader.opaque(node, "an assignment that is not followed", [value]);
  return { kind: "assign", target, operator: operator as Assign["operator"], value, span: reader.span(node) };
}

export function readTarget(reader: JavaReader, node: SyntaxNode): Pattern | undefined {
  const target = readExpression(reader, node);
  return target.kind === "name" || target.kind === "member" || target.kind === "index" ? target : undefined;
}

function lambda(reader: JavaReader, node: SyntaxNode): FunctionExpression {
  const given = node.child("parameters");
  const names = !given
    ? []
    : given.type === "identifier"
      ? [given]
      : given.parts.flatMap((p) => (p.type === "identifier" ? [p] : (p.child("name") ?? [])));
  const body = node.child("body");
  return {
    kind: "function",
    parameters: names.map((n) => ({
      target: { kind: "name", name: reader.text(n), span: reader.span(n) },
      rest: false,
      field: false,
      span: reader.span(n),
    })),
    body: !body
      ? []
      : body.type === "block"
        ? readBlock(reader, body)
        : [{ kind: "return", value: readExpression(reader, body), span: reader.span(body) }],
    arrow: true,
    async: false,
    generator: false,
    span: reader.span(node),
  };
}

/** Methods that are called on the class, where a reference does not show whether it is one of an object. */
const STATIC =
  /^(valueOf|of|from\w*|parse\w*|format|requireNonNull|isNull|nonNull|create\w*|new\w*|make\w*|to[A-Z]\w*Property)$/;

/** `this::make`, `Port::tcp`, `String::trim`, `Subnet::new` as the function of one argument that it mostly is. */
function methodReference(reader: JavaReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  const [of] = node.parts;
  const method = node.children[node.children.length - 1];
  if (!of || !method || of === method) return reader.opaque(node, "a method that is not written yet");
  const given: Expression = { kind: "name", name: "it", span };
  const args: Argument[] = [{ value: given, spread: false, span }];
  const nameSpan = reader.span(method);
  const argsSpan = reader.range(node.end, node.end);
  const object = readExpression(reader, of);
  let value: Expression;
  if (method.type === "new") value = { kind: "new", callee: object, nameSpan, args, argsSpan, span };
  else {
    const called = reader.text(method);
    const isType = object.kind === "name" && /^[A-Z]/.test(object.name);
    const onArgument = isType && !STATIC.test(called) && !reader.known.has((object as { name: string }).name);
    const callee: Expression = {
      kind: "member",
      object: onArgument ? given : object,
      name: called,
      nameSpan,
      optional: false,
      span,
    };
    value = { kind: "call", callee, nameSpan, args: onArgument ? [] : args, argsSpan, optional: false, span };
  }
  return {
    kind: "function",
    parameters: [{ target: { kind: "name", name: "it", span }, rest: false, field: false, span }],
    body: [{ kind: "return", value, span }],
    arrow: true,
    async: false,
    generator: false,
    span,
  };
}
