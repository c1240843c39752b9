/** What every part of the front end for Java needs while it reads one file. */
import type { Span } from "../../../core/span.ts";
import type { Argument, Expression } from "../ir.ts";
import { TreeReader } from "../tree-sitter/reader.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";

/** A builder that is kept in a variable until it builds. */
export interface KeptBuilder {
  readonly callee: Expression;
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
  readonly argsSpan: Span;
}

export class JavaReader extends TreeReader {
  /** Simple names that are imported or declared in this file. */
  readonly known = new Set<string>();
  /** Names of types that are written out with their package, and how they are imported for that. */
  readonly qualified = new Map<string, SyntaxNode>();
  /** Fields of the classes of this file. */
  readonly fields = new Set<string>();
  /** The classes that what is read stands in, the innermost last. */
  readonly classes: string[] = [];
  /** The variables of the method that hold a builder. */
  builders = new Map<string, KeptBuilder>();

  /** Text of a name or a type without its type arguments. */
  name(node: SyntaxNode): string {
    return node.type === "generic_type" ? this.name(node.parts[0] ?? node) : this.text(node).replace(/\s+/g, "");
  }
}
