/** The rules of security groups, in and out, as they are written: one for each entry. */

import { type Binding, relation } from "../core/binding.ts";
import { anything, kind, number, type Reading, type SubjectOf, string } from "../core/kinds.ts";
import { itself, type Lens, ofResource, property } from "../core/lenses.ts";
import { together } from "../core/together.ts";
import { missing, scalar, type Value } from "../core/values.ts";

const none: Lens = { read: ({ object }) => missing(object.origin) };
const always = (value: string): Lens => ({ read: ({ object }) => scalar(value, object.origin) });

const cloudformation = (group: Lens, direction: "ingress" | "egress") => {
  const peer = direction === "ingress" ? "Source" : "Destination";
  return {
    group,
    direction: always(direction),
    protocol: property("IpProtocol"),
    fromPort: property("FromPort"),
    toPort: property("ToPort"),
    ranges: property("CidrIp"),
    ipv6Ranges: property("CidrIpv6"),
    peerGroup: property(`${peer}SecurityGroupId`, direction === "ingress" ? { or: "SourceSecurityGroupName" } : {}),
    prefixLists: property(`${peer}PrefixListId`),
    self: none,
  };
};

const inline = (direction: "ingress" | "egress") => ({
  group: itself(),
  direction: always(direction),
  protocol: property("protocol"),
  fromPort: property("from_port"),
  toPort: property("to_port"),
  ranges: property("cidr_blocks"),
  ipv6Ranges: property("ipv6_cidr_blocks"),
  peerGroup: property("security_groups"),
  prefixLists: property("prefix_list_ids"),
  self: property("self"),
});

const standalone = (direction: "ingress" | "egress") => ({
  group: ofResource("security_group_id"),
  direction: always(direction),
  protocol: property("ip_protocol"),
  fromPort: property("from_port"),
  toPort: property("to_port"),
  ranges: property("cidr_ipv4"),
  ipv6Ranges: property("cidr_ipv6"),
  peerGroup: property("referenced_security_group_id"),
  prefixLists: property("prefix_list_id"),
  self: none,
});

/** An entry of a group's rules, inline or a resource of its own. */
export const GroupRule = kind(
  "security group rule",
  {
    /** The group that it belongs to. */
    group: anything,
    direction: string,
    protocol: string,
    fromPort: number,
    toPort: number,
    /** An IPv4 range, or a list of them. */
    ranges: anything,
    ipv6Ranges: anything,
    peerGroup: anything,
    prefixLists: anything,
    self: anything,
  },
  { type: "AWS::EC2::SecurityGroup", each: "SecurityGroupIngress", read: cloudformation(itself(), "ingress") },
  { type: "AWS::EC2::SecurityGroup", each: "SecurityGroupEgress", read: cloudformation(itself(), "egress") },
  { type: "AWS::EC2::SecurityGroupIngress", read: cloudformation(ofResource("GroupId"), "ingress") },
  { type: "AWS::EC2::SecurityGroupEgress", read: cloudformation(ofResource("GroupId"), "egress") },
  { type: "aws_security_group", each: "ingress", read: inline("ingress") },
  { type: "aws_security_group", each: "egress", read: inline("egress") },
  { type: "aws_default_security_group", each: "ingress", read: inline("ingress") },
  { type: "aws_default_security_group", each: "egress", read: inline("egress") },
  {
    type: "aws_security_group_rule",
    read: {
      ...inline("ingress"),
      group: ofResource("security_group_id"),
      direction: property("type"),
      peerGroup: property("source_security_group_id"),
    },
  },
  { type: "aws_vpc_security_group_ingress_rule", read: standalone("ingress") },
  { type: "aws_vpc_security_group_egress_rule", read: standalone("egress") },
);

export type GroupRuleSubject = SubjectOf<typeof GroupRule>;

export const SecurityGroup = kind(
  "security group",
  { vpc: anything, ingress: anything, egress: anything },
  {
    type: "AWS::EC2::SecurityGroup",
    read: {
      vpc: property("VpcId"),
      ingress: property("SecurityGroupIngress"),
      egress: property("SecurityGroupEgress"),
    },
  },
  {
    type: "aws_security_group",
    read: { vpc: property("vpc_id"), ingress: property("ingress"), egress: property("egress") },
  },
);

export const groupOfRule = relation(GroupRule, "group", SecurityGroup);

/** Whether a group admits anybody on a TCP port; unknown while something of its rules is. */
export function admitsTcp(group: SubjectOf<typeof SecurityGroup>, port: number, binding: Binding): boolean | undefined {
  const { found, complete } = binding.referring(groupOfRule, group);
  let certain = complete && group.resource.closed && group.resource.mode === "managed";
  for (const { isUnknown, raw } of group.ingress.readings)
    if (isUnknown || (raw.kind === "list" && !raw.closed)) certain = false;
  for (const { subject } of found)
    for (const is of together({
      direction: subject.direction,
      protocol: subject.protocol,
      fromPort: subject.fromPort,
      toPort: subject.toPort,
    })) {
      const admitted = admits(is, port);
      if (admitted) return true;
      if (admitted === undefined) certain = false;
    }
  return certain ? false : undefined;
}

interface RuleReadings {
  readonly direction: Reading<string>;
  readonly protocol: Reading<string>;
  readonly fromPort: Reading<number>;
  readonly toPort: Reading<number>;
}

function admits({ direction, protocol, fromPort, toPort }: RuleReadings, port: number): boolean | undefined {
  if (direction.isKnown && direction.value === "egress") return false;
  if (!direction.isKnown || !protocol.isKnown) return undefined;
  const name = protocol.value.trim().toLowerCase();
  if (name === "-1" || name === "all") return true;
  if (name !== "tcp" && name !== "6") return false;
  if (!fromPort.isKnown || !toPort.isKnown) return undefined;
  return fromPort.value <= port && port <= toPort.value;
}

/**
 * The groups of a list of references to them, where all of them are known and managed here; undefined where one may
 * be another.
 */
export function groupsOf(list: Value, binding: Binding): readonly SubjectOf<typeof SecurityGroup>[] | undefined {
  if (list.kind !== "list" || !list.closed || list.items.length === 0) return undefined;
  const groups: SubjectOf<typeof SecurityGroup>[] = [];
  for (const item of list.items) {
    const [group] = item.kind === "reference" ? binding.at(SecurityGroup, item.target) : [];
    if (group?.resource.mode !== "managed") return undefined;
    groups.push(group);
  }
  return groups;
}
