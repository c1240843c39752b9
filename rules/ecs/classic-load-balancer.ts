import { balancedTask, ServiceLoadBalancer } from "../../server/aws/ecs.ts";
import { rule } from "../../server/core/rules.ts";
import { canCoexist, together } from "../../server/core/together.ts";

export default rule({
  id: "ecs-classic-load-balancer",
  title: "ECS service behind a Classic Load Balancer",
  category: "correctness",
  variants: {
    refused: { severity: "error", profile: "errors" },
    old: { severity: "info", profile: "recommended" },
  },
  notes: "ECS › Load balancer integrations",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
  check({ every, follow, report }) {
    for (const balancer of every(ServiceLoadBalancer)) {
      const tasks = follow(balancedTask, balancer).found;
      for (const { classic, launchType } of together({ classic: balancer.classic, launchType: balancer.launchType })) {
        if (!classic.isKnown) continue;
        const isOwn =
          (launchType.isKnown && launchType.value === "FARGATE") ||
          tasks.some(({ subject: task, condition }) =>
            together({ networkMode: task.networkMode }, condition).some(
              ({ networkMode }) =>
                networkMode.isKnown &&
                networkMode.value === "awsvpc" &&
                canCoexist(networkMode.condition, classic.condition),
            ),
          );
        if (isOwn)
          report(
            "refused",
            classic,
            `${balancer.name} registers tasks that have addresses of their own with a Classic Load Balancer, which knows only instances; ECS refuses that. Take a target group of an Application or Network Load Balancer.`,
          );
        else
          report(
            "old",
            classic,
            `${balancer.name} is behind a Classic Load Balancer, which knows one port for each service and cannot serve Fargate. Take a target group of an Application Load Balancer.`,
          );
      }
    }
  },
});
