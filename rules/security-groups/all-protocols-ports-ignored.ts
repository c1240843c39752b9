import { GroupRule, type GroupRuleSubject } from "../../server/aws/group-rules.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "sg-all-protocols-ports-ignored",
  title: "Ports beside protocol -1, which opens every port",
  category: "security",
  variants: { ignored: { severity: "warning", profile: "recommended" } },
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
        if (!protocol.isKnown || !/^(-1|all)$/i.test(protocol.value.trim())) continue;
        if (!fromPort.isKnown || !toPort.isKnown) continue;
        const [from, to] = [fromPort.value, toPort.value];
        // What is meant is every port all the same.
        if ((from <= 0 && to <= 0) || (from <= 1 && to >= 65_535)) continue;
        const ports = from === to ? `port ${from}` : `ports ${from}-${to}`;
        const what = isInline(of)
          ? `${of.name} names ${ports} beside protocol ${protocol.value}, which is every protocol: the provider takes no port but 0 there.`
          : `${of.name} opens every port of every protocol here: beside protocol ${protocol.value} AWS ignores ${ports}.`;
        report("ignored", protocol, `${what} Name the protocol to open just ${from === to ? "this one" : "these"}.`)
          .fix("Say tcp", (edit) => edit.replace(protocol, "tcp"))
          .fix("Say udp", (edit) => edit.replace(protocol, "udp"));
      }
  },
});

/** True in a group's own blocks in Terraform, where the provider refuses what EC2 would ignore. */
function isInline({ resource }: GroupRuleSubject): boolean {
  return /^aws_(default_)?security_group$/.test(resource.type);
}
