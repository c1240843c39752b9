/** Sets and removes properties of constructs, as the props that they are made of. */
import type ts from "typescript";
import type { Expression, Path, TextEdit } from "../../../../core/fixes.ts";
import type { Resource } from "../../../../core/resources.ts";
import type { Native } from "../../lowering/lower.ts";
import { appendElement, removeElement } from "../../writer/list-edits.ts";
import { type KeyNames, propPath } from "../../writer/prop-path.ts";
import { spellingOfProp } from "../../writer/spelling-of-prop.ts";
import type { Edits, Writing } from "./index.ts";
import { propertyKey, render } from "./render.ts";
import type { SourceTree } from "./source-tree.ts";
import { spell } from "./spellings.ts";

/** Where a property goes: the names in source, and how what is written there is spelled. */
interface Target {
  readonly steps: Path;
  /** The keys of the object that each step is in, those of the value last. */
  readonly keys: readonly KeyNames[];
  spelled(
    value: Expression,
    tree: SourceTree,
    offset: number,
  ): { text: string; edits: readonly TextEdit[] } | undefined;
}

function targetOf(resource: Resource, path: Path, writing: Writing): Target | undefined {
  const found = propPath(resource, path);
  if (!found) return undefined;
  const { steps, keys, declared } = found;
  const last = keys[keys.length - 1]!;
  return {
    steps,
    keys,
    spelled(value, tree, offset) {
      const text = render(value, { tree, offset, writing, keys: last });
      if (text === undefined) return undefined;
      if (!declared) return { text, edits: [] };
      const spelling = spellingOfProp(declared, tree.chunk);
      if (spelling === undefined || value.kind === "object") return undefined;
      if (spelling === "plain") return { text, edits: [] };
      const literal = value.kind === "literal" ? value.value : undefined;
      const known = spell(tree, spelling, { text, ...(literal !== undefined && { literal }) }, undefined);
      return known && { text: known.name, edits: known.edits };
    },
  };
}

export interface Made {
  readonly tree: SourceTree;
  readonly node: ts.NewExpression | ts.CallExpression;
  readonly args: readonly ts.Expression[];
  /** The closing parenthesis. */
  readonly close: number;
}

/** The arguments that a construct is made of. */
export function argumentsOf(resource: Resource, writing: Writing): Made | undefined {
  const { construct } = resource.native as Native;
  const { node } = construct;
  const tree = writing.treeOf(node.span.chunk);
  const found = tree
    ?.exactly(node.span)
    ?.findLast((n) => n.kind === tree.ts.SyntaxKind.NewExpression || n.kind === tree.ts.SyntaxKind.CallExpression);
  if (!tree || !found) return undefined;
  const made = found as ts.NewExpression | ts.CallExpression;
  if (!made.arguments || tree.text[made.end - 1] !== ")") return undefined;
  if (made.arguments.some((a) => a.kind === tree.ts.SyntaxKind.SpreadElement)) return undefined;
  return { tree, node: made, args: made.arguments, close: made.end - 1 };
}

/** Writes a prop, whether it is there or not. */
export function setProp(resource: Resource, path: Path, to: Expression, writing: Writing): Edits {
  const target = targetOf(resource, path, writing);
  const made = target && argumentsOf(resource, writing);
  if (!target || !made) return undefined;
  const { tree, args, close } = made;
  const props = args[2] && plainExpression(tree, args[2]);
  const { steps } = target;
  if (!props) {
    if (args.length !== 2) return undefined;
    const value = target.spelled(to, tree, args[1]!.end);
    const inner = value && wrapped(tree, steps, value.text);
    return inner === undefined
      ? undefined
      : [...appendElement(tree, tree.ranges(args), close, `{ ${inner} }`), ...value!.edits];
  }
  let at: ts.Expression = props;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    const rest = steps.slice(i + 1);
    const value = (offset: number) => target.spelled(to, tree, offset);
    if (typeof step === "number") {
      const item: ts.Expression | undefined = listItem(tree, at, step);
      if (!item) return undefined;
      if (rest.length === 0) return replaced(tree, item, value(tree.start(item)));
      at = item;
      continue;
    }
    if (at.kind !== tree.ts.SyntaxKind.ObjectLiteralExpression) return undefined;
    const object = at as ts.ObjectLiteralExpression;
    const found = propertyOf(tree, object, step);
    if (found === "unclear") return undefined;
    if (!found) {
      const written = value(object.end - 1);
      const text = written && wrapped(tree, [step, ...rest], written.text);
      return text === undefined ? undefined : [...addMember(tree, object, text), ...written!.edits];
    }
    if (found.kind === tree.ts.SyntaxKind.ShorthandPropertyAssignment) {
      const written = rest.length === 0 ? value(tree.start(found)) : undefined;
      return written && [tree.edit(found.end, found.end, `: ${written.text}`), ...written.edits];
    }
    if (found.kind !== tree.ts.SyntaxKind.PropertyAssignment) return undefined;
    const initializer = plainExpression(tree, (found as ts.PropertyAssignment).initializer);
    if (rest.length === 0) return replaced(tree, initializer, value(tree.start(initializer)));
    at = initializer;
  }
  return undefined;
}

