/** The syntax tree of one file, with what an edit has to know about places in it. */
import type ts from "typescript";
import type { Chunk, Span } from "../../../../core/span.ts";
import { type Range, SourceText } from "../../writer/source-text.ts";
import type { ParsedFile, TypeScript } from "../parser.ts";

/** A node and everything around it, the file first, the node itself last. */
export type NodePath = readonly ts.Node[];

export class SourceTree extends SourceText {
  readonly ts: TypeScript;
  readonly file: ParsedFile;
  #quote: "'" | '"' | undefined;

  private constructor(typescript: TypeScript, file: ParsedFile, chunk: Chunk) {
    super(chunk, "//");
    this.ts = typescript;
    this.file = file;
  }

  /** Undefined for text that the parser gives up on. */
  static parse(typescript: TypeScript, chunk: Chunk): SourceTree | undefined {
    const { ScriptKind, ScriptTarget } = typescript;
    const kind = chunk.path.endsWith("x")
      ? ScriptKind.TSX
      : /\.[cm]?ts$/.test(chunk.path)
        ? ScriptKind.TS
        : ScriptKind.JSX;
    try {
      const options = { languageVersion: ScriptTarget.Latest, jsDocParsingMode: 1 };
      const file = typescript.createSourceFile(chunk.path, chunk.text, options, false, kind) as ParsedFile;
      return new SourceTree(typescript, file, chunk);
    } catch (error) {
      // The parser recurses: text that is nested thousands of levels deep exhausts the stack.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** Where a node begins, behind the comments before it. */
  start(node: ts.Node): number {
    return node.pos === node.end ? node.pos : this.ts.getTokenPosOfNode(node, this.file);
  }

  textOf(node: ts.Node): string {
    return this.text.slice(this.start(node), node.end);
  }

  /** Where nodes stand, the comments before them left out. */
  ranges(nodes: readonly ts.Node[]): Range[] {
    return nodes.map((node) => ({ start: this.start(node), end: node.end }));
  }

  /** The way to the innermost node that contains a span. */
  pathTo(span: Span): NodePath {
    const path: ts.Node[] = [this.file];
    for (let at: ts.Node | undefined = this.file; at; ) {
      at = this.ts.forEachChild(at, (child) =>
        this.start(child) <= span.start && span.end <= child.end && child.end > child.pos ? child : undefined,
      );
      if (at) path.push(at);
    }
    return path;
  }

  /** The way to the node that stands exactly at a span; undefined when none does. */
  exactly(span: Span): NodePath | undefined {
    const path = this.pathTo(span);
    const node = path[path.length - 1]!;
    return this.start(node) === span.start && node.end === span.end ? path : undefined;
  }

  /** A string as this file quotes them. */
  quoted(value: string): string {
    this.#quote ??= this.#usualQuote();
    return quotedWith(this.#quote, value);
  }

  #usualQuote(): "'" | '"' {
    const { SyntaxKind } = this.ts;
    let single = 0;
    let double = 0;
    const count = (node: ts.Node) => {
      if (node.kind === SyntaxKind.StringLiteral) {
        if (this.text[this.start(node)] === "'") single++;
        else double++;
      }
    };
    for (const statement of this.file.statements) this.ts.forEachChild(statement, count);
    if (single === 0 && double === 0) {
      single = this.text.split("'").length;
      double = this.text.split('"').length;
    }
    return single >= double ? "'" : '"';
  }
}

/** A string between quotes of one kind. */
export function quotedWith(quote: "'" | '"', value: string): string {
  const inner = JSON.stringify(value).slice(1, -1);
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
