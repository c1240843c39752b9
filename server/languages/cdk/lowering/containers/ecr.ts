/** aws_ecr. */
import { lazyEntry, object, unknown, type Value } from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { given, isGiven, nothing, placeOf } from "../given.ts";
import { attributeOf, type Model, ref, to } from "../model.ts";
import { read } from "../references.ts";

export const ecrModels: readonly Model[] = [
  {
    classes: ["aws_ecr.Repository"],
    type: "AWS::ECR::Repository",
    l1: "aws_ecr.CfnRepository",
    props: {
      repositoryName: to("RepositoryName"),
      imageScanOnPush: to("ImageScanningConfiguration.ScanOnPush"),
      // A member of an enum, which is not written as plain data.
      imageTagMutability: to("ImageTagMutability", (v) => read(v)),
      emptyOnDelete: to("EmptyOnDelete"),
    },
    more: (c) => [lazyEntry("LifecyclePolicy", () => lifecyclePolicy(c))],
    kept: "retain",
    members: { repositoryName: ref, repositoryArn: attributeOf("Arn") },
  },
];

/** CDK writes the policy as one text: that there is one is all that is said. */
function lifecyclePolicy(c: ConstructInstance): Value {
  const rules = given(c, "lifecycleRules");
  const isAdded = c.calls.some((call) => call.method === "addLifecycleRule");
  const isEmpty = rules.kind === "list" && rules.closed && rules.items.length === 0;
  if ((!isGiven(c, "lifecycleRules") || isEmpty) && !isAdded && !isGiven(c, "lifecycleRegistryId")) return nothing(c);
  return rules.kind === "list" && rules.items.length > 0
    ? object([lazyEntry("LifecyclePolicyText", () => unknown("CDK writes the policy", rules.origin))], rules.origin, {
        closed: false,
      })
    : unknown("CDK writes the policy", placeOf(c));
}
