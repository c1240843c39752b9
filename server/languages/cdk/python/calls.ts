/** Calls to IR: what is named with a capital is a class, and its call makes an object. */
import type { Span } from "../../../core/span.ts";
import type { Argument, Call, Expression } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readComprehension } from "./comprehensions.ts";
import { readExpression } from "./expressions.ts";
import type { PythonReader } from "./reader.ts";

export function call(callee: Expression, nameSpan: Span, args: readonly Argument[], argsSpan: Span, span: Span): Call {
  return { kind: "call", callee, nameSpan, args, argsSpan, optional: false, span };
}

export function readCall(reader: PythonReader, node: SyntaxNode): Expression {
  const callable = node.child("function");
  const given = node.child("arguments");
  if (!callable) return reader.opaque(node, "a call that is not complete");
  const span = reader.span(node);
  const argsSpan = given ? reader.span(given) : reader.range(node.end, node.end);
  if (isSuper(reader, callable, given)) return { kind: "super", span };
  const args = given ? readArguments(reader, given) : [];
  const above = callable.child("attribute");
  if (callable.type === "attribute" && above && reader.text(above) === "__init__") {
    const object = callable.child("object");
    const handed = object?.type === "call" ? args : withoutSelf(args);
    // `super().__init__(…)`, `Base.__init__(self, …)`.
    if (handed && object) {
      const nameSpan = reader.span(object);
      return call({ kind: "super", span: nameSpan }, nameSpan, handed, argsSpan, span);
    }
  }
  const callee = readExpression(reader, callable);
  const nameSpan = callee.kind === "member" ? callee.nameSpan : callee.span;
  const makes = isClassName(lastName(reader, callable)) || isClassParameter(reader, callable);
  return makes ? { kind: "new", callee, nameSpan, args, argsSpan, span } : call(callee, nameSpan, args, argsSpan, span);
}

/** `super()`, `super(Class, self)`. */
function isSuper(reader: PythonReader, callable: SyntaxNode, given: SyntaxNode | undefined): boolean {
  if (callable.type !== "identifier" || reader.text(callable) !== "super" || !reader.receiver) return false;
  return given === undefined || given.parts.length === 0 || given.parts.length === 2;
}

function withoutSelf(args: readonly Argument[]): readonly Argument[] | undefined {
  return args[0]?.value.kind === "this" ? args.slice(1) : undefined;
}

function lastName(reader: PythonReader, callable: SyntaxNode): string {
  const name = callable.type === "attribute" ? callable.child("attribute") : callable;
  return name?.type === "identifier" ? reader.text(name) : "";
}

function isClassName(name: string): boolean {
  return /^_*[A-Z]/.test(name);
}

function isClassParameter(reader: PythonReader, callable: SyntaxNode): boolean {
  const { receiver } = reader;
  return callable.type === "identifier" && receiver?.className !== undefined && reader.text(callable) === receiver.name;
}

export function readArguments(reader: PythonReader, node: SyntaxNode): Argument[] {
  if (node.type === "generator_expression") {
    const value = readComprehension(reader, node);
    return [{ value, spread: false, span: value.span }];
  }
  return node.parts.flatMap((part): Argument[] => {
    const span = reader.span(part);
    switch (part.type) {
      case "ERROR":
        return [];
      case "keyword_argument": {
        const [name, value] = [part.child("name"), part.child("value")];
        if (!name || !value) return [];
        return [
          {
            value: readExpression(reader, value),
            spread: false,
            name: reader.text(name),
            nameSpan: reader.span(name),
            span,
          },
        ];
      }
      case "dictionary_splat":
        return [{ value: readExpression(reader, part), spread: true, keywords: true, span }];
      case "list_splat":
        return [{ value: readExpression(reader, part), spread: true, span }];
      default:
        return [{ value: readExpression(reader, part), spread: false, span }];
    }
  });
}
