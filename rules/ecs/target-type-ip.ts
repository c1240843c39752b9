import { balancedGroup, balancedTask, ServiceLoadBalancer } from "../../server/aws/ecs.ts";
import { all } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";
import { canCoexist, together } from "../../server/core/together.ts";

export default rule({
  id: "ecs-target-type-ip",
  title: "Tasks that do not fit the targets of their target group",
  category: "correctness",
  variants: {
    instance: { severity: "error", profile: "errors" },
    ip: { severity: "error", profile: "errors" },
  },
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
          if (!targetType.isKnown) continue;
          const isFargate = launchType.isKnown && launchType.value === "FARGATE";
          if (targetType.value === "ip" && !isFargate)
            for (const { subject: task, condition: when } of tasks)
              for (const { networkMode } of together({ networkMode: task.networkMode }, when)) {
                const isShared = networkMode.isKnown
                  ? networkMode.value === "bridge" || networkMode.value === "host"
                  : networkMode.isAbsent && task.resource.closed && task.resource.mode === "managed";
                if (isShared && canCoexist(networkMode.condition, targetType.condition))
                  report(
                    "ip",
                    { ...targetType, condition: all(targetType.condition, networkMode.condition) },
                    `${group.name} takes addresses as targets, and the tasks of ${balancer.name} have none of their own: they run in the network of their instance. ECS refuses the service. Take the target type instance, or the network mode awsvpc.`,
                  ).related(networkMode, "The network mode.");
              }
          if (targetType.value !== "instance") continue;
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
          )
            .related(balancer, "The service registers its tasks here.")
            .fix("Set the target type to ip, which makes a new target group", (edit) => edit.replace(targetType, "ip"));
        }
      }
    }
  },
});
