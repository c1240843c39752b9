/** What can be read of text that is broken. */
import type { Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { readFunction } from "./functions.ts";
import type { GoReader } from "./reader.ts";
import { readStatement, readStatements } from "./statements.ts";

/** Where the head of a function stands among the parts of an error: its keyword, its name, its parameters. */
function headOf({ type, children }: SyntaxNode): number {
  const at = type === "ERROR" ? children.findIndex((c) => c.type === "func") : -1;
  const name = children[at + 1]?.type;
  const isHead = at >= 0 && (name === "identifier" || name === "field_identifier");
  return isHead && children.slice(at).some((c) => c.type === "parameter_list") ? at : -1;
}

/** True for an error that holds the head of a function. */
export function isBrokenFunction(node: SyntaxNode): boolean {
  return headOf(node) >= 0;
}

/** The statements among the parts of an error. A function whose end is missing has all that follows as its body. */
export function readBroken(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  const { children } = node;
  const at = headOf(node);
  const name = children[at + 1];
  if (at < 0 || !name) {
    for (const child of children) readStatement(reader, child, out);
    return;
  }
  for (const child of children.slice(0, at)) readStatement(reader, child, out);
  const open = children.findIndex((c, i) => i > at && c.type === "{");
  const rest = open < 0 ? [] : children.slice(open + 1);
  out.push(unfinished(reader, node, name, rest));
}

/** A function of which the head stands in an error, and the body is what comes behind it. */
export function unfinished(
  reader: GoReader,
  head: SyntaxNode,
  name: SyntaxNode,
  rest: readonly SyntaxNode[],
): Statement {
  const text = reader.text(name);
  const value = readFunction(reader, head, {
    arrow: false,
    name: text,
    body: (inside) => readStatements(inside, rest),
  });
  return { kind: "function", name: text, value, exported: true, isDefault: false, span: reader.span(head) };
}
