/** Security groups and their rules, whichever way a rule is written. */
import { shown } from "../core/compare.ts";
import { all, type Condition } from "../core/conditions.ts";
import { anything, kind, number, type SubjectOf, string } from "../core/kinds.ts";
import { element, itself, ofResource, property } from "../core/lenses.ts";
import { canCoexist, together } from "../core/together.ts";
import type { Value } from "../core/values.ts";
import { type Half, halfOf, isWorld, otherHalf } from "./network.ts";

const ports = (from: string, to: string) => ({ fromPort: property(from), toPort: property(to) });

/**
 * One source that an ingress rule admits: a rule with three ranges is three of these. Inline in its group or a
 * resource of its own, in any language.
 */
export const IngressRule = kind(
  "ingress rule",
  {
    /** The group that it belongs to. */
    group: anything,
    /** "tcp", "6", "-1", "all" … as written. */
    protocol: string,
    fromPort: number,
    toPort: number,
    /** A range, or a reference to a group or prefix list. */
    peer: string,
  },
  {
    type: "AWS::EC2::SecurityGroup",
    each: "SecurityGroupIngress",
    over: ["CidrIp", "CidrIpv6"],
    read: { group: itself(), protocol: property("IpProtocol"), ...ports("FromPort", "ToPort"), peer: element() },
  },
  {
    type: "AWS::EC2::SecurityGroupIngress",
    over: ["CidrIp", "CidrIpv6"],
    read: {
      group: ofResource("GroupId"),
      protocol: property("IpProtocol"),
      ...ports("FromPort", "ToPort"),
      peer: element(),
    },
  },
  {
    type: "aws_security_group",
    each: "ingress",
    over: ["cidr_blocks", "ipv6_cidr_blocks"],
    read: { group: itself(), protocol: property("protocol"), ...ports("from_port", "to_port"), peer: element() },
  },
  {
    type: "aws_default_security_group",
    each: "ingress",
    over: ["cidr_blocks", "ipv6_cidr_blocks"],
    read: { group: itself(), protocol: property("protocol"), ...ports("from_port", "to_port"), peer: element() },
  },
  {
    type: "aws_security_group_rule",
    where: { type: "ingress" },
    over: ["cidr_blocks", "ipv6_cidr_blocks"],
    read: {
      group: ofResource("security_group_id"),
      protocol: property("protocol"),
      ...ports("from_port", "to_port"),
      peer: element(),
    },
  },
  {
    type: "aws_vpc_security_group_ingress_rule",
    over: ["cidr_ipv4", "cidr_ipv6"],
    read: {
      group: ofResource("security_group_id"),
      protocol: property("ip_protocol"),
      ...ports("from_port", "to_port"),
      peer: element(),
    },
  },
);

/** What an ingress rule admits, in one deployment. */
export interface Exposure {
  readonly rule: SubjectOf<typeof IngressRule>;
  /** The range, where it is written. */
  readonly peer: SubjectOf<typeof IngressRule>["peer"]["readings"][number] & { readonly isKnown: true };
  /** "all" for protocol -1: then ports do not count. */
  readonly protocol: "tcp" | "udp" | "all";
  readonly from: number;
  readonly to: number;
  readonly condition: Condition;
}

/** Everything that one ingress rule admits, as far as protocol, ports and peer are known. */
export function exposures(rule: SubjectOf<typeof IngressRule>): readonly Exposure[] {
  let known = kept.get(rule);
  if (!known) {
    known = readExposures(rule);
    kept.set(rule, known);
  }
  return known;
}

/** A subject outlives the keystrokes that do not change it. */
const kept = new WeakMap<SubjectOf<typeof IngressRule>, readonly Exposure[]>();

function readExposures(rule: SubjectOf<typeof IngressRule>): Exposure[] {
  const { protocol, fromPort, toPort, peer } = rule;
  const found: Exposure[] = [];
  for (const is of together({ protocol, fromPort, toPort, peer })) {
    if (!is.protocol.isKnown || !is.peer.isKnown) continue;
    const name = protocolName(is.protocol.value);
    if (name === undefined) continue;
    const base = { rule, peer: is.peer, protocol: name, condition: is.condition };
    if (name === "all") found.push({ ...base, from: 0, to: 65_535 });
    else if (is.fromPort.isKnown && is.toPort.isKnown)
      found.push({ ...base, from: is.fromPort.value, to: is.toPort.value });
  }
  return found;
}

/** Protocols are names or numbers, in any case. */
function protocolName(written: string): Exposure["protocol"] | undefined {
  switch (written.trim().toLowerCase()) {
    case "tcp":
    case "6":
      return "tcp";
    case "udp":
    case "17":
      return "udp";
    case "-1":
    case "all":
      return "all";
    default:
      return undefined;
  }
}

/** True when every port of the protocol is admitted. */
export function admitsEveryPort(exposure: Exposure): boolean {
  return exposure.protocol === "all" || (exposure.from <= 1 && exposure.to >= 65_535);
}

export function admitsPort(exposure: Exposure, port: number): boolean {
  return exposure.protocol === "all" || (exposure.from <= port && port <= exposure.to);
}

/**
 * What everyone on the internet is admitted by: a range that is the world, or a half of it whose other half the same
 * group admits on the same ports.
 */
export function openToWorld(every: readonly Exposure[]): Exposure[] {
  const halves = new Map<string, Exposure[]>();
  for (const exposure of every) {
    const key = halfKey(exposure, halfOf(exposure.peer.value));
    if (key === undefined) continue;
    const same = halves.get(key);
    if (same) same.push(exposure);
    else halves.set(key, [exposure]);
  }
  return every.flatMap((exposure) => {
    if (isWorld(exposure.peer.value)) return [exposure];
    const half = halfOf(exposure.peer.value);
    const key = half && halfKey(exposure, otherHalf[half]);
    const other = key && halves.get(key)?.find((o) => canCoexist(exposure.condition, o.condition));
    if (!other) return [];
    const condition = all(exposure.condition, other.condition);
    return [{ ...exposure, condition, peer: { ...exposure.peer, condition } }];
  });
}

/** The same for the same half, group, protocol and ports; undefined where one of them is not certain. */
function halfKey({ rule, protocol, from, to }: Exposure, half: Half | undefined): string | undefined {
  const [group, ...others] = rule.group.readings;
  if (half === undefined || !group || others.length > 0) return undefined;
  const name = groupName(group.raw);
  return name && `${half} ${protocol} ${from}-${to} ${name}`;
}

/** A group is itself by whichever attribute it is referred to. */
function groupName(group: Value): string | undefined {
  switch (group.kind) {
    case "reference": {
      const { target, attribute = "" } = group;
      return `of ${target} ${/^(id|arn|GroupId|Id)$/.test(attribute) ? "" : attribute}`;
    }
    case "scalar":
      return `is ${group.value}`;
    case "unknown":
      return group.identity && `may be ${shown(group)}`;
    default:
      return undefined;
  }
}
