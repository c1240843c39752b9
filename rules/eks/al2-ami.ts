import { NodeGroup } from "../../server/aws/eks.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

/** The image of Amazon Linux 2023 that stands in for each of Amazon Linux 2. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  AL2_x86_64: "AL2023_x86_64_STANDARD",
  AL2_ARM_64: "AL2023_ARM_64_STANDARD",
  AL2_x86_64_GPU: "AL2023_x86_64_NVIDIA",
};

/** The last minor version of Kubernetes 1 that there are images of Amazon Linux 2 for. */
const LAST_MINOR = 32;

export default rule({
  id: "eks-al2-ami",
  title: "Nodes on Amazon Linux 2, which EKS no longer supports",
  category: "reliability",
  variants: {
    old: { severity: "warning", profile: "recommended" },
    none: { severity: "error", profile: "errors" },
  },
  notes: "EKS › EKS Node Types",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html",
  alone: [NodeGroup],
  check({ every, report }) {
    for (const group of every(NodeGroup))
      for (const { amiType, version } of together({ amiType: group.amiType, version: group.version })) {
        const successor = amiType.isKnown ? SUCCESSORS[amiType.value] : undefined;
        if (!amiType.isKnown || successor === undefined) continue;
        const minor = version.isKnown ? /^1\.(\d+)$/.exec(version.value)?.[1] : undefined;
        const isGone = minor !== undefined && Number(minor) > LAST_MINOR;
        const why = isGone
          ? `there is none for Kubernetes 1.${minor}`
          : "EKS has made no new ones since the end of 2025, so that nothing in them is mended";
        report(
          isGone ? "none" : "old",
          amiType,
          `${group.name} takes an Amazon Linux 2 image; ${why}. Take ${successor}.`,
        ).fix(`Take ${successor}`, (edit) => edit.replace(amiType, successor));
      }
  },
});
