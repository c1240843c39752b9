import { InstanceProfile } from "../../server/aws/iam-roles.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "ec2-instance-profile-roles",
  title: "An instance profile holds exactly one role",
  category: "correctness",
  variants: {
    several: { severity: "error", profile: "errors" },
    none: { severity: "warning", profile: "recommended" },
  },
  notes: "EC2 › IAM Roles for EC2",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html",
  alone: [InstanceProfile],
  check({ every, report }) {
    for (const profile of every(InstanceProfile))
      for (const roles of profile.roles.readings) {
        const { raw } = roles;
        const listed = raw.kind === "list" ? raw : undefined;
        if (listed && (!listed.closed || listed.items.some((i) => i.kind === "choice" || i.kind === "absent")))
          continue;
        if (listed && listed.items.length > 1)
          report(
            "several",
            roles,
            `${profile.name} holds ${listed.items.length} roles; an instance profile holds one. Put the policies of all into one role.`,
          );
        else if (roles.isAbsent || listed?.items.length === 0)
          report(
            "none",
            roles,
            `${profile.name} holds no role: an instance with it has no credentials. Give it one role.`,
          );
      }
  },
});
