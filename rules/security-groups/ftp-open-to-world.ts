import { shownWorld } from "../../server/aws/network.ts";
import { rule } from "../../server/core/rules.ts";
import { admitsJust, docs, exposedToWorld, isWide, offerFixes } from "./open-port.ts";

const FTP = [21, 20];

export default rule({
  id: "sg-ftp-open-to-world",
  title: "FTP (20, 21) open to the internet",
  category: "security",
  variants: { open: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Security Groups",
  docs,
  check(context) {
    for (const exposure of exposedToWorld(context)) {
      if (exposure.protocol !== "tcp" || isWide(exposure)) continue;
      const port = FTP.find((p) => admitsJust(exposure, p));
      if (port === undefined) continue;
      const { rule: ingress, peer } = exposure;
      offerFixes(
        context.report(
          "open",
          peer,
          `${ingress.name} lets ${shownWorld(peer.value)} reach port ${port} (FTP), which is everyone on the internet, and FTP sends passwords in the clear. Use SFTP, which AWS Transfer Family has as a service, and admit only the networks that need it.`,
        ),
        exposure,
        "FTP",
      );
    }
  },
});
