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

  constructor(cursor: TreeCursor, type: string, named: boolean, children: readonly SyntaxNode[]) {
    this.type = type;
    this.named = named;
    this.start = cursor.startIndex;
    this.end = cursor.endIndex;
    this.field = cursor.currentFieldName ?? undefined;
    // What is missing has no characters: of the others WebAssembly is not asked.
    this.missing = this.start === this.end && cursor.nodeIsMissing;
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
  const copying: Copying = { errors: [], comments: [], types: [], named: [] };
  const root = copy(cursor, 0, copying);
  const order = (a: SyntaxNode, b: SyntaxNode) => a.start - b.start;
  return { root, errors: copying.errors.sort(order), comments: copying.comments };
}

interface Copying {
  readonly errors: SyntaxNode[];
  readonly comments: SyntaxNode[];
  /** The types that there are and whether nodes of them are named, by the number of a type: asked once each. */
  readonly types: string[];
  readonly named: boolean[];
}

function copy(cursor: TreeCursor, depth: number, copying: Copying): SyntaxNode {
  const children: SyntaxNode[] = [];
  const id = cursor.nodeTypeId;
  copying.types[id] ??= cursor.nodeType;
  copying.named[id] ??= cursor.nodeIsNamed;
  const type = copying.types[id]!;
  if (depth < DEEPEST && cursor.gotoFirstChild()) {
    do children.push(copy(cursor, depth + 1, copying));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  const node = new SyntaxNode(cursor, type, copying.named[id]!, children);
  if (type === "ERROR" || node.missing) copying.errors.push(node);
  else if (type.endsWith("comment")) copying.comments.push(node);
  return node;
}