function replaced(
  tree: SourceTree,
  node: ts.Node,
  value: { text: string; edits: readonly TextEdit[] } | undefined,
): Edits {
  return value && [tree.edit(tree.start(node), node.end, value.text), ...value.edits];
}

/** `a: { b: value }` for the steps a, b; undefined where a list would have to be made. */
function wrapped(tree: SourceTree, steps: Path, value: string): string | undefined {
  if (steps.some((s) => typeof s === "number")) return undefined;
  const [first, ...rest] = steps as readonly string[];
  const inner = rest.reduceRight((text, step) => `{ ${propertyKey(step, tree)}: ${text} }`, value);
  return `${propertyKey(first!, tree)}: ${inner}`;
}

function addMember(tree: SourceTree, object: ts.ObjectLiteralExpression, text: string): TextEdit[] {
  if (object.properties.length > 0) return appendElement(tree, tree.ranges(object.properties), object.end - 1, text);
  const start = tree.start(object);
  const inside = tree.text.slice(start + 1, object.end - 1);
  return inside.trim() === ""
    ? [tree.edit(start, object.end, `{ ${text} }`)]
    : [
        tree.edit(
          object.end - 1,
          object.end - 1,
          `${tree.indentStep}${text}${tree.newline}${tree.indentAt(object.end - 1)}`,
        ),
      ];
}

/** Removes a prop that is written. */
export function removeProp(resource: Resource, path: Path, writing: Writing): Edits {
  const target = targetOf(resource, path, writing);
  const made = target && argumentsOf(resource, writing);
  if (!target || !made?.args[2]) return undefined;
  const { tree } = made;
  let at = plainExpression(tree, made.args[2]);
  for (const [i, step] of target.steps.entries()) {
    const isLast = i === target.steps.length - 1;
    if (typeof step === "number") {
      const item = listItem(tree, at, step);
      if (!item) return undefined;
      if (isLast) {
        const { elements } = at as ts.ArrayLiteralExpression;
        return removeElement(tree, tree.ranges(elements), step, at.end - 1);
      }
      at = item;
      continue;
    }
    if (at.kind !== tree.ts.SyntaxKind.ObjectLiteralExpression) return undefined;
    const object = at as ts.ObjectLiteralExpression;
    const found = propertyOf(tree, object, step);
    if (!found || found === "unclear") return undefined;
    if (isLast) {
      const { properties } = object;
      return removeElement(tree, tree.ranges(properties), properties.indexOf(found), object.end - 1);
    }
    if (found.kind !== tree.ts.SyntaxKind.PropertyAssignment) return undefined;
    at = plainExpression(tree, (found as ts.PropertyAssignment).initializer);
  }
  return undefined;
}

/** The last property with a name; "unclear" when something behind it may write it again, or it is written twice. */
export function propertyOf(tree: SourceTree, object: ts.ObjectLiteralExpression, name: string) {
  const K = tree.ts.SyntaxKind;
  let found: ts.ObjectLiteralElementLike | undefined;
  let unclear = false;
  for (const p of object.properties) {
    if (p.kind === K.SpreadAssignment || p.name?.kind === K.ComputedPropertyName) unclear = found !== undefined;
    else if (p.name && propertyName(tree, p.name) === name) {
      if (found) return "unclear";
      found = p;
    }
  }
  return unclear ? "unclear" : found;
}

function propertyName(tree: SourceTree, name: ts.PropertyName): string {
  return name.kind === tree.ts.SyntaxKind.Identifier
    ? tree.ts.idText(name as ts.Identifier)
    : ((name as ts.StringLiteral).text ?? "");
}

function listItem(tree: SourceTree, list: ts.Expression, index: number): ts.Expression | undefined {
  if (list.kind !== tree.ts.SyntaxKind.ArrayLiteralExpression) return undefined;
  const { elements } = list as ts.ArrayLiteralExpression;
  if (elements.slice(0, index + 1).some((e) => e.kind === tree.ts.SyntaxKind.SpreadElement)) return undefined;
  const item = elements[index];
  return item && plainExpression(tree, item);
}

/** An expression without its parentheses and casts. */
export function plainExpression(tree: SourceTree, node: ts.Expression): ts.Expression {
  const K = tree.ts.SyntaxKind;
  let at = node;
  while (
    at.kind === K.ParenthesizedExpression ||
    at.kind === K.AsExpression ||
    at.kind === K.SatisfiesExpression ||
    at.kind === K.NonNullExpression
  )
    at = (at as ts.ParenthesizedExpression).expression;
  return at;
}
