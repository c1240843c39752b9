import { EbsStorage, isUnset, storageSubject, typeOf } from "../../server/aws/volumes.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { createVolume } from "../facts/ebs.ts";

export default rule({
  id: "ebs-iops-required",
  title: "io1 or io2 volume without IOPS",
  category: "correctness",
  variants: { missing: { severity: "error", profile: "errors" } },
  notes: "EC2 Instance Storage › EBS Volume",
  docs: createVolume,
  alone: [EbsStorage],
  check({ every, report }) {
    for (const storage of every(EbsStorage))
      for (const is of together({ volumeType: storage.volumeType, iops: storage.iops })) {
        const type = typeOf(storage, is.volumeType);
        if ((type !== "io1" && type !== "io2") || !isUnset(is.iops)) continue;
        report(
          "missing",
          is.volumeType,
          `${storageSubject(storage)} is an ${type} volume and says no IOPS; EC2 makes no ${type} volume without a number of them. Say how many, or take gp3, which has 3,000 to begin with.`,
        ).fix("Take gp3", (edit) => edit.replace(is.volumeType, "gp3"));
      }
  },
});
