/** Expressions of C# to IR. */
import type { Argument, Assign, BinaryOperator, Expression, FunctionExpression, Pattern } from "../ir.ts";
import { readNumber } from "../tree-sitter/numbers.ts";
import { stepped } from "../tree-sitter/stepped.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { isAccess, readAccess } from "./access.ts";
import { readCreation, readInitializerValue, readUntypedCreation } from "./creation.ts";
import { splitName } from "./names.ts";
import { readParameters } from "./parameters.ts";
import { patternTest, readSwitchValue } from "./patterns.ts";
import type { CsharpReader } from "./reader.ts";
import { readBlock } from "./statements.ts";
import { readInterpolated, readString } from "./strings.ts";

/** An expression; what is not understood is opaque, with the parts that are. */
export function readExpression(reader: CsharpReader, node: SyntaxNode): Expression {
  return reader.deeper(
    () => read(reader, node),
    () => reader.opaque(node, "an expression that is nested too deeply"),
  );
}

function read(reader: CsharpReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  const [first] = node.parts;
  switch (node.type) {
    case "string_literal":
    case "verbatim_string_literal":
    case "raw_string_literal":
    case "character_literal":
      return readString(reader, node);
    case "interpolated_string_expression":
      return readInterpolated(reader, node);
    case "integer_literal":
    case "real_literal":
      return { kind: "literal", value: readNumber(reader.text(node)), span };
    case "boolean_literal":
      return { kind: "literal", value: reader.text(node) === "true", span };
    case "null_literal":
    case "default_expression":
      return { kind: "literal", value: undefined, span };
    case "identifier":
    case "predefined_type":
    case "generic_name":
      return readName(reader, node);
    case "qualified_name":
    case "alias_qualified_name":
      return readTypeName(reader, node);
    case "this":
    case "this_expression":
      return { kind: "this", span };
    case "base":
    case "base_expression":
      return { kind: "super", span };
    case "parenthesized_expression":
    case "checked_expression":
    case "await_expression":
    case "ref_expression":
      return first ? readExpression(reader, first) : reader.opaque(node, "an expression that is not written yet");
    case "cast_expression": {
      const value = node.child("value");
      return value ? readExpression(reader, value) : reader.opaque(node, "a cast of nothing");
    }
    case "as_expression": {
      const value = node.child("left");
      return value ? readExpression(reader, value) : reader.opaque(node, "a cast of nothing");
    }
    case "member_access_expression":
    case "element_access_expression":
    case "invocation_expression":
    case "conditional_access_expression":
      return readAccess(reader, node);
    case "element_binding_expression":
    case "collection_expression":
      return collection(reader, node);
    case "object_creation_expression":
      return readCreation(reader, node);
    case "implicit_object_creation_expression":
      return readUntypedCreation(reader, node);
    case "array_creation_expression":
    case "implicit_array_creation_expression": {
      const items = node.first("initializer_expression");
      return items
        ? { ...readInitializerValue(reader, items), span }
        : reader.opaque(node, "an array that is filled later");
    }
    case "initializer_expression":
      return readInitializerValue(reader, node);
    case "anonymous_object_creation_expression":
      return anonymousObject(reader, node);
    case "tuple_expression":
      return {
        kind: "list",
        items: node.parts.map((p) => {
          const value = argumentValue(reader, p);
          return { value, spread: false, span: value.span };
        }),
        span,
      };
    case "conditional_expression": {
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
    case "is_expression": {
      const [left, right] = [node.child("left"), node.child("right")];
      if (!left || !right) break;
      const value = readExpression(reader, left);
      return { kind: "binary", operator: "instanceof", left: value, right: readTypeName(reader, right), span };
    }
    case "is_pattern_expression": {
      const [value, pattern] = [node.child("expression"), node.child("pattern")];
      if (!value || !pattern) break;
      return { ...patternTest(reader, readExpression(reader, value), pattern), span };
    }
    case "prefix_unary_expression":
    case "postfix_unary_expression":
      return unary(reader, node);
    case "assignment_expression":
      return assignment(reader, node);
    case "lambda_expression":
    case "anonymous_method_expression":
      return lambda(reader, node);
    case "switch_expression":
      return readSwitchValue(reader, node);
    case "with_expression":
      return changedCopy(reader, node);
    case "declaration_expression": {
      const name = node.child("name");
      if (!name) break;
      declareLater(reader, name, reader.opaque(node, "a value that is handed out"));
      return { kind: "name", name: reader.text(name), span };
    }
    case "argument":
      return argumentValue(reader, node);
    case "typeof_expression":
    case "sizeof_expression":
      return reader.opaque(node, "a type as a value");
  }
  return reader.opaque(
    node,
    "an expression that is not understood",
    node.type === "ERROR" ? [] : node.parts.map((p) => readExpression(reader, p)),
  );
}

/** Declares a variable before the statement that is read. */
export function declareLater(reader: CsharpReader, name: SyntaxNode, value?: Expression): void {
  const span = reader.span(name);
  const target = { kind: "name", name: reader.name(name), span } as const;
  reader.declared.push({ kind: "declare", target, constant: false, exported: false, span, ...(value && { value }) });
}

/** A simple name. The classes whose name is that of one of their members end in "_" in C#. */
export function readName(reader: CsharpReader, node: SyntaxNode): Expression {
  const text = reader.name(node);
  const span = reader.span(node);
  if (text === "") return reader.opaque(node, "an expression that is not written yet");
  const name = text.replace(/^([A-Z]\w*[a-z0-9])_$/, "$1");
  if (/^[A-Z]/.test(name)) reader.mentions.add(name);
  return { kind: "name", name, span };
}

/** A type where it is a value: the class behind `new`, a superclass. */
export function readTypeName(reader: CsharpReader, node: SyntaxNode): Expression {
  if (node.type === "nullable_type" && node.parts[0]) return readTypeName(reader, node.parts[0]);
  const qualified = readQualified(reader, node);
  if (qualified) return qualified;
  if (node.type !== "qualified_name" && node.type !== "alias_qualified_name") return readName(reader, node);
  const [object, name] = [node.child("qualifier") ?? node.child("alias"), node.child("name")];
  if (!object || !name) return reader.opaque(node, "a type that is not understood");
  if (node.type === "alias_qualified_name" || isNamespace(reader, object)) return readTypeName(reader, name);
  return reader.deeper<Expression>(
    () => ({
      kind: "member",
      object: readTypeName(reader, object),
      name: reader.name(name),
      nameSpan: reader.span(name),
      optional: false,
      span: reader.span(node),
    }),
    () => reader.opaque(node, "a name that is too long"),
  );
}

/** `Amazon.CDK.AWS.EC2.Vpc`: a name of CDK's with its namespace. */
export function readQualified(reader: CsharpReader, node: SyntaxNode): Expression | undefined {
  const name = reader.name(node);
  if (!name.startsWith("Amazon.CDK.") && !name.startsWith("Constructs.")) return undefined;
  const split = splitName(name);
  if (split?.types.length !== 1) return undefined;
  const whole = name.replace(/_$/, "");
  reader.qualified.set(whole, node);
  return { kind: "name", name: whole, span: reader.span(node) };
}

/** Whether what stands before a dot is a namespace that could be left out. */
export function isNamespace(reader: CsharpReader, node: SyntaxNode): boolean {
  const name = reader.name(node);
  if (name === "System" || name.startsWith("System."))
    return !/\.(Environment|String|Math|Convert|IO\.\w+)$/.test(name);
  for (const known of reader.namespaces) if (known === name || known.startsWith(`${name}.`)) return true;
  return false;
}

/** The value of an argument: behind its name, and behind `ref` and the like. */
export function argumentValue(reader: CsharpReader, node: SyntaxNode): Expression {
  if (node.type !== "argument") return readExpression(reader, node);
  const name = node.child("name");
  const value = [...node.children]
    .reverse()
    .find(
      (c) =>
        c !== name && c.type !== ":" && !/comment$/.test(c.type) && (c.named || c.type === "this" || c.type === "base"),
    );
  return value ? readExpression(reader, value) : reader.opaque(node, "an argument that is not written yet");
}

export function readArguments(reader: CsharpReader, list: SyntaxNode | undefined): Argument[] {
  return (list?.children ?? [])
    .filter((c) => c.type === "argument")
    .map((node): Argument => {
      const value = argumentValue(reader, node);
      const name = node.child("name");
      const writes = node.children.some((c) => /^(ref|out)$/.test(c.type)) && { writes: true };
      if (!name) return { value, spread: false, span: value.span, ...writes };
      const nameSpan = reader.span(name);
      return { name: reader.text(name), nameSpan, value, spread: false, span: reader.span(node), ...writes };
    });
}

/** `[a, ..b]`. */
function collection(reader: CsharpReader, node: SyntaxNode): Expression {
  const items = node.parts.flatMap((part) => {
    const inner = part.type === "argument" ? part.parts[0] : part;
    if (!inner) return [];
    const spread = inner.type === "range_expression" || inner.type === "spread_element";
    const [of] = inner.parts;
    const value = readExpression(reader, spread && of ? of : inner);
    return [{ value, spread, span: reader.span(part) }];
  });
  return { kind: "list", items, span: reader.span(node) };
}

/** `new { A = 1, b }`. */
function anonymousObject(reader: CsharpReader, node: SyntaxNode): Expression {
  const members = [];
  const { parts } = node;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    const behind = node.children[node.children.indexOf(part) + 1];
    const named = behind?.type === "=" ? parts[++i] : undefined;
    const value = readExpression(reader, named ?? part);
    const key = named ? reader.text(part) : value.kind === "member" ? value.name : reader.name(part);
    const span = reader.range(part.start, value.span.end);
    members.push({ kind: "property", key, keySpan: reader.span(part), value, shorthand: !named, span } as const);
  }
  return { kind: "object", members, span: reader.span(node) };
}

