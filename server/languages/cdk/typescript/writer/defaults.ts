/** Removes the default of a template parameter that an app declares. */
import type ts from "typescript";
import { defaultOf, type Value } from "../../../../core/values.ts";
import { removeElement } from "../../writer/list-edits.ts";
import type { Edits, Writing } from "./index.ts";

/** Removes `default` from the props of the `CfnParameter` that a value comes from, where it is written out there. */
export function removeDefault(value: Value, writing: Writing): Edits {
  const from = defaultOf(value.origin);
  const tree = from && writing.treeOf(from.origin.span.chunk);
  const path = tree && from && tree.exactly(from.origin.span);
  if (!tree || !path) return undefined;
  const K = tree.ts.SyntaxKind;
  const at = path.findLastIndex((n) => n.kind === K.PropertyAssignment);
  const [made, props, prop] = path.slice(Math.max(0, at - 2), at + 1);
  if (made?.kind !== K.NewExpression || props?.kind !== K.ObjectLiteralExpression || !prop) return undefined;
  if (!/(?:^|\.)CfnParameter$/.test(tree.textOf((made as ts.NewExpression).expression))) return undefined;
  const { properties } = props as ts.ObjectLiteralExpression;
  const names = properties.map((p) => p.name && tree.textOf(p.name).replace(/^["'](.*)["']$/, "$1"));
  // The default is one of the allowed values, and could still be chosen; what is spread in may say either.
  if (names[properties.indexOf(prop as ts.PropertyAssignment)] !== "default" || names.includes("allowedValues"))
    return undefined;
  if (names.includes(undefined)) return undefined;
  return removeElement(tree, tree.ranges(properties), properties.indexOf(prop as ts.PropertyAssignment), props.end - 1);
}
