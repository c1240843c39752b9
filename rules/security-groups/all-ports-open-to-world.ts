import { shownWorld } from "../../server/aws/network.ts";
import { admitsEveryPort } from "../../server/aws/security-group.ts";
import { rule } from "../../server/core/rules.ts";
import { docs, exposedToWorld, offerFixes } from "./open-port.ts";

export default rule({
  id: "sg-all-ports-open-to-world",
  title: "Every port open to the internet",
  category: "security",
  variants: { open: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Security Groups",
  docs,
  check(context) {
    for (const exposure of exposedToWorld(context)) {
      if (!admitsEveryPort(exposure)) continue;
      const { rule: ingress, peer, protocol } = exposure;
      const what = protocol === "all" ? "every port of every protocol" : `every ${protocol.toUpperCase()} port`;
      offerFixes(
        context.report(
          "open",
          peer,
          `${ingress.name} lets ${shownWorld(peer.value)} reach ${what}, which is everyone on the internet. Admit only the ports that the service answers on, from the networks that need them.`,
        ),
        exposure,
      );
    }
  },
});
