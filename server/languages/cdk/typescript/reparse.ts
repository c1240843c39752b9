/** Parsing a file again after a few characters of it have changed. */
import type ts from "typescript";
import type { Chunk } from "../../../core/span.ts";
import type { ParsedFile, TypeScript } from "./parser.ts";

/** Parses files, and keeps the tree of the one that came last: who types sends the same file again and again. */
export class SyntaxTrees {
  readonly #typescript: TypeScript;
  #last: ParsedFile | undefined;

  constructor(typescript: TypeScript) {
    this.#typescript = typescript;
  }

  /** The tree of a file. It is good until the next call: what has not changed of it goes into the next tree. */
  parse({ path, text }: Chunk): ParsedFile {
    const last = this.#last;
    // While it is changed it is in no state to be used again.
    this.#last = undefined;
    const file = (last?.fileName === path && this.#update(last, text)) || this.#create(path, text);
    this.#last = file;
    return file;
  }

  /** Lets go of the tree of a file. */
  forget(path: string): void {
    if (this.#last?.fileName === path) this.#last = undefined;
  }

  #create(path: string, text: string): ParsedFile {
    const { ScriptTarget } = this.#typescript;
    const options = { languageVersion: ScriptTarget.Latest, jsDocParsingMode: 1 };
    return this.#typescript.createSourceFile(path, text, options, false, this.#scriptKind(path)) as ParsedFile;
  }

  #update(last: ParsedFile, text: string): ParsedFile | undefined {
    try {
      return this.#typescript.updateSourceFile(last, text, changeBetween(last.text, text)) as ParsedFile;
    } catch {
      // It recurses more deeply than parsing afresh does, which then says what is wrong.
      return undefined;
    }
  }

  #scriptKind(path: string): ts.ScriptKind {
    const { ScriptKind } = this.#typescript;
    if (path.endsWith(".tsx")) return ScriptKind.TSX;
    return /\.[cm]?ts$/.test(path) ? ScriptKind.TS : ScriptKind.JSX;
  }
}

/** The one range that covers every difference. */
function changeBetween(before: string, after: string): ts.TextChangeRange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return { span: { start, length: before.length - same - start }, newLength: after.length - same - start };
}
