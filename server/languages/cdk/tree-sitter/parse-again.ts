/** Parsing a text again after a few characters of it have changed. */
import type { Parser, Point, Tree } from "@vscode/tree-sitter-wasm";
import { type KeptNodes, type SyntaxTree, treeOf } from "./syntax-node.ts";

/** The tree of a text without errors, for the version that comes next. */
export interface KeptTree {
  readonly text: string;
  readonly tree: Tree;
  readonly nodes: KeptNodes;
}

/**
 * The tree of a text.
 *
 * The tree of before is used where that makes no difference: of two texts without errors there is one tree each. What
 * a parser makes of an error hangs on where it comes from, so a text with errors is parsed afresh.
 */
export function parseAgain(
  parser: Parser,
  text: string,
  last: KeptTree | undefined,
): { tree: SyntaxTree; kept: KeptTree | undefined } {
  const changed = last && changeBetween(last.text, text);
  if (last && changed) {
    const edited = last.tree.copy();
    edited.edit(changed);
    const tree = parser.parse(text, edited);
    edited.delete();
    if (tree && !tree.rootNode.hasError) {
      const made = treeOf(tree.walk(), last.nodes);
      last.tree.delete();
      return { tree: made.tree, kept: { text, tree, nodes: made.nodes } };
    }
    tree?.delete();
  }
  const tree = parser.parse(text);
  // Without a language or after a cancellation only, and there is neither.
  if (!tree) throw new Error("the text was not parsed");
  const made = treeOf(tree.walk());
  if (tree.rootNode.hasError) {
    tree.delete();
    // Who types goes back to a text without errors: the last of these is the nearest.
    return { tree: made.tree, kept: last };
  }
  last?.tree.delete();
  return { tree: made.tree, kept: { text, tree, nodes: made.nodes } };
}

/** The one range that covers every difference; undefined where more than half of the text is another. */
function changeBetween(before: string, after: string) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  const oldEnd = before.length - same;
  const newEnd = after.length - same;
  if (Math.max(oldEnd, newEnd) - start > shorter / 2) return undefined;
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  };
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let line = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    row++;
    line = at + 1;
  }
  return { row, column: offset - line };
}
