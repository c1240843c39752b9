/** Who is at the other end of a security group's rule: a range, a prefix list, a group. */
import { all, always, type Condition } from "../../../../core/conditions.ts";
import { alternatives } from "../../../../core/lookup.ts";
import { type Origin, scalar, unknown, type Value } from "../../../../core/values.ts";
import { type ConstructInstance, carriedBy } from "../../constructs.ts";
import { spelled } from "../plain-values.ts";
import { read } from "../references.ts";
import { connectedBy, type Groups, groupReference } from "./connectables.ts";
import { placed } from "./placed.ts";

export interface Peer {
  /** The property that it stands in; a group's and a prefix list's is led by `Source` or `Destination`. */
  readonly key: "CidrIp" | "CidrIpv6" | "PrefixListId" | "SecurityGroupId";
  readonly value: Value;
  readonly condition: Condition;
  /** True where CDK writes the rule apart: groups may refer to each other. */
  readonly apart?: boolean;
  /** True where it is not known what the peer is. */
  readonly unknown?: boolean;
}

const PEER = "aws-cdk-lib.aws_ec2.Peer";

/** Every IPv4 address. */
export function everyone(origin: Origin): Peer {
  return { key: "CidrIp", value: scalar("0.0.0.0/0", origin), condition: always };
}

/** The peers that a value may be, one for each alternative and group. `groups` gives those of a construct. */
export function peersOf(value: Value, groups: (c: ConstructInstance) => Groups): Peer[] {
  return alternatives(value).flatMap(({ value: v, condition }) =>
    peersBy(v, groups).map((peer) => ({ ...peer, condition: all(peer.condition, condition) })),
  );
}

function peersBy(value: Value, groups: (c: ConstructInstance) => Groups): Peer[] {
  const { origin } = value;
  const notKnown: Peer = {
    key: "SecurityGroupId",
    value: unknown("the peer is not known", origin),
    condition: always,
    unknown: true,
  };
  const construct = connectedBy(value);
  if (construct) {
    const { known, all: isAll } = groups(construct);
    const peers = known.map(
      (g): Peer => ({ key: "SecurityGroupId", value: groupReference(g, origin), condition: g.condition, apart: true }),
    );
    return isAll ? peers : [...peers, { ...notKnown, apart: true }];
  }
  const carried = carriedBy(value);
  const [first] = carried?.kind === "made" && carried.fqn === PEER ? carried.args : [];
  switch (carried?.kind === "made" && carried.fqn === PEER ? carried.member : undefined) {
    case "anyIpv4":
      return [{ ...everyone(origin), value: spelled(scalar("0.0.0.0/0", origin), "peer") }];
    case "anyIpv6":
      return [{ key: "CidrIpv6", value: spelled(scalar("::/0", origin), "peer"), condition: always }];
    case "ipv4":
      if (first) return [range("CidrIp", first, origin)];
      break;
    case "ipv6":
      if (first) return [range("CidrIpv6", first, origin)];
      break;
    case "prefixList":
      if (first) return [{ key: "PrefixListId", value: read(first), condition: always, apart: true }];
      break;
    case "securityGroupId":
      if (first) return [{ key: "SecurityGroupId", value: read(first), condition: always }];
  }
  return [notKnown];
}

function range(key: "CidrIp" | "CidrIpv6", text: Value, origin: Origin): Peer {
  return { key, value: spelled(placed(read(text), origin), "peer"), condition: always };
}
