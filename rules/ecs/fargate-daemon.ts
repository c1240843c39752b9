import { EcsService } from "../../server/aws/ecs.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ecs-fargate-daemon",
  title: "Daemon service on Fargate",
  category: "correctness",
  variants: { daemon: { severity: "error", profile: "errors" } },
  notes: "ECS › Fargate Launch type",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
  alone: [EcsService],
  check({ every, report }) {
    for (const service of every(EcsService))
      for (const { launchType, scheduling } of together({
        launchType: service.launchType,
        scheduling: service.scheduling,
      }))
        if (launchType.isKnown && launchType.value === "FARGATE" && scheduling.isKnown && scheduling.value === "DAEMON")
          report(
            "daemon",
            scheduling,
            `${service.name} runs one task on each instance, and on Fargate there are no instances; ECS refuses DAEMON there. Take REPLICA.`,
          )
            .related(launchType, "The launch type.")
            .fix("Set the scheduling strategy to REPLICA", (edit) => edit.replace(scheduling, "REPLICA"));
  },
});
