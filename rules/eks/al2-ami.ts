import { ImageParameter, NodeGroup } from "../../server/aws/eks.ts";
import { rule } from "../../server/core/rules.ts";
import { HOLE } from "../../server/core/scripts.ts";
import { together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";

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
  check({ every, everyKnown, report }) {
    for (const group of every(NodeGroup))
      for (const { amiType, version } of together({ amiType: group.amiType, version: group.version })) {
        const successor = amiType.isKnown ? SUCCESSORS[amiType.value] : undefined;
        if (!amiType.isKnown || successor === undefined) continue;
        const isGone = version.isKnown && isWithoutImages(version.value);
        const why = isGone
          ? `there is none for Kubernetes ${version.value}`
          : "EKS has made no new ones since the end of 2025, so that nothing in them is mended";
        report(
          isGone ? "none" : "old",
          amiType,
          `${group.name} takes an Amazon Linux 2 image; ${why}. Take ${successor}.`,
        ).fix(`Take ${successor}`, (edit) => edit.replace(amiType, successor));
      }
    for (const image of everyKnown(ImageParameter)) {
      if (image.resource.mode !== "data") continue;
      for (const parameter of image.parameter.readings) {
        const found = parameter.isKnown ? PARAMETER.exec(textOf(parameter.raw)) : null;
        if (!found) continue;
        const isGone = isWithoutImages(found[1]!);
        report(
          isGone ? "none" : "old",
          parameter,
          `${image.name} looks up an Amazon Linux 2 image; ${isGone ? `there is none for Kubernetes ${found[1]}` : "EKS has made no new ones since the end of 2025"}. Look up one of amazon-linux-2023.`,
        );
      }
    }
  },
});

/** Where EKS publishes its images of Amazon Linux 2, by the version of Kubernetes. */
const PARAMETER = /^\/aws\/service\/eks\/optimized-ami\/([^/]*)\/amazon-linux-2(?:-arm64|-gpu)?\//;

function isWithoutImages(version: string): boolean {
  const minor = /^1\.(\d+)$/.exec(version)?.[1];
  return minor !== undefined && Number(minor) > LAST_MINOR;
}

/** A text with a mark for everything in it that is not known. */
function textOf(value: Value): string {
  if (value.kind === "scalar") return String(value.value);
  return value.kind === "text" ? value.parts.map((part) => (part.kind === "piece" ? part.text : HOLE)).join("") : "";
}