/** `x with { A = 1 }`. */
function changedCopy(reader: CsharpReader, node: SyntaxNode): Expression {
  const [of] = node.parts;
  if (!of) return reader.opaque(node, "a copy of nothing");
  const value = readExpression(reader, of);
  const changes = node.children.filter((c) => c.type === "with_initializer");
  return {
    kind: "object",
    members: [
      { kind: "spread", value, span: value.span },
      ...changes.flatMap((change) => {
        const [name, to] = change.parts;
        if (!name || !to) return [];
        const keySpan = reader.span(name);
        const changed = readExpression(reader, to);
        return [
          {
            kind: "property",
            key: reader.text(name),
            keySpan,
            value: changed,
            shorthand: false,
            span: reader.span(change),
          } as const,
        ];
      }),
    ],
    span: reader.span(node),
  };
}

const OPERATORS: Readonly<Record<string, BinaryOperator>> = Object.fromEntries(
  ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "??"].map((o) => [o, o as BinaryOperator]),
);

function binary(reader: CsharpReader, node: SyntaxNode): Expression {
  const [left, right, sign] = [node.child("left"), node.child("right"), node.child("operator")];
  if (!left || !right) return reader.opaque(node, "an operator without its operands");
  const operands = [readExpression(reader, left), readExpression(reader, right)] as const;
  const operator = sign && OPERATORS[reader.text(sign)];
  if (!operator) return reader.opaque(node, "an operator that is not followed", operands);
  return { kind: "binary", operator, left: operands[0], right: operands[1], span: reader.span(node) };
}

