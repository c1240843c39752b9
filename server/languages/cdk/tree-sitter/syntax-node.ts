/** Syntax trees of tree-sitter as plain objects: its own live in WebAssembly, and are slow to ask. */
import type { TreeCursor } from "@vscode/tree-sitter-wasm";

/** A node of a syntax tree. Offsets are UTF-16, the end exclusive. */
export class SyntaxNode {
  /** What the grammar calls it: "call", "identifier", "(" for a token. "ERROR" for what fits nowhere. */
  readonly type: string;
  /** False for punctuation and keywords. */
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  /** What it is to its parent: "function", "arguments", "left". */
  readonly field: string | undefined;
  /** True for a token that is not there, and would have made the text right. */
  readonly missing: boolean;
  readonly children: readonly SyntaxNode[];

  constructor(cursor: TreeCursor, children: readonly SyntaxNode[]) {
    this.type = cursor.nodeType;
    this.named = cursor.nodeIsNamed;
    this.start = cursor.startIndex;
    this.end = cursor.endIndex;
    this.field = cursor.currentFieldName ?? undefined;
    this.missing = cursor.nodeIsMissing;
    this.children = children;
  }

  /** The first child that stands in a field. */
  child(field: string): SyntaxNode | undefined {
    return this.children.find((c) => c.field === field);
  }

  /** Every child that stands in a field. */
  childrenIn(field: string): readonly SyntaxNode[] {
    return this.children.filter((c) => c.field === field);
  }

  /** The children that are no punctuation, comments left out. */
  get parts(): readonly SyntaxNode[] {
    return this.children.filter((c) => c.named && !/comment$/.test(c.type));
  }

  /** The first child of a type. */
  first(type: string): SyntaxNode | undefined {
    return this.children.find((c) => c.type === type);
  }

  has(type: string): boolean {
    return this.children.some((c) => c.type === type);
  }
}

export interface SyntaxTree {
  readonly root: SyntaxNode;
  /** What is wrong, in the order of the text: nodes of type "ERROR", and missing ones. */
  readonly errors: readonly SyntaxNode[];
  /** Comments, in the order of the text. */
  readonly comments: readonly SyntaxNode[];
}

/** How deep a tree may be; what is deeper is left out of it. Nobody writes it, and the stack is finite. */
const DEEPEST = 400;

/** The whole tree that a cursor stands at the root of. */
export function treeOf(cursor: TreeCursor): SyntaxTree {
  const errors: SyntaxNode[] = [];
  const comments: SyntaxNode[] = [];
  const root = copy(cursor, 0, errors, comments);
  const order = (a: SyntaxNode, b: SyntaxNode) => a.start - b.start;
  return { root, errors: errors.sort(order), comments };
}

function copy(cursor: TreeCursor, depth: number, errors: SyntaxNode[], comments: SyntaxNode[]): SyntaxNode {
  const children: SyntaxNode[] = [];
  if (depth < DEEPEST && cursor.gotoFirstChild()) {
    do children.push(copy(cursor, depth + 1, errors, comments));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  const node = new SyntaxNode(cursor, children);
  if (node.type === "ERROR" || node.missing) errors.push(node);
  else if (/comment$/.test(node.type)) comments.push(node);
  return node;
}
