/** Functions to IR. */
import type { FunctionExpression, Parameter, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import type { GoReader } from "./reader.ts";
import { readBlock, readStatements } from "./statements.ts";
import { zeroValue } from "./types.ts";

interface Of {
  readonly arrow: boolean;
  readonly name?: string;
  /** The name of the object that it is a method of. */
  readonly receiver?: string;
  /** What is its body, where that is not in its field. */
  readonly body?: (reader: GoReader) => readonly Statement[];
}

const SCOPE = /^(I?Construct|Stack|NestedStack|Stage|App|CoreConstruct)$/;

/** A function, a method or a literal of one. */
export function readFunction(reader: GoReader, node: SyntaxNode, of: Of): FunctionExpression {
  const outer = { receiver: reader.receiver, results: reader.results };
  const list = node.child("parameters") ?? node.first("parameter_list");
  const parameters = readParameters(reader, list);
  if (!of.arrow) reader.receiver = of.receiver;
  // A parameter may have the name of the object whose method it stands in.
  if (parameters.some((p) => p.target.kind === "name" && p.target.name === reader.receiver))
    reader.receiver = undefined;
  const { names, declared } = results(reader, node.child("result"));
  reader.results = names;
  const body = of.body
    ? of.body(reader)
    : [...readBlock(reader, node.child("body")), ...readStatements(reader, reader.strays.get(node) ?? [])];
  reader.receiver = outer.receiver;
  reader.results = outer.results;
  return {
    kind: "function",
    parameters,
    body: declared.length > 0 ? [...declared, ...body] : body,
    arrow: of.arrow,
    async: false,
    generator: false,
    span: reader.span(node),
    ...(of.name !== undefined && { name: of.name }),
    ...(!of.arrow && of.receiver === undefined && takesScope(reader, list) && { takesScope: true }),
  };
}

function readParameters(reader: GoReader, list: SyntaxNode | undefined): Parameter[] {
  const parameters: Parameter[] = [];
  for (const node of list?.children ?? []) {
    const rest = node.type === "variadic_parameter_declaration";
    if (node.type !== "parameter_declaration" && !rest) continue;
    const names = node.childrenIn("name");
    for (const name of names)
      parameters.push({
        target: { kind: "name", name: reader.text(name), span: reader.span(name) },
        rest,
        field: false,
        span: reader.span(names.length === 1 ? node : name),
      });
    if (names.length > 0) continue;
    const span = reader.span(node);
    parameters.push({ target: { kind: "name", name: "_", span }, rest, field: false, span });
  }
  return parameters;
}

/** Whether the type of the first parameter is that of a scope. */
function takesScope(reader: GoReader, list: SyntaxNode | undefined): boolean {
  const type = list?.first("parameter_declaration")?.child("type");
  if (type?.type !== "qualified_type") return false;
  return reader.isCdk(type.child("package")) && SCOPE.test(reader.text(type.child("name") ?? type));
}

/** Results that have names are variables of the function. */
function results(reader: GoReader, node: SyntaxNode | undefined): { names: string[]; declared: Statement[] } {
  const names: string[] = [];
  const declared: Statement[] = [];
  if (node?.type !== "parameter_list") return { names, declared };
  for (const result of node.children) {
    const type = result.type === "parameter_declaration" ? result.child("type") : undefined;
    if (!type) continue;
    for (const name of result.childrenIn("name")) {
      const value = zeroValue(reader, type);
      const span = reader.span(name);
      names.push(reader.text(name));
      declared.push({
        kind: "declare",
        target: { kind: "name", name: reader.text(name), span },
        constant: false,
        exported: false,
        span,
        ...(value && { value }),
      });
    }
  }
  return { names, declared };
}
