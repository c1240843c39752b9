/** What the front end knows while it reads one file of Go. */
import type { Expression, Name } from "../ir.ts";
import { TreeReader } from "../tree-sitter/reader.ts";
import type { SyntaxNode } from "../tree-sitter/syntax-node.ts";
import { isMadeByJsii, JSII } from "./packages.ts";

export class GoReader extends TreeReader {
  /** Import paths by the names that they have in this file. */
  readonly packages = new Map<string, string>();
  /** The types that the file declares, by their names. */
  readonly types = new Map<string, SyntaxNode>();
  /** Variables that `//go:embed` fills: where the path of the file stands. */
  readonly embedded = new Map<SyntaxNode, { readonly start: number; readonly end: number }>();
  /** Statements that belong to a function, and stand behind it because its end came too early. */
  readonly strays = new Map<SyntaxNode, SyntaxNode[]>();
  /** Variables that hold a struct of CDK's, not a pointer to one: what is assigned from them is a copy. */
  readonly structs = new Set<string>();
  /** The name of the object whose method is read. */
  receiver: string | undefined;
  /** The names of the results of the function that is read. */
  results: readonly string[] = [];
  /** What `iota` is. */
  iota = 0;

  /** The import path that a node names, when it is the name of a package. */
  packageOf(node: SyntaxNode | undefined): string | undefined {
    if (node?.type !== "identifier" && node?.type !== "package_identifier") return undefined;
    return this.packages.get(this.text(node));
  }

  /** Whether a node names a package whose functions `NewX` are constructors. */
  isCdk(node: SyntaxNode | undefined): boolean {
    const path = this.packageOf(node);
    return path !== undefined && isMadeByJsii(path);
  }

  isJsii(node: SyntaxNode | undefined): boolean {
    return this.packageOf(node) === JSII;
  }

  /** A name; of the object whose method is read it is `this`. */
  name(node: SyntaxNode): Expression {
    const name = this.text(node);
    const span = this.span(node);
    return name === this.receiver ? { kind: "this", span } : { kind: "name", name, span };
  }

  /** A name that is nowhere in the text: of a function that the language has built in. */
  builtin(name: string, node: SyntaxNode): Name {
    return { kind: "name", name, span: this.range(node.start, node.start) };
  }
}
