import {
  attachedInstance,
  attachedVolume,
  namesAreComparable,
  VolumeAttachment,
  zoneAttributeName,
  zonesOf,
  zonesOfInstance,
  zoneText,
} from "../../server/aws/ec2.ts";
import { compare } from "../../server/core/compare.ts";
import { all } from "../../server/core/conditions.ts";
import { attribute } from "../../server/core/fixes.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "ebs-az-mismatch",
  title: "Volume and instance in different Availability Zones",
  category: "correctness",
  variants: { mismatch: { severity: "error", profile: "errors" } },
  notes: "EBS › EBS Volume",
  docs: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-attaching-volume.html",
  check(context) {
    const { every, follow, report } = context;
    for (const attachment of every(VolumeAttachment))
      for (const { subject: volume, condition: ofVolume } of follow(attachedVolume, attachment).found) {
        if (volume.resource.mode !== "managed") continue;
        for (const { subject: instance, condition: ofInstance } of follow(attachedInstance, attachment).found)
          for (const is of zonesOf(volume, context))
            for (const other of zonesOfInstance(instance, context)) {
              const { written } = is;
              if (!written) continue;
              if (compare(is.value, other.value) !== "different" || !namesAreComparable(is.value, other.value))
                continue;
              const condition = all(ofVolume, ofInstance, is.condition, other.condition);
              const found = report(
                "mismatch",
                { ...written, condition },
                `${volume.name} is in ${zoneText(is.value)}, but ${instance.name}, which it is attached to, is in ${zoneText(other.value)}. A volume can only be attached to an instance in its own Availability Zone.`,
              )
                .related(
                  { span: other.value.origin.span, condition, resource: instance.resource },
                  `${instance.name} is in ${zoneText(other.value)}.`,
                )
                .related(attachment, "They are attached here.");
              // An instance that names its volume itself is made after it: it cannot give the volume its zone.
              if (attachment.resource !== instance.resource)
                found.fix(`Take the zone from ${instance.name}`, (edit) =>
                  edit.replace(written, attribute(instance.resource, zoneAttributeName(instance.resource))),
                );
            }
      }
  },
});
