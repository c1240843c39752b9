import { admitsTcp, groupsOf } from "../../server/aws/group-rules.ts";
import { Listener, listenerBalancer } from "../../server/aws/load-balancers.ts";
import { all } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";
import { networkAdmitted, offerAdmission } from "./admit.ts";

export default rule({
  id: "sg-lb-listener-port-closed",
  title: "Listener port that the load balancer's security group does not admit",
  category: "correctness",
  variants: { closed: { severity: "warning", profile: "recommended" } },
  notes: "EC2 › Security Groups",
  docs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
  check(context) {
    for (const listener of context.every(Listener))
      for (const { subject: balancer, condition: ofBalancer } of context.follow(listenerBalancer, listener).found)
        for (const is of together(
          { port: listener.port, protocol: listener.protocol, groups: balancer.groups },
          ofBalancer,
        )) {
          if (!is.port.isKnown || (is.protocol.isKnown && /UDP|QUIC/i.test(is.protocol.value)) || is.protocol.isUnknown)
            continue;
          const port = is.port.value;
          const groups = groupsOf(is.groups.raw, context);
          if (!groups || groups.some((g) => admitsTcp(g, port, context) !== false)) continue;
          const names = groups.map((g) => g.name).join(", ");
          const found = context
            .report(
              "closed",
              { ...is.port, condition: all(is.condition, ofBalancer) },
              `${balancer.name} listens on port ${port}, which none of its security groups (${names}) admits: whoever connects waits until it times out. Admit TCP port ${port}.`,
            )
            .related(is.groups, `The security groups of ${balancer.name}.`);
          offerAdmission(found, groups, port, networkAdmitted(groups[0], context), context);
        }
  },
});