function unary(reader: CsharpReader, node: SyntaxNode): Expression {
  const [operand] = node.parts;
  const span = reader.span(node);
  const sign = node.children.find((c) => c !== operand);
  if (!operand || !sign) return reader.opaque(node, "an operator without its operand");
  const operator = reader.text(sign);
  // `x!` says that x is not null.
  if (operator === "!" && sign.start > operand.start) return readExpression(reader, operand);
  if (operator === "++" || operator === "--") {
    const target = readTarget(reader, operand);
    const value: Expression = { kind: "literal", value: 1, span };
    if (target) return stepped(target, operator === "++", sign.start > operand.start, value, span);
  }
  const value = readExpression(reader, operand);
  if (operator !== "!" && operator !== "-" && operator !== "+")
    return reader.opaque(node, "an operator that is not followed", [value]);
  return { kind: "unary", operator, operand: value, span };
}

const ASSIGNMENTS = new Set<string>(["=", "+=", "-=", "*=", "/=", "??="]);

function assignment(reader: CsharpReader, node: SyntaxNode): Expression {
  const [left, right, sign] = [node.child("left"), node.child("right"), node.child("operator")];
  if (!left || !right) return reader.opaque(node, "an assignment that is not written yet");
  const value = readExpression(reader, right);
  const target = readTarget(reader, left);
  const operator = sign ? reader.text(sign) : "=";
  if (!target || !ASSIGNMENTS.has(operator)) return reader.opaque(node, "an assignment that is not followed", [value]);
  return { kind: "assign", target, operator: operator as Assign["operator"], value, span: reader.span(node) };
}

export function readTarget(reader: CsharpReader, node: SyntaxNode): Pattern | undefined {
  const span = reader.span(node);
  if (node.type === "tuple_expression" || node.type === "tuple_pattern")
    return {
      kind: "listPattern",
      items: node.parts.map((p) => {
        const target = readTarget(reader, p.type === "argument" ? (p.parts[p.parts.length - 1] ?? p) : p);
        return target && { target };
      }),
      span,
    };
  if (node.type === "declaration_expression") {
    const name = node.child("name");
    if (name) declareLater(reader, name);
    return name && { kind: "name", name: reader.text(name), span: reader.span(name) };
  }
  if (node.type === "identifier") {
    const name = reader.name(node);
    return name === "_" ? undefined : { kind: "name", name, span };
  }
  if (!isAccess(node)) return undefined;
  const target = readExpression(reader, node);
  return target.kind === "member" || target.kind === "index" ? { ...target, optional: false } : undefined;
}

function lambda(reader: CsharpReader, node: SyntaxNode): FunctionExpression {
  const given = node.child("parameters");
  const body = node.child("body") ?? node.first("block");
  const parameters =
    given?.type === "implicit_parameter" || given?.type === "identifier"
      ? [
          {
            target: { kind: "name", name: reader.name(given), span: reader.span(given) } as const,
            rest: false,
            field: false,
            span: reader.span(given),
          },
        ]
      : readParameters(reader, given);
  reader.returns.push(undefined);
  const outer = reader.declared;
  reader.declared = [];
  const statements = !body
    ? []
    : body.type === "block"
      ? readBlock(reader, body)
      : [{ kind: "return", value: readExpression(reader, body), span: reader.span(body) } as const];
  const all = [...reader.declared, ...statements];
  reader.declared = outer;
  reader.returns.pop();
  return {
    kind: "function",
    parameters,
    body: all,
    arrow: true,
    async: false,
    generator: false,
    span: reader.span(node),
  };
}
