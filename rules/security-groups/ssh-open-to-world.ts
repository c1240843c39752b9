import { shownWorld } from "../../server/aws/network.ts";
import { rule } from "../../server/core/rules.ts";
import { admitsJust, docs, exposedToWorld, offerFixes } from "./open-port.ts";

const SSH = 22;

export default rule({
  id: "sg-ssh-open-to-world",
  title: "SSH (22) open to the internet",
  category: "security",
  variants: { open: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Security Groups",
  docs,
  check(context) {
    for (const exposure of exposedToWorld(context)) {
      if (exposure.protocol !== "tcp" || !admitsJust(exposure, SSH)) continue;
      const { rule: ingress, peer } = exposure;
      offerFixes(
        context.report(
          "open",
          peer,
          `${ingress.name} lets ${shownWorld(peer.value)} reach port 22 (SSH), which is everyone on the internet. Admit only the network you connect from, or use Session Manager, which needs no open port.`,
        ),
        exposure,
        "SSH",
      );
    }
  },
});
