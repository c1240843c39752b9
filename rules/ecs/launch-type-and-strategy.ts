import { EcsService, isFilled } from "../../server/aws/ecs.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ecs-launch-type-and-strategy",
  title: "ECS service with both a launch type and a capacity provider strategy",
  category: "correctness",
  variants: { both: { severity: "error", profile: "errors" } },
  notes: "ECS › EC2 Launch Type - Autoscaling EC2 instances",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
  alone: [EcsService],
  check({ every, report }) {
    for (const service of every(EcsService))
      for (const { launchType, strategy } of together({
        launchType: service.launchType,
        strategy: service.strategy,
      })) {
        if (!launchType.isKnown || !isFilled(strategy)) continue;
        report(
          "both",
          launchType,
          `${service.name} has the launch type ${launchType.value} and a capacity provider strategy; ECS takes only one of them. Leave the launch type out, and the strategy decides.`,
        )
          .related(strategy, "The strategy.")
          .fix("Remove the launch type", (edit) => edit.remove(launchType));
      }
  },
});
