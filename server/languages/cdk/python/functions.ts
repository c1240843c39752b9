/** Functions to IR. */
import type { Expression, FunctionExpression, Parameter, Pattern } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import { localNames } from "./local-names.ts";
import type { PythonReader, Receiver } from "./reader.ts";
import { readBlock } from "./statements.ts";

/** A method takes its object as its first parameter; what that is called is the receiver. */
export interface MethodOf {
  readonly className: string;
  readonly kind: "method" | "class" | "static";
}

export function readFunction(reader: PythonReader, node: SyntaxNode, of?: MethodOf): FunctionExpression {
  const name = node.child("name");
  const parameters = node.child("parameters");
  const body = node.child("body");
  const takesFirst = of !== undefined && of.kind !== "static";
  const nodes = parameters?.parts.filter((p) => !/separator$/.test(p.type)) ?? [];
  const own = takesFirst ? nodes.slice(1) : nodes;
  const names = body ? localNames(reader, [body]) : [];
  const first = takesFirst && nodes[0] ? nameOf(reader, nodes[0]) : undefined;
  const receiver = first === undefined ? outer(reader, own, names, of) : receiverOf(first, of!);
  // A default is evaluated where the function is defined.
  const read = readParameters(reader, own);
  return {
    kind: "function",
    parameters: read,
    body: body ? reader.within(receiver, () => readBlock(reader, body)) : [],
    locals: names.filter((n) => !own.some((p) => nameOf(reader, p) === n)),
    // What stands in a method sees its object by the name it has there.
    arrow: of === undefined && reader.receiver !== undefined,
    async: node.has("async"),
    generator: body !== undefined && yields(body),
    span: reader.span(node),
    ...(name && { name: reader.text(name) }),
  };
}

function receiverOf(name: string, of: MethodOf): Receiver {
  return of.kind === "class" ? { name, className: of.className } : { name };
}

/** The receiver of the function around, unless a name of its own hides it. */
function outer(
  reader: PythonReader,
  own: readonly SyntaxNode[],
  names: readonly string[],
  of: MethodOf | undefined,
): Receiver | undefined {
  const { receiver } = reader;
  if (!receiver || of) return undefined;
  const hidden = names.includes(receiver.name) || own.some((p) => nameOf(reader, p) === receiver.name);
  return hidden ? undefined : receiver;
}

export function readLambda(reader: PythonReader, node: SyntaxNode): Expression {
  const [parameters, body] = [node.child("parameters"), node.child("body")];
  if (!body) return reader.opaque(node, "a function that is not complete");
  const nodes = parameters?.parts ?? [];
  const receiver = outer(reader, nodes, [], undefined);
  const value = reader.within(receiver, () => readExpression(reader, body));
  return {
    kind: "function",
    parameters: readParameters(reader, nodes),
    body: [{ kind: "return", value, span: value.span }],
    arrow: true,
    async: false,
    generator: false,
    span: reader.span(node),
  };
}

function readParameters(reader: PythonReader, nodes: readonly SyntaxNode[]): Parameter[] {
  return nodes.flatMap((node): Parameter[] => {
    const name = identifierOf(node);
    if (!name) return [];
    const target: Pattern = { kind: "name", name: reader.text(name), span: reader.span(name) };
    const span = reader.span(node);
    const shape = /^typed_parameter$/.test(node.type) ? (node.parts[0]?.type ?? "") : node.type;
    if (shape === "dictionary_splat_pattern") return [{ target, rest: false, field: false, keywords: true, span }];
    if (shape === "list_splat_pattern") return [{ target, rest: true, field: false, span }];
    const value = node.child("value");
    return [{ target, rest: false, field: false, span, ...(value && { fallback: readExpression(reader, value) }) }];
  });
}

function nameOf(reader: PythonReader, node: SyntaxNode): string | undefined {
  const name = identifierOf(node);
  return name && reader.text(name);
}

/** The name of a parameter, within its type, its default and its stars. */
function identifierOf(node: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = node;
  for (let i = 0; at && i < 4; i++) {
    if (at.type === "identifier") return at.missing ? undefined : at;
    at = at.child("name") ?? at.parts[0];
  }
  return undefined;
}

/** Whether it yields: its call runs nothing of it. */
function yields(body: SyntaxNode): boolean {
  const stack = [body];
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (node.type === "yield") return true;
    if (node.type === "function_definition" || node.type === "class_definition" || node.type === "lambda") continue;
    for (const child of node.children) if (child.children.length > 0) stack.push(child);
  }
  return false;
}
