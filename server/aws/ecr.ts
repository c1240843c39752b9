/** Amazon ECR. */
import { relation } from "../core/binding.ts";
import type { Condition } from "../core/conditions.ts";
import { anything, boolean, kind, string } from "../core/kinds.ts";
import { itself, property } from "../core/lenses.ts";
import { alternatives, lookup } from "../core/lookup.ts";
import type { Value } from "../core/values.ts";

export const Repository = kind(
  "ECR repository",
  { scanOnPush: boolean, tags: string, lifecyclePolicy: anything },
  {
    type: "AWS::ECR::Repository",
    read: {
      scanOnPush: property("ImageScanningConfiguration.ScanOnPush", { absent: false }),
      tags: property("ImageTagMutability", { absent: "MUTABLE" }),
      lifecyclePolicy: property("LifecyclePolicy"),
    },
  },
  {
    type: "aws_ecr_repository",
    read: {
      scanOnPush: property("image_scanning_configuration.scan_on_push", { absent: false }),
      tags: property("image_tag_mutability", { absent: "MUTABLE" }),
    },
  },
);

/** Scanning that is set for every repository of the account and Region. */
export const RegistryScanning = kind(
  "ECR registry scanning",
  { self: anything },
  { type: "AWS::ECR::RegistryScanningConfiguration", read: { self: itself() } },
  { type: "aws_ecr_registry_scanning_configuration", read: { self: itself() } },
);

/** The lifecycle policy of a repository, where it is a resource of its own. */
export const RepositoryLifecycle = kind(
  "ECR lifecycle policy",
  { repository: anything },
  { type: "aws_ecr_lifecycle_policy", read: { repository: property("repository") } },
);

export const lifecycleOf = relation(RepositoryLifecycle, "repository", Repository);

/** Who may use a repository beside its own account. */
export const RepositoryPolicy = kind(
  "ECR repository policy",
  { policy: anything },
  { type: "AWS::ECR::Repository", read: { policy: property("RepositoryPolicyText") } },
  { type: "aws_ecr_repository_policy", read: { policy: property("policy") } },
);

/** The principals of a policy that are everyone, in statements that allow something under no condition. */
export function openTo(
  document: Value,
  under: Condition,
): { readonly principal: Value; readonly condition: Condition }[] {
  const found: { principal: Value; condition: Condition }[] = [];
  for (const statement of each(lookup(document, ["Statement"]), under)) {
    const effect = lookup(statement.value, ["Effect"]);
    if (effect.kind !== "scalar" || effect.value !== "Allow") continue;
    if (lookup(statement.value, ["Condition"]).kind !== "absent") continue;
    const principals = each(lookup(statement.value, ["Principal"]), statement.condition);
    for (const { value, condition } of principals) {
      const names = value.kind === "object" ? each(lookup(value, ["AWS"]), condition) : [{ value, condition }];
      for (const name of names)
        if (name.value.kind === "scalar" && name.value.value === "*")
          found.push({ principal: name.value, condition: name.condition });
    }
  }
  return found;
}

/** The items of a list in each of its alternatives, or the one value that stands for a list of one. */
function each(value: Value, under: Condition): { readonly value: Value; readonly condition: Condition }[] {
  return alternatives(value, under).flatMap((a) =>
    a.value.kind === "list" ? a.value.items.flatMap((item) => alternatives(item, a.condition)) : [a],
  );
}
