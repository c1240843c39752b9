import { GroupRule } from "../../server/aws/group-rules.ts";
import type { Reading } from "../../server/core/kinds.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "sg-invalid-port-range",
  title: "Impossible port range",
  category: "correctness",
  variants: {
    reversed: { severity: "error", profile: "errors" },
    outside: { severity: "error", profile: "errors" },
    missing: { severity: "error", profile: "errors" },
  },
  notes: "EC2 › Security Groups",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html",
  alone: [GroupRule],
  check({ every, report }) {
    for (const of of every(GroupRule))
      for (const { protocol, fromPort, toPort } of together({
        protocol: of.protocol,
        fromPort: of.fromPort,
        toPort: of.toPort,
      })) {
        // For ICMP these are a type and a code; for other protocols they do not count.
        if (!protocol.isKnown || !/^(tcp|udp|6|17)$/i.test(protocol.value.trim())) continue;
        const name = protocol.value.toUpperCase();
        const outside = [fromPort, toPort].find((p) => p.isKnown && !isPort(p.value)) as KnownPort | undefined;
        if (outside)
          report("outside", outside, `${of.name} names port ${outside.value} of ${name}; ports are 0 to 65535.`);
        else if (fromPort.isKnown && toPort.isKnown && fromPort.value > toPort.value)
          report(
            "reversed",
            fromPort,
            `${of.name} opens ports ${fromPort.value} to ${toPort.value}: the first is above the last, and EC2 refuses the rule.`,
          ).fix("Swap them", (edit) => edit.replace(fromPort, toPort.value).replace(toPort, fromPort.value));
        else if (fromPort.isAbsent && toPort.isAbsent)
          report("missing", protocol, `${of.name} opens ${name} and names no ports; EC2 wants a first and a last one.`);
      }
  },
});

type KnownPort = Reading<number> & { isKnown: true };

function isPort(n: number): boolean {
  return Number.isInteger(n) && n >= 0 && n <= 65_535;
}
