import { attributeOwner, InstanceProfile, ProfileUse, Role } from "../../server/aws/iam-roles.ts";
import { trustedServices } from "../../server/aws/trust.ts";
import { all } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";
import type { Value } from "../../server/core/values.ts";
import { offerTrust } from "./trust-fix.ts";

export default rule({
  id: "ec2-role-trust-mismatch",
  title: "A role on an instance that EC2 may not take",
  category: "correctness",
  variants: { mismatch: { severity: "error", profile: "errors" } },
  notes: "EC2 › IAM Roles for EC2",
  docs: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html",
  alone: [ProfileUse],
  check({ every, at, readers, report }) {
    for (const use of every(ProfileUse))
      for (const profile of use.profile.readings) {
        const [holder] = at(InstanceProfile, attributeOwner(profile.raw)?.address ?? "");
        for (const roles of holder?.roles.readings ?? []) {
          const [role] = at(Role, targetOf(roles.raw));
          if (!holder || role?.resource.mode !== "managed") continue;
          for (const trust of role.trust.readings) {
            const document = trust.isKnown ? (readers.document(trust.raw) ?? trust.raw) : undefined;
            const services = document && trustedServices(document);
            if (!services || services.some((s) => /^ec2\.amazonaws\.com(\.cn)?$/.test(s))) continue;
            const who = services.length === 0 ? "no service" : `only ${services.join(" and ")}`;
            const found = report(
              "mismatch",
              { ...trust, condition: all(trust.condition, roles.condition, profile.condition) },
              `${role.name} is the role of ${use.resource.name}, but trusts ${who}: EC2 cannot take it, and the instance has no credentials. Let it trust ec2.amazonaws.com.`,
            ).related(profile, `${use.resource.name} takes it here.`);
            offerTrust(found, "ec2.amazonaws.com", trust, document);
          }
        }
      }
  },
});

/** The one role of a profile, where it is one of the program's. */
function targetOf(roles: Value): string {
  const role = roles.kind === "list" && roles.closed && roles.items.length === 1 ? roles.items[0]! : roles;
  return attributeOwner(role)?.address ?? "";
}
