import { TaskDefinition } from "../../server/aws/ecs.ts";
import { Role } from "../../server/aws/iam-roles.ts";
import { trustedServices } from "../../server/aws/trust.ts";
import { all } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";
import { offerTrust } from "../ec2/trust-fix.ts";

export default rule({
  id: "ecs-role-trust-mismatch",
  title: "A role of a task that ECS may not take",
  category: "correctness",
  variants: { mismatch: { severity: "error", profile: "errors" } },
  notes: "ECS › IAM Roles",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
  check({ every, at, readers, report }) {
    for (const task of every(TaskDefinition))
      for (const [field, what] of [
        [task.taskRole, "task role"],
        [task.executionRole, "execution role"],
      ] as const)
        for (const use of field.readings) {
          const [role] = use.raw.kind === "reference" ? at(Role, use.raw.target) : [];
          if (role?.resource.mode !== "managed") continue;
          for (const trust of role.trust.readings) {
            const document = trust.isKnown ? readers.document(trust.raw) : undefined;
            const services = document && trustedServices(document);
            if (!services || services.some((s) => /^ecs-tasks\.amazonaws\.com(\.cn)?$/.test(s))) continue;
            const who = services.length === 0 ? "no service" : `only ${[...new Set(services)].join(" and ")}`;
            const found = report(
              "mismatch",
              { ...trust, condition: all(trust.condition, use.condition, role.condition, task.condition) },
              `${role.name} is the ${what} of ${task.name}, but trusts ${who}: ECS cannot take it, and no task starts. Let it trust ecs-tasks.amazonaws.com.`,
            ).related(use, `${task.name} has it here.`);
            offerTrust(found, "ecs-tasks.amazonaws.com", trust, document);
          }
        }
  },
});
