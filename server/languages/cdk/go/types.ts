/** Types, as far as they say what a value is: the class of a literal, and what a variable is that nothing is put into. */
import { isStruct } from "../declared.ts";
import type { Expression, New, ObjectMember } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { packageName } from "./packages.ts";
import type { GoReader } from "./reader.ts";

/** How many names a type may lead through. */
const LONGEST_CHAIN = 20;
const NUMBER = /^(u?int(8|16|32|64)?|uintptr|byte|rune|float(32|64)|complex(64|128))$/;
const NOTHING = /^(error|any|comparable)$/;
/** Types of Go's library that can be used as they are. */
const READY = /^(strings\.Builder|bytes\.Buffer)$/;

/** True for a name that converts a value, called like a function. */
export function isBasicType(name: string): boolean {
  return NUMBER.test(name) || name === "string" || name === "bool" || name === "any" || name === "error";
}

/** A name and what stands before and behind its first underscore: a class of CDK's and a member of it. */
export function memberOfPackage(reader: GoReader, object: Expression, field: SyntaxNode): Expression {
  const name = reader.text(field);
  const { start } = object.span;
  const bar = name.indexOf("_");
  const member = (of: Expression, from: number, to: number): Expression => ({
    kind: "member",
    object: of,
    name: name.slice(from, to),
    nameSpan: reader.range(field.start + from, field.start + to),
    optional: false,
    span: reader.range(start, field.start + to),
  });
  if (bar <= 0 || bar === name.length - 1) return member(object, 0, name.length);
  return member(member(object, 0, bar), bar + 1, name.length);
}

/** A type as the expression that its class is; undefined for one without a name. */
export function readTypeName(reader: GoReader, node: SyntaxNode): Expression | undefined {
  switch (node.type) {
    case "type_identifier":
      return { kind: "name", name: reader.text(node), span: reader.span(node) };
    case "qualified_type": {
      const of = node.child("package");
      const name = node.child("name");
      if (!of || !name) return undefined;
      const object: Expression = { kind: "name", name: reader.text(of), span: reader.span(of) };
      if (reader.isCdk(of)) return memberOfPackage(reader, object, name);
      return {
        kind: "member",
        object,
        name: reader.text(name),
        nameSpan: reader.span(name),
        optional: false,
        span: reader.span(node),
      };
    }
    case "pointer_type":
    case "parenthesized_type":
    case "generic_type": {
      const inner = node.child("type") ?? node.parts[0];
      return (
        inner &&
        reader.deeper(
          () => readTypeName(reader, inner),
          () => undefined,
        )
      );
    }
    default:
      return undefined;
  }
}

/** What a type is declared as, through the names of this file. */
export function underlying(reader: GoReader, node: SyntaxNode): SyntaxNode {
  let at = node;
  for (let i = 0; i < LONGEST_CHAIN; i++) {
    const next =
      at.type === "type_identifier"
        ? reader.types.get(reader.text(at))
        : at.type === "parenthesized_type" || at.type === "generic_type"
          ? (at.child("type") ?? at.parts[0])
          : undefined;
    if (!next) return at;
    at = next;
  }
  return at;
}

/** An object of a class, made with these arguments. */
export function made(reader: GoReader, callee: Expression, node: SyntaxNode, isData: boolean): New {
  return {
    kind: "new",
    callee,
    nameSpan: callee.kind === "member" ? callee.nameSpan : callee.span,
    args: [],
    argsSpan: reader.range(node.end, node.end),
    span: reader.span(node),
    isData,
  };
}

/** What a variable of a type is until something is put into it; undefined for `nil`. */
export function zeroValue(reader: GoReader, type: SyntaxNode): Expression | undefined {
  return reader.deeper(
    () => zero(reader, type),
    () => reader.opaque(type, "a type that is nested too deeply"),
  );
}

function zero(reader: GoReader, type: SyntaxNode): Expression | undefined {
  const span = reader.span(type);
  const node = underlying(reader, type);
  switch (node.type) {
    case "type_identifier": {
      const name = reader.text(node);
      if (name === "string") return { kind: "literal", value: "", span, pieces: [] };
      if (name === "bool") return { kind: "literal", value: false, span };
      if (NUMBER.test(name)) return { kind: "literal", value: 0, span };
      if (NOTHING.test(name)) return undefined;
      return made(reader, { kind: "name", name, span }, type, true);
    }
    case "struct_type": {
      const callee = readTypeName(reader, type);
      return callee ? made(reader, callee, type, true) : { kind: "object", members: zeroMembers(reader, node), span };
    }
    case "qualified_type": {
      const callee = readTypeName(reader, node);
      const path = reader.packages.get(reader.text(node.child("package") ?? node));
      if (!callee || path === undefined) return undefined;
      const name = reader.text(node.child("name") ?? node);
      const isData = isStruct(`${packageName(path)}.${name.replace("_", ".")}`);
      const isOwn = path.includes(".") && packageName(path) === path;
      return isData || isOwn || READY.test(`${path}.${name}`) ? made(reader, callee, type, true) : undefined;
    }
    case "slice_type":
      return { kind: "list", items: [], span };
    case "map_type":
      return { kind: "object", members: [], span };
    case "array_type":
      return reader.opaque(type, "an array");
    default:
      return undefined;
  }
}

/** The fields of a struct in the order of the text. `embedded` for a type without a name for it. */
export function fieldsOf(
  reader: GoReader,
  struct: SyntaxNode,
): { readonly name: string; readonly node: SyntaxNode; readonly type: SyntaxNode; readonly embedded: boolean }[] {
  const fields: { name: string; node: SyntaxNode; type: SyntaxNode; embedded: boolean }[] = [];
  for (const field of struct.first("field_declaration_list")?.children ?? []) {
    const type = field.type === "field_declaration" ? field.child("type") : undefined;
    if (!type) continue;
    const names = field.childrenIn("name");
    for (const node of names) fields.push({ name: reader.text(node), node, type, embedded: false });
    if (names.length > 0) continue;
    const last = /(\w+)(\[.*)?$/s.exec(reader.text(type))?.[1];
    // `*T` embeds a pointer: nothing is there until it is set.
    if (last !== undefined)
      fields.push({ name: last, node: type, type: field.has("*") ? field : type, embedded: true });
  }
  return fields;
}

function zeroMembers(reader: GoReader, struct: SyntaxNode): ObjectMember[] {
  return fieldsOf(reader, struct).flatMap(({ name, node, type }): ObjectMember[] => {
    const value = zeroValue(reader, type);
    const span = reader.span(node);
    return value ? [{ kind: "property", key: name, keySpan: span, value, shorthand: false, span }] : [];
  });
}
