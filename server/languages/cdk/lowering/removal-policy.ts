/** What becomes of a resource that its program no longer has: `removalPolicy` and `applyRemovalPolicy`. */
import { always } from "../../../core/conditions.ts";
import type { Lifecycle } from "../../../core/resources.ts";
import type { Value } from "../../../core/values.ts";
import { type ConstructInstance, carriedBy } from "../constructs.ts";
import { given } from "./given.ts";

const policies: Readonly<Record<string, Lifecycle>> = {
  DESTROY: { onDelete: "delete", onReplace: "delete" },
  RETAIN: { onDelete: "retain", onReplace: "retain" },
  SNAPSHOT: { onDelete: "snapshot", onReplace: "snapshot" },
  RETAIN_ON_UPDATE_OR_DELETE: { onDelete: "retain", onReplace: "retain" },
};

/**
 * The lifecycle of a construct's resource; undefined where it is what CloudFormation does by itself, or not known.
 *
 * @param kept what happens without a `removalPolicy`; undefined where there is no such prop
 */
export function lifecycleOf(c: ConstructInstance, kept: Lifecycle["onDelete"]): Lifecycle | undefined {
  const applied = c.calls.filter(
    (call) =>
      call.method === "applyRemovalPolicy" && (call.path.length === 0 || call.path.join(".") === "node.defaultChild"),
  );
  const last = applied[applied.length - 1];
  if (last) return last.condition === always ? policyOf(last.args[0]) : undefined;
  const written = c.assignments.findLast((a) =>
    /^(node\.defaultChild\.)?cfnOptions\.deletionPolicy$/.test(a.path.join(".")),
  );
  if (written) return written.condition === always ? deletionOf(written.value) : undefined;
  if (kept === undefined || c.opened.length > 0) return undefined;
  const said = given(c, "removalPolicy");
  return said.kind === "absent" ? { onDelete: kept, onReplace: kept } : policyOf(said);
}

function policyOf(value: Value | undefined): Lifecycle | undefined {
  const carried = value && carriedBy(value);
  return carried?.kind === "static" && carried.fqn === "aws-cdk-lib.RemovalPolicy"
    ? policies[carried.member]
    : undefined;
}

function deletionOf(value: Value): Lifecycle | undefined {
  const carried = carriedBy(value);
  if (carried?.kind !== "static" || carried.fqn !== "aws-cdk-lib.CfnDeletionPolicy") return undefined;
  switch (carried.member) {
    case "DELETE":
      return { onDelete: "delete" };
    case "RETAIN":
      return { onDelete: "retain" };
    case "SNAPSHOT":
      return { onDelete: "snapshot" };
  }
  return undefined;
}
