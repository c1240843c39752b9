/** Writes another value where one is used. */
import type ts from "typescript";
import type { Expression, TextEdit } from "../../../../core/fixes.ts";
import type { Value } from "../../../../core/values.ts";
import { isEnumMember, type Spelling, siblingMember, spellingOf } from "../../lowering/plain-values.ts";
import { asWritten } from "../../writer/as-written.ts";
import { verbatimKeys } from "../../writer/prop-path.ts";
import { placeOf, type ValuePlace } from "../../writer/value-place.ts";
import { knownAs, peerClass } from "./class-names.ts";
import type { Edits, Writing } from "./index.ts";
import { render } from "./render.ts";
import { type NodePath, quotedWith, type SourceTree } from "./source-tree.ts";
import { factoryCall, spell } from "./spellings.ts";

export function replaceValue(value: Value, wanted: Expression, writing: Writing): Edits {
  if (value.kind === "absent" && !value.written) return undefined;
  const to = asWritten(value, wanted);
  const place = placeOf(value);
  const tree = place && writing.treeOf(place.span.chunk);
  const path = tree?.exactly(place!.span);
  const found = path && tree && writtenValue(tree, path, place);
  if (!found || !tree) return undefined;
  const { node, parent } = found;
  const offset = tree.start(node);
  const keys = verbatimKeys;
  if (to.kind === "object") return undefined;
  const text = render(to, { tree, offset, writing, keys });
  if (text === undefined) return undefined;
  const literal = to.kind === "literal" ? to.value : undefined;
  const given = { text, ...(literal !== undefined && { literal }) };
  const K = tree.ts.SyntaxKind;
  if (parent?.kind === K.PropertyAccessExpression && (parent as ts.PropertyAccessExpression).name === node)
    return narrowed(tree, path, given);
  if (isEnumMember(value) && !isString(tree, node)) return otherMember(tree, node, value, literal);
  const spelling = spellingAt(value, place, tree, writing);
  const converted = spelling ? undefined : convertedDuration(tree, node, literal);
  if (converted) return converted;
  let written = text;
  const edits: TextEdit[] = [];
  if (spelling) {
    if (node.kind === K.NumericLiteral || isString(tree, node)) return undefined;
    const known = spell(tree, spelling, given, factoryOf(tree, node, place, spelling, writing));
    if (!known) return undefined;
    written = known.name;
    edits.push(...known.edits);
  } else if (isString(tree, node)) {
    // A string stays one, between the quotes that it had.
    const quote = tree.text[offset];
    if (typeof literal === "number") written = quotedWith(quote === '"' ? '"' : "'", String(literal));
    else if (typeof literal === "string" && (quote === '"' || quote === "'")) written = quotedWith(quote, literal);
  }
  const shorthand = parent?.kind === K.ShorthandPropertyAssignment;
  if (shorthand) return [tree.edit(node.end, node.end, `: ${written}`), ...edits];
  return [tree.edit(offset, node.end, written), ...edits];
}

/** `EbsDeviceVolumeType.GP2`: another member of the same enum. */
function otherMember(
  tree: SourceTree,
  node: ts.Node,
  value: Value,
  literal: string | number | boolean | undefined,
): Edits {
  if (node.kind !== tree.ts.SyntaxKind.PropertyAccessExpression || literal === undefined) return undefined;
  const member = typeof literal === "boolean" ? undefined : siblingMember(value, literal);
  const { name } = node as ts.PropertyAccessExpression;
  return member === undefined ? undefined : [tree.edit(tree.start(name), name.end, member)];
}

/** The node to write over: in a conditional the branch that the value came from. */
function writtenValue(
  tree: SourceTree,
  path: NodePath,
  place: ValuePlace,
): { node: ts.Node; parent: ts.Node | undefined } | undefined {
  const K = tree.ts.SyntaxKind;
  const node = path[path.length - 1]!;
  const parent = path[path.length - 2];
  switch (parent?.kind) {
    case K.SpreadAssignment:
    case K.SpreadElement:
    case K.Parameter:
    case K.BindingElement:
    case K.VariableDeclaration:
    case K.PropertyDeclaration:
    case K.ImportSpecifier:
      // What is declared is a name; only what it is given is a value.
      if ((parent as { initializer?: ts.Node }).initializer !== node) return undefined;
  }
  if (!chooses(tree, node)) return { node, parent };
  for (const span of place.steps.slice(place.index + 1)) {
    if (span.chunk !== tree.chunk || span.start < tree.start(node) || span.end > node.end) continue;
    const inner = tree.exactly(span);
    const found = inner?.[inner.length - 1];
    if (inner && found && found !== node && !chooses(tree, found))
      return { node: found, parent: inner[inner.length - 2] };
  }
  return undefined;
}

