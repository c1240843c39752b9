import { shownWorld } from "../../server/aws/network.ts";
import { rule } from "../../server/core/rules.ts";
import { admitsJust, docs, exposedToWorld, offerFixes } from "./open-port.ts";

const RDP = 3389;
const WINRM = [5985, 5986];

export default rule({
  id: "sg-rdp-open-to-world",
  title: "RDP (3389) or WinRM open to the internet",
  category: "security",
  variants: {
    open: { severity: "warning", profile: "recommended" },
    winrm: { severity: "warning", profile: "recommended" },
  },
  notes: "EC2 › Security Groups",
  docs,
  check(context) {
    for (const exposure of exposedToWorld(context)) {
      const { rule: ingress, peer } = exposure;
      const winrm = WINRM.find((port) => exposure.protocol === "tcp" && admitsJust(exposure, port));
      if (admitsJust(exposure, RDP))
        offerFixes(
          context.report(
            "open",
            peer,
            `${ingress.name} lets ${shownWorld(peer.value)} reach port 3389 (RDP), which is everyone on the internet. Admit only the network you connect from, or use Fleet Manager, which needs no open port.`,
          ),
          exposure,
          "RDP",
        );
      else if (winrm !== undefined)
        offerFixes(
          context.report(
            "winrm",
            peer,
            `${ingress.name} lets ${shownWorld(peer.value)} reach port ${winrm} (WinRM), which is everyone on the internet. Admit only the network you connect from.`,
          ),
          exposure,
          "WinRM",
        );
    }
  },
});
