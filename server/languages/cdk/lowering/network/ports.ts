/** The ports and the protocol of a security group's rule: `Port.tcp(22)`, `Port.SSH`, `new Port({ … })`. */
import { always, type Condition } from "../../../../core/conditions.ts";
import { alternatives, lookup } from "../../../../core/lookup.ts";
import { type Entry, entry, type Origin, scalar, unknown, type Value } from "../../../../core/values.ts";
import { carriedBy } from "../../constructs.ts";
import { ports } from "../../generated/constants.ts";
import { read } from "../references.ts";
import { placed } from "./placed.ts";

const PORT = "aws-cdk-lib.aws_ec2.Port";

/** Ports and protocol of a rule. */
export interface PortRule {
  readonly condition: Condition;
  readonly entries: readonly Entry[];
}

/** What a `Port` says, one for each alternative; ports that are not known where there is none. */
export function portsOf(value: Value | undefined, place: Origin): PortRule[] {
  if (!value) return [{ condition: always, entries: notKnown(place) }];
  return alternatives(value).map(({ value: v, condition }) => ({ condition, entries: portOf(v) }));
}

function numbered(protocol: string, from: Value, to: Value, origin: Origin): Entry[] {
  return [entry("IpProtocol", scalar(protocol, origin)), entry("FromPort", from), entry("ToPort", to)];
}

function portOf(value: Value): Entry[] {
  const { origin } = value;
  const carried = carriedBy(value);
  const n = (port: number) => scalar(port, origin);
  if (carried?.kind === "static" && carried.fqn === PORT && Object.hasOwn(ports, carried.member)) {
    const { ipProtocol, fromPort, toPort } = ports[carried.member]!;
    return fromPort === undefined || toPort === undefined
      ? [entry("IpProtocol", scalar(ipProtocol, origin))]
      : numbered(ipProtocol, n(fromPort), n(toPort), origin);
  }
  if (value.kind === "scalar") return numbered("tcp", value, value, origin);
  const nothing = unknown("the port is not known", origin);
  if (carried?.kind !== "made" || carried.fqn !== PORT) return notKnown(origin);
  if (carried.member === undefined) return portOfProps(carried.args[0], nothing, origin);
  const [first = nothing, second = nothing] = carried.args.map((a) => placed(read(a), origin));
  switch (carried.member) {
    case "tcp":
    case "udp":
      return numbered(carried.member, first, first, origin);
    case "tcpRange":
      return numbered("tcp", first, second, origin);
    case "udpRange":
      return numbered("udp", first, second, origin);
    case "allTcp":
      return numbered("tcp", n(0), n(65535), origin);
    case "allUdp":
      return numbered("udp", n(0), n(65535), origin);
    case "allTraffic":
      return [entry("IpProtocol", scalar("-1", origin))];
    case "icmpTypeAndCode":
      return numbered("icmp", first, second, origin);
    case "icmpType":
      return numbered("icmp", first, n(-1), origin);
    case "icmpPing":
      return numbered("icmp", n(8), n(-1), origin);
    case "allIcmp":
      return numbered("icmp", n(-1), n(-1), origin);
    case "allIcmpV6":
      return numbered("icmpv6", n(-1), n(-1), origin);
    case "esp":
      return numbered("50", n(50), n(50), origin);
    case "ah":
      return numbered("51", n(51), n(51), origin);
    default:
      return notKnown(origin);
  }
}

/** `new ec2.Port({ protocol, fromPort, toPort })`. */
function portOfProps(props: Value | undefined, nothing: Value, origin: Origin): Entry[] {
  const of = (name: string) => {
    const given = props ? read(lookup(props, [name])) : nothing;
    return given.kind === "absent" ? given : placed(given, origin);
  };
  return [entry("IpProtocol", of("protocol")), entry("FromPort", of("fromPort")), entry("ToPort", of("toPort"))];
}

function notKnown(origin: Origin): Entry[] {
  const nothing = unknown("the port is not known", origin);
  return [entry("IpProtocol", nothing), entry("FromPort", nothing), entry("ToPort", nothing)];
}
