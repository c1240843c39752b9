/** Python to IR. */
import type { Chunk } from "../../../core/span.ts";
import type { Module, Statement } from "../ir.ts";
import type { Grammar } from "../tree-sitter/grammar.ts";
import { readTree } from "../tree-sitter/reader.ts";
import type { SyntaxTree } from "../tree-sitter/syntax-node.ts";
import { localNames } from "./local-names.ts";
import { PythonReader } from "./reader.ts";
import { parseTolerantly } from "./repair.ts";
import { readBlock } from "./statements.ts";

/** One file as IR. */
export function readModule(grammar: Grammar, chunk: Chunk): Module {
  const tolerant = { parse: (text: string) => parseTolerantly(grammar, text) };
  return readTree(tolerant, new PythonReader(chunk), read, (comment) => comment.replace(/^#+/, ""));
}

function read(reader: PythonReader, { root }: SyntaxTree) {
  const statements = readBlock(reader, root);
  const body: Statement[] = [];
  for (const s of reader.imported) body.push(s, ...exported(s));
  body.push(...statements);
  return { body, locals: localNames(reader, [root]), ...(reader.main.length > 0 && { main: reader.main }) };
}

/** What a file imports others can import from it. */
function exported(s: Statement): Statement[] {
  if (s.kind !== "import") return [];
  if (s.all) return [{ kind: "export", module: s.module, span: s.span }];
  return [{ kind: "export", names: s.names.map((n) => ({ local: n.local, exported: n.local })), span: s.span }];
}
