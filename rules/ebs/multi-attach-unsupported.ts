import { EbsStorage, isVolume, typeOf } from "../../server/aws/volumes.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { multiAttachInstances } from "../facts/ebs.ts";

export default rule({
  id: "ebs-multi-attach-unsupported",
  title: "Multi-Attach on a volume type that has none",
  category: "correctness",
  variants: { type: { severity: "error", profile: "errors" } },
  notes: "EC2 Instance Storage › EBS Volume",
  docs: multiAttachInstances.source,
  alone: [EbsStorage],
  check({ every, report }) {
    for (const volume of every(EbsStorage)) {
      if (!isVolume(volume)) continue;
      for (const is of together({ multiAttach: volume.multiAttach, volumeType: volume.volumeType })) {
        if (!is.multiAttach.isKnown || !is.multiAttach.value) continue;
        const type = typeOf(volume, is.volumeType);
        if (type === undefined || !/^(gp2|gp3|st1|sc1|standard)$/.test(type)) continue;
        const by = is.volumeType.isAbsent ? `${type}, the type of a volume that says none` : type;
        report(
          "type",
          is.multiAttach,
          `${volume.name} has Multi-Attach and is ${by}. Only io1 and io2 volumes can be on several instances at once.`,
        ).fix("Turn Multi-Attach off", (edit) => edit.remove(is.multiAttach));
      }
    }
  },
});
