import { attachedVolume, Volume, type VolumeAttachment } from "../../server/aws/ec2.ts";
import { EbsStorage } from "../../server/aws/volumes.ts";
import { all, type Condition } from "../../server/core/conditions.ts";
import type { Reading, SubjectOf } from "../../server/core/kinds.ts";
import { type RuleContext, rule } from "../../server/core/rules.ts";
import { canCoexist, together } from "../../server/core/together.ts";
import type { Value } from "../../server/core/values.ts";
import { multiAttachInstances } from "../facts/ebs.ts";

export default rule({
  id: "ebs-multi-attach-required",
  title: "One volume on several instances without Multi-Attach",
  category: "correctness",
  variants: { several: { severity: "error", profile: "errors" } },
  notes: "EC2 Instance Storage › EBS Volume",
  docs: multiAttachInstances.source,
  check(context) {
    const { every, at, report } = context;
    for (const volume of every(Volume)) {
      if (volume.resource.key === "symbolic") continue;
      const attachments = attachmentsOf(volume, context);
      if (attachments.length < 2) continue;
      for (const storage of at(EbsStorage, volume.resource.address))
        for (const is of together({ multiAttach: storage.multiAttach, volumeType: storage.volumeType })) {
          if (is.multiAttach.isUnknown || (is.multiAttach.isKnown && is.multiAttach.value)) continue;
          for (const [i, second] of attachments.entries()) {
            const first = attachments
              .slice(0, i)
              .find((a) => a.instance !== second.instance && canCoexist(a.condition, second.condition, is.condition));
            if (!first) continue;
            const condition = all(first.condition, second.condition, is.condition);
            const found = report(
              "several",
              { ...second.volume, condition },
              `${volume.name} is attached to ${first.instanceName} and to ${second.instanceName}. A volume can be on one instance only, unless it is io1 or io2 with Multi-Attach. Files that several instances share belong on EFS.`,
            ).related({ ...first.volume, condition }, `It is attached to ${first.instanceName} here.`);
            if (is.volumeType.isKnown && /^io[12]$/.test(is.volumeType.value))
              found.fix("Turn on Multi-Attach", (edit) => edit.set(is.multiAttach, true));
          }
        }
    }
  },
});

interface Attached {
  readonly volume: Reading<Value>;
  /** The same for the same instance, and another one for another. */
  readonly instance: string;
  readonly instanceName: string;
  readonly condition: Condition;
}

/** The attachments of a volume to instances that are certainly one each. */
function attachmentsOf(
  volume: SubjectOf<typeof Volume>,
  { referring, resource }: Pick<RuleContext, "referring" | "resource">,
): Attached[] {
  const found: Attached[] = [];
  for (const { subject: attachment, condition } of referring(attachedVolume, volume).found) {
    if (attachment.resource.key === "symbolic") continue;
    const of = instanceOf(attachment, resource);
    const reading = attachment.volume.readings.find(
      (r) => r.raw.kind === "reference" && r.raw.target === volume.resource.address,
    );
    if (of && reading) found.push({ volume: reading, condition, ...of });
  }
  return found;
}

function instanceOf(
  attachment: SubjectOf<typeof VolumeAttachment>,
  resource: RuleContext["resource"],
): Pick<Attached, "instance" | "instanceName"> | undefined {
  const [reading, ...others] = attachment.instance.readings;
  if (!reading || others.length > 0) return undefined;
  const { raw } = reading;
  if (raw.kind === "scalar") return { instance: String(raw.value), instanceName: String(raw.value) };
  const target = raw.kind === "reference" ? resource(raw.target) : undefined;
  if (target?.mode !== "managed" || target.key === "symbolic") return undefined;
  return { instance: `of ${target.address}`, instanceName: target.name };
}
