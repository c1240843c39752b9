/** Security groups and their rules, whichever way a rule is written. */
import { compare } from "../core/compare.ts";
import { all, type Condition } from "../core/conditions.ts";
import {
  anything,
  element,
  itself,
  kind,
  number,
  ofResource,
  property,
  type SubjectOf,
  string,
} from "../core/kinds.ts";
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
export function* exposures(rule: SubjectOf<typeof IngressRule>): Generator<Exposure> {
  const { protocol, fromPort, toPort, peer } = rule;
  for (const is of together({ protocol, fromPort, toPort, peer })) {
    if (!is.protocol.isKnown || !is.peer.isKnown) continue;
    const name = protocolName(is.protocol.value);
    if (name === undefined) continue;
    const base = { rule, peer: is.peer, protocol: name, condition: is.condition };
    if (name === "all") yield { ...base, from: 0, to: 65_535 };
    else if (is.fromPort.isKnown && is.toPort.isKnown) yield { ...base, from: is.fromPort.value, to: is.toPort.value };
  }
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
export function* openToWorld(every: readonly Exposure[]): Generator<Exposure> {
  const halves = new Map<string, Exposure[]>();
  for (const exposure of every) {
    const half = halfOf(exposure.peer.value);
    if (half === undefined) continue;
    const key = portsOf(half, exposure);
    const same = halves.get(key);
    if (same) same.push(exposure);
    else halves.set(key, [exposure]);
  }
  for (const exposure of every) {
    if (isWorld(exposure.peer.value)) {
      yield exposure;
      continue;
    }
    const half = halfOf(exposure.peer.value);
    const others = half === undefined ? [] : (halves.get(portsOf(otherHalf[half], exposure)) ?? []);
    for (const other of others) {
      if (!sameGroup(exposure, other) || !canCoexist(exposure.condition, other.condition)) continue;
      const condition = all(exposure.condition, other.condition);
      yield { ...exposure, condition, peer: { ...exposure.peer, condition } };
      break;
    }
  }
}

function portsOf(half: Half, { protocol, from, to }: Exposure): string {
  return `${half} ${protocol} ${from}-${to}`;
}

function sameGroup(a: Exposure, b: Exposure): boolean {
  const [group, other] = [a.rule.group.readings, b.rule.group.readings];
  return group.length === 1 && other.length === 1 && isSameGroup(group[0]!.raw, other[0]!.raw);
}

/** A group is itself by whichever attribute it is referred to. */
function isSameGroup(a: Value, b: Value): boolean {
  const isGroup = (v: Value) => v.kind === "reference" && /^(id|arn|GroupId|Id)?$/.test(v.attribute ?? "");
  if (a.kind === "reference" && b.kind === "reference" && isGroup(a) && isGroup(b)) return a.target === b.target;
  return compare(a, b) === "same";
}
