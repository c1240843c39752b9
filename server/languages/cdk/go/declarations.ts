/** Declarations to IR: constants, variables, types, methods. */
import type { ClassExpression, Expression, Parameter, Pattern, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { bindAll } from "./assignments.ts";
import { readExpression } from "./expressions.ts";
import { readFunction } from "./functions.ts";
import type { GoReader } from "./reader.ts";
import { readPattern } from "./statements.ts";
import { fieldsOf, zeroValue } from "./types.ts";

/** `const`, `var` and `type`, alone or in parentheses. `exported` for those of a file. */
export function readDeclaration(reader: GoReader, node: SyntaxNode, exported: boolean, out: Statement[]): void {
  if (node.type === "const_declaration") constants(reader, node, exported, out);
  else if (node.type === "var_declaration") {
    for (const spec of specs(node, "var_spec")) variable(reader, spec, exported, out);
  } else
    for (const spec of [...specs(node, "type_spec"), ...specs(node, "type_alias")]) {
      const name = spec.child("name");
      const type = spec.child("type");
      if (!name || !type) continue;
      if (!exported) reader.types.set(reader.text(name), type);
      typeDeclaration(reader, spec, name, type, [], exported, out);
    }
}

function specs(node: SyntaxNode, type: string): readonly SyntaxNode[] {
  return node.children.flatMap((c) => (c.type === type ? [c] : c.type.endsWith("_list") ? specs(c, type) : []));
}

/** In a group, a constant without a value repeats the expression before, with an `iota` of its own. */
function constants(reader: GoReader, node: SyntaxNode, exported: boolean, out: Statement[]): void {
  let repeated: readonly SyntaxNode[] = [];
  specs(node, "const_spec").forEach((spec, i) => {
    reader.iota = i;
    const written = spec.child("value");
    if (written) repeated = written.type === "expression_list" ? written.parts : [written];
    spec.childrenIn("name").forEach((name, at) => {
      const value = repeated[at];
      const target = readPattern(reader, name);
      if (!target || !value) return;
      out.push({
        kind: "declare",
        target,
        value: readExpression(reader, value),
        constant: true,
        exported,
        span: reader.span(spec),
      });
    });
  });
  reader.iota = 0;
}

function variable(reader: GoReader, spec: SyntaxNode, exported: boolean, out: Statement[]): void {
  const names = spec.childrenIn("name").filter((n) => n.named);
  const value = spec.child("value");
  const span = reader.span(spec);
  const declare = (target: Pattern, given: Expression | undefined): Statement => ({
    kind: "declare",
    target,
    constant: false,
    exported,
    span,
    ...(given && { value: given }),
  });
  if (value) {
    bindAll(reader, spec, names, value.type === "expression_list" ? value.parts : [value], out, declare);
    return;
  }
  const type = spec.child("type");
  const path = reader.embedded.get(spec);
  for (const name of names) {
    const target = readPattern(reader, name);
    if (target) out.push(declare(target, path ? embedded(reader, path) : type && zeroValue(reader, type)));
  }
}

/** The text of a file that `//go:embed` puts into a variable. */
function embedded(reader: GoReader, path: { readonly start: number; readonly end: number }): Expression {
  const span = reader.range(path.start, path.end);
  const value: Expression = { kind: "literal", value: reader.chunk.text.slice(path.start, path.end), span };
  return {
    kind: "call",
    callee: { kind: "name", name: "go:embed", span: reader.range(path.start, path.start) },
    nameSpan: span,
    args: [{ value, spread: false, span }],
    argsSpan: span,
    optional: false,
    span,
  };
}

/** A struct is a class; of other types only a conversion is left, which gives back what it is given. */
export function typeDeclaration(
  reader: GoReader,
  spec: SyntaxNode,
  nameNode: SyntaxNode,
  type: SyntaxNode,
  methods: readonly SyntaxNode[],
  exported: boolean,
  out: Statement[],
): void {
  const name = reader.text(nameNode);
  const span = reader.span(spec);
  const isDefault = false;
  if (type.type === "struct_type")
    out.push({ kind: "class", name, value: struct(reader, spec, nameNode, type, methods), exported, isDefault, span });
  else if (type.type !== "interface_type") {
    const place = reader.span(nameNode);
    const target: Pattern = { kind: "name", name: "value", span: place };
    const value: Expression = { kind: "name", name: "value", span: place };
    out.push({
      kind: "function",
      name,
      value: {
        kind: "function",
        name,
        parameters: [{ target, rest: false, field: false, span: place }],
        body: [{ kind: "return", value, span: place }],
        arrow: false,
        async: false,
        generator: false,
        span: place,
      },
      exported,
      isDefault,
      span,
    });
  }
}

function struct(
  reader: GoReader,
  spec: SyntaxNode,
  nameNode: SyntaxNode,
  type: SyntaxNode,
  methods: readonly SyntaxNode[],
): ClassExpression {
  const fields = fieldsOf(reader, type);
  const span = reader.span(spec);
  const nameSpan = reader.span(nameNode);
  const parameters: Parameter[] = fields.map((field) => {
    const fallback = zeroValue(reader, field.type);
    const place = reader.span(field.node);
    return {
      target: { kind: "name", name: field.name, span: place },
      rest: false,
      field: true,
      span: place,
      ...(fallback && { fallback }),
    };
  });
  const embeds = fields.filter((f) => f.embedded).map((f) => f.name);
  return {
    kind: "class",
    name: reader.text(nameNode),
    nameSpan,
    fields: [],
    constructorFunction: {
      kind: "function",
      parameters,
      body: [],
      arrow: false,
      async: false,
      generator: false,
      span,
    },
    methods: methods.flatMap((m) => method(reader, m)),
    abstract: false,
    span,
    ...(embeds.length > 0 && { embeds }),
  };
}

/** The type whose method it is, and the name of the object in it. */
export function receiverOf(
  reader: GoReader,
  node: SyntaxNode,
): { readonly type: string; readonly name: string } | undefined {
  const declared = node.child("receiver")?.first("parameter_declaration");
  const type = declared?.child("type");
  const text = type && /^\**(\w+)/.exec(reader.text(type).replace(/\s/g, ""))?.[1];
  if (!declared || text === undefined) return undefined;
  const name = declared.child("name");
  return { type: text, name: name ? reader.text(name) : "_" };
}

function method(reader: GoReader, node: SyntaxNode): ClassExpression["methods"][number][] {
  const name = node.child("name");
  const receiver = receiverOf(reader, node);
  if (!name || !receiver) return [];
  const body = readFunction(reader, node, { arrow: false, name: reader.text(name), receiver: receiver.name });
  return [{ name: reader.text(name), span: reader.span(node), static: false, kind: "method", body }];
}

/** A method of a type that another file of the package declares: a function by the name of both. */
export function methodApart(reader: GoReader, node: SyntaxNode): Statement | undefined {
  const receiver = receiverOf(reader, node);
  const [found] = method(reader, node);
  if (!receiver || !found) return undefined;
  return {
    kind: "function",
    name: `${receiver.type}.${found.name}`,
    value: found.body,
    exported: false,
    isDefault: false,
    span: found.span,
  };
}
