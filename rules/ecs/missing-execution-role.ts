import { Container, containerTitle, inContainersOf } from "../../server/aws/containers.ts";
import { holds, isFilled, TaskDefinition } from "../../server/aws/ecs.ts";
import { all } from "../../server/core/conditions.ts";
import type { Reading, SubjectOf } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import { canCoexist, together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

export default rule({
  id: "ecs-missing-execution-role",
  title: "A task that cannot be started without an execution role",
  category: "correctness",
  variants: { missing: { severity: "error", profile: "errors" } },
  notes: "ECS › IAM Roles",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  alone: [TaskDefinition],
  check({ every, readers, report }) {
    for (const task of every(TaskDefinition)) {
      if (!task.resource.closed || !task.executionRole.readings.some((r) => r.isAbsent)) continue;
      const containers = inContainersOf(Container, task.resource, readers);
      for (const { executionRole, compatibilities } of together({
        executionRole: task.executionRole,
        compatibilities: task.compatibilities,
      })) {
        if (!executionRole.isAbsent) continue;
        const need = containers
          .flatMap((c) => needs(c, holds(compatibilities, "FARGATE")))
          .find(({ at }) => canCoexist(at.condition, executionRole.condition));
        if (!need) continue;
        const { at, what } = need;
        report(
          "missing",
          { ...executionRole, condition: all(executionRole.condition, at.condition) },
          `${task.name} has no execution role, and ${what}. That takes an execution role: ECS refuses the task definition without one.`,
        ).related(at, "This needs it.");
      }
    }
  },
});

/** What of a container the agent needs a role for: an instance has one of its own, which serves for images and logs. */
function needs(
  container: SubjectOf<typeof Container>,
  isFargate: boolean,
): { readonly at: Reading<unknown>; readonly what: string }[] {
  const found: { at: Reading<unknown>; what: string }[] = [];
  const title = containerTitle(container);
  for (const at of container.secrets.readings) if (isFilled(at)) found.push({ at, what: `${title} is given secrets` });
  for (const at of container.repositoryCredentials.readings)
    if (at.isKnown) found.push({ at, what: `the image of ${title} is in a private registry` });
  if (!isFargate) return found;
  for (const at of container.image.readings)
    if (isInEcr(at.raw)) found.push({ at, what: `the image of ${title} is in a private repository of ECR` });
  for (const at of container.logDriver.readings)
    if (at.isKnown && at.value === "awslogs") found.push({ at, what: `${title} logs to CloudWatch` });
  return found;
}

/** The attributes that repositories have for their address. */
const ADDRESSES = ["RepositoryUri", "repository_url"];

function isInEcr(image: Value): boolean {
  if (image.kind === "reference") return ADDRESSES.includes(image.attribute ?? "");
  if (image.kind === "scalar") return /\.dkr\.ecr\./.test(String(image.value));
  if (image.kind !== "text") return false;
  return image.parts.some((part) => (part.kind === "piece" ? part.text.includes(".dkr.ecr.") : isInEcr(part)));
}
