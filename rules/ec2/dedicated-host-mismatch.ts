import { Instance, namesAreComparable, zonesOfInstance, zoneText } from "../../server/aws/ec2.ts";
import { partsOfType } from "../../server/aws/instance-types.ts";
import { DedicatedHost, Placement, placedOnHost } from "../../server/aws/placement.ts";
import { compare } from "../../server/core/compare.ts";
import { all } from "../../server/core/conditions.ts";
import { rule } from "../../server/core/rules.ts";
import { together } from "../../server/core/together.ts";

export default rule({
  id: "ec2-dedicated-host-mismatch",
  title: "Instance that does not fit its Dedicated Host",
  category: "correctness",
  variants: {
    type: { severity: "error", profile: "errors" },
    zone: { severity: "error", profile: "errors" },
    both: { severity: "error", profile: "errors" },
  },
  notes: "EC2 › EC2 Instance Launch types",
  docs: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateHosts.html",
  alone: [DedicatedHost, Placement],
  check(context) {
    for (const host of context.every(DedicatedHost))
      for (const { type, family } of together({ type: host.instanceType, family: host.instanceFamily }))
        if (type.isKnown && family.isKnown)
          context
            .report(
              "both",
              family,
              `${host.name} names an instance type (${type.value}) and a family (${family.value}); a host is allocated for one of the two. Leave one out.`,
            )
            .fix("Remove the family", (edit) => edit.remove(family));
    for (const placement of context.every(Placement))
      for (const { subject: host, condition } of context.follow(placedOnHost, placement).found) {
        for (const is of together(
          { own: placement.instanceType, type: host.instanceType, family: host.instanceFamily },
          condition,
        )) {
          if (!is.own.isKnown) continue;
          const own = partsOfType(is.own.value);
          const wanted = is.type.isKnown && is.family.isAbsent ? is.type : undefined;
          const ofFamily = is.family.isKnown && is.type.isAbsent ? is.family : undefined;
          const misfit =
            wanted && own && wanted.value !== is.own.value
              ? wanted
              : ofFamily && own && ofFamily.value !== own.family
                ? ofFamily
                : undefined;
          if (misfit)
            context
              .report(
                "type",
                is.own,
                `${placement.name} is ${article(is.own.value)}, and its host ${host.name} takes only ${misfit.value}: there is no room for it. Take the host's type.`,
              )
              .related(misfit, `What ${host.name} takes.`);
        }
        const [instance] = context.at(Instance, placement.resource.address);
        if (!instance || placement.resource.type === "AWS::EC2::LaunchTemplate") continue;
        for (const zone of zonesOfInstance(instance, context))
          for (const ofHost of host.zone.readings) {
            if (ofHost.isAbsent || compare(zone.value, ofHost.raw) !== "different") continue;
            if (!namesAreComparable(zone.value, ofHost.raw)) continue;
            const together = all(condition, zone.condition, ofHost.condition);
            context
              .report(
                "zone",
                zone.written ? { ...zone.written, condition: together } : { ...placement, condition: together },
                `${placement.name} is in ${zoneText(zone.value)}, and its host ${host.name} in ${zoneText(ofHost.raw)}. A host is in one zone, and so is what runs on it.`,
              )
              .related(ofHost, `The zone of ${host.name}.`);
          }
      }
  },
});

function article(type: string): string {
  return /^(?:[afhmrx]\d|i|hpc)/.test(type) ? `an ${type}` : `a ${type}`;
}
