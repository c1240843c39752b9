/** Calls to IR: constructors, conversions, pointer helpers and what is built into the language. */
import type { Span } from "../../../core/span.ts";
import type { Argument, Call, Expression, ListItem, New } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { childExpressions, readExpression } from "./expressions.ts";
import type { GoReader } from "./reader.ts";
import { isBasicType, memberOfPackage, zeroValue } from "./types.ts";

/** Functions of other packages that make a pointer to what they are given. */
const POINTER =
  /^(github\.com\/aws\/aws-sdk-go(-v2)?\/aws\.(String|Bool|Int|Int32|Int64|Float32|Float64)|github\.com\/samber\/lo\.ToPtr|k8s\.io\/utils\/(ptr|pointer)\.\w+)$/;

export function readCall(reader: GoReader, node: SyntaxNode): Expression {
  const callee = node.child("function");
  const list = node.child("arguments");
  if (!callee) return reader.opaque(node, "a call that is not written yet", childExpressions(reader, node));
  const args = readArguments(reader, list);
  const argsSpan = list ? reader.span(list) : reader.range(node.end, node.end);
  if (callee.type === "selector_expression") {
    const [operand, field] = [callee.child("operand"), callee.child("field")];
    const known = operand && field && ofPackage(reader, node, operand, field, args, argsSpan);
    if (known) return known;
  }
  if (callee.type === "identifier") {
    const known = builtIn(reader, node, callee, args, argsSpan);
    if (known) return known;
  }
  // `(*T)(x)` and `[]T(x)` convert.
  if (isConversion(reader, callee) && args.length === 1) return args[0]!.value;
  return call(reader, node, readExpression(reader, callee), args, argsSpan);
}

/** `T(x)`. A call with one argument and a comma behind it looks the same. */
export function readConversion(reader: GoReader, node: SyntaxNode): Expression {
  const type = node.child("type");
  const operand = node.child("operand");
  if (!type || !operand)
    return reader.opaque(node, "a conversion that is not finished", childExpressions(reader, node));
  const value = readExpression(reader, operand);
  const args = [{ value, spread: false, span: value.span }];
  const argsSpan = reader.range(type.end, node.end);
  const name = type.type === "generic_type" ? (type.child("type") ?? type) : type;
  if (name.type === "qualified_type") {
    const [of, field] = [name.child("package"), name.child("name")];
    if (!of || !field) return value;
    const known = ofPackage(reader, node, of, field, args, argsSpan);
    return known ?? call(reader, node, memberOf(reader, of, field), args, argsSpan);
  }
  if (name.type !== "type_identifier" || isBasicType(reader.text(name))) return value;
  return call(reader, node, reader.name(name), args, argsSpan);
}

/** `package.Name`. */
function memberOf(reader: GoReader, of: SyntaxNode, field: SyntaxNode): Expression {
  const object = readExpression(reader, of);
  if (reader.isCdk(of)) return memberOfPackage(reader, object, field);
  const span = reader.range(of.start, field.end);
  return { kind: "member", object, name: reader.text(field), nameSpan: reader.span(field), optional: false, span };
}

function isConversion(reader: GoReader, callee: SyntaxNode): boolean {
  if (callee.type.endsWith("_type")) return true;
  const inside = callee.type === "parenthesized_expression" ? callee.parts[0] : undefined;
  return inside?.type === "unary_expression" && reader.text(inside).startsWith("*");
}

function call(reader: GoReader, node: SyntaxNode, callee: Expression, args: readonly Argument[], argsSpan: Span): Call {
  return {
    kind: "call",
    callee,
    nameSpan: callee.kind === "member" ? callee.nameSpan : callee.span,
    args,
    argsSpan,
    optional: false,
    span: reader.span(node),
  };
}

export function readArguments(reader: GoReader, list: SyntaxNode | undefined): Argument[] {
  return (list?.parts ?? [])
    .filter((p) => p.type !== "ERROR" && !p.type.endsWith("_type"))
    .map((p) => {
      const inner = p.type === "variadic_argument" ? p.parts[0] : p;
      const value = inner ? readExpression(reader, inner) : reader.opaque(p, "an argument that is not written yet");
      const address = p.type === "unary_expression" && reader.text(p).startsWith("&");
      return { value, spread: p.type === "variadic_argument", span: reader.span(p), ...(address && { address }) };
    });
}

