/** Classes, records, interfaces and enums of C# to IR. */
import type { Span } from "../../../core/span.ts";
import type { Argument, ClassExpression, Expression, FunctionExpression, ObjectMember, Statement } from "../ir.ts";
import { inOrder } from "../tree-sitter/class-order.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readTyped } from "./creation.ts";
import { readArguments, readTypeName } from "./expressions.ts";
import { readParameters } from "./parameters.ts";
import type { CsharpReader } from "./reader.ts";
import { bodyOf, initialValue, readBody } from "./statements.ts";

type Field = ClassExpression["fields"][number];
type Method = ClassExpression["methods"][number];

export const TYPE = /^(class|record|record_struct|struct|interface|enum)_declaration$/;

/** The declaration of a type; undefined where it has no name yet. */
export function readTypeDeclaration(reader: CsharpReader, node: SyntaxNode): Statement | undefined {
  const name = node.child("name");
  if (!name || name.missing) return undefined;
  const text = reader.name(name);
  reader.known.add(text);
  const value = typeValue(reader, node, name);
  const span = reader.span(node);
  if (value.kind === "object") return { kind: "enum", name: text, value, exported: true, span };
  return { kind: "class", name: text, value, exported: true, isDefault: false, span };
}

type EnumObject = Extract<Expression, { kind: "object" }>;

function typeValue(reader: CsharpReader, node: SyntaxNode, name: SyntaxNode): ClassExpression | EnumObject {
  return node.type === "enum_declaration" ? readEnum(reader, node) : readClass(reader, node, name);
}

function readClass(reader: CsharpReader, node: SyntaxNode, nameNode: SyntaxNode): ClassExpression {
  const span = reader.span(node);
  const { superclass, args } = readBase(reader, node);
  const members = new Members(reader, superclass !== undefined);
  members.readAll((node.child("body") ?? node.first("declaration_list"))?.parts ?? []);
  const primary = node.first("parameter_list");
  if (primary) {
    const body = superclass ? [superCall(reader, node, "super", args ?? [])] : [];
    members.constructors.push(functionWith(readParameters(reader, primary, true), body, span));
  }
  const [constructorFunction, ...overloads] = members.constructors.sort(
    (a, b) => b.parameters.length - a.parameters.length,
  );
  return {
    kind: "class",
    name: reader.name(nameNode),
    nameSpan: reader.span(nameNode),
    fields: [...inOrder(members.nested, (f) => (f.value?.kind === "class" ? f.value : undefined)), ...members.fields],
    methods: members.methods,
    abstract: node.type === "interface_declaration" || hasModifier(reader, node, "abstract"),
    span,
    ...(superclass && { superclass }),
    ...(constructorFunction && { constructorFunction }),
    ...(overloads.length > 0 && { overloads }),
  };
}

/** What a class extends, and what it hands to it where it stands there. Interfaces are called I-something. */
function readBase(reader: CsharpReader, node: SyntaxNode): { superclass?: Expression; args?: Argument[] } {
  const list = node.first("base_list");
  const [first] = list?.parts ?? [];
  if (!list || !first || node.type === "interface_declaration") return {};
  const type = first.type === "primary_constructor_base_type" ? (first.parts[0] ?? first) : first;
  const name = reader.name(type);
  if (/^I[A-Z]/.test(name.slice(name.lastIndexOf(".") + 1)) || type.type === "argument_list") return {};
  const args = readArguments(reader, first.first("argument_list") ?? list.first("argument_list"));
  return { superclass: readTypeName(reader, type), args };
}

function hasModifier(reader: CsharpReader, node: SyntaxNode, name: string): boolean {
  return node.children.some((c) => c.type === "modifier" && reader.text(c) === name);
}

/** What stands in a class, sorted by what it is. */
class Members {
  readonly fields: Field[] = [];
  readonly nested: Field[] = [];
  readonly methods: Method[] = [];
  readonly constructors: FunctionExpression[] = [];
  readonly #reader: CsharpReader;
  readonly #extends: boolean;

  constructor(reader: CsharpReader, hasSuperclass: boolean) {
    this.#reader = reader;
    this.#extends = hasSuperclass;
  }

