/** Parameters of functions. */
import type { Parameter } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import type { CsharpReader } from "./reader.ts";

/** The parameters of a list; `field` where each of them is a field too. */
export function readParameters(reader: CsharpReader, list: SyntaxNode | undefined, field = false): Parameter[] {
  const parameters: Parameter[] = [];
  for (const node of list?.children ?? []) {
    // The last one, behind `params`, stands in the list without a node of its own.
    if (node.field === "name" && node.type === "identifier") {
      const target = { kind: "name", name: reader.name(node), span: reader.span(node) } as const;
      parameters.push({ target, rest: true, takesList: true, field, span: reader.span(node) });
      continue;
    }
    if (node.type !== "parameter" && node.type !== "implicit_parameter") continue;
    const name = node.type === "parameter" ? node.child("name") : node;
    if (!name) continue;
    const equals = node.children.findIndex((c) => c.type === "=");
    const fallback = equals < 0 ? undefined : node.children.slice(equals + 1).find((c) => c.named);
    const type = node.child("type");
    const isRest = node.children.some((c) => reader.text(c) === "params");
    parameters.push({
      target: { kind: "name", name: reader.name(name), span: reader.span(name) },
      rest: isRest,
      field,
      span: reader.span(node),
      ...(isRest && { takesList: true }),
      ...(type && { type: reader.text(type) }),
      ...(fallback && { fallback: readExpression(reader, fallback) }),
    });
  }
  return parameters;
}
