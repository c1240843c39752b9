import { EbsStorage, isSet, storageSubject, typeOf } from "../../server/aws/volumes.ts";
import { grouped } from "../../server/core/facts.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { createVolume, limits } from "../facts/ebs.ts";

export default rule({
  id: "ebs-iops-not-applicable",
  title: "IOPS or throughput on a volume type that does not take it",
  category: "correctness",
  variants: {
    iops: { severity: "warning", profile: "recommended" },
    throughput: { severity: "error", profile: "errors" },
  },
  notes: "EC2 Instance Storage › EBS Volume",
  docs: createVolume,
  alone: [EbsStorage],
  check({ every, report }) {
    for (const storage of every(EbsStorage))
      for (const is of together({
        volumeType: storage.volumeType,
        iops: storage.iops,
        throughput: storage.throughput,
      })) {
        const type = typeOf(storage, is.volumeType);
        const of = type !== undefined && Object.hasOwn(limits, type) ? limits[type]! : undefined;
        if (!of) continue;
        const by = is.volumeType.isAbsent ? `${type}, the type of a volume that says none,` : type;
        if (isSet(is.iops) && !of.iops)
          report(
            "iops",
            is.iops,
            `${storageSubject(storage)} asks for ${grouped(is.iops.value)} IOPS, which ${by} does not take: its performance follows from its size. Take gp3, or leave it out.`,
          )
            .fix("Remove it", (edit) => edit.remove(is.iops))
            .fix("Take gp3", (edit) => edit.set(is.volumeType, "gp3"));
        if (isSet(is.throughput) && !of.throughput)
          report(
            "throughput",
            is.throughput,
            `${storageSubject(storage)} asks for ${grouped(is.throughput.value)} MiB/s, which ${by} does not take: EC2 refuses it. Only gp3 does.`,
          )
            .fix("Remove it", (edit) => edit.remove(is.throughput))
            .fix("Take gp3", (edit) => edit.set(is.volumeType, "gp3"));
      }
  },
});