/** A function of a package: a pointer helper, or a constructor of CDK's. */
function ofPackage(
  reader: GoReader,
  node: SyntaxNode,
  operand: SyntaxNode,
  field: SyntaxNode,
  args: readonly Argument[],
  argsSpan: Span,
): Expression | undefined {
  const name = reader.text(field);
  if (reader.isJsii(operand)) return pointer(reader, node, name, args);
  const path = reader.packageOf(operand);
  if (path !== undefined && args.length === 1 && POINTER.test(`${path}.${name}`)) return args[0]!.value;
  if (reader.isCdk(operand)) return construct(reader, node, operand, field, args, argsSpan);
  return undefined;
}

function pointer(reader: GoReader, node: SyntaxNode, name: string, args: readonly Argument[]): Expression | undefined {
  if (/^(String|Number|Bool|Time)$/.test(name) && args.length === 1) return args[0]!.value;
  const [object, key, target] = args.map((a) => a.value);
  // `jsii.Get(object, "member", &target)`, from when there was no other way to some members.
  if (name === "Get" && object && key?.kind === "literal" && (target?.kind === "name" || target?.kind === "member")) {
    const span = reader.span(node);
    const value: Expression = {
      kind: "member",
      object,
      name: String(key.value),
      nameSpan: key.span,
      optional: false,
      span: reader.range(object.span.start, key.span.end),
    };
    return { kind: "assign", target, operator: "=", value, span };
  }
  if (/^(Strings|Numbers|Bools|AnyStrings|AnyNumbers|AnySlice|AnyBools)$/.test(name))
    return { kind: "list", items: args.map(itemOf), span: reader.span(node) };
  return undefined;
}

function itemOf(argument: Argument): ListItem {
  return { value: argument.value, spread: argument.spread, span: argument.span };
}

/** `awslambda.NewFunction(scope, id, props)`. */
function construct(
  reader: GoReader,
  node: SyntaxNode,
  operand: SyntaxNode,
  field: SyntaxNode,
  args: readonly Argument[],
  argsSpan: Span,
): Expression | undefined {
  const name = reader.text(field);
  const [, type, override] = /^New([A-Z]\w*?)(_Override)?$/.exec(name) ?? [];
  // A function of CDK's is `NewX` or `X_y`: a bare name is that of an interface, and converts.
  if (type === undefined) return args.length === 1 && !name.includes("_") ? args[0]!.value : undefined;
  const nameSpan = reader.span(field);
  const object = readExpression(reader, operand);
  const span = reader.span(node);
  const made: New = {
    kind: "new",
    callee: {
      kind: "member",
      object,
      name: type,
      nameSpan,
      optional: false,
      span: reader.range(object.span.start, nameSpan.end),
    },
    nameSpan,
    args: override ? args.slice(1) : args,
    argsSpan,
    span,
  };
  const target = override ? args[0]?.value : undefined;
  if (!override) return made;
  // The first argument is the struct that the construct is put into.
  if (target?.kind === "name" || target?.kind === "member")
    return { kind: "assign", target, operator: "=", value: made, span };
  return made;
}

/** What is built into the language. A function of the program by such a name is not told from it. */
function builtIn(
  reader: GoReader,
  node: SyntaxNode,
  callee: SyntaxNode,
  args: readonly Argument[],
  argsSpan: Span,
): Expression | undefined {
  const name = reader.text(callee);
  const span = reader.span(node);
  const first = args[0]?.value;
  if (isBasicType(name) && args.length === 1) return first;
  switch (name) {
    case "append": {
      if (!first) return undefined;
      const [, ...added] = args;
      return { kind: "list", items: [{ value: first, spread: true, span: first.span }, ...added.map(itemOf)], span };
    }
    case "len":
      if (!first) return undefined;
      return { ...call(reader, node, reader.builtin("len", node), args, argsSpan) };
    case "make":
    case "new": {
      const type = node.child("arguments")?.parts[0];
      if (!type) return undefined;
      const empty = zeroValue(reader, type) ?? ({ kind: "literal", value: undefined, span } as const);
      const length = name === "make" ? args.find((a) => a.value.span.start > type.start)?.value : undefined;
      const isEmpty = !length || (length.kind === "literal" && length.value === 0) || empty.kind !== "list";
      if (!isEmpty)
        return reader.opaque(
          node,
          "a list of a length",
          args.map((a) => a.value),
        );
      return { ...empty, span } as Expression;
    }
    default:
      return undefined;
  }
}
