import { SpotRequest } from "../../server/aws/purchasing.ts";
import { lookup, path } from "../../server/core/lookup.ts";
import type { Resource } from "../../server/core/resources.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ec2-spot-persistent-terminate",
  title: "A persistent Spot request whose instances are terminated",
  category: "correctness",
  variants: { terminate: { severity: "error", profile: "errors" } },
  notes: "EC2 › EC2 Instance Launch types",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotMarketOptions.html",
  alone: [SpotRequest],
  check({ every, report }) {
    for (const spot of every(SpotRequest))
      for (const { type, interruption } of together({ type: spot.type, interruption: spot.interruption })) {
        if (!type.isKnown || type.value !== "persistent") continue;
        if (!interruption.isAbsent && !(interruption.isKnown && interruption.value === "terminate")) continue;
        if (interruption.isAbsent && mayHibernate(spot.resource)) continue;
        report(
          "terminate",
          interruption.isAbsent ? type : interruption,
          `${spot.name} asks for persistent Spot capacity, but has its instances terminated when they are interrupted, which is so where nothing else is said: EC2 refuses the two together. Have them stopped or hibernated.`,
        ).fix("Stop them when they are interrupted", (edit) => edit.set(interruption, "stop"));
      }
  },
});

/** An instance that is made for hibernation hibernates when it is interrupted, where nothing else is said. */
function mayHibernate({ properties }: Resource): boolean {
  return ["LaunchTemplateData.HibernationOptions.Configured", "hibernation_options.configured", "hibernation"].some(
    (option) => {
      const value = lookup(properties, path(option));
      return value.kind !== "absent" && !(value.kind === "scalar" && String(value.value) === "false");
    },
  );
}
