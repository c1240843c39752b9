/** What every part of the front end for C# needs while it reads one file. */
import type { Expression, Statement } from "../ir.ts";
import { TreeReader } from "../tree-sitter/reader.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";

export class CsharpReader extends TreeReader {
  /** Simple names that are imported or declared in this file. */
  readonly known = new Set<string>();
  /** Namespaces that need not be written: those that it uses and those that it declares. */
  readonly namespaces = new Set<string>();
  /** Names of CDK's that are written out with their namespace. */
  readonly qualified = new Map<string, SyntaxNode>();
  /** What the methods around give back, the innermost last: what `return new()` makes. */
  readonly returns: (SyntaxNode | undefined)[] = [];
  /** What stands before `?.` around what is read, the innermost last. */
  readonly receivers: Expression[] = [];
  /** Variables that expressions of the statement declare: `x is T t`, `out var x`. */
  declared: Statement[] = [];

  /** Text of a name without its type arguments and what C# puts around it. */
  name(node: SyntaxNode): string {
    return this.text(node)
      .replace(/<[^()]*>/g, "")
      .replace(/\s+|@/g, "")
      .replace(/^global::/, "")
      .replace(/\?$/, "");
  }
}
