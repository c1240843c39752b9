/** The text of one file, with what an edit has to know about its lines. */
import type { TextEdit } from "../../../core/fixes.ts";
import type { Chunk } from "../../../core/span.ts";

/** Offsets in a chunk, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export class SourceText {
  readonly chunk: Chunk;
  /** What begins a comment that ends with its line. */
  readonly lineComment: "//" | "#";

  constructor(chunk: Chunk, lineComment: "//" | "#") {
    this.chunk = chunk;
    this.lineComment = lineComment;
  }

  get text(): string {
    return this.chunk.text;
  }

  edit(start: number, end: number, newText: string): TextEdit {
    return { span: { chunk: this.chunk, start, end }, newText };
  }

  /** The offset of the first character of the line that an offset is on. */
  lineStart(offset: number): number {
    return this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  /** The offset behind the last character of the line that an offset is on, before its line break. */
  lineEnd(offset: number): number {
    const at = this.text.indexOf("\n", offset);
    if (at < 0) return this.text.length;
    return this.text[at - 1] === "\r" && at - 1 >= offset ? at - 1 : at;
  }

  /** The offset of the line after the one that an offset is on. */
  nextLine(offset: number): number {
    const at = this.text.indexOf("\n", offset);
    return at < 0 ? this.text.length : at + 1;
  }

  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset)))![0];
  }

  /** What one level of indentation is. */
  get indentStep(): string {
    const first = /^([ \t]+)\S/m.exec(this.text.replace(/\/\*[\s\S]*?\*\//g, ""))?.[1];
    return first === undefined ? "  " : first.startsWith("\t") ? "\t" : first.length > 8 ? "  " : first;
  }

  get newline(): string {
    return this.text.includes("\r\n") ? "\r\n" : "\n";
  }
}
