/** Amazon ECR. */
import { relation } from "../core/binding.ts";
import { anything, boolean, kind, string } from "../core/kinds.ts";
import { itself, property } from "../core/lenses.ts";

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
