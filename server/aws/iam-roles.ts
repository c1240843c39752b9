/** IAM roles, and the instance profiles through which instances take them. */
import { anything, kind } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";
import type { Value } from "../core/values.ts";

export const Role = kind(
  "IAM role",
  { roleName: anything, trust: anything },
  { type: "AWS::IAM::Role", read: { roleName: property("RoleName"), trust: property("AssumeRolePolicyDocument") } },
  { type: "aws_iam_role", read: { roleName: property("name"), trust: property("assume_role_policy") } },
);

export const InstanceProfile = kind(
  "instance profile",
  {
    profileName: anything,
    /** A list in CloudFormation, one role in Terraform. */
    roles: anything,
  },
  {
    type: "AWS::IAM::InstanceProfile",
    read: { profileName: property("InstanceProfileName"), roles: property("Roles") },
  },
  {
    type: "aws_iam_instance_profile",
    // `roles` is how the provider took it before its version 2.
    read: { profileName: property("name"), roles: property("role", { or: "roles" }) },
  },
);

/** What takes an instance profile, by name or ARN. */
export const ProfileUse = kind(
  "use of an instance profile",
  { profile: anything },
  ...["AWS::EC2::Instance", "AWS::AutoScaling::LaunchConfiguration"].map((type) => ({
    type,
    read: { profile: property("IamInstanceProfile") },
  })),
  {
    type: "AWS::EC2::LaunchTemplate",
    read: {
      profile: property("LaunchTemplateData.IamInstanceProfile.Name", {
        or: "LaunchTemplateData.IamInstanceProfile.Arn",
      }),
    },
  },
  ...["aws_instance", "aws_launch_configuration", "aws_spot_instance_request"].map((type) => ({
    type,
    read: { profile: property("iam_instance_profile") },
  })),
  {
    type: "aws_launch_template",
    read: { profile: property("iam_instance_profile.name", { or: "iam_instance_profile.arn" }) },
  },
);

/** The address of what a value is an attribute of, where a provider has echoed it too. */
export function attributeOwner(value: Value): { readonly address: string; readonly attribute: string } | undefined {
  if (value.kind === "reference") return { address: value.target, attribute: value.attribute ?? "" };
  const { from } = value.origin;
  if (from?.step !== "attribute") return undefined;
  const at = from.name.lastIndexOf(".");
  return at < 0 ? undefined : { address: from.name.slice(0, at), attribute: from.name.slice(at + 1) };
}
