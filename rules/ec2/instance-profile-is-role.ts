import { attributeOwner, InstanceProfile, ProfileUse } from "../../server/aws/iam-roles.ts";
import { compare } from "../../server/core/compare.ts";
import { type RuleContext, rule } from "../../server/core/rules.ts";
import type { Value } from "../../server/core/values.ts";

export default rule({
  id: "ec2-instance-profile-is-role",
  title: "A role where an instance profile belongs",
  category: "correctness",
  variants: {
    role: { severity: "error", profile: "errors" },
    arn: { severity: "error", profile: "errors" },
  },
  notes: "EC2 › IAM Roles for EC2",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html",
  check(context) {
    for (const { profile, resource } of context.every(ProfileUse))
      for (const reading of profile.readings) {
        const owner = attributeOwner(reading.raw);
        const target = owner && context.resource(owner.address);
        // The console makes a profile with the name of each role: there is one where the role was made elsewhere.
        if (!owner || target?.mode !== "managed") continue;
        if (/^(?:AWS::IAM::Role|aws_iam_role)$/.test(target.type)) {
          if (mayBeCalled(reading.raw, context)) continue;
          const how =
            resource.vocabulary === "terraform"
              ? "an aws_iam_instance_profile with this role"
              : "an AWS::IAM::InstanceProfile with this role";
          context.report(
            "role",
            reading,
            `${target.name} is a role; ${resource.name} takes an instance profile, and there is none of that name. Make ${how}, and name that here.`,
          );
        } else if (target.type === "aws_iam_instance_profile" && owner.attribute === "arn" && takesName(resource.type))
          context
            .report("arn", reading, `${resource.name} takes the name of an instance profile, not its ARN.`)
            .fix(`Take the name of ${target.name}`, (edit) =>
              edit.replace(reading, { kind: "attribute", of: target, attribute: "name" }),
            );
      }
  },
});

/** True where an instance profile has the name, as the console makes it, or may have it. */
function mayBeCalled(name: Value, { everyKnown }: Pick<RuleContext, "everyKnown">): boolean {
  return everyKnown(InstanceProfile).some((p) =>
    p.profileName.readings.some((r) => !r.isAbsent && compare(r.raw, name) !== "different"),
  );
}

/** Launch configurations take either. */
function takesName(type: string): boolean {
  return type === "aws_instance" || type === "aws_spot_instance_request";
}
