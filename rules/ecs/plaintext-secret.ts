import { ContainerVariable, containerTitle, inContainersOf } from "../../server/aws/containers.ts";
import { TaskDefinition } from "../../server/aws/ecs.ts";
import { exposedBy } from "../../server/aws/secrets.ts";
import type { Reading } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

export default rule({
  id: "ecs-plaintext-secret",
  title: "A secret in the environment of a container",
  category: "security",
  variants: { secret: { severity: "warning", profile: "recommended" } },
  notes: "ECS › IAM Roles",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
  check({ every, resource, readers, report }) {
    const typeOf = (address: string) => resource(address)?.type;
    for (const task of every(TaskDefinition))
      for (const entry of inContainersOf(ContainerVariable, task.resource, readers))
        for (const { variable, text } of together({ variable: entry.variable, text: entry.text })) {
          if (!variable.isKnown) continue;
          for (const { kind, at } of exposedBy(variable.value, text as Reading<Value>, typeOf))
            report(
              "secret",
              at,
              kind === "access key"
                ? `${variable.value} gives an access key to ${containerTitle(entry)}. Give the task a role instead: its credentials come by themselves, and change.`
                : `${variable.value} stands in the environment of ${containerTitle(entry)}, where everyone who may describe the task definition can read it. Keep it in Secrets Manager or Parameter Store, and name it under secrets.`,
            );
        }
  },
});
