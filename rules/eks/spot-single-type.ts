import { NodeGroup } from "../../server/aws/eks.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "eks-spot-single-type",
  title: "Spot nodes of a single instance type",
  category: "reliability",
  variants: { single: { severity: "info", profile: "strict" } },
  notes: "EKS › EKS Node Types",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html",
  alone: [NodeGroup],
  check({ every, report }) {
    for (const group of every(NodeGroup))
      for (const { capacityType, instanceTypes } of together({
        capacityType: group.capacityType,
        instanceTypes: group.instanceTypes,
      })) {
        if (!capacityType.isKnown || capacityType.value !== "SPOT") continue;
        const { raw } = instanceTypes;
        if (raw.kind !== "list" || !raw.closed || raw.items.length !== 1 || raw.items[0]!.kind !== "scalar") continue;
        report(
          "single",
          instanceTypes,
          `${group.name} runs on Spot capacity of one instance type; when that is called back, all nodes can go at once. Name several types of the same size.`,
        );
      }
  },
});
