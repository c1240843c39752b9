/** Imports to IR. */
import type { Statement } from "../ir.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import type { PythonReader } from "./reader.ts";

type Import = Extract<Statement, { kind: "import" }>;

/** `import a.b`, `import a.b as c`. */
export function readImport(reader: PythonReader, node: SyntaxNode): void {
  for (const part of node.childrenIn("name")) {
    const named = part.type === "aliased_import" ? part.child("name") : part;
    if (!named) continue;
    const module = dotted(reader, named);
    if (module === "") continue;
    const alias = part.type === "aliased_import" ? part.child("alias") : undefined;
    reader.imports.push(module);
    if (alias)
      put(reader, node, module, named, [{ imported: "*", local: reader.text(alias), span: reader.span(alias) }]);
    else {
      const first = module.split(".")[0]!;
      const span = reader.span(named);
      put(reader, node, first, named, [{ imported: "*", local: first, span }]);
      if (first === module) continue;
      reader.dotted.add(module);
      put(reader, node, module, named, [{ imported: "*", local: module, span }]);
    }
  }
}

/** `from a import b as c`, `from . import b`, `from a import *`. */
export function readFromImport(reader: PythonReader, node: SyntaxNode): void {
  const from = node.child("module_name");
  if (!from) return;
  const module = dotted(reader, from);
  if (module === "") return;
  reader.imports.push(module);
  if (node.has("wildcard_import")) {
    put(reader, node, module, from, [], true);
    return;
  }
  const names: Import["names"][number][] = [];
  for (const part of node.childrenIn("name")) {
    const named = part.type === "aliased_import" ? part.child("name") : part;
    const alias = part.type === "aliased_import" ? part.child("alias") : part;
    if (!named || !alias || reader.text(named) === "") continue;
    const imported = reader.text(named);
    // Version 1 had a module for what is in the package itself now.
    if (module === "aws_cdk" && imported === "core") {
      put(reader, node, "aws_cdk.core", named, [
        { imported: "*", local: reader.text(alias), span: reader.span(alias) },
      ]);
      continue;
    }
    names.push({ imported, local: reader.text(alias), span: reader.span(alias) });
    // It may be a module of its own.
    reader.imports.push(submodule(module, imported));
  }
  if (names.length > 0) put(reader, node, module, from, names);
}

/** The module that a name of a package may be. */
export function submodule(module: string, name: string): string {
  return module.endsWith(".") ? module + name : `${module}.${name}`;
}

function put(
  reader: PythonReader,
  node: SyntaxNode,
  module: string,
  at: SyntaxNode,
  names: Import["names"],
  all = false,
): void {
  const moduleSpan = reader.span(at);
  reader.imported.push({ kind: "import", module, moduleSpan, names, span: reader.span(node), ...(all && { all }) });
}

function dotted(reader: PythonReader, node: SyntaxNode): string {
  return reader.text(node).replace(/[\s\\]+/g, "");
}
