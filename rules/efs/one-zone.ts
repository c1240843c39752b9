import { FileSystem } from "../../server/aws/efs.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "efs-one-zone",
  title: "One Zone file system",
  category: "reliability",
  variants: { zone: { severity: "info", profile: "strict" } },
  notes: "EC2 Instance Storage › EFS",
  docs: "https://docs.aws.amazon.com/efs/latest/ug/availability-durability.html",
  alone: [FileSystem],
  check({ every, report }) {
    for (const system of every(FileSystem))
      for (const zone of system.zone.readings) {
        if (!zone.isKnown) continue;
        report(
          "zone",
          zone,
          `${system.name} lives in one Availability Zone: it cannot be reached while that zone is down, and is lost with it. Leave the zone out for a Regional file system.`,
        );
      }
  },
});
