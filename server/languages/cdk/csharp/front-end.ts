/** C# to IR. */
import type { Chunk } from "../../../core/span.ts";
import type { Expression, Module, Statement } from "../ir.ts";
import { inOrder } from "../tree-sitter/class-order.ts";
import type { Grammar } from "../tree-sitter/grammar.ts";
import { type ReadFile, readTree } from "../tree-sitter/reader.ts";
import type { SyntaxNode, SyntaxTree } from "../tree-sitter/syntax-node.ts";
import { readTypeDeclaration, TYPE } from "./declarations.ts";
import { packageOf, splitName } from "./names.ts";
import { CsharpReader } from "./reader.ts";
import { readStatements } from "./statements.ts";

/** One file as IR. Any text gives a module: what is broken is left out of it and told as a problem. */
export function readModule(grammar: Grammar, chunk: Chunk): Module {
  return readTree(grammar, new CsharpReader(chunk), readFile, (comment) => comment.replace(/^\/[/*]+|\*+\/$/g, ""));
}

interface Found {
  readonly imports: Statement[];
  readonly types: Statement[];
  readonly loose: SyntaxNode[];
}

function readFile(reader: CsharpReader, tree: SyntaxTree): ReadFile {
  const found: Found = { imports: [], types: [], loose: [] };
  noteNamespaces(reader, tree.root, 0);
  look(reader, tree.root, found, 0);
  const statements = readStatements(reader, found.loose);
  for (const [name, node] of reader.qualified) found.imports.push(...qualified(reader, node, name));
  for (const name of reader.known) reader.mentions.delete(name);
  const classes = inOrder(merged(found.types), (s) => (s.kind === "class" ? s.value : undefined));
  const main = statements.length > 0 ? statements : classes.flatMap((s) => mainOf(s)).slice(0, 1);
  return { body: [...found.imports, ...classes], ...(main.length > 0 && { main }) };
}

/** Namespaces that are used or declared anywhere, before what stands in them is read. */
function noteNamespaces(reader: CsharpReader, node: SyntaxNode, depth: number): void {
  if (depth > 20) return;
  for (const child of node.parts) {
    const name = child.child("name");
    if (/^(file_scoped_)?namespace_declaration$/.test(child.type) && name) {
      reader.namespaces.add(reader.name(name));
      noteNamespaces(reader, child.child("body") ?? child, depth + 1);
    } else if (/^preproc_(if|elif|else)$/.test(child.type)) noteNamespaces(reader, child, depth + 1);
    else if (child.type === "using_directive" && !name && !child.has("static")) {
      const path = child.parts[child.parts.length - 1];
      if (path) reader.namespaces.add(reader.name(path));
    }
  }
}

/** Namespaces are looked into: what they hold is found by its own name. */
function look(reader: CsharpReader, node: SyntaxNode, found: Found, depth: number): void {
  if (depth > 20) return;
  for (const child of node.parts) {
    if (child.type === "using_directive") found.imports.push(...readUsing(reader, child));
    else if (TYPE.test(child.type)) {
      const type = readTypeDeclaration(reader, child);
      if (type) found.types.push(type);
    } else if (
      /^(file_scoped_)?namespace_declaration$|^declaration_list$|^preproc_(if|elif|else)$|^ERROR$/.test(child.type)
    )
      look(reader, child, found, depth + 1);
    else if (child.type === "global_statement" || depth === 0) found.loose.push(child);
  }
}

/** `using X;`, `using X = Y;`, `using static X;`. */
function readUsing(reader: CsharpReader, node: SyntaxNode): Statement[] {
  const alias = node.child("name");
  const path = node.parts.filter((p) => p !== alias).pop();
  if (!path) return [];
  const name = reader.name(path);
  const span = reader.span(node);
  const moduleSpan = reader.span(path);
  reader.imports.push(name);
  if (!alias) return [{ kind: "import", module: name, moduleSpan, names: [], all: true, span }];
  const local = reader.name(alias);
  reader.known.add(local);
  const at = reader.span(alias);
  if (packageOf(name) !== undefined)
    return [{ kind: "import", module: name, moduleSpan, names: [{ imported: "*", local, span: at }], span }];
  const split = splitName(name);
  const target = { kind: "name", name: local, span: at } as const;
  if (split) return imported(reader, path, split, local);
  // A type of the project: it is found by its own name.
  const own = name.slice(name.lastIndexOf(".") + 1);
  reader.mentions.add(own);
  if (own === local) return [];
  return [
    {
      kind: "declare",
      target,
      value: { kind: "name", name: own, span: moduleSpan },
      constant: true,
      exported: true,
      span,
    },
  ];
}

function qualified(reader: CsharpReader, node: SyntaxNode, name: string): Statement[] {
  const split = splitName(name);
  return split ? imported(reader, node, split, name) : [];
}

/** A name of CDK's that is imported alone; one in a class is read off the class. */
function imported(
  reader: CsharpReader,
  node: SyntaxNode,
  { namespace, types }: { namespace: string; types: readonly string[] },
  local: string,
): Statement[] {
  const span = reader.span(node);
  const [type, ...members] = types;
  reader.imports.push(namespace);
  const top = members.length === 0 ? local : `${namespace}.${type}`;
  const names = [{ imported: type!.replace(/_$/, ""), local: top, span }];
  const from: Statement = { kind: "import", module: namespace, moduleSpan: span, names, span };
  if (members.length === 0) return [from];
  let value: Expression = { kind: "name", name: top, span };
  for (const step of members)
    value = { kind: "member", object: value, name: step, nameSpan: span, optional: false, span };
  const target = { kind: "name", name: local, span } as const;
  return [from, { kind: "declare", target, value, constant: true, exported: true, span }];
}

/** The parts of a class in one file as one class. */
function merged(types: readonly Statement[]): Statement[] {
  const byName = new Map<string, Statement>();
  for (const type of types) {
    if (!("name" in type)) continue;
    const before = byName.get(type.name);
    if (before?.kind !== "class" || type.kind !== "class") {
      byName.set(type.name, type);
      continue;
    }
    const [a, b] = [before.value, type.value];
    byName.set(type.name, {
      ...before,
      value: { ...b, ...a, fields: [...a.fields, ...b.fields], methods: [...a.methods, ...b.methods] },
    });
  }
  return [...byName.values()];
}

/** The call of `static void Main(string[] args)`. */
function mainOf(statement: Statement): Statement[] {
  if (statement.kind !== "class") return [];
  const method = statement.value.methods.find((m) => m.name === "Main" && m.static);
  if (!method) return [];
  const { span } = method;
  const { nameSpan } = statement.value;
  const object: Expression = { kind: "name", name: statement.name, span: nameSpan };
  const callee: Expression = { kind: "member", object, name: "Main", nameSpan, optional: false, span: nameSpan };
  const list: Expression = { kind: "list", items: [], span };
  const args = method.body.parameters.map(() => ({ value: list, spread: false, span }));
  return [
    {
      kind: "expression",
      value: { kind: "call", callee, nameSpan, args, argsSpan: nameSpan, optional: false, span },
      span,
    },
  ];
}
