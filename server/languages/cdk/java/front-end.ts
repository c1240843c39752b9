/** Java to IR. */
import type { Chunk } from "../../../core/span.ts";
import type { Expression, Module, Statement } from "../ir.ts";
import { inOrder } from "../tree-sitter/class-order.ts";
import type { Grammar } from "../tree-sitter/grammar.ts";
import { type ReadFile, readTree } from "../tree-sitter/reader.ts";
import type { SyntaxNode, SyntaxTree } from "../tree-sitter/syntax-node.ts";
import { readTypeDeclaration } from "./declarations.ts";
import { JavaReader } from "./reader.ts";
import { rescued } from "./rescue.ts";
import { readStatements } from "./statements.ts";

/** One file as IR. Any text gives a module: what is broken is left out of it and told as a problem. */
export function readModule(grammar: Grammar, chunk: Chunk): Module {
  return readTree(grammar, new JavaReader(chunk), readFile, (comment) => comment.replace(/^\/[/*]+|\*+\/$/g, ""));
}

function readFile(reader: JavaReader, tree: SyntaxTree): ReadFile {
  const imports: Statement[] = [];
  const types: Statement[] = [];
  const loose: Statement[] = [];
  for (const node of rescued(tree.root)) {
    if (node.type === "import_declaration") imports.push(...readImport(reader, node));
    else if (/^(class|record|enum|interface)_declaration$/.test(node.type)) {
      const type = readTypeDeclaration(reader, node);
      if (type) types.push(type);
    } else loose.push(...readStatements(reader, [node]));
  }
  for (const [name, node] of reader.qualified) imports.push(...imported(reader, node, name, name));
  for (const name of reader.known) reader.mentions.delete(name);
  const classes = inOrder(types, (s) => (s.kind === "class" ? s.value : undefined));
  const main = classes.flatMap((s) => mainOf(s));
  return { body: [...imports, ...classes, ...loose], ...(main.length > 0 && { main: main.slice(0, 1) }) };
}

/** `import a.b.C;`, `import a.b.*;`, `import static a.b.C.d;`. */
function readImport(reader: JavaReader, node: SyntaxNode): Statement[] {
  const path = node.parts.find((p) => p.type === "scoped_identifier" || p.type === "identifier");
  if (!path) return [];
  const module = reader.name(path);
  if (!node.has("asterisk")) return imported(reader, path, module, module.slice(module.lastIndexOf(".") + 1));
  const all = `${module}.*`;
  reader.imports.push(all);
  const moduleSpan = reader.span(path);
  return [{ kind: "import", module: all, moduleSpan, names: [], all: true, span: reader.span(node) }];
}

/** A name that is imported: a class, or a member of one, which is read off the class. */
function imported(reader: JavaReader, node: SyntaxNode, name: string, local: string): Statement[] {
  const steps = name.split(".");
  const last = steps[steps.length - 1]!;
  const type = steps.findIndex((s) => /^[A-Z]/.test(s));
  const of = type < 0 || type === steps.length - 1 ? steps : steps.slice(0, type + 1);
  const module = of.join(".");
  const span = reader.span(node);
  reader.imports.push(module);
  reader.known.add(last);
  const top = of[of.length - 1]!;
  const isMember = of.length < steps.length;
  const from: Statement = {
    kind: "import",
    module,
    moduleSpan: span,
    names: [{ imported: top, local: isMember ? module : local, span }],
    span,
  };
  if (!isMember) return [from];
  let value: Expression = { kind: "name", name: module, span };
  for (const step of steps.slice(of.length))
    value = { kind: "member", object: value, name: step, nameSpan: span, optional: false, span };
  const target = { kind: "name", name: local, span } as const;
  return [from, { kind: "declare", target, value, constant: true, exported: false, span }];
}

/** The call of `public static void main(String[] args)`. */
function mainOf(statement: Statement): Statement[] {
  if (statement.kind !== "class") return [];
  const method = statement.value.methods.find((m) => m.name === "main" && m.static);
  if (!method) return [];
  const { span } = method;
  const { nameSpan } = statement.value;
  const object: Expression = { kind: "name", name: statement.name, span: nameSpan };
  const callee: Expression = { kind: "member", object, name: "main", nameSpan, optional: false, span: nameSpan };
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