function chooses(tree: SourceTree, node: ts.Node): boolean {
  const K = tree.ts.SyntaxKind;
  if (node.kind === K.ConditionalExpression) return true;
  if (node.kind !== K.BinaryExpression) return false;
  const { kind } = (node as ts.BinaryExpression).operatorToken;
  return kind === K.BarBarToken || kind === K.QuestionQuestionToken || kind === K.AmpersandAmpersandToken;
}

function isString(tree: SourceTree, node: ts.Node): boolean {
  const K = tree.ts.SyntaxKind;
  return (
    node.kind === K.StringLiteral || node.kind === K.NoSubstitutionTemplateLiteral || node.kind === K.TemplateExpression
  );
}

/** How the value is spelled at its place: behind the factory's call it is plain data. */
function spellingAt(value: Value, place: ValuePlace, tree: SourceTree, writing: Writing): Spelling | undefined {
  const spelling = spellingOf(value);
  if (!spelling) return undefined;
  for (const span of place.steps.slice(0, place.index)) {
    const at = span.chunk === tree.chunk ? tree : writing.treeOf(span.chunk);
    const path = at?.exactly(span);
    if (at && path && factoryCall(at, path[path.length - 1]!, spelling)) return undefined;
  }
  return spelling;
}

/** The factory's call that a value was made by, at its place or on the way to it, in the same file. */
function factoryOf(
  tree: SourceTree,
  node: ts.Node,
  place: ValuePlace,
  spelling: Spelling,
  writing: Writing,
): ts.Node | undefined {
  if (factoryCall(tree, node, spelling)) return node;
  for (const span of place.steps.slice(place.index)) {
    const path = span.chunk === tree.chunk && writing.treeOf(span.chunk) === tree ? tree.exactly(span) : undefined;
    const found = path?.[path.length - 1];
    if (found && factoryCall(tree, found, spelling)) return found;
  }
  return undefined;
}

const seconds: Readonly<Record<string, number>> = { toSeconds: 1, toMinutes: 60, toHours: 3600, toDays: 86_400 };

/** `Duration.minutes(20).toSeconds()`: the duration changes, and what is taken of it stays. */
function convertedDuration(tree: SourceTree, node: ts.Node, literal: string | number | boolean | undefined): Edits {
  const K = tree.ts.SyntaxKind;
  if (node.kind !== K.CallExpression || typeof literal !== "number") return undefined;
  const callee = (node as ts.CallExpression).expression;
  if (callee.kind !== K.PropertyAccessExpression) return undefined;
  const { expression, name } = callee as ts.PropertyAccessExpression;
  const unit = seconds[tree.textOf(name)];
  const duration = unit !== undefined && factoryCall(tree, expression, "seconds");
  const known = duration && spell(tree, "seconds", { text: "", literal: literal * unit }, expression);
  return known ? [tree.edit(tree.start(expression), expression.end, known.name)] : undefined;
}

const narrower: Readonly<Record<string, string>> = {
  allowFromAnyIpv4: "allowFrom",
  allowDefaultPortFromAnyIpv4: "allowDefaultPortFrom",
};

/** `allowFromAnyIpv4(port)` becomes `allowFrom(Peer.ipv4(…), port)`. */
function narrowed(tree: SourceTree, path: NodePath, peer: { readonly text: string }): Edits {
  const K = tree.ts.SyntaxKind;
  const name = path[path.length - 1]!;
  const call = path[path.length - 3];
  const method = narrower[tree.textOf(name)];
  if (!method || call?.kind !== K.CallExpression || (call as ts.CallExpression).expression !== path[path.length - 2])
    return undefined;
  const known = knownAs(tree, peerClass);
  if (!known) return undefined;
  const args = (call as ts.CallExpression).arguments;
  const written = `${known.name}.ipv4(${peer.text})`;
  const first = args[0];
  const into = first
    ? tree.edit(tree.start(first), tree.start(first), `${written}, `)
    : tree.edit(call.end - 1, call.end - 1, written);
  return [tree.edit(tree.start(name), name.end, method), into, ...known.edits];
}
