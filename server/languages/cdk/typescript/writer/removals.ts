/** Removes items of lists, calls, and constructs that nothing uses. */
import type ts from "typescript";
import type { TextEdit } from "../../../../core/fixes.ts";
import type { Resource } from "../../../../core/resources.ts";
import { sameSpan } from "../../../../core/span.ts";
import type { Value } from "../../../../core/values.ts";
import type { Native } from "../../lowering/lower.ts";
import { timesCalled, timesMade } from "../../writer/happenings.ts";
import { removeElement } from "../../writer/list-edits.ts";
import { placeOf } from "../../writer/value-place.ts";
import type { Edits, Writing } from "./index.ts";
import type { NodePath, SourceTree } from "./source-tree.ts";

const ADMITS = /^(?:addIngressRule|addEgressRule|allow(?:DefaultPort)?(?:From|To|Internally|SshAccessFrom)\w*)$/;

/** Removes the item of a list, or the statement of the call, that a value was written by. */
export function removeItem(value: Value, writing: Writing): Edits {
  const place = placeOf(value);
  const tree = place && writing.treeOf(place.span.chunk);
  if (!place || !tree) return undefined;
  const K = tree.ts.SyntaxKind;
  const path = tree.exactly(place.span) ?? tree.pathTo(place.span);
  for (let i = path.length - 1; i > 0; i--) {
    const node = path[i]!;
    const parent = path[i - 1]!;
    if (isStatementOrFunction(tree, node)) return undefined;
    if (parent.kind === K.ArrayLiteralExpression) {
      if (node.kind === K.SpreadElement || timesMade(place.span, writing) > 1) return undefined;
      const { elements } = parent as ts.ArrayLiteralExpression;
      return removeElement(tree, tree.ranges(elements), elements.indexOf(node as ts.Expression), parent.end - 1);
    }
    if (node.kind === K.CallExpression && ADMITS.test(methodOf(tree, node as ts.CallExpression) ?? ""))
      return removeCall(tree, path.slice(0, i + 1), writing);
  }
  return undefined;
}

function methodOf(tree: SourceTree, call: ts.CallExpression): string | undefined {
  const { expression } = call;
  return expression.kind === tree.ts.SyntaxKind.PropertyAccessExpression
    ? tree.textOf((expression as ts.PropertyAccessExpression).name)
    : undefined;
}

/** Removes a call that is a statement of its own and that happens once. */
function removeCall(tree: SourceTree, path: NodePath, writing: Writing): Edits {
  const K = tree.ts.SyntaxKind;
  const call = path[path.length - 1] as ts.CallExpression;
  const statement = path[path.length - 2];
  if (statement?.kind !== K.ExpressionStatement || happensOften(tree, path)) return undefined;
  if (timesCalled({ chunk: tree.chunk, start: tree.start(call), end: call.end }, writing) > 1) return undefined;
  // A call with several peers admits more than the one.
  if (methodOf(tree, call) === "allowSshAccessFrom" && call.arguments.length > 1) return undefined;
  const receiver = (call.expression as ts.PropertyAccessExpression).expression;
  if (makesSomething(tree, receiver)) {
    let kept: ts.Expression = receiver;
    while (kept.kind === K.PropertyAccessExpression) kept = (kept as ts.PropertyAccessExpression).expression;
    return [tree.edit(kept.end, call.end, "")];
  }
  return removeStatement(tree, path.slice(0, -1));
}

/** Whether evaluating an expression does more than look something up. */
function makesSomething(tree: SourceTree, node: ts.Node): boolean {
  const K = tree.ts.SyntaxKind;
  let at = node;
  while (
    at.kind === K.PropertyAccessExpression ||
    at.kind === K.ElementAccessExpression ||
    at.kind === K.NonNullExpression
  )
    at = (at as ts.PropertyAccessExpression).expression;
  return at.kind !== K.Identifier && at.kind !== K.ThisKeyword;
}

