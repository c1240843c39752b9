/** What is whole in a file that is being typed. */
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";

/** The top of a file, with what an error there has swallowed. */
export function rescued(root: SyntaxNode): SyntaxNode[] {
  return root.parts.flatMap((node) => (node.type === "ERROR" ? node.parts : [node]));
}
