import { InstanceTypeChoice, partsOfType } from "../../server/aws/instance-types.ts";
import { rule } from "../../server/core/rules.ts";
import { previousGeneration } from "../facts/ec2.ts";

export default rule({
  id: "ec2-previous-generation",
  title: "Instance type of a previous generation",
  category: "cost",
  variants: { previous: { severity: "info", profile: "strict" } },
  notes: previousGeneration.notes,
  docs: previousGeneration.source,
  alone: [InstanceTypeChoice],
  check({ every, report }) {
    const successors: Readonly<Record<string, string>> = previousGeneration.successors;
    for (const { instanceType } of every(InstanceTypeChoice))
      for (const reading of instanceType.readings) {
        const parts = reading.isKnown ? partsOfType(reading.value) : undefined;
        if (!parts || !reading.isKnown || !Object.hasOwn(successors, parts.family)) continue;
        const successor = successors[parts.family]!;
        const found = report(
          "previous",
          reading,
          `${reading.value} is of a previous generation: slower for its price, and not offered in newer Regions. Its successor is ${successor}.`,
        );
        if (hasSize(successor, parts.size)) {
          const newer = `${successor}.${parts.size}`;
          found.fix(`Take ${newer}`, (edit) => edit.replace(reading, newer));
        }
      }
  },
});

/** Sizes that a successor comes in. */
function hasSize(family: string, size: string): boolean {
  if (family === "t3") return /^(?:micro|small|medium|large)$/.test(size);
  return /^[cmri]/.test(family) && /^(?:large|xlarge|2xlarge|4xlarge|8xlarge)$/.test(size);
}
