import { EbsStorage, isUnset, isVolume } from "../../server/aws/volumes.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { createVolume } from "../facts/ebs.ts";

export default rule({
  id: "ebs-size-or-snapshot",
  title: "Volume with neither a size nor a snapshot",
  category: "correctness",
  variants: { missing: { severity: "error", profile: "errors" } },
  notes: "EC2 Instance Storage › EBS Volume",
  docs: createVolume,
  alone: [EbsStorage],
  check({ every, report }) {
    for (const volume of every(EbsStorage)) {
      if (!isVolume(volume)) continue;
      for (const is of together({ size: volume.size, snapshot: volume.snapshot, source: volume.source })) {
        if (!isUnset(is.size) || !is.snapshot.isAbsent || !is.source.isAbsent) continue;
        report(
          "missing",
          { span: volume.nameSpan, condition: is.condition, resource: volume.resource },
          `${volume.name} has neither a size nor a snapshot to take it from: EC2 cannot make it. Say how many GiB it has.`,
        );
      }
    }
  },
});
