/** What the front end for Python keeps while it reads one file. */
import type { Expression, Statement } from "../ir.ts";
import { TreeReader } from "../tree-sitter/reader.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";

/** What the first parameter of the method around is called, and what it means. */
export interface Receiver {
  readonly name: string;
  /** The class, for the parameter of a class method; undefined for the object itself. */
  readonly className?: string;
}

export class PythonReader extends TreeReader {
  /** Imports, wherever they stand: what they name can be seen in the whole file. */
  readonly imported: Statement[] = [];
  /** `a.b` of `import a.b`: the module is reached by its whole name. */
  readonly dotted = new Set<string>();
  /** What is executed only when the file is started. */
  readonly main: Statement[] = [];
  receiver: Receiver | undefined;
  /** True within a function or a class. */
  inside = false;

  /** What an identifier means as an expression. */
  identifier(node: SyntaxNode): Expression {
    const span = this.span(node);
    const name = this.text(node);
    if (node.missing || name === "") return this.opaque(node, "an expression that is not written yet");
    if (this.receiver?.name !== name) return { kind: "name", name, span };
    const { className } = this.receiver;
    return className === undefined ? { kind: "this", span } : { kind: "name", name: className, span };
  }

  /** Reads with another receiver, and gives the one of before back. */
  within<T>(receiver: Receiver | undefined, read: () => T): T {
    const [before, wasInside] = [this.receiver, this.inside];
    this.receiver = receiver;
    this.inside = true;
    try {
      return read();
    } finally {
      this.receiver = before;
      this.inside = wasInside;
    }
  }
}
