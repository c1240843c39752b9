/** What every part of the front end needs while it reads one file. */
import type ts from "typescript";
import type { Chunk, Span } from "../../../core/span.ts";
import type { Expression, Opaque } from "../ir.ts";
import type { ParsedFile, TypeScript } from "./parser.ts";

/** Past this depth an expression is not looked into: nobody writes it, and the stack is finite. */
const DEEPEST = 400;

export class Reader {
  readonly ts: TypeScript;
  readonly file: ParsedFile;
  readonly chunk: Chunk;
  /** Every module that is named, in the order of appearance. */
  readonly imports: string[] = [];
  #depth = 0;

  constructor(typescript: TypeScript, file: ParsedFile, chunk: Chunk) {
    this.ts = typescript;
    this.file = file;
    this.chunk = chunk;
  }

  /** Where a node begins, behind the comments before it. */
  start(node: ts.Node): number {
    return node.pos === node.end ? node.pos : this.ts.getTokenPosOfNode(node, this.file);
  }

  span(node: ts.Node): Span {
    return { chunk: this.chunk, start: this.start(node), end: node.end };
  }

  range(start: number, end: number): Span {
    return { chunk: this.chunk, start, end };
  }

  /** The name that an identifier, a private name or a literal used as a name spells. */
  name(node: ts.Node): string {
    if ((node as ts.Identifier).escapedText !== undefined) return this.ts.idText(node as ts.Identifier);
    return (node as ts.StringLiteral).text ?? "";
  }

  opaque(node: ts.Node, what: string, parts: readonly Expression[] = []): Opaque {
    return { kind: "opaque", what, parts, span: this.span(node) };
  }

  /** Goes one level deeper; false when that is too deep. Every true is followed by `up`. */
  down(): boolean {
    if (this.#depth >= DEEPEST) return false;
    this.#depth++;
    return true;
  }

  up(): void {
    this.#depth--;
  }

  /** Does the one a level deeper, or the other where that is too deep. */
  deeper<T>(read: () => T, otherwise: () => T): T {
    if (!this.down()) return otherwise();
    const value = read();
    this.up();
    return value;
  }
}
