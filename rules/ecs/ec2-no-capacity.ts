import { EcsService, type isFilled } from "../../server/aws/ecs.ts";
import { CapacitySource, EcsCluster } from "../../server/aws/ecs-clusters.ts";
import { attributeOwner } from "../../server/aws/iam-roles.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ecs-ec2-no-capacity",
  title: "Service on instances, in a cluster that has none",
  category: "correctness",
  variants: { none: { severity: "warning", profile: "recommended" } },
  notes: "ECS › EC2 Launch Type",
  docs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_types.html",
  check({ program, every, at, report }) {
    // Instances may come from anywhere: only what is all there says that there are none.
    if (program.open.length > 0 || every(CapacitySource).length > 0) return;
    for (const service of every(EcsService)) {
      if (!service.resource.closed) continue;
      for (const { launchType, strategy, desiredCount, cluster, controller } of together({
        launchType: service.launchType,
        strategy: service.strategy,
        desiredCount: service.desiredCount,
        cluster: service.cluster,
        controller: service.controller,
      })) {
        const onInstances = launchType.isKnown ? launchType.value === "EC2" : launchType.isAbsent;
        if (!onInstances || !strategy.isAbsent || desiredCount.isUnknown) continue;
        if (
          (desiredCount.isKnown && desiredCount.value === 0) ||
          !controller.isKnown ||
          controller.value === "EXTERNAL"
        )
          continue;
        const owner = attributeOwner(cluster.raw);
        const [home] = owner ? at(EcsCluster, owner.address) : [];
        if (home?.resource.mode !== "managed" || !home.resource.closed) continue;
        if (program.escaped.has(home.resource.address)) continue;
        if ([...home.providers.readings, ...home.defaultStrategy.readings].some((r) => !r.isAbsent && !isEmpty(r)))
          continue;
        const why = launchType.isAbsent ? "has no launch type, which means EC2," : "has the launch type EC2,";
        report(
          "none",
          launchType,
          `${service.name} ${why} and nothing here gives ${home.name} an instance: its tasks wait for one. Take FARGATE, or add a capacity provider with an Auto Scaling group.`,
        ).related(home, "The cluster.");
      }
    }
  },
});

function isEmpty(list: Parameters<typeof isFilled>[0]): boolean {
  return list.raw.kind === "list" && list.raw.closed && list.raw.items.length === 0;
}
