/** Classes, interfaces, records and enums of Java to IR. */
import type { Span } from "../../../core/span.ts";
import type {
  Argument,
  Call,
  ClassExpression,
  Expression,
  FunctionExpression,
  ObjectMember,
  Parameter,
  Statement,
} from "../ir.ts";
import { inOrder } from "../tree-sitter/class-order.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readArguments, readExpression, readType } from "./expressions.ts";
import type { JavaReader } from "./reader.ts";
import { readBlock, readStatements } from "./statements.ts";

type Field = ClassExpression["fields"][number];
type Method = ClassExpression["methods"][number];

/** The declaration of a class, an interface, a record or an enum; undefined where it has no name yet. */
export function readTypeDeclaration(reader: JavaReader, node: SyntaxNode): Statement | undefined {
  const name = node.child("name");
  if (!name || name.missing) return undefined;
  const text = reader.text(name);
  reader.known.add(text);
  const span = reader.span(node);
  const value = typeValue(reader, node, name);
  if (value.kind === "object") return { kind: "enum", name: text, value, exported: true, span };
  return { kind: "class", name: text, value, exported: true, isDefault: false, span };
}

function typeValue(
  reader: JavaReader,
  node: SyntaxNode,
  name: SyntaxNode,
): ClassExpression | Extract<Expression, { kind: "object" }> {
  const body = node.child("body");
  const nameSpan = reader.span(name);
  if (node.type === "enum_declaration") return readEnum(reader, node, body, name);
  const superclass = node.child("superclass")?.parts[0] ?? structOf(reader, node);
  return readClassBody(reader, {
    node,
    body,
    nameSpan,
    name: reader.text(name),
    ...(superclass && { superclass: readType(reader, superclass) }),
  });
}

/** The struct of CDK's that a class or an interface of props is one of: in Java they are interfaces. */
function structOf(reader: JavaReader, node: SyntaxNode): SyntaxNode | undefined {
  const list = node.child("interfaces") ?? node.first("extends_interfaces");
  return (list?.first("type_list") ?? list)?.parts.find((t) => /Props$/.test(reader.name(t)));
}

interface ClassParts {
  readonly node: SyntaxNode;
  readonly body: SyntaxNode | undefined;
  readonly nameSpan: Span;
  readonly name?: string;
  readonly superclass?: Expression;
}

/** A class with what stands between its braces; without a name for one that is made where it is used. */
export function readClassBody(
  reader: JavaReader,
  { node, body, nameSpan, name, superclass }: ClassParts,
): ClassExpression {
  reader.classes.push(name ?? "");
  const members = new Members(reader, superclass !== undefined);
  members.readAll(body?.parts ?? []);
  if (node.type === "record_declaration") members.addComponents(node);
  members.addLombok(node);
  reader.classes.pop();
  const [constructorFunction, ...overloads] = members.constructors.sort(
    (a, b) => b.parameters.length - a.parameters.length,
  );
  const modifiers = node.first("modifiers");
  return {
    kind: "class",
    nameSpan,
    fields: [...inOrder(members.nested, (f) => (f.value?.kind === "class" ? f.value : undefined)), ...members.fields],
    methods: members.methods,
    abstract: node.type === "interface_declaration" || (modifiers?.has("abstract") ?? false),
    span: reader.span(node),
    ...(name !== undefined && { name }),
    ...(superclass && { superclass }),
    ...(constructorFunction && { constructorFunction }),
    ...(overloads.length > 0 && { overloads }),
  };
}

/** What stands in a class, sorted by what it is. */
class Members {
  readonly fields: Field[] = [];
  readonly nested: Field[] = [];
  readonly methods: Method[] = [];
  readonly constructors: FunctionExpression[] = [];
  readonly #reader: JavaReader;
  readonly #extends: boolean;
  #compact: readonly Statement[] = [];

