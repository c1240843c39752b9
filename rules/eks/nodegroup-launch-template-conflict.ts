import { NodeGroup } from "../../server/aws/eks.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "eks-nodegroup-launch-template-conflict",
  title: "Node group that sets what its launch template sets",
  category: "correctness",
  variants: { both: { severity: "error", profile: "errors" } },
  notes: "EKS › EKS Node Types",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
  alone: [NodeGroup],
  check({ every, report }) {
    for (const group of every(NodeGroup))
      for (const { launchTemplate, diskSize, remoteAccess } of together({
        launchTemplate: group.launchTemplate,
        diskSize: group.diskSize,
        remoteAccess: group.remoteAccess,
      })) {
        if (!launchTemplate.isKnown) continue;
        for (const [own, what] of [
          [diskSize, "a disk size"],
          [remoteAccess, "remote access"],
        ] as const)
          if (own.isKnown)
            report(
              "both",
              own,
              `${group.name} has ${what} and a launch template; EKS refuses the two together. Say it in the launch template.`,
            )
              .related(launchTemplate, "The launch template.")
              .fix(`Remove ${what}`, (edit) => edit.remove(own));
      }
  },
});
