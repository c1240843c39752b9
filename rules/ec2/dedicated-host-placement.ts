import { partsOfType } from "../../server/aws/instance-types.ts";
import { Placement } from "../../server/aws/placement.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ec2-dedicated-host-placement",
  title: "Host placement that contradicts the tenancy",
  category: "correctness",
  variants: {
    group: { severity: "error", profile: "errors" },
    host: { severity: "warning", profile: "recommended" },
    credits: { severity: "error", profile: "errors" },
    dedicated: { severity: "info", profile: "strict" },
  },
  notes: "EC2 › EC2 Instance Launch types",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Placement.html",
  alone: [Placement],
  check({ every, report }) {
    for (const placement of every(Placement)) {
      const { name } = placement;
      for (const { tenancy, hostGroup } of together({ tenancy: placement.tenancy, hostGroup: placement.hostGroup }))
        if (isOther(tenancy) && hostGroup.isKnown)
          report(
            "group",
            tenancy,
            `${name} is placed in a host resource group, and its tenancy is ${tenancy.value}; EC2 takes the group only with tenancy host, or with none.`,
          ).fix("Set the tenancy to host", (edit) => edit.replace(tenancy, "host"));
      for (const is of together({ tenancy: placement.tenancy, host: placement.host, affinity: placement.affinity }))
        if (isOther(is.tenancy) && (is.host.isKnown || (is.affinity.isKnown && is.affinity.value === "host")))
          report(
            "host",
            is.tenancy,
            `${name} is placed on a Dedicated Host, and its tenancy is ${is.tenancy.value}, which never runs on one. Set the tenancy to host.`,
          ).fix("Set the tenancy to host", (edit) => edit.replace(is.tenancy, "host"));
      for (const is of together({
        tenancy: placement.tenancy,
        instanceType: placement.instanceType,
        credits: placement.credits,
      })) {
        if (!is.tenancy.isKnown || is.tenancy.value !== "host" || !is.instanceType.isKnown || !is.credits.isKnown)
          continue;
        if (partsOfType(is.instanceType.value)?.family === "t3" && is.credits.value === "unlimited")
          report(
            "credits",
            is.credits,
            `${name} is a T3 instance on a Dedicated Host, where unlimited CPU credits are not offered. Set them to standard.`,
          ).fix("Set the CPU credits to standard", (edit) => edit.replace(is.credits, "standard"));
      }
      for (const tenancy of placement.tenancy.readings)
        if (tenancy.isKnown && tenancy.value === "dedicated")
          report(
            "dedicated",
            tenancy,
            `${name} runs on hardware that no other account uses, at a higher price and without a choice of host. Where no rule or licence asks for that, the default tenancy will do.`,
          );
    }
  },
});

function isOther(tenancy: { readonly isKnown: boolean; readonly value?: string }): tenancy is {
  readonly isKnown: true;
  readonly value: string;
} {
  return tenancy.isKnown && (tenancy.value === "default" || tenancy.value === "dedicated");
}
