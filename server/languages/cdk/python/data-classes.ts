/** The constructor that a data class gets of its fields. */
import type { Expression, FunctionExpression, Parameter, Pattern, Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import type { PythonReader } from "./reader.ts";

/** @param inherits whether it extends a class, whose fields are handed on by name */
export function dataConstructor(
  reader: PythonReader,
  node: SyntaxNode,
  inherits: boolean,
  methods: ReadonlySet<string>,
): FunctionExpression {
  const span = reader.span(node);
  const parameters: Parameter[] = [];
  const body: Statement[] = [];
  for (const part of node.child("body")?.children ?? []) {
    const field = part.type === "expression_statement" ? part.parts[0] : undefined;
    const left = field?.child("left");
    // Only what has a type is a field.
    if (field?.type !== "assignment" || left?.type !== "identifier" || !field.child("type")) continue;
    if (/^(typing\.)?ClassVar\b/.test(reader.text(field.child("type")!))) continue;
    const name = reader.text(left);
    const at = reader.span(left);
    const target: Pattern = { kind: "name", name, span: at };
    const fallback = defaultOf(reader, field.child("right"));
    parameters.push({ target, rest: false, field: false, span: reader.span(field), ...(fallback && { fallback }) });
    body.push(assigned(name, at));
  }
  if (methods.has("__post_init__")) body.push(postInit(span));
  if (inherits) {
    const rest = "**fields";
    parameters.push({ target: { kind: "name", name: rest, span }, rest: false, field: false, keywords: true, span });
    const value: Expression = {
      kind: "call",
      callee: { kind: "super", span },
      nameSpan: span,
      args: [{ value: { kind: "name", name: rest, span }, spread: true, keywords: true, span }],
      argsSpan: span,
      optional: false,
      span,
    };
    body.unshift({ kind: "expression", value, span });
  }
  return { kind: "function", parameters, body, arrow: false, async: false, generator: false, span };
}

/** What it does once its fields are set. */
function postInit(span: Pattern["span"]): Statement {
  const callee: Expression = {
    kind: "member",
    object: { kind: "this", span },
    name: "__post_init__",
    nameSpan: span,
    optional: false,
    span,
  };
  return {
    kind: "expression",
    value: { kind: "call", callee, nameSpan: span, args: [], argsSpan: span, optional: false, span },
    span,
  };
}

function assigned(name: string, span: Pattern["span"]): Statement {
  const target: Pattern = {
    kind: "member",
    object: { kind: "this", span },
    name,
    nameSpan: span,
    optional: false,
    span,
  };
  return {
    kind: "expression",
    value: { kind: "assign", target, operator: "=", value: { kind: "name", name, span }, span },
    span,
  };
}

/** `5`, `field(default=5)`, `field(default_factory=list)`. */
function defaultOf(reader: PythonReader, node: SyntaxNode | undefined): Expression | undefined {
  if (!node) return undefined;
  const read = readExpression(reader, node);
  const callee = read.kind === "call" || read.kind === "new" ? read.callee : undefined;
  const name = callee?.kind === "member" ? callee.name : callee?.kind === "name" ? callee.name : "";
  if (!/^(field|Field|ib|attrib)$/.test(name) || (read.kind !== "call" && read.kind !== "new")) return read;
  const given = (wanted: string) => read.args.find((a) => a.name === wanted)?.value;
  const factory = given("default_factory") ?? given("factory");
  if (factory) {
    const { span } = factory;
    return { kind: "call", callee: factory, nameSpan: span, args: [], argsSpan: span, optional: false, span };
  }
  // Nothing but options: it has to be given.
  return given("default") ?? read.args.find((a) => a.name === undefined)?.value;
}