  constructor(reader: JavaReader, hasSuperclass: boolean) {
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
    const span = reader.span(node);
    switch (node.type) {
      case "field_declaration":
      case "constant_declaration":
        this.#field(node);
        return;
      case "method_declaration": {
        const [name, body] = [node.child("name"), node.child("body")];
        if (!name || !body) return;
        const value = functionOf(reader, node, body);
        this.methods.push({
          name: reader.text(name),
          kind: "method",
          static: node.first("modifiers")?.has("static") ?? false,
          body: value,
          span,
        });
        return;
      }
      case "constructor_declaration": {
        const body = node.child("body");
        if (body) this.constructors.push(this.#constructorOf(node, body));
        return;
      }
      case "compact_constructor_declaration": {
        const body = node.child("body");
        if (body) this.#compact = readBlock(reader, body);
        return;
      }
      case "class_declaration":
      case "record_declaration":
      case "enum_declaration":
      case "interface_declaration": {
        const name = node.child("name");
        if (!name) return;
        reader.known.add(reader.text(name));
        const value = typeValue(reader, node, name);
        this.nested.push({ name: reader.text(name), nameSpan: reader.span(name), static: true, value, span });
        return;
      }
      case "static_initializer":
      case "block": {
        const isStatic = node.type === "static_initializer";
        const body = isStatic ? node.first("block") : node;
        if (body)
          this.fields.push({
            name: `{${node.start}}`,
            nameSpan: span,
            static: isStatic,
            value: runNow(reader, body),
            span,
          });
        return;
      }
      case "ERROR":
      case "enum_body_declarations":
        this.readAll(node.parts);
    }
  }

  #field(node: SyntaxNode): void {
    const reader = this.#reader;
    const isStatic = node.type === "constant_declaration" || (node.first("modifiers")?.has("static") ?? false);
    for (const declarator of node.childrenIn("declarator")) {
      const [name, value] = [declarator.child("name"), declarator.child("value")];
      if (!name) continue;
      reader.fields.add(reader.text(name));
      this.fields.push({
        name: reader.text(name),
        nameSpan: reader.span(name),
        static: isStatic,
        span: reader.span(declarator),
        ...(value && { value: readExpression(reader, value) }),
      });
    }
  }

