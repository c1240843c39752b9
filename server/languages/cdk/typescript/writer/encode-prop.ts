/** Puts `Fn.base64` around what a prop of an L1 construct is written as. */
import type ts from "typescript";
import type { Path } from "../../../../core/fixes.ts";
import type { Resource } from "../../../../core/resources.ts";
import { propPath } from "../../writer/prop-path.ts";
import { knownAs } from "./class-names.ts";
import type { Edits, Writing } from "./index.ts";
import { argumentsOf, plainExpression, propertyOf } from "./props.ts";

export function encodeProp(resource: Resource, path: Path, writing: Writing): Edits {
  const to = propPath(resource, path);
  const made = to && !to.declared ? argumentsOf(resource, writing) : undefined;
  if (!to || !made?.args[2]) return undefined;
  const { tree } = made;
  const K = tree.ts.SyntaxKind;
  const known = knownAs(tree, { module: "", name: "Fn" });
  let at = plainExpression(tree, made.args[2]);
  for (const [i, step] of to.steps.entries()) {
    if (typeof step === "number" || at.kind !== K.ObjectLiteralExpression) return undefined;
    const found = propertyOf(tree, at as ts.ObjectLiteralExpression, step);
    if (!known || !found || found === "unclear") return undefined;
    const isLast = i === to.steps.length - 1;
    if (isLast && found.kind === K.ShorthandPropertyAssignment)
      return [tree.edit(found.end, found.end, `: ${known.name}.base64(${step})`), ...known.edits];
    if (found.kind !== K.PropertyAssignment) return undefined;
    const { initializer } = found as ts.PropertyAssignment;
    if (isLast)
      return [
        tree.edit(tree.start(initializer), tree.start(initializer), `${known.name}.base64(`),
        tree.edit(initializer.end, initializer.end, ")"),
        ...known.edits,
      ];
    at = plainExpression(tree, initializer);
  }
  return undefined;
}
