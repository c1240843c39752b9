/** What every front end on tree-sitter needs while it reads one file. */
import type { Problem } from "../../../core/resources.ts";
import type { Chunk, Span } from "../../../core/span.ts";
import type { Expression, Module, Opaque, Statement } from "../ir.ts";
import type { Grammar } from "./grammar.ts";
import type { SyntaxNode, SyntaxTree } from "./syntax-node.ts";

/** Past this depth an expression is not looked into: nobody writes it, and the stack is finite. */
const DEEPEST = 300;
/** How many syntax errors of one file are told; the rest follow from them. */
const MOST_PROBLEMS = 20;

export class TreeReader {
  readonly chunk: Chunk;
  /** Every module that is named, in the order of appearance. */
  readonly imports: string[] = [];
  /** Names that are used and may be declared by a file beside this one. */
  readonly mentions = new Set<string>();
  #depth = 0;

  constructor(chunk: Chunk) {
    this.chunk = chunk;
  }

  span(node: SyntaxNode): Span {
    return { chunk: this.chunk, start: node.start, end: node.end };
  }

  range(start: number, end: number): Span {
    return { chunk: this.chunk, start, end };
  }

  text(node: SyntaxNode): string {
    return this.chunk.text.slice(node.start, node.end);
  }

  opaque(node: SyntaxNode, what: string, parts: readonly Expression[] = []): Opaque {
    return { kind: "opaque", what, parts, span: this.span(node) };
  }

  /** Does the one a level deeper, or the other where that is too deep. */
  deeper<T>(read: () => T, otherwise: () => T): T {
    if (this.#depth >= DEEPEST) return otherwise();
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }
}

/** What a front end makes of a tree. */
export interface ReadFile {
  readonly body: readonly Statement[];
  readonly main?: readonly Statement[];
  readonly locals?: readonly string[];
}

/**
 * One file as IR.
 *
 * @param read turns the tree into statements
 * @param commentText a comment without its marks
 */
export function readTree<R extends TreeReader>(
  grammar: Grammar,
  reader: R,
  read: (reader: R, tree: SyntaxTree) => ReadFile,
  commentText: (comment: string) => string,
): Module {
  const { chunk } = reader;
  const tree = grammar.parse(chunk.text);
  const { body, main, locals } = read(reader, tree);
  return {
    path: chunk.path,
    chunk,
    body,
    comments: tree.comments.map((c) => ({ span: reader.span(c), text: commentText(reader.text(c)).trim() })),
    problems: problemsOf(reader, tree),
    imports: [...new Set(reader.imports)],
    ...(reader.mentions.size > 0 && { mentions: [...reader.mentions] }),
    ...(main && { main }),
    ...(locals && { locals }),
  };
}

function problemsOf(reader: TreeReader, tree: SyntaxTree): Problem[] {
  return tree.errors.slice(0, MOST_PROBLEMS).map((node) => ({
    path: reader.chunk.path,
    message: node.missing ? `${shown(node.type)} is missing here.` : "This is not understood.",
    span: reader.span(node),
    severity: "error",
  }));
}

function shown(type: string): string {
  return /^[a-z_]+$/.test(type) ? `A ${type.replaceAll("_", " ")}` : `"${type}"`;
}
