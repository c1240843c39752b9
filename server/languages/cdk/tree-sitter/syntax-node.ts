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

  constructor(
    kind: { readonly type: string; readonly named: boolean; readonly field: string | undefined },
    start: number,
    end: number,
    missing: boolean,
    children: readonly SyntaxNode[],
  ) {
    this.type = kind.type;
    this.named = kind.named;
    this.field = kind.field;
    this.start = start;
    this.end = end;
    this.missing = missing;
    this.children = children;
  }

  /** The same node at another place; itself where that is the same. */
  moved(by: number, field = this.field): SyntaxNode {
    if (by === 0 && field === this.field) return this;
    const children = by === 0 ? this.children : this.children.map((c) => c.moved(by));
    return new SyntaxNode(
      { type: this.type, named: this.named, field },
      this.start + by,
      this.end + by,
      this.missing,
      children,
    );
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
/** How deep nodes may lie that are looked for in the tree of before: classes, methods, statements. */
const DEEPEST_KEPT = 9;

/** Nodes by the numbers that tree-sitter knows them by. The same number is the same node, wherever it has moved. */
export type KeptNodes = ReadonlyMap<number, SyntaxNode>;

/**
 * The whole tree that a cursor stands at the root of, with its nodes.
 *
 * @param before the nodes of the tree that this one was made from by an edit, whose memory is still there
 */
export function treeOf(cursor: TreeCursor, before?: KeptNodes): { tree: SyntaxTree; nodes: KeptNodes } {
  const copying: Copying = { errors: [], comments: [], types: [], named: [], before, nodes: new Map() };
  const root = copy(cursor, 0, copying);
  const order = (a: SyntaxNode, b: SyntaxNode) => a.start - b.start;
  return { tree: { root, errors: copying.errors.sort(order), comments: copying.comments }, nodes: copying.nodes };
}

interface Copying {
  readonly errors: SyntaxNode[];
  readonly comments: SyntaxNode[];
  /** The types that there are and whether nodes of them are named, by the number of a type: asked once each. */
  readonly types: string[];
  readonly named: boolean[];
  readonly before: KeptNodes | undefined;
  readonly nodes: Map<number, SyntaxNode>;
}

function copy(cursor: TreeCursor, depth: number, copying: Copying): SyntaxNode {
  const typeId = cursor.nodeTypeId;
  copying.types[typeId] ??= cursor.nodeType;
  copying.named[typeId] ??= cursor.nodeIsNamed;
  const type = copying.types[typeId]!;
  const field = cursor.currentFieldName ?? undefined;
  const kept = copying.before && depth > 0 && depth <= DEEPEST_KEPT ? copying.before.get(cursor.nodeId) : undefined;
  if (kept?.type === type && kept.children.length > 0) {
    const node = kept.moved(cursor.startIndex - kept.start, field);
    keep(cursor.nodeId, node, copying);
    return node;
  }
  const children: SyntaxNode[] = [];
  if (depth < DEEPEST && cursor.gotoFirstChild()) {
    do children.push(copy(cursor, depth + 1, copying));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  // What is missing has no characters: of the others WebAssembly is not asked.
  const missing = start === end && cursor.nodeIsMissing;
  const node = new SyntaxNode({ type, named: copying.named[typeId]!, field }, start, end, missing, children);
  if (type === "ERROR" || missing) copying.errors.push(node);
  else if (type.endsWith("comment")) copying.comments.push(node);
  if (children.length > 0 && depth > 0 && depth <= DEEPEST_KEPT) copying.nodes.set(cursor.nodeId, node);
  return node;
}

/** Keeps a node that was there before. It has no errors in it, or it would have been read afresh. */
function keep(id: number, node: SyntaxNode, copying: Copying): void {
  copying.nodes.set(id, node);
  const stack = [node];
  const comments: SyntaxNode[] = [];
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (at.type.endsWith("comment")) comments.push(at);
    for (const child of at.children) stack.push(child);
  }
  copying.comments.push(...comments.sort((a, b) => a.start - b.start));
}
