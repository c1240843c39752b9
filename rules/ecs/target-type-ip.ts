import { balancedGroup, balancedTask, ServiceLoadBalancer } from "../../server/aws/ecs.ts";
import { rule } from "../../server/core/rules.ts";
import { canCoexist, together } from "../../server/core/together.ts";

export default rule({
  id: "ecs-target-type-ip",
  title: "Tasks with addresses of their own behind a target group of instances",
  category: "correctness",
  variants: { instance: { severity: "error", profile: "errors" } },
  notes: "ECS › Load balancer integrations",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
  check({ every, follow, report }) {
    for (const balancer of every(ServiceLoadBalancer)) {
      const tasks = follow(balancedTask, balancer).found;
      for (const { subject: group, condition } of follow(balancedGroup, balancer).found) {
        for (const { launchType, targetType } of together(
          { launchType: balancer.launchType, targetType: group.targetType },
          condition,
        )) {
          if (!targetType.isKnown || targetType.value !== "instance") continue;
          const isFargate = launchType.isKnown && launchType.value === "FARGATE";
          const isOwn = tasks.some(({ subject: task, condition: when }) =>
            together({ networkMode: task.networkMode }, when).some(
              ({ networkMode }) =>
                networkMode.isKnown &&
                networkMode.value === "awsvpc" &&
                canCoexist(networkMode.condition, targetType.condition),
            ),
          );
          if (!isFargate && !isOwn) continue;
          report(
            "instance",
            targetType,
            `${group.name} takes instances as targets, and the tasks of ${balancer.name} have addresses of their own; ECS refuses to register them. The target type has to be ip, which makes a new target group.`,
          ).related(balancer, "The service registers its tasks here.");
        }
      }
    }
  },
});
