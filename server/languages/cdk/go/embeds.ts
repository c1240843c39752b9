/** `//go:embed path` above a variable: the variable is the text of that file. */
import type { SyntaxNode, SyntaxTree } from "../tree-sitter/syntax-node.ts";
import type { GoReader } from "./reader.ts";

const DIRECTIVE = /^\/\/go:embed\s+"?([^\s"*]+)"?\s*$/;

/** Notes where the paths stand, by the variables that they are for. */
export function readEmbeds(reader: GoReader, tree: SyntaxTree): void {
  for (const comment of tree.comments) {
    const text = reader.text(comment);
    const path = DIRECTIVE.exec(text)?.[1];
    if (path === undefined) continue;
    const variable = behind(tree.root.children, comment.end);
    const spec = variable?.type === "var_declaration" ? specBehind(variable, comment.end) : undefined;
    const start = comment.start + text.indexOf(path);
    if (spec) reader.embedded.set(spec, { start, end: start + path.length });
  }
}

/** The first node that ends behind a place. */
function behind(nodes: readonly SyntaxNode[], at: number): SyntaxNode | undefined {
  return nodes.find((n) => n.end > at && !n.type.endsWith("comment") && n.named);
}

function specBehind(variable: SyntaxNode, at: number): SyntaxNode | undefined {
  const list = variable.first("var_spec_list");
  return behind((list ?? variable).children, at);
}
