/** Has a construct leave a snapshot when it goes: its prop where it has one, else a call right after it is made. */
import type ts from "typescript";
import type { Resource } from "../../../../core/resources.ts";
import { l1Type } from "../../lowering/l1.ts";
import type { Native } from "../../lowering/lower.ts";
import { knownAs } from "./class-names.ts";
import type { Edits, Writing } from "./index.ts";
import { argumentsOf, plainExpression, propertyOf } from "./props.ts";
import { afterMade } from "./statements.ts";

export function snapshotOnDelete(resource: Resource, writing: Writing): Edits {
  const { construct } = resource.native as Native;
  const made = argumentsOf(resource, writing);
  const known = made && knownAs(made.tree, { module: "", name: "RemovalPolicy" });
  if (!made || !known) return undefined;
  const { tree, node } = made;
  const K = tree.ts.SyntaxKind;
  const snapshot = `${known.name}.SNAPSHOT`;
  // What is said later would count instead.
  const isSaidElsewhere =
    construct.calls.some((call) => call.method === "applyRemovalPolicy") ||
    construct.assignments.some((a) => a.path.join(".").endsWith("cfnOptions.deletionPolicy"));
  if (isSaidElsewhere) return undefined;
  if (l1Type(construct.fqn) !== undefined) {
    const call = afterMade(tree, node, (variable) => `${variable}.applyRemovalPolicy(${snapshot})`);
    const edit =
      call ?? (isStatement() ? tree.edit(node.end, node.end, `.applyRemovalPolicy(${snapshot})`) : undefined);
    return edit && [edit, ...known.edits];
  }
  const props = made.args[2] && plainExpression(tree, made.args[2]);
  if (props?.kind !== K.ObjectLiteralExpression) return undefined;
  const written = propertyOf(tree, props as ts.ObjectLiteralExpression, "removalPolicy");
  if (!written || written === "unclear" || written.kind !== K.PropertyAssignment) return undefined;
  const { initializer } = written as ts.PropertyAssignment;
  return [tree.edit(tree.start(initializer), initializer.end, snapshot), ...known.edits];

  function isStatement(): boolean {
    const path = tree.exactly({ chunk: tree.chunk, start: tree.start(node), end: node.end });
    const around = path?.[path.lastIndexOf(node) - 1];
    return around?.kind === K.ExpressionStatement;
  }
}
