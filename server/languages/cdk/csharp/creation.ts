/** Objects, lists and dictionaries that are made with what stands in braces behind them. */
import type { Argument, Expression, ObjectMember } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { argumentValue, readArguments, readExpression, readTypeName } from "./expressions.ts";
import { memberName } from "./names.ts";
import type { CsharpReader } from "./reader.ts";

const DICTIONARY = /(^|\.)(I?(Sorted|Concurrent|ReadOnly)?Dictionary<|SortedList<|Hashtable$)/;
const LIST =
  /(^|\.)((I?List|HashSet|Collection|ISet|SortedSet|Queue|Stack|LinkedList|IEnumerable|ICollection)<|ArrayList$)/;

/** `new X(a) { B = c }`. */
export function readCreation(reader: CsharpReader, node: SyntaxNode): Expression {
  const type = node.child("type");
  if (!type) return reader.opaque(node, "an object that is not written yet");
  return readMade(reader, node, type);
}

/** `new(a) { B = c }`: of the type that is written where it is declared, if it is. */
export function readUntypedCreation(reader: CsharpReader, node: SyntaxNode, type?: SyntaxNode): Expression {
  const known = type && type.type !== "implicit_type" ? type : undefined;
  if (known) return readMade(reader, node, known);
  const list = node.first("argument_list");
  const initializer = node.first("initializer_expression");
  const args = readArguments(reader, list);
  // What is made is seen by what it is handed to only: its members stand for it.
  if (args.length === 0)
    return initializer
      ? { ...readInitializerValue(reader, initializer), span: reader.span(node) }
      : { kind: "object", members: [], span: reader.span(node) };
  return reader.opaque(
    node,
    "an object of a type that is not written",
    args.map((a) => a.value),
  );
}

/** The value of a declaration, where `new()` makes what is declared. */
export function readTyped(reader: CsharpReader, value: SyntaxNode, type: SyntaxNode | undefined): Expression {
  if (value.type === "implicit_object_creation_expression") return readUntypedCreation(reader, value, type);
  return readExpression(reader, value);
}

function readMade(reader: CsharpReader, node: SyntaxNode, type: SyntaxNode): Expression {
  const span = reader.span(node);
  const name = reader.text(type).replace(/\s+/g, "");
  const list = node.first("argument_list");
  const initializer = node.first("initializer_expression");
  if (DICTIONARY.test(name))
    return { kind: "object", members: [...copied(reader, list), ...entries(reader, initializer)], span };
  if (LIST.test(name)) {
    const items = copied(reader, list).map((m) => ({ value: m.value, spread: true, span: m.span }));
    const more = initializer ? itemsOf(reader, initializer) : [];
    return { kind: "list", items: [...items, ...more], span };
  }
  const callee = readTypeName(reader, type);
  const args = [...readArguments(reader, list), ...members(reader, initializer)];
  const at = list ?? initializer;
  return {
    kind: "new",
    callee,
    nameSpan: callee.kind === "member" ? callee.nameSpan : reader.span(lastName(type)),
    args,
    argsSpan: at ? reader.range(at.start, (initializer ?? at).end) : reader.range(node.end, node.end),
    span,
  };
}

function lastName(type: SyntaxNode): SyntaxNode {
  if (type.type === "generic_name") return type.parts[0] ?? type;
  return type.type === "qualified_name" ? (type.child("name") ?? type) : type;
}

/** What a collection is a copy of; a number is only how large it may become. */
function copied(reader: CsharpReader, list: SyntaxNode | undefined): Extract<ObjectMember, { kind: "spread" }>[] {
  return readArguments(reader, list)
    .filter((a) => a.value.kind !== "literal")
    .map((a) => ({ kind: "spread", value: a.value, span: a.span }));
}

/** `A = b` as named arguments. */
function members(reader: CsharpReader, initializer: SyntaxNode | undefined): Argument[] {
  return (initializer?.parts ?? []).flatMap((part): Argument[] => {
    const [name, value] = [part.child("left"), part.child("right")];
    if (part.type !== "assignment_expression" || name?.type !== "identifier" || !value || value.missing) return [];
    return [
      {
        name: reader.text(name),
        nameSpan: reader.span(name),
        value: readExpression(reader, value),
        spread: false,
        span: reader.span(part),
      },
    ];
  });
}

/** What stands in braces, where nothing says what it is: a list, or an object of members or of keys. */
export function readInitializerValue(reader: CsharpReader, node: SyntaxNode): Expression {
  const span = reader.span(node);
  const isKeyed = (p: SyntaxNode) => p.type === "assignment_expression" && p.child("left")?.type !== "identifier";
  if (node.parts.some(isKeyed)) return { kind: "object", members: entries(reader, node), span };
  if (!node.parts.some((p) => p.type === "assignment_expression"))
    return { kind: "list", items: itemsOf(reader, node), span };
  return {
    kind: "object",
    members: members(reader, node).map((a): ObjectMember => {
      const { name, nameSpan, value } = a;
      return { kind: "property", key: memberName(name!), keySpan: nameSpan!, value, shorthand: false, span: a.span };
    }),
    span,
  };
}

function itemsOf(reader: CsharpReader, node: SyntaxNode) {
  return node.parts.map((part) => {
    const value = readExpression(reader, part);
    return { value, spread: false, span: value.span };
  });
}

/** `["a"] = b` and `{ "a", b }`. */
function entries(reader: CsharpReader, initializer: SyntaxNode | undefined): ObjectMember[] {
  return (initializer?.parts ?? []).flatMap((part): ObjectMember[] => {
    const isPair = part.type === "initializer_expression";
    const left = part.child("left");
    const key = isPair ? part.parts[0] : left?.type === "identifier" ? undefined : left?.parts[0];
    const value = isPair ? part.parts[1] : part.child("right");
    if (!key || !value) return [];
    const read = argumentValue(reader, key);
    return [
      {
        kind: "property",
        key: read.kind === "literal" && read.value !== undefined ? String(read.value) : read,
        keySpan: reader.span(key),
        value: readExpression(reader, value),
        shorthand: false,
        span: reader.span(part),
      },
    ];
  });
}
