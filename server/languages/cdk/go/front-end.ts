/** Go to IR. */
import type { Chunk } from "../../../core/span.ts";
import type { Module, Statement } from "../ir.ts";
import type { Grammar } from "../tree-sitter/grammar.ts";
import { type ReadFile, readTree } from "../tree-sitter/reader.ts";
import type { SyntaxNode, SyntaxTree } from "../tree-sitter/syntax-node.ts";
import { methodApart, readDeclaration, receiverOf, typeDeclaration } from "./declarations.ts";
import { readEmbeds } from "./embeds.ts";
import { readFunction } from "./functions.ts";
import { readImport } from "./imports.ts";
import { inOrder } from "./order.ts";
import { GoReader } from "./reader.ts";
import { isBrokenFunction } from "./recovery.ts";
import { readStatement } from "./statements.ts";

/** One file as IR. Any text gives a module: what is broken is left out of it and told as a problem. */
export function readModule(grammar: Grammar, chunk: Chunk): Module {
  return readTree(grammar, new GoReader(chunk), readFile, (comment) =>
    comment.startsWith("/*") ? comment.slice(2).replace(/\*\/$/, "") : comment.slice(2),
  );
}

function readFile(reader: GoReader, tree: SyntaxTree): ReadFile {
  const nodes = topLevel(tree.root);
  const imports: Statement[] = [];
  for (const node of nodes) if (node.type === "import_declaration") readImport(reader, node, imports);
  readEmbeds(reader, tree);
  const strays = noteStrays(reader, nodes);
  const structs = new Set<string>();
  for (const spec of nodes.flatMap(typeSpecs)) {
    const name = spec.child("name");
    const type = spec.child("type");
    if (name && type) reader.types.set(reader.text(name), type);
    if (name && type?.type === "struct_type") structs.add(reader.text(name));
  }
  const methods = new Map<string, SyntaxNode[]>();
  const body: Statement[] = [];
  let main: readonly Statement[] | undefined;
  const initializers: Statement[] = [];
  for (const node of nodes) {
    if (node.type !== "method_declaration") continue;
    const of = receiverOf(reader, node)?.type;
    if (of === undefined) continue;
    if (structs.has(of)) methods.set(of, [...(methods.get(of) ?? []), node]);
    else {
      const apart = methodApart(reader, node);
      if (apart) body.push(apart);
    }
  }
  for (const node of nodes) {
    if (node.type === "function_declaration") {
      const name = reader.text(node.child("name") ?? node);
      const value = readFunction(reader, node, { arrow: false, name });
      const span = reader.span(node);
      if (name === "main") main = [{ kind: "block", body: value.body, span }];
      else if (name === "init") initializers.push({ kind: "block", body: value.body, span });
      else body.push({ kind: "function", name, value, exported: true, isDefault: false, span });
    } else if (node.type === "type_declaration") {
      for (const spec of typeSpecs(node)) {
        const name = spec.child("name");
        const type = spec.child("type");
        if (name && type) typeDeclaration(reader, spec, name, type, methods.get(reader.text(name)) ?? [], true, body);
      }
    } else if (node.type === "const_declaration" || node.type === "var_declaration")
      readDeclaration(reader, node, true, body);
    else if (node.type !== "import_declaration" && node.type !== "package_clause" && node.type !== "method_declaration")
      if (!strays.has(node)) readStatement(reader, node, body);
  }
  // A function whose end is missing comes out as a statement: `main` may be among them.
  const lost = body.findIndex((s) => s.kind === "function" && s.name === "main");
  const found = body[lost];
  if (!main && found?.kind === "function") {
    main = [{ kind: "block", body: found.value.body, span: found.span }];
    body.splice(lost, 1);
  }
  return { body: [...imports, ...inOrder(body), ...initializers], ...(main && { main }) };
}

/** Statements between functions are of the one before them, whose end a mistake has put too early. */
function noteStrays(reader: GoReader, nodes: readonly SyntaxNode[]): ReadonlySet<SyntaxNode> {
  const strays = new Set<SyntaxNode>();
  let last: SyntaxNode | undefined;
  for (const node of nodes) {
    if (node.type === "function_declaration" || node.type === "method_declaration") last = node;
    if (!last || /_declaration$|_clause$|comment$/.test(node.type) || isBrokenFunction(node)) continue;
    strays.add(node);
    const list = reader.strays.get(last);
    if (list) list.push(node);
    else reader.strays.set(last, [node]);
  }
  return strays;
}

/** What stands at the top of a file; of an error that takes up all of it, its parts. */
function topLevel(root: SyntaxNode): readonly SyntaxNode[] {
  return root.children.flatMap((c) =>
    c.type === "ERROR" && c.children.some((p) => /^(import|type|const|var|function|method)_declaration$/.test(p.type))
      ? c.children
      : [c],
  );
}

function typeSpecs(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type !== "type_declaration") return [];
  return node.children.flatMap((c) =>
    c.type === "type_spec" || c.type === "type_alias" ? [c] : c.type.endsWith("_list") ? c.parts : [],
  );
}
