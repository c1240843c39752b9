/** Composite literals: `T{A: x}`, `[]*string{…}`, `map[string]string{…}`. */
import type { Argument, Expression, ListItem, ObjectMember } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import type { GoReader } from "./reader.ts";
import { fieldsOf, made, readTypeName, underlying } from "./types.ts";

export function readComposite(reader: GoReader, node: SyntaxNode): Expression {
  const type = node.child("type");
  const body = node.child("body");
  if (!type || !body) return reader.opaque(node, "a literal that is not finished");
  return literal(reader, type, body, node);
}

/** What stands between the braces is of a type; `node` is what is seen as the value. */
function literal(reader: GoReader, given: SyntaxNode, body: SyntaxNode, node: SyntaxNode): Expression {
  // An element of `[]*T{{…}}` is a `T` whose name is not written.
  const type = given.type === "pointer_type" ? (given.parts[0] ?? given) : given;
  const kind = underlying(reader, type);
  const span = reader.span(node);
  switch (kind.type) {
    case "slice_type":
    case "array_type":
    case "implicit_length_array_type": {
      const element = kind.child("element");
      if (elementsOf(body).some((e) => e.type === "keyed_element"))
        return reader.opaque(node, "a list with indexes", partsOf(reader, body));
      return { kind: "list", items: elementsOf(body).map((e) => item(reader, e, element)), span };
    }
    case "map_type":
      return { kind: "object", members: entries(reader, body, kind.child("value"), kind.child("key")), span };
    case "struct_type": {
      const callee = readTypeName(reader, type);
      if (callee) return struct(reader, callee, body, node);
      return { kind: "object", members: anonymous(reader, body, kind), span };
    }
  }
  const callee = readTypeName(reader, type);
  if (!callee) return reader.opaque(node, "a literal of a type that is not followed", partsOf(reader, body));
  // A type of another file whose literal has no names of fields is a map.
  if (kind.type === "type_identifier" && elementsOf(body).some((e) => keyOf(e)?.type.endsWith("string_literal")))
    return { kind: "object", members: entries(reader, body, undefined, undefined), span };
  const isPositional = elementsOf(body).some((e) => e.type !== "keyed_element");
  if (isPositional && kind.type === "qualified_type" && reader.isCdk(kind.child("package")))
    return reader.opaque(node, "a struct without the names of its members", partsOf(reader, body));
  return struct(reader, callee, body, node);
}

/** The elements between the braces. */
function elementsOf(body: SyntaxNode): readonly SyntaxNode[] {
  return body.parts.filter((p) => p.type === "keyed_element" || p.type === "literal_element");
}

function keyOf(element: SyntaxNode): SyntaxNode | undefined {
  return element.type === "keyed_element" ? element.child("key")?.parts[0] : undefined;
}

/** The value of an element, whose type may be left out. */
function elementValue(reader: GoReader, element: SyntaxNode, type: SyntaxNode | undefined): Expression {
  const holder = element.type === "keyed_element" ? element.child("value") : element;
  const node = holder?.type === "literal_element" ? holder.parts[0] : holder;
  if (!node) return reader.opaque(element, "a value that is not written yet");
  if (node.type !== "literal_value") return readExpression(reader, node);
  if (!type) return reader.opaque(node, "a literal whose type is not known", partsOf(reader, node));
  return reader.deeper(
    () => literal(reader, type, node, node),
    () => reader.opaque(node, "a literal that is nested too deeply"),
  );
}

function item(reader: GoReader, element: SyntaxNode, type: SyntaxNode | undefined): ListItem {
  return { value: elementValue(reader, element, type), spread: false, span: reader.span(element) };
}

function entries(
  reader: GoReader,
  body: SyntaxNode,
  type: SyntaxNode | undefined,
  keyType: SyntaxNode | undefined,
): ObjectMember[] {
  const members: ObjectMember[] = [];
  for (const element of elementsOf(body)) {
    const key = keyOf(element);
    if (!key) continue;
    const name = key.type === "literal_value" && !keyType ? undefined : readExpression(reader, key);
    if (!name) continue;
    members.push({
      kind: "property",
      key: name.kind === "literal" && typeof name.value === "string" ? name.value : name,
      keySpan: reader.span(key),
      value: elementValue(reader, element, type),
      shorthand: false,
      span: reader.span(element),
    });
  }
  return members;
}

function struct(reader: GoReader, callee: Expression, body: SyntaxNode, node: SyntaxNode): Expression {
  const args: Argument[] = elementsOf(body).map((element) => {
    const value = elementValue(reader, element, undefined);
    const key = keyOf(element);
    if (!key) return { value, spread: false, span: reader.span(element) };
    return { value, spread: false, name: reader.text(key), nameSpan: reader.span(key), span: reader.span(element) };
  });
  // A name that is not typed on may stand where a member will be.
  const last = args[args.length - 1];
  const half = last && last.name === undefined && args.some((a) => a.name !== undefined);
  return {
    ...made(reader, callee, node, true),
    args: half ? args.filter((a) => a.name !== undefined) : args,
    argsSpan: reader.span(body),
  };
}

function anonymous(reader: GoReader, body: SyntaxNode, type: SyntaxNode): ObjectMember[] {
  const fields = fieldsOf(reader, type);
  return elementsOf(body).map((element, i) => {
    const key = keyOf(element);
    const name = key ? reader.text(key) : (fields[i]?.name ?? `${i}`);
    const of = fields.find((f) => f.name === name)?.type;
    const span = reader.span(element);
    const keySpan = key ? reader.span(key) : reader.range(element.start, element.start);
    return { kind: "property", key: name, keySpan, value: elementValue(reader, element, of), shorthand: false, span };
  });
}

/** The values of a literal that is not understood: constructs may be among them. */
function partsOf(reader: GoReader, body: SyntaxNode): Expression[] {
  return elementsOf(body).map((e) => elementValue(reader, e, undefined));
}
