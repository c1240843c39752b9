import { isFilled } from "../../server/aws/ecs.ts";
import { NodeGroup, nodeTemplate } from "../../server/aws/eks.ts";
import type { Reading } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "eks-nodegroup-launch-template-conflict",
  title: "Node group that sets what its launch template sets",
  category: "correctness",
  variants: {
    both: { severity: "error", profile: "errors" },
    types: { severity: "error", profile: "errors" },
    image: { severity: "error", profile: "errors" },
  },
  notes: "EKS › EKS Node Types",
  docs: "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
  check({ every, follow, report }) {
    for (const group of every(NodeGroup)) {
      // Modules leave the type out where they are given an image: which of the two holds there is not known apart.
      const isAlwaysSet = group.amiType.readings.every(says);
      for (const { subject: template, condition } of follow(nodeTemplate, group).found)
        for (const { instanceTypes, instanceType, amiType, image, version } of together(
          {
            instanceTypes: group.instanceTypes,
            instanceType: template.instanceType,
            amiType: group.amiType,
            image: template.image,
            version: group.launchTemplateVersion,
          },
          condition,
        )) {
          // An older version of the template may say something else.
          if (version.raw.kind === "scalar" && /^\d+$/.test(String(version.raw.value))) continue;
          if (group.instanceTypes.readings.every(isFilled) && says(instanceType))
            report(
              "types",
              instanceTypes,
              `${group.name} names its instance types, and so does its launch template ${template.name}; EKS takes them from one of the two alone.`,
            )
              .related(instanceType, "The launch template.")
              .fix("Remove the instance types", (edit) => edit.remove(instanceTypes));
          if (isAlwaysSet && amiType.isKnown && amiType.value !== "CUSTOM" && says(image))
            report(
              "image",
              amiType,
              `${group.name} has the AMI type ${amiType.value}, and its launch template ${template.name} names an image; the type can then be CUSTOM alone. Leave it out.`,
            )
              .related(image, "The launch template.")
              .fix("Remove the AMI type", (edit) => edit.remove(amiType));
        }
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
    }
  },
});

/** Terraform leaves out what is empty. */
function says({ isKnown, raw }: Reading<unknown>): boolean {
  return isKnown && !(raw.kind === "scalar" && raw.value === "");
}
