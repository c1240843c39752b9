/** What runs, and the security groups that it is in. */
import type { Binding } from "../core/binding.ts";
import type { Condition } from "../core/conditions.ts";
import { anything, kind, type SubjectOf } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";
import { together } from "../core/together.ts";
import { groupsOf, type SecurityGroup } from "./group-rules.ts";

export const Machine = kind(
  "machine",
  {
    groups: anything,
    /** The groups of its only network interface, where it says them there. */
    interfaceGroups: anything,
  },
  {
    type: "AWS::EC2::Instance",
    read: {
      groups: property("SecurityGroupIds", { or: "SecurityGroups" }),
      interfaceGroups: property("NetworkInterfaces.GroupSet"),
    },
  },
  {
    type: "AWS::EC2::LaunchTemplate",
    read: {
      groups: property("LaunchTemplateData.SecurityGroupIds"),
      interfaceGroups: property("LaunchTemplateData.NetworkInterfaces.Groups"),
    },
  },
  {
    type: "AWS::AutoScaling::LaunchConfiguration",
    read: { groups: property("SecurityGroups"), interfaceGroups: property("SecurityGroups") },
  },
  ...["aws_instance", "aws_spot_instance_request"].map((type) => ({
    type,
    read: {
      groups: property("vpc_security_group_ids", { or: "security_groups" }),
      interfaceGroups: property("network_interface"),
    },
  })),
  {
    type: "aws_launch_template",
    read: {
      groups: property("vpc_security_group_ids"),
      interfaceGroups: property("network_interfaces.security_groups"),
    },
  },
  {
    type: "aws_launch_configuration",
    read: { groups: property("security_groups"), interfaceGroups: property("security_groups") },
  },
);

/** The groups that a machine is certainly in, all of them, in each deployment in which they are known. */
export function* groupsOfMachine(
  machine: SubjectOf<typeof Machine>,
  binding: Binding,
): Generator<{ readonly groups: readonly SubjectOf<typeof SecurityGroup>[]; readonly condition: Condition }> {
  for (const { own, ofInterface, condition } of together({
    own: machine.groups,
    ofInterface: machine.interfaceGroups,
  })) {
    if (own.isUnknown || ofInterface.isUnknown) continue;
    const groups = groupsOf(own.isAbsent ? ofInterface.raw : own.raw, binding);
    if (groups) yield { groups, condition };
  }
}
