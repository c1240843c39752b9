/** Edits of the scripts inside strings. */
import type { Span } from "../../../core/span.ts";
import type { Quoting } from "./idiom.ts";
import type { Edits, IrWriting } from "./index.ts";
import type { IrNode, IrTree } from "./ir-tree.ts";
import { removeElement } from "./list-edits.ts";
import { removeStatement } from "./removals.ts";
import { breaksOf, isAlone, withoutBreaks } from "./script-lines.ts";

interface Found {
  /** The way to the string, itself last. */
  readonly path: readonly IrNode[];
  readonly node: IrNode;
  readonly quoting: Quoting;
}

/** The string around a place, unless the place is in an expression inside of it. */
function stringAt(tree: IrTree, span: Span, { idiom }: IrWriting): Found | undefined {
  const path = tree.pathTo(span);
  const node = path[path.length - 1];
  if (node?.kind !== "literal" && node?.kind !== "template") return undefined;
  const quoting = idiom.quoting(tree.textOf(node.span));
  return quoting && { path, node, quoting };
}

/** Writes other characters, as the quotes around them need it. */
export function replaceText(tree: IrTree, span: Span, text: string, writing: IrWriting): Edits {
  const found = stringAt(tree, span, writing);
  const escaped = found?.quoting.escape(text);
  return escaped === undefined ? undefined : [{ span, newText: escaped }];
}

/** Removes the line that a command stands on, where nothing else stands on it. */
export function removeScriptLine(tree: IrTree, span: Span, writing: IrWriting): Edits {
  const found = stringAt(tree, span, writing);
  if (!found) return undefined;
  const { node, quoting } = found;
  const { text } = tree;
  const from = node.span.start + quoting.open;
  const to = node.span.end - quoting.close;
  const holes = node.kind === "template" ? node.parts.flatMap((p) => (p.kind === "piece" ? [] : [p.span])) : [];
  const breaks = breaksOf(text, from, to, holes, quoting.escapes);
  const before = breaks.filter((b) => b.end <= span.start).at(-1);
  const after = breaks.find((b) => b.start >= span.end);
  const start = before?.end ?? from;
  const end = after?.start ?? to;
  if (breaks.some((b) => b.start >= span.start && b.end <= span.end)) return undefined;
  if (!isAlone(text.slice(from, start), text.slice(start, span.start), text.slice(span.end, end), quoting.escapes))
    return undefined;
  const rest = withoutBreaks(text, from, start, breaks) + withoutBreaks(text, end, to, breaks);
  if (rest.trim() === "") return removeWhole(tree, found, after !== undefined, writing);
  return after ? [tree.edit(start, after.end, "")] : [tree.edit(before!.start, end, "")];
}

/** Removes a string that is one line: an argument of `addCommands`, an item of a list. */
function removeWhole(tree: IrTree, { path, node }: Found, breaksLine: boolean, writing: IrWriting): Edits {
  const nodes = path.filter((n) => n.kind !== undefined);
  const parent = nodes[nodes.length - 2];
  if (parent?.kind === "list") {
    if (!breaksLine && !isHandedAsLines(nodes.slice(0, -1), writing)) return undefined;
    const index = parent.items.findIndex((i) => i.value === node);
    const items = parent.items.map((i) => i.span);
    return index < 0 ? undefined : removeElement(tree, items, index, parent.span.end - 1);
  }
  if (parent?.kind !== "call" || !takesLines(parent, writing)) return undefined;
  const index = parent.args.findIndex((a) => a.value === node);
  if (index < 0) return undefined;
  if (parent.args.length > 1)
    return removeElement(
      tree,
      parent.args.map((a) => a.span),
      index,
      parent.argsSpan.end - 1,
    );
  const statement = nodes[nodes.length - 3];
  return statement?.kind === "expression"
    ? removeStatement(tree, path.slice(0, path.indexOf(statement) + 1), writing)
    : undefined;
}

function takesLines(call: IrNode, { source }: IrWriting): boolean {
  if (call.kind !== "call" || call.callee.kind !== "member") return false;
  return /^(addCommands|addOnExitCommands|addUserData)$/.test(source.dialect.memberName(call.callee.name));
}

/** Whether a list is handed over as lines: `add_commands(*["a", "b"])`. */
function isHandedAsLines(nodes: readonly IrNode[], writing: IrWriting): boolean {
  const parent = nodes[nodes.length - 2];
  return parent !== undefined && takesLines(parent, writing);
}
