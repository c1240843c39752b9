import { EbsStorage, isSet, storageSubject, typeOf } from "../../server/aws/volumes.ts";
import { grouped } from "../../server/core/facts.ts";
import type { Reading } from "../../server/core/kinds.ts";
import { type RuleContext, rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { type Bounds, limits, source } from "../facts/ebs.ts";

export default rule({
  id: "ebs-volume-limits",
  title: "Size, IOPS or throughput outside the volume type's range",
  category: "limits",
  variants: { range: { severity: "error", profile: "errors" } },
  notes: "EC2 Instance Storage › EBS Volume",
  docs: source,
  alone: [EbsStorage],
  check(context) {
    for (const storage of context.every(EbsStorage))
      for (const is of together({
        volumeType: storage.volumeType,
        size: storage.size,
        iops: storage.iops,
        throughput: storage.throughput,
      })) {
        const type = typeOf(storage, is.volumeType);
        const of = type !== undefined && Object.hasOwn(limits, type) ? limits[type]! : undefined;
        if (!of) continue;
        const subject = storageSubject(storage);
        hold(context, is.size, of.size, `${subject} asks for`, type!, "GiB", "the size");
        hold(context, is.iops, of.iops, `${subject} asks for`, type!, "IOPS", "it");
        hold(context, is.throughput, of.throughput, `${subject} asks for`, type!, "MiB/s", "the throughput");
      }
  },
});

function hold(
  { report }: Pick<RuleContext<"range">, "report">,
  reading: Reading<number>,
  bounds: Bounds | undefined,
  asks: string,
  type: string,
  unit: string,
  what: string,
): void {
  if (!bounds || !isSet(reading)) return;
  const { least, most } = bounds;
  const over = reading.value > most.value;
  if (!over && reading.value >= least.value) return;
  const limit = over ? most.value : least.value;
  report(
    "range",
    reading,
    `${asks} ${grouped(reading.value)} ${unit}; a ${type} volume takes ${grouped(least.value)} to ${grouped(most.value)} ${unit}.`,
  ).fix(`Set ${what} to ${grouped(limit)} ${unit}`, (edit) => edit.replace(reading, limit));
}