/** Removes a statement with its line; undefined where something has to stand. */
export function removeStatement(tree: SourceTree, path: NodePath): Edits {
  const K = tree.ts.SyntaxKind;
  const statement = path[path.length - 1]!;
  const parent = path[path.length - 2];
  const list = [K.Block, K.SourceFile, K.ModuleBlock, K.CaseClause, K.DefaultClause];
  if (!parent || !list.includes(parent.kind)) return undefined;
  const { text } = tree;
  const start = tree.start(statement);
  const { end } = statement;
  const line = tree.lineStart(start);
  const lineEnd = tree.lineEnd(end);
  const alone =
    text.slice(line, start).trim() === "" && /^[ \t]*(?:\/\/.*|\/\*.*\*\/[ \t]*)?$/.test(text.slice(end, lineEnd));
  if (!alone) {
    const gap = /^[ \t]*/.exec(text.slice(end))![0].length;
    return [tree.edit(start, end + gap, "")];
  }
  let to = tree.nextLine(end);
  // One of the blank lines around it goes too.
  const blank = /^[ \t]*\r?\n/.exec(text.slice(to));
  if (blank && (line === 0 || /(?:\n|\{)[ \t]*\r?\n$/.test(text.slice(0, line)))) to += blank[0].length;
  return [tree.edit(line, to, "")];
}

function isStatementOrFunction(tree: SourceTree, node: ts.Node): boolean {
  const K = tree.ts.SyntaxKind;
  return (
    (node.kind >= K.FirstStatement && node.kind <= K.LastStatement) ||
    isFunction(tree, node) ||
    node.kind === K.ClassDeclaration
  );
}

function isFunction(tree: SourceTree, node: ts.Node): boolean {
  const K = tree.ts.SyntaxKind;
  return (
    node.kind === K.ArrowFunction ||
    node.kind === K.FunctionExpression ||
    node.kind === K.FunctionDeclaration ||
    node.kind === K.MethodDeclaration
  );
}

/** Whether code runs in a loop or a callback: one statement is then several things. */
function happensOften(tree: SourceTree, path: NodePath): boolean {
  const K = tree.ts.SyntaxKind;
  const loops = [
    K.ForStatement,
    K.ForOfStatement,
    K.ForInStatement,
    K.WhileStatement,
    K.DoStatement,
    K.ArrowFunction,
    K.FunctionExpression,
  ];
  return path.some((node) => loops.includes(node.kind));
}

/** Removes a construct that nothing uses, with the variable that holds it; or the call that made a rule. */
export function removeResource(resource: Resource, writing: Writing): Edits {
  const tree = writing.treeOf(resource.span.chunk);
  const path = tree?.exactly(resource.span);
  if (!tree || !path || resource.mode !== "managed") return undefined;
  const K = tree.ts.SyntaxKind;
  const node = path[path.length - 1]!;
  if (node.kind === K.CallExpression)
    return ADMITS.test(methodOf(tree, node as ts.CallExpression) ?? "") ? removeCall(tree, path, writing) : undefined;
  if (node.kind !== K.NewExpression || happensOften(tree, path)) return undefined;
  const native = resource.native as Native;
  // What was made for another construct is not its own.
  if (!sameSpan(native.construct.span, resource.span) || resource.address !== native.construct.path) return undefined;
  if (timesMade(resource.span, writing) > 1 || native.construct.handedTo.length > 0) return undefined;
  const holder = path[path.length - 2];
  if (holder?.kind === K.ExpressionStatement) return removeStatement(tree, path.slice(0, -1));
  if (holder?.kind === K.VariableDeclaration) return removeVariable(tree, path, writing);
  if (holder?.kind === K.BinaryExpression) return removeField(tree, path, writing);
  return undefined;
}

/** `const x = new X(…);` where nothing else says `x`. */
function removeVariable(tree: SourceTree, path: NodePath, writing: Writing): Edits {
  const K = tree.ts.SyntaxKind;
  const declaration = path[path.length - 2] as ts.VariableDeclaration;
  const list = path[path.length - 3] as ts.VariableDeclarationList;
  const statement = path[path.length - 4];
  if (
    declaration.name.kind !== K.Identifier ||
    statement?.kind !== K.VariableStatement ||
    list.declarations.length !== 1
  )
    return undefined;
  const exported = ((statement as ts.VariableStatement).modifiers?.length ?? 0) > 0;
  const name = tree.textOf(declaration.name);
  if (exported || mentions(tree.text, name) > 1 || writing.program.resources.length === 0) return undefined;
  return removeStatement(tree, path.slice(0, -3));
}

/** `this.x = new X(…);` and the private field `x`, where nothing else says `x`. */
function removeField(tree: SourceTree, path: NodePath, writing: Writing): Edits {
  const K = tree.ts.SyntaxKind;
  const assign = path[path.length - 2] as ts.BinaryExpression;
  const statement = path[path.length - 3];
  const made = path[path.length - 1];
  const target = assign.left;
  if (statement?.kind !== K.ExpressionStatement || assign.right !== made || assign.operatorToken.kind !== K.EqualsToken)
    return undefined;
  if (target.kind !== K.PropertyAccessExpression) return undefined;
  const { expression, name } = target as ts.PropertyAccessExpression;
  if (expression.kind !== K.ThisKeyword) return undefined;
  const word = tree.textOf(name);
  const holder = path.findLast((n) => n.kind === K.ClassDeclaration || n.kind === K.ClassExpression) as
    | ts.ClassDeclaration
    | undefined;
  const field = holder?.members.find((m) => m.kind === K.PropertyDeclaration && m.name && tree.textOf(m.name) === word);
  if (mentions(tree.text, word) > (field ? 2 : 1)) return undefined;
  for (const [other, source] of writing.program.sources)
    if (other !== tree.chunk.path && isSource(other) && mentions(source.text, word) > 0) return undefined;
  const edits: TextEdit[] = [];
  if (field) {
    const line = tree.lineStart(tree.start(field));
    if (
      tree.text.slice(line, tree.start(field)).trim() !== "" ||
      tree.text.slice(field.end, tree.lineEnd(field.end)).trim() !== ""
    )
      return undefined;
    edits.push(tree.edit(line, tree.nextLine(field.end), ""));
  }
  const removed = removeStatement(tree, path.slice(0, -2));
  return removed && [...edits, ...removed];
}

const isSource = (path: string) => /\.[cm]?[jt]sx?$/.test(path);

/** How often a name stands in a text, comments included. */
function mentions(text: string, name: string): number {
  let times = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    if (!/[\w$]/.test(text[at - 1] ?? "") && !/[\w$]/.test(text[at + name.length] ?? "")) times++;
  return times;
}
