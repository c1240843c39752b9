/** What is assigned to. */
import type { Pattern } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readExpression } from "./expressions.ts";
import type { PythonReader } from "./reader.ts";

/** The target of an assignment, a loop or an import; undefined for what cannot be one. */
export function readTarget(reader: PythonReader, node: SyntaxNode | undefined): Pattern | undefined {
  if (!node) return undefined;
  const span = reader.span(node);
  switch (node.type) {
    case "identifier":
      return node.missing || span.start === span.end ? undefined : { kind: "name", name: reader.text(node), span };
    case "attribute":
    case "subscript": {
      const value = readExpression(reader, node);
      return value.kind === "member" || value.kind === "index" ? value : undefined;
    }
    case "parenthesized_expression":
    case "as_pattern_target":
      return reader.deeper(
        () => readTarget(reader, node.parts[0]),
        () => undefined,
      );
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
    case "tuple":
    case "list":
    case "expression_list":
      return reader.deeper(
        () => listTarget(reader, node),
        () => undefined,
      );
    default:
      return undefined;
  }
}

function listTarget(reader: PythonReader, node: SyntaxNode): Pattern {
  const items: ({ target: Pattern } | undefined)[] = [];
  let rest: Pattern | undefined;
  for (const part of node.parts) {
    if (/^list_splat/.test(part.type)) {
      rest = readTarget(reader, part.parts[0]);
      // What stands behind the rest is counted from the end, and not followed.
      break;
    }
    const target = readTarget(reader, part);
    items.push(target && { target });
  }
  return { kind: "listPattern", items, span: reader.span(node), ...(rest && { rest }) };
}
