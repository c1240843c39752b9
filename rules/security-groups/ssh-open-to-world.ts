import { publicPrefix, shownWorld } from "../../server/aws/network.ts";
import { admitsPort, exposures, IngressRule } from "../../server/aws/security-group.ts";
import { grouped } from "../../server/core/facts.ts";
import { rule } from "../../server/core/rules.ts";
import { admitsJust, docs, exposedToWorld, offerFixes } from "./open-port.ts";

const SSH = 22;
/** Nobody's own network is larger than this many fixed bits make it. */
const WIDEST = 8;

export default rule({
  id: "sg-ssh-open-to-world",
  title: "SSH (22) open to the internet",
  category: "security",
  variants: {
    open: { severity: "warning", profile: "recommended" },
    wide: { severity: "info", profile: "strict" },
  },
  notes: "EC2 › Security Groups",
  docs,
  check(context) {
    const exposed = exposedToWorld(context);
    for (const exposure of exposed) {
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
    const told = new Set(exposed.map((e) => e.peer.raw));
    for (const exposure of context.every(IngressRule).flatMap(exposures)) {
      const { rule: ingress, peer, condition } = exposure;
      if (exposure.protocol === "udp" || !admitsPort(exposure, SSH) || told.has(peer.raw)) continue;
      const prefix = publicPrefix(peer.value);
      if (prefix === undefined || prefix === 0 || prefix > WIDEST || peer.value.includes(":")) continue;
      offerFixes(
        context.report(
          "wide",
          { ...peer, condition },
          `${ingress.name} lets ${peer.value} reach port 22 (SSH), which is ${grouped(2 ** (32 - prefix))} addresses on the internet. Admit only the network you connect from, or use Session Manager, which needs no open port.`,
        ),
        exposure,
        "SSH",
      );
    }
  },
});
