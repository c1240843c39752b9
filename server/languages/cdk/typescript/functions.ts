/** Functions and classes to IR. */
import type ts from "typescript";
import type { ClassExpression, FunctionExpression, Statement } from "../ir.ts";
import { readExpression } from "./expressions.ts";
import { propertyKey, readParameters } from "./patterns.ts";
import type { Reader } from "./reader.ts";
import { readStatements } from "./statements.ts";

export function readFunction(
  reader: Reader,
  node:
    | ts.ArrowFunction
    | ts.FunctionExpression
    | ts.FunctionDeclaration
    | ts.MethodDeclaration
    | ts.ConstructorDeclaration
    | ts.AccessorDeclaration,
): FunctionExpression {
  const K = reader.ts.SyntaxKind;
  const has = (kind: ts.SyntaxKind) => (node.modifiers ?? []).some((m) => m.kind === kind);
  const name = node.name && node.name.kind === K.Identifier ? reader.name(node.name) : undefined;
  return {
    kind: "function",
    parameters: readParameters(reader, node.parameters),
    body: body(reader, node.body),
    arrow: node.kind === K.ArrowFunction,
    async: has(K.AsyncKeyword),
    generator: (node as ts.FunctionDeclaration).asteriskToken !== undefined,
    span: reader.span(node),
    ...(name !== undefined && { name }),
  };
}

function body(reader: Reader, node: ts.ConciseBody | undefined): Statement[] {
  if (!node) return [];
  if (node.kind === reader.ts.SyntaxKind.Block) return readStatements(reader, (node as ts.Block).statements);
  return [{ kind: "return", value: readExpression(reader, node as ts.Expression), span: reader.span(node) }];
}

export function readClass(reader: Reader, node: ts.ClassLikeDeclaration): ClassExpression {
  const K = reader.ts.SyntaxKind;
  const fields: ClassExpression["fields"][number][] = [];
  const methods: ClassExpression["methods"][number][] = [];
  let constructorFunction: FunctionExpression | undefined;
  const is = (member: ts.ClassElement, kind: ts.SyntaxKind) =>
    ((member as { modifiers?: readonly ts.Node[] }).modifiers ?? []).some((m) => m.kind === kind);
  for (const member of node.members) {
    const span = reader.span(member);
    switch (member.kind) {
      case K.PropertyDeclaration: {
        const property = member as ts.PropertyDeclaration;
        if (is(member, K.DeclareKeyword)) break;
        fields.push({
          name: propertyKey(reader, property.name),
          nameSpan: reader.span(property.name),
          static: is(member, K.StaticKeyword),
          span,
          ...(property.initializer && { value: readExpression(reader, property.initializer) }),
        });
        break;
      }
      case K.Constructor:
        // An overload has no body.
        if ((member as ts.ConstructorDeclaration).body)
          constructorFunction = readFunction(reader, member as ts.ConstructorDeclaration);
        break;
      case K.MethodDeclaration:
      case K.GetAccessor:
      case K.SetAccessor: {
        const method = member as ts.MethodDeclaration;
        const name = propertyKey(reader, method.name);
        if (typeof name !== "string" || !method.body) break;
        methods.push({
          name,
          kind: member.kind === K.GetAccessor ? "get" : member.kind === K.SetAccessor ? "set" : "method",
          static: is(member, K.StaticKeyword),
          body: readFunction(reader, method),
          span,
        });
        break;
      }
    }
  }
  const superclass = node.heritageClauses?.find((c) => c.token === K.ExtendsKeyword)?.types[0]?.expression;
  return {
    kind: "class",
    fields,
    methods,
    nameSpan: node.name ? reader.span(node.name) : reader.range(reader.start(node), reader.start(node) + 5),
    abstract: (node.modifiers ?? []).some((m) => m.kind === K.AbstractKeyword),
    span: reader.span(node),
    ...(node.name && reader.name(node.name) !== "" && { name: reader.name(node.name) }),
    ...(superclass && { superclass: readExpression(reader, superclass) }),
    ...(constructorFunction && { constructorFunction }),
  };
}
