import { TaskDefinition } from "../../server/aws/ecs.ts";
import { compare } from "../../server/core/compare.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ecs-shared-task-and-execution-role",
  title: "One role for the task and for the agent that starts it",
  category: "security",
  variants: { shared: { severity: "warning", profile: "recommended" } },
  notes: "ECS › IAM Roles",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html",
  alone: [TaskDefinition],
  check({ every, report }) {
    for (const task of every(TaskDefinition))
      for (const { taskRole, executionRole } of together({
        taskRole: task.taskRole,
        executionRole: task.executionRole,
      }))
        if (taskRole.isKnown && executionRole.isKnown && compare(taskRole.raw, executionRole.raw) === "same")
          report(
            "shared",
            taskRole,
            `The containers of ${task.name} run with the role that starts them: they can pull every image and read every secret that it can. Give them a role of their own.`,
          ).related(executionRole, "The execution role.");
  },
});
