import { EbsStorage, isSet, isUnset, isVolume, storageSubject, typeOf } from "../../server/aws/volumes.ts";
import { grouped } from "../../server/core/facts.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { gp2Most, gp2Ratio, limits, source } from "../facts/ebs.ts";

export default rule({
  id: "ebs-gp2-to-gp3",
  title: "gp2 volume, where gp3 is cheaper",
  category: "cost",
  variants: { gp2: { severity: "info", profile: "strict" } },
  notes: "EC2 Instance Storage › EBS Volume",
  docs: source,
  alone: [EbsStorage],
  check({ every, report }) {
    for (const storage of every(EbsStorage))
      for (const is of together({ volumeType: storage.volumeType, size: storage.size, iops: storage.iops })) {
        if (typeOf(storage, is.volumeType) !== "gp2") continue;
        const least = limits.gp3!.iops!.least.value;
        const now = is.size.isKnown ? Math.min(is.size.value * gp2Ratio.value, gp2Most.value) : 0;
        const keep = now > least ? ` Give it ${grouped(now)} IOPS to keep those that it has now.` : "";
        const by = is.volumeType.isAbsent ? "is gp2, the type of a volume that says none" : "is gp2";
        const absent = is.volumeType.isAbsent && isVolume(storage);
        const found = report(
          "gp2",
          absent ? { span: storage.nameSpan, condition: is.condition, resource: storage.resource } : is.volumeType,
          `${storageSubject(storage)} ${by}. gp3 costs less for the same size, and has ${grouped(least)} IOPS whatever the size.${keep}`,
        );
        if (now > least && isUnset(is.iops))
          found.fix(`Take gp3 with ${grouped(now)} IOPS`, (edit) =>
            edit.replace(is.volumeType, "gp3").set(is.iops, now),
          );
        else if (!isSet(is.iops) || is.iops.value >= least)
          found.fix("Take gp3", (edit) => edit.replace(is.volumeType, "gp3"));
      }
  },
});
