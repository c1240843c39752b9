import { InstanceTypeChoice, partsOfType } from "../../server/aws/instance-types.ts";
import { rule } from "../../server/core/rules.ts";

export default rule({
  id: "ec2-t2-instance",
  title: "T2 where T3 is newer and costs less",
  category: "cost",
  variants: { older: { severity: "info", profile: "strict" } },
  notes: "EC2 › Launching an EC2 instance running Linux",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances.html",
  alone: [InstanceTypeChoice],
  check({ every, report }) {
    for (const { instanceType } of every(InstanceTypeChoice))
      for (const reading of instanceType.readings) {
        const parts = reading.isKnown ? partsOfType(reading.value) : undefined;
        if (parts?.family !== "t2" || !reading.isKnown) continue;
        const newer = `t3.${parts.size}`;
        report(
          "older",
          reading,
          `${reading.value} is of an older generation. ${newer} runs x86 images too, on newer hardware with two processors at least, for less.`,
        ).fix(`Take ${newer}`, (edit) => edit.replace(reading, newer));
      }
  },
});
