import { shownWorld } from "../../server/aws/network.ts";
import { admitsEveryPort } from "../../server/aws/security-group.ts";
import { grouped } from "../../server/core/facts.ts";
import { rule } from "../../server/core/rules.ts";
import { docs, exposedToWorld, isWide, offerFixes } from "./open-port.ts";

export default rule({
  id: "sg-wide-range-open-to-world",
  title: "A wide range of ports open to the internet",
  category: "security",
  variants: { open: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Security Groups",
  docs,
  check(context) {
    for (const exposure of exposedToWorld(context)) {
      if (admitsEveryPort(exposure) || !isWide(exposure)) continue;
      const { rule: ingress, peer, from, to } = exposure;
      offerFixes(
        context.report(
          "open",
          peer,
          `${ingress.name} lets ${shownWorld(peer.value)} reach ${grouped(to - from + 1)} ports (${from}-${to}), which is everyone on the internet. Admit only the ports that the service answers on.`,
        ),
        exposure,
      );
    }
  },
});
