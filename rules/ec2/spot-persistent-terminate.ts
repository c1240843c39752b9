import { SpotRequest } from "../../server/aws/purchasing.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ec2-spot-persistent-terminate",
  title: "A persistent Spot request whose instances are terminated",
  category: "correctness",
  variants: { terminate: { severity: "error", profile: "errors" } },
  notes: "EC2 › EC2 Instance Launch types",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotMarketOptions.html",
  check({ every, report }) {
    for (const spot of every(SpotRequest))
      for (const { type, interruption } of together({ type: spot.type, interruption: spot.interruption })) {
        if (!type.isKnown || type.value !== "persistent") continue;
        if (!interruption.isAbsent && !(interruption.isKnown && interruption.value === "terminate")) continue;
        report(
          "terminate",
          interruption.isAbsent ? type : interruption,
          `${spot.name} asks for persistent Spot capacity, but has its instances terminated when they are interrupted, which is so where nothing else is said: EC2 refuses the two together. Have them stopped or hibernated.`,
        ).fix("Stop them when they are interrupted", (edit) => edit.set(interruption, "stop"));
      }
  },
});
