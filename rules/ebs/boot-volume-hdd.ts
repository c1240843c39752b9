import { EbsStorage, isRoot, isVolume, storageSubject } from "../../server/aws/volumes.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { source } from "../facts/ebs.ts";

export default rule({
  id: "ebs-boot-volume-hdd",
  title: "st1 or sc1 as a boot volume",
  category: "correctness",
  variants: { boot: { severity: "error", profile: "errors" } },
  notes: "EC2 Instance Storage › EBS Volume",
  docs: source,
  alone: [EbsStorage],
  check({ every, report }) {
    for (const storage of every(EbsStorage)) {
      if (isVolume(storage)) continue;
      for (const { device, volumeType } of together({ device: storage.device, volumeType: storage.volumeType })) {
        if (!isRoot(storage, device) || !volumeType.isKnown || !/^(st1|sc1)$/.test(volumeType.value)) continue;
        report(
          "boot",
          volumeType,
          `${storageSubject(storage)} is ${volumeType.value}, a hard disk that no instance can start from. Take gp3.`,
        ).fix("Take gp3", (edit) => edit.replace(volumeType, "gp3"));
      }
    }
  },
});
