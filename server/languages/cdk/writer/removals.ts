/** Removes items of lists, calls that admit something, and constructs that nothing uses. */
import type { Resource } from "../../../core/resources.ts";
import { type Span, sameSpan } from "../../../core/span.ts";
import type { Value } from "../../../core/values.ts";
import type { Call, Expression } from "../ir.ts";
import type { Native } from "../lowering/lower.ts";
import { timesCalled, timesMade } from "./happenings.ts";
import type { Edits, IrWriting } from "./index.ts";
import type { IrNode, IrTree } from "./ir-tree.ts";
import { removeElement } from "./list-edits.ts";
import { placeOf } from "./value-place.ts";

const ADMITS = /^(?:addIngressRule|addEgressRule|allow(?:DefaultPort)?(?:From|To|Internally|SshAccessFrom)\w*)$/;

/** Removes the item of a list, or the statement of the call, that a value was written by. */
export function removeItem(value: Value, writing: IrWriting): Edits {
  const place = placeOf(value);
  const tree = place && writing.treeOf(place.span.chunk);
  if (!place || !tree) return undefined;
  const path = tree.exactly(place.span) ?? tree.pathTo(place.span);
  for (let i = path.length - 1; i > 0; i--) {
    const node = path[i]!;
    if (isStatementOrFunction(node)) return undefined;
    const list = path.slice(0, i).findLast((n) => n.kind !== undefined);
    if (list?.kind === "list") {
      const index = list.items.findIndex((item) => sameSpan(item.value.span, node.span));
      if (index < 0 || list.items[index]!.spread || timesMade(place.span, writing) > 1) return undefined;
      const items = list.items.map((item) => item.span);
      return removeElement(tree, items, index, list.span.end - 1);
    }
    if (node.kind === "call" && ADMITS.test(methodOf(node, writing) ?? ""))
      return removeCall(tree, path.slice(0, i + 1), writing);
  }
  return undefined;
}

function methodOf(call: Call, { source }: IrWriting): string | undefined {
  return call.callee.kind === "member" ? source.dialect.memberName(call.callee.name) : undefined;
}

/** Removes a call that is a statement of its own and that happens once. */
function removeCall(tree: IrTree, path: readonly IrNode[], writing: IrWriting): Edits {
  const call = path[path.length - 1] as Call;
  const statement = path[path.length - 2];
  if (statement?.kind !== "expression" || happensOften(path) || timesCalled(call.span, writing) > 1) return undefined;
  if (methodOf(call, writing) === "allowSshAccessFrom" && call.args.length > 1) return undefined;
  if (call.callee.kind !== "member" || makesSomething(call.callee.object)) return undefined;
  return removeStatement(tree, path.slice(0, -1), writing);
}

/** Whether evaluating an expression does more than look something up. */
function makesSomething(node: Expression): boolean {
  let at = node;
  // A getter is spelled as a call in some languages.
  for (;;) {
    if (at.kind === "member" || at.kind === "index") at = at.object;
    else if (at.kind === "call" && at.args.length === 0 && at.callee.kind === "member") at = at.callee.object;
    else return at.kind !== "name" && at.kind !== "this";
  }
}

/** Removes a statement with its line; undefined where something has to stand. */
export function removeStatement(tree: IrTree, path: readonly IrNode[], { idiom }: IrWriting): Edits {
  const statement = path[path.length - 1]!;
  const siblings = siblingsOf(tree, path);
  if (!siblings || (siblings.length < 2 && !idiom.emptyBlocks)) return undefined;
  const { text } = tree;
  const { start } = statement.span;
  const end = text[statement.span.end] === ";" ? statement.span.end + 1 : statement.span.end;
  const line = tree.lineStart(start);
  const lineEnd = tree.lineEnd(end);
  const rest = text.slice(end, lineEnd).trim();
  if (text.slice(line, start).trim() !== "" || (rest !== "" && !rest.startsWith(idiom.lineComment))) return undefined;
  let to = tree.nextLine(end);
  // One of the blank lines around it goes too.
  const blank = /^[ \t]*\r?\n/.exec(text.slice(to));
  if (blank && (line === 0 || /(?:\n|\{|:)[ \t]*\r?\n$/.test(text.slice(0, line)))) to += blank[0].length;
  return [tree.edit(line, to, "")];
}

/** The statements that one stands among. */
function siblingsOf(tree: IrTree, path: readonly IrNode[]): readonly unknown[] | undefined {
  const statement = path[path.length - 1]!;
  const holders: object[] = [tree.module, ...path.slice(0, -1)];
  for (const holder of holders.reverse()) {
    const found = listWith(holder, statement, 0);
    if (found) return found;
  }
  return undefined;
}

/** The list right below a node, or below what of it stands nowhere, that holds another one. */
function listWith(holder: object, wanted: object, depth: number): readonly unknown[] | undefined {
  if (depth > 3) return undefined;
  for (const [key, value] of Object.entries(holder)) {
    if (!value || typeof value !== "object" || /span$/i.test(key)) continue;
    if (Array.isArray(value) && value.includes(wanted)) return value;
    const found = listWith(value, wanted, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function isStatementOrFunction(node: IrNode): boolean {
  return (
    node.kind === "function" ||
    node.kind === "class" ||
    node.kind === "expression" ||
    node.kind === "declare" ||
    node.kind === "return"
  );
}

/** Whether code runs in a loop or a callback: one statement is then several things. */
function happensOften(path: readonly IrNode[]): boolean {
  return path.some(
    (node) =>
      node.kind === "forEach" || node.kind === "loop" || (node.kind === "function" && "arrow" in node && node.arrow),
  );
}

/** Removes a construct that nothing uses, with the variable that holds it; or the call that made a rule. */
export function removeResource(resource: Resource, writing: IrWriting): Edits {
  const tree = writing.treeOf(resource.span.chunk);
  const path = tree?.exactly(resource.span);
  if (!tree || !path || resource.mode !== "managed") return undefined;
  const at = path.findLastIndex((n) => n.kind === "new" || n.kind === "call");
  const node = path[at];
  if (node?.kind === "call")
    return ADMITS.test(methodOf(node, writing) ?? "") ? removeCall(tree, path.slice(0, at + 1), writing) : undefined;
  if (node?.kind !== "new" || happensOften(path)) return undefined;
  const { construct } = resource.native as Native;
  // What was made for another construct is not its own.
  if (!sameSpan(construct.span, resource.span) || resource.address !== construct.path) return undefined;
  if (timesMade(resource.span, writing) > 1 || construct.handedTo.length > 0) return undefined;
  const holder = path[at - 1];
  if (holder?.kind === "expression") return removeStatement(tree, path.slice(0, at), writing);
  if (holder?.kind === "declare" && holder.target.kind === "name")
    return isMentionedOnce(tree, holder.target.span, writing)
      ? removeStatement(tree, path.slice(0, at), writing)
      : undefined;
  // `x = X(…)`, where a language declares by assigning.
  const statement = path[at - 2];
  if (holder?.kind === "assign" && holder.target.kind === "name" && statement?.kind === "expression")
    return isMentionedOnce(tree, holder.target.span, writing)
      ? removeStatement(tree, path.slice(0, at - 1), writing)
      : undefined;
  return undefined;
}

function isMentionedOnce(tree: IrTree, span: Span, { program }: IrWriting): boolean {
  const name = tree.textOf(span);
  const { text } = tree;
  let times = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    if (!/[\w$]/.test(text[at - 1] ?? "") && !/[\w$]/.test(text[at + name.length] ?? "")) times++;
  return times === 1 && program.resources.length > 0;
}
