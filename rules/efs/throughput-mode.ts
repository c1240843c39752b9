import { FileSystem } from "../../server/aws/efs.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { createFileSystem, leastThroughput } from "../facts/efs.ts";

export default rule({
  id: "efs-throughput-mode",
  title: "EFS throughput that does not fit its mode",
  category: "correctness",
  variants: {
    missing: { severity: "error", profile: "errors" },
    unused: { severity: "warning", profile: "recommended" },
    under: { severity: "error", profile: "errors" },
  },
  notes: "EC2 Instance Storage › EFS",
  docs: createFileSystem,
  alone: [FileSystem],
  check({ every, report }) {
    for (const system of every(FileSystem))
      for (const { mode, amount } of together({ mode: system.throughputMode, amount: system.provisionedThroughput })) {
        const provisioned = mode.isKnown && mode.value === "provisioned";
        // Terraform takes 0 as not set.
        const unset = amount.isAbsent || (amount.isKnown && amount.value === 0);
        if (provisioned && unset)
          report(
            "missing",
            mode,
            `${system.name} has provisioned throughput and does not say how much: EFS refuses it. Say how many MiB/s, or take elastic.`,
          ).fix("Take elastic", (edit) => edit.replace(mode, "elastic"));
        else if (provisioned && amount.isKnown && amount.value < leastThroughput.value)
          report("under", amount, `${system.name} is given ${amount.value} MiB/s; the least is 1.`).fix(
            "Set it to 1 MiB/s",
            (edit) => edit.replace(amount, leastThroughput.value),
          );
        else if (
          amount.isKnown &&
          !unset &&
          (mode.isAbsent || (mode.isKnown && /^(bursting|elastic)$/.test(mode.value)))
        )
          report(
            "unused",
            amount,
            `${system.name} is given ${amount.value} MiB/s, and its throughput mode is ${mode.isKnown ? mode.value : "bursting, the default"}. Only provisioned throughput has an amount.`,
          )
            .fix("Remove it", (edit) => edit.remove(amount))
            .fix("Provision it", (edit) => edit.set(mode, "provisioned"));
      }
  },
});