  #constructorOf(node: SyntaxNode, body: SyntaxNode): FunctionExpression {
    const read = functionOf(this.#reader, node, body);
    const [first] = body.parts;
    if (!this.#extends || first?.type === "explicit_constructor_invocation") return read;
    // A constructor that calls no other one calls that of the superclass.
    return { ...read, body: [superCall(this.#reader, body), ...read.body] };
  }

  /** The components of a record: fields, a constructor, and a method for each. */
  addComponents(node: SyntaxNode): void {
    const reader = this.#reader;
    const parameters = readParameters(reader, node);
    const span = reader.span(node);
    const set = parameters.map((p) => setField(p));
    this.constructors.push(functionWith(parameters, [...this.#compact, ...set], span));
    for (const p of parameters) {
      if (p.target.kind !== "name") continue;
      const { name, span: nameSpan } = p.target;
      reader.fields.add(name);
      this.fields.push({ name, nameSpan, static: false, span: p.span });
      if (this.methods.some((m) => m.name === name && m.body.parameters.length === 0)) continue;
      const value = thisMember(name, nameSpan);
      const body = functionWith([], [{ kind: "return", value, span: nameSpan }], nameSpan);
      this.methods.push({ name, kind: "method", static: false, body, span: nameSpan });
    }
  }

  /** The constructor that Lombok writes. Its getters are read as the fields that they stand for, like any. */
  addLombok(node: SyntaxNode): void {
    const modifiers = node.first("modifiers");
    if (!modifiers || this.#extends || this.constructors.length > 0) return;
    const annotations = modifiers.parts.map((a) => this.#reader.text(a.child("name") ?? a));
    if (!annotations.some((a) => /^(AllArgsConstructor|RequiredArgsConstructor|Data|Value)$/.test(a))) return;
    const all = annotations.some((a) => a === "AllArgsConstructor" || a === "Value");
    const taken = this.fields.filter((f) => !f.static && !f.value && (all || this.#isFinal(node, f)));
    const parameters = taken.map((f) => parameter(String(f.name), f.nameSpan));
    const body = parameters.map((p) => setField(p));
    this.constructors.push(functionWith(parameters, body, this.#reader.span(node)));
  }

  #isFinal(node: SyntaxNode, field: Field): boolean {
    return (node.child("body")?.parts ?? []).some(
      (m) => m.start <= field.span.start && m.end >= field.span.end && (m.first("modifiers")?.has("final") ?? false),
    );
  }
}

function functionOf(reader: JavaReader, node: SyntaxNode, body: SyntaxNode): FunctionExpression {
  const { builders } = reader;
  reader.builders = new Map();
  const name = node.child("name");
  const read = functionWith(readParameters(reader, node), readBlock(reader, body), reader.span(node));
  reader.builders = builders;
  return name ? { ...read, name: reader.text(name) } : read;
}

function functionWith(parameters: readonly Parameter[], body: readonly Statement[], span: Span): FunctionExpression {
  return { kind: "function", parameters, body, arrow: false, async: false, generator: false, span };
}

function readParameters(reader: JavaReader, node: SyntaxNode): Parameter[] {
  const parameters: Parameter[] = [];
  for (const p of node.child("parameters")?.parts ?? []) {
    const rest = p.type === "spread_parameter";
    if (p.type !== "formal_parameter" && !rest) continue;
    const name = rest ? p.first("variable_declarator")?.child("name") : p.child("name");
    if (!name) continue;
    const target = { kind: "name", name: reader.text(name), span: reader.span(name) } as const;
    const type = p.child("type");
    parameters.push({
      target,
      rest,
      field: false,
      span: reader.span(p),
      ...(rest && { takesList: true }),
      ...(type && { type: reader.text(type) }),
    });
  }
  return parameters;
}

function parameter(name: string, span: Span): Parameter {
  return { target: { kind: "name", name, span }, rest: false, field: false, span };
}

function thisMember(name: string, span: Span): Extract<Expression, { kind: "member" }> {
  return { kind: "member", object: { kind: "this", span }, name, nameSpan: span, optional: false, span };
}

/** `this.x = x`. */
function setField({ target }: Parameter): Statement {
  const { name, span } = target as Extract<Parameter["target"], { kind: "name" }>;
  const value: Expression = { kind: "name", name, span };
  return {
    kind: "expression",
    value: { kind: "assign", target: thisMember(name, span), operator: "=", value, span },
    span,
  };
}

function superCall(reader: JavaReader, body: SyntaxNode): Statement {
  const span = reader.range(body.start, body.start);
  const callee = { kind: "super", span } as const;
  return {
    kind: "expression",
    value: { kind: "call", callee, nameSpan: span, args: [], argsSpan: span, optional: false, span },
    span,
  };
}

/** A block that is executed when the class or an object of it is made. */
function runNow(reader: JavaReader, block: SyntaxNode): Call {
  const span = reader.span(block);
  const callee: FunctionExpression = { ...functionWith([], readStatements(reader, block.parts), span), arrow: true };
  return { kind: "call", callee, nameSpan: span, args: [], argsSpan: span, optional: false, span };
}

/** An enum: an object of strings, or a class with an object for each constant where they have more than a name. */
function readEnum(
  reader: JavaReader,
  node: SyntaxNode,
  body: SyntaxNode | undefined,
  name: SyntaxNode,
): ClassExpression | Extract<Expression, { kind: "object" }> {
  const constants = (body?.parts ?? []).filter((p) => p.type === "enum_constant");
  const more = body?.first("enum_body_declarations");
  const span = reader.span(node);
  if (!more || more.parts.length === 0) {
    const members = constants.flatMap((c): ObjectMember[] => {
      const key = c.child("name");
      if (!key) return [];
      const keySpan = reader.span(key);
      const value: Expression = { kind: "literal", value: reader.text(key), span: keySpan };
      return [{ kind: "property", key: reader.text(key), keySpan, value, shorthand: false, span: reader.span(c) }];
    });
    return { kind: "object", members, span };
  }
  const nameSpan = reader.span(name);
  const text = reader.text(name);
  const read = readClassBody(reader, { node, body: more, nameSpan, name: text });
  const fields = constants.flatMap((c): Field[] => {
    const key = c.child("name");
    if (!key) return [];
    const at = reader.span(key);
    const itself: Argument = {
      name: NAME,
      value: { kind: "literal", value: reader.text(key), span: at },
      spread: false,
      span: at,
    };
    const list = c.child("arguments");
    const value: Expression = {
      kind: "new",
      callee: { kind: "name", name: text, span: at },
      nameSpan: at,
      args: [...readArguments(reader, c), itself],
      argsSpan: list ? reader.span(list) : reader.range(c.end, c.end),
      span: reader.span(c),
    };
    return [{ name: reader.text(key), nameSpan: at, static: true, value, span: reader.span(c) }];
  });
  return {
    ...read,
    fields: [
      ...read.fields.filter((f) => f.value?.kind === "class"),
      ...fields,
      ...read.fields.filter((f) => f.value?.kind !== "class"),
    ],
    methods: [...read.methods, ...enumMethods(read.methods, fields, text, span)],
  };
}

/** Where the constant of an enum keeps its name. */
const NAME = "name()";

/** What every enum has: `name()`, `toString()`, `values()`. */
function enumMethods(own: readonly Method[], constants: readonly Field[], name: string, span: Span): Method[] {
  const returns = (called: string, isStatic: boolean, value: Expression): Method => ({
    name: called,
    kind: "method",
    static: isStatic,
    body: functionWith([], [{ kind: "return", value, span }], span),
    span,
  });
  const items = constants.map((c) => {
    const of: Expression = { kind: "name", name, span };
    const value: Expression = {
      kind: "member",
      object: of,
      name: String(c.name),
      nameSpan: span,
      optional: false,
      span,
    };
    return { value, spread: false, span };
  });
  const made = [
    returns("name", false, thisMember(NAME, span)),
    returns("toString", false, thisMember(NAME, span)),
    returns("values", true, { kind: "list", items, span }),
  ];
  return made.filter((m) => !own.some((o) => o.name === m.name));
}
