import { groupOfRule, SecurityGroup } from "../../server/aws/group-rules.ts";
import { all } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";
import { canCoexist } from "../../server/core/together.ts";

export default rule({
  id: "sg-inline-and-standalone-rules",
  title: "Inline and standalone rules on one Terraform security group",
  category: "correctness",
  variants: { mixed: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Security Groups",
  docs: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group",
  alone: [SecurityGroup],
  check({ every, referring, report }) {
    for (const group of every(SecurityGroup)) {
      if (group.resource.vocabulary !== "terraform") continue;
      const rules = referring(groupOfRule, group).found;
      for (const direction of ["ingress", "egress"]) {
        if (group.resource.lifecycle?.ignoreChanges?.includes(direction)) continue;
        const ofDirection = rules.filter(({ subject }) =>
          subject.direction.readings.some((d) => d.isKnown && d.value === direction),
        );
        const inline = ofDirection.find(({ subject }) => subject.resource === group.resource);
        const apart = ofDirection.filter(({ subject }) => subject.resource !== group.resource);
        for (const other of inline ? apart : []) {
          if (!inline || other.subject.resource.key === "symbolic") continue;
          if (!canCoexist(inline.condition, other.condition)) continue;
          const condition = all(inline.condition, other.condition);
          report(
            "mixed",
            { span: other.subject.nameSpan, condition, resource: other.subject.resource },
            `${other.subject.name} adds to the ${direction} rules of ${group.name}, which has inline ones too. Terraform takes the inline rules for all there are, and removes this one at the next apply. Write them all in one way.`,
          ).related(inline.subject, `An inline ${direction} rule.`);
        }
      }
    }
  },
});
