/** Imports to IR. */
import type { Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { defaultName } from "./packages.ts";
import type { GoReader } from "./reader.ts";

/** `import "path"`, alone or in parentheses. */
export function readImport(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  for (const child of node.children) {
    if (child.type === "import_spec_list") readImport(reader, child, out);
    if (child.type === "import_spec") spec(reader, child, out);
  }
}

function spec(reader: GoReader, node: SyntaxNode, out: Statement[]): void {
  const pathNode = node.child("path");
  if (!pathNode) return;
  const module = reader.text(pathNode).replace(/^["`]|["`]$/g, "");
  if (module === "") return;
  reader.imports.push(module);
  const name = node.child("name");
  const span = reader.span(node);
  const moduleSpan = reader.span(pathNode);
  if (name?.type === "dot") {
    out.push({ kind: "import", module, moduleSpan, names: [], all: true, span });
    return;
  }
  const local = name ? reader.text(name) : defaultName(module);
  if (local !== "_") reader.packages.set(local, module);
  const names = local === "_" ? [] : [{ imported: "*", local, span: name ? reader.span(name) : moduleSpan }];
  out.push({ kind: "import", module, moduleSpan, names, span });
}