  readAll(nodes: readonly SyntaxNode[]): void {
    for (const node of nodes)
      this.#reader.deeper(
        () => this.#read(node),
        () => {},
      );
  }

  #read(node: SyntaxNode): void {
    const reader = this.#reader;
    if (TYPE.test(node.type)) {
      const name = node.child("name");
      if (!name) return;
      const text = reader.name(name);
      reader.known.add(text);
      const value = typeValue(reader, node, name);
      this.nested.push({ name: text, nameSpan: reader.span(name), static: true, value, span: reader.span(node) });
      return;
    }
    switch (node.type) {
      case "field_declaration":
        this.#field(node);
        return;
      case "property_declaration":
        this.#property(node);
        return;
      case "method_declaration": {
        const name = node.child("name");
        if (!name || !bodyOf(node)) return;
        this.methods.push({
          name: reader.name(name),
          kind: "method",
          static: hasModifier(reader, node, "static"),
          body: this.#function(node),
          span: reader.span(node),
        });
        return;
      }
      case "constructor_declaration":
        this.#constructorOf(node);
        return;
      case "ERROR":
      case "preproc_if":
      case "preproc_elif":
      case "preproc_else":
        this.readAll(node.parts);
    }
  }

  #function(node: SyntaxNode): FunctionExpression {
    const reader = this.#reader;
    const parameters = readParameters(reader, node.child("parameters"));
    return functionWith(
      parameters,
      readBody(reader, bodyOf(node), node.child("returns") ?? node.child("type")),
      reader.span(node),
    );
  }

  #field(node: SyntaxNode): void {
    const reader = this.#reader;
    const declaration = node.first("variable_declaration");
    const isStatic = hasModifier(reader, node, "static") || hasModifier(reader, node, "const");
    for (const declarator of declaration?.children.filter((c) => c.type === "variable_declarator") ?? []) {
      const name = declarator.child("name") ?? declarator.parts[0];
      if (!name) continue;
      const value = initialValue(declarator, name);
      this.fields.push({
        name: reader.name(name),
        nameSpan: reader.span(name),
        static: isStatic,
        span: reader.span(declarator),
        ...(value && { value: readTyped(reader, value, declaration?.child("type")) }),
      });
    }
  }

  #property(node: SyntaxNode): void {
    const reader = this.#reader;
    const name = node.child("name");
    if (!name) return;
    const text = reader.name(name);
    const span = reader.span(node);
    const isStatic = hasModifier(reader, node, "static");
    const type = node.child("type");
    const value = node.child("value");
    const method = (kind: "get" | "set", body: FunctionExpression) =>
      this.methods.push({ name: text, kind, static: isStatic, body, span });
    if (value?.type === "arrow_expression_clause") {
      method("get", functionWith([], readBody(reader, value, type), span));
      return;
    }
    let hasBody = false;
    for (const accessor of node.child("accessors")?.parts ?? []) {
      if (accessor.type !== "accessor_declaration") continue;
      if (!bodyOf(accessor)) continue;
      hasBody = true;
      if (accessor.has("get")) method("get", functionWith([], readBody(reader, bodyOf(accessor), type), span));
      else {
        const at = reader.span(accessor);
        const given = {
          target: { kind: "name", name: "value", span: at } as const,
          rest: false,
          field: false,
          span: at,
        };
        method("set", functionWith([given], readBody(reader, bodyOf(accessor), undefined), span));
      }
    }
    if (hasBody) return;
    const initial = value && readTyped(reader, value, type);
    this.fields.push({
      name: text,
      nameSpan: reader.span(name),
      static: isStatic,
      span,
      ...(initial && { value: initial }),
    });
  }

  #constructorOf(node: SyntaxNode): void {
    const reader = this.#reader;
    const span = reader.span(node);
    const read = functionWith(
      readParameters(reader, node.child("parameters")),
      readBody(reader, bodyOf(node), undefined),
      span,
    );
    if (hasModifier(reader, node, "static")) {
      const callee: FunctionExpression = { ...read, parameters: [], arrow: true };
      const value: Expression = {
        kind: "call",
        callee,
        nameSpan: span,
        args: [],
        argsSpan: span,
        optional: false,
        span,
      };
      this.fields.push({ name: `{${node.start}}`, nameSpan: span, static: true, value, span });
      return;
    }
    const initializer = node.first("constructor_initializer");
    const other = initializer?.has("this") ? "this" : "super";
    const args = readArguments(reader, initializer?.first("argument_list"));
    const first = initializer || this.#extends ? [superCall(reader, initializer ?? node, other, args)] : [];
    this.constructors.push({ ...read, body: [...first, ...read.body] });
  }
}

function functionWith(
  parameters: FunctionExpression["parameters"],
  body: readonly Statement[],
  span: Span,
): FunctionExpression {
  return { kind: "function", parameters, body, arrow: false, async: false, generator: false, span };
}

/** `: base(…)`, `: this(…)`, or what stands for it where neither is written. */
function superCall(
  reader: CsharpReader,
  node: SyntaxNode,
  kind: "super" | "this",
  args: readonly Argument[],
): Statement {
  const list = node.first("argument_list") ?? node.first("base_list")?.first("argument_list");
  const name = node.first(kind === "super" ? "base" : "this");
  const place = name ? reader.span(name) : reader.range(node.start, node.start);
  const argsSpan = list ? reader.span(list) : place;
  const span = list ? reader.range(Math.min(place.start, list.start), list.end) : place;
  const callee = { kind, span: place } as const;
  return {
    kind: "expression",
    value: { kind: "call", callee, nameSpan: place, args, argsSpan, optional: false, span },
    span,
  };
}

/** An enum as an object: a name for each member, because it is compared, and printed by its name. */
function readEnum(reader: CsharpReader, node: SyntaxNode): EnumObject {
  const members = (node.child("body")?.parts ?? []).flatMap((member): ObjectMember[] => {
    const name = member.child("name");
    if (member.type !== "enum_member_declaration" || !name) return [];
    const keySpan = reader.span(name);
    const value: Expression = { kind: "literal", value: reader.name(name), span: keySpan };
    return [{ kind: "property", key: reader.name(name), keySpan, value, shorthand: false, span: reader.span(member) }];
  });
  return { kind: "object", members, span: reader.span(node) };
}
