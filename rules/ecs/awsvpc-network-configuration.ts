import { EcsService, serviceTask } from "../../server/aws/ecs.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ecs-awsvpc-network-configuration",
  title: "Network configuration and network mode that do not fit",
  category: "correctness",
  variants: {
    missing: { severity: "error", profile: "errors" },
    superfluous: { severity: "error", profile: "errors" },
  },
  notes: "ECS › Fargate Launch type",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
  check({ every, follow, report }) {
    for (const service of every(EcsService))
      for (const { subject: task, condition } of follow(serviceTask, service).found)
        for (const { networkMode, networkConfiguration } of together(
          { networkMode: task.networkMode, networkConfiguration: service.networkConfiguration },
          condition,
        )) {
          const isOwn = networkMode.isKnown && networkMode.value === "awsvpc";
          const isShared = networkMode.isKnown ? !isOwn : networkMode.isAbsent && task.resource.closed;
          if (isOwn && networkConfiguration.isAbsent && service.resource.closed)
            report(
              "missing",
              networkConfiguration,
              `${service.name} runs ${task.name} in awsvpc mode and has no network configuration; ECS has to know the subnets of its tasks.`,
            ).related(networkMode, "The network mode.");
          else if (isShared && networkConfiguration.isKnown)
            report(
              "superfluous",
              networkConfiguration,
              `${service.name} has a network configuration, and ${task.name} does not run in awsvpc mode; ECS takes it only there.`,
            ).related(task, "The task definition.");
        }
  },
});
