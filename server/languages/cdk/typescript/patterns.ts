/** Patterns and parameters: what values are bound to. */
import type ts from "typescript";
import type { Expression, Parameter, Pattern } from "../ir.ts";
import { readExpression } from "./expressions.ts";
import type { Reader } from "./reader.ts";

/** The name or pattern of a declaration. */
export function readBinding(reader: Reader, node: ts.BindingName): Pattern {
  const K = reader.ts.SyntaxKind;
  if (node.kind === K.Identifier) return { kind: "name", name: reader.name(node), span: reader.span(node) };
  return reader.deeper(
    () =>
      node.kind === K.ObjectBindingPattern
        ? objectBinding(reader, node)
        : listBinding(reader, node as ts.ArrayBindingPattern),
    () => ({ kind: "listPattern", items: [], span: reader.span(node) }),
  );
}

function objectBinding(reader: Reader, node: ts.ObjectBindingPattern): Pattern {
  const properties: Extract<Pattern, { kind: "objectPattern" }>["properties"][number][] = [];
  let rest: Pattern | undefined;
  for (const element of node.elements) {
    const target = readBinding(reader, element.name);
    if (element.dotDotDotToken) {
      rest = target;
      continue;
    }
    const key = element.propertyName ?? (element.name as ts.Identifier);
    properties.push({
      key: propertyKey(reader, key),
      keySpan: reader.span(key),
      target,
      ...(element.initializer && { fallback: readExpression(reader, element.initializer) }),
    });
  }
  return { kind: "objectPattern", properties, span: reader.span(node), ...(rest && { rest }) };
}

function listBinding(reader: Reader, node: ts.ArrayBindingPattern): Pattern {
  const items: Extract<Pattern, { kind: "listPattern" }>["items"][number][] = [];
  let rest: Pattern | undefined;
  for (const element of node.elements) {
    if (element.kind === reader.ts.SyntaxKind.OmittedExpression) {
      items.push(undefined);
      continue;
    }
    const binding = element as ts.BindingElement;
    const target = readBinding(reader, binding.name);
    if (binding.dotDotDotToken) rest = target;
    else
      items.push({
        target,
        ...(binding.initializer && { fallback: readExpression(reader, binding.initializer) }),
      });
  }
  return { kind: "listPattern", items, span: reader.span(node), ...(rest && { rest }) };
}

/** The left side of an assignment. Undefined where nothing can be assigned to. */
export function readTarget(reader: Reader, node: ts.Expression): Pattern | undefined {
  const K = reader.ts.SyntaxKind;
  switch (node.kind) {
    case K.ObjectLiteralExpression:
      return reader.deeper(
        () => objectTarget(reader, node as ts.ObjectLiteralExpression),
        () => undefined,
      );
    case K.ArrayLiteralExpression:
      return reader.deeper(
        () => listTarget(reader, node as ts.ArrayLiteralExpression),
        () => undefined,
      );
    default: {
      const read = readExpression(reader, node);
      return read.kind === "name" || read.kind === "member" || read.kind === "index" ? read : undefined;
    }
  }
}

function withFallback(reader: Reader, node: ts.Expression): { target: Pattern; fallback?: Expression } | undefined {
  const K = reader.ts.SyntaxKind;
  if (node.kind === K.BinaryExpression) {
    const binary = node as ts.BinaryExpression;
    if (binary.operatorToken.kind === K.EqualsToken) {
      const target = readTarget(reader, binary.left);
      return target && { target, fallback: readExpression(reader, binary.right) };
    }
  }
  const target = readTarget(reader, node);
  return target && { target };
}

function objectTarget(reader: Reader, node: ts.ObjectLiteralExpression): Pattern {
  const K = reader.ts.SyntaxKind;
  const properties: Extract<Pattern, { kind: "objectPattern" }>["properties"][number][] = [];
  let rest: Pattern | undefined;
  for (const p of node.properties) {
    if (p.kind === K.SpreadAssignment) rest = readTarget(reader, (p as ts.SpreadAssignment).expression);
    else if (p.kind === K.ShorthandPropertyAssignment) {
      const short = p as ts.ShorthandPropertyAssignment;
      const span = reader.span(short.name);
      properties.push({
        key: reader.name(short.name),
        keySpan: span,
        target: { kind: "name", name: reader.name(short.name), span },
        ...(short.objectAssignmentInitializer && {
          fallback: readExpression(reader, short.objectAssignmentInitializer),
        }),
      });
    } else if (p.kind === K.PropertyAssignment) {
      const assignment = p as ts.PropertyAssignment;
      const bound = withFallback(reader, assignment.initializer);
      if (bound)
        properties.push({ key: propertyKey(reader, assignment.name), keySpan: reader.span(assignment.name), ...bound });
    }
  }
  return { kind: "objectPattern", properties, span: reader.span(node), ...(rest && { rest }) };
}

function listTarget(reader: Reader, node: ts.ArrayLiteralExpression): Pattern {
  const K = reader.ts.SyntaxKind;
  let rest: Pattern | undefined;
  const items: Extract<Pattern, { kind: "listPattern" }>["items"][number][] = [];
  for (const element of node.elements) {
    if (element.kind === K.SpreadElement) rest = readTarget(reader, (element as ts.SpreadElement).expression);
    else items.push(element.kind === K.OmittedExpression ? undefined : withFallback(reader, element));
  }
  return { kind: "listPattern", items, span: reader.span(node), ...(rest && { rest }) };
}

/** A key as text, or as the expression that computes it. */
export function propertyKey(reader: Reader, node: ts.PropertyName | ts.Node): string | Expression {
  const K = reader.ts.SyntaxKind;
  if (node.kind === K.ComputedPropertyName) {
    const read = readExpression(reader, (node as ts.ComputedPropertyName).expression);
    return read.kind === "literal" && read.value !== undefined ? String(read.value) : read;
  }
  return reader.name(node);
}

export function readParameters(reader: Reader, nodes: readonly ts.ParameterDeclaration[]): Parameter[] {
  const K = reader.ts.SyntaxKind;
  return nodes
    .filter((p) => !(p.name.kind === K.Identifier && reader.name(p.name) === "this"))
    .map((p) => ({
      target: readBinding(reader, p.name),
      rest: p.dotDotDotToken !== undefined,
      field: (p.modifiers ?? []).some(
        (m) =>
          m.kind === K.PublicKeyword ||
          m.kind === K.PrivateKeyword ||
          m.kind === K.ProtectedKeyword ||
          m.kind === K.ReadonlyKeyword,
      ),
      span: reader.span(p),
      ...(p.initializer && { fallback: readExpression(reader, p.initializer) }),
    }));
}
