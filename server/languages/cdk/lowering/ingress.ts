/** What `addIngressRule`, `connections.allowFrom…` and `allowSshAccessFrom` let in. */
import { all, always, type Condition } from "../../../core/conditions.ts";
import { alternatives, lookup } from "../../../core/lookup.ts";
import {
  type Entry,
  entry,
  type Origin,
  object,
  reference,
  scalar,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { carriedBy, constructOf, type MethodCall } from "../constructs.ts";
import { ports } from "../generated/constants.ts";
import { spelled } from "./plain-values.ts";

/** A rule, before it is known which group it goes to. */
export interface Admission {
  readonly item: Value;
  readonly condition: Condition;
  readonly call: MethodCall;
  /** False for a rule that CDK writes as a resource of its own. */
  readonly inline: boolean;
  /** False where it may be written apart after all. */
  readonly certain: boolean;
}

const EC2 = "aws-cdk-lib.aws_ec2";
type Read = (value: Value) => Value;

/** Whether a call says something about what a security group admits; else it is somebody else's. */
export function isAdmission(call: MethodCall): boolean {
  const where = call.path.join(".");
  if (call.method === "allowSshAccessFrom" && where === "") return true;
  if (call.method === "addIngressRule") return where === "" || /^connections\.securityGroups\.\d+$/.test(where);
  return where === "connections" && /^allow(DefaultPort)?From/.test(call.method);
}

/** The rules that a call adds. `defaultPort` is the one of the construct that it is called on. */
export function admissions(call: MethodCall, defaultPort: Value | undefined, read: Read): Admission[] {
  const { args, method } = call;
  const here: Origin = { span: call.nameSpan };
  const [first, second] = args;
  const world4 = () => ({ key: "CidrIp", value: scalar("0.0.0.0/0", here) });
  switch (method) {
    case "addIngressRule":
    case "allowFrom":
      return first && second ? combined(call, peersOf(first, read), portsOf(second, read)) : [];
    case "allowDefaultPortFrom":
      return first && defaultPort ? combined(call, peersOf(first, read), portsOf(defaultPort, read)) : [];
    case "allowFromAnyIpv4":
      return first ? combined(call, [{ ...world4(), condition: always }], portsOf(first, read)) : [];
    case "allowDefaultPortFromAnyIpv4":
      return defaultPort ? combined(call, [{ ...world4(), condition: always }], portsOf(defaultPort, read)) : [];
    case "allowSshAccessFrom":
      return args.flatMap((peer) =>
        combined(call, peersOf(peer, read), [
          { condition: always, entries: numbered("tcp", scalar(22, here), scalar(22, here), here) },
        ]),
      );
    default:
      return [];
  }
}

interface Peer {
  readonly key: string;
  readonly value: Value;
  readonly condition: Condition;
  /** True where CDK writes the rule apart: groups may refer to each other. */
  readonly apart?: boolean;
  /** True where it is not known what the peer is. */
  readonly unknown?: boolean;
}

function peersOf(value: Value, read: Read): Peer[] {
  return alternatives(value).map(({ value: v, condition }) => ({ ...peerOf(v, read), condition }));
}

function peerOf(value: Value, read: Read): Omit<Peer, "condition"> {
  const { origin } = value;
  const construct = constructOf(value);
  if (construct)
    return {
      key: "SourceSecurityGroupId",
      value:
        construct.fqn === `${EC2}.SecurityGroup`
          ? reference(construct.path, "GroupId", origin)
          : unknown(`the group of ${construct.id}`, origin),
      apart: true,
    };
  const carried = carriedBy(value);
  const owner = carried?.kind === "made" ? carried.fqn : undefined;
  if (carried?.kind === "made" && owner === `${EC2}.Peer`) {
    const [first] = carried.args;
    switch (carried.member) {
      case "anyIpv4":
        return { key: "CidrIp", value: spelled(scalar("0.0.0.0/0", origin), "peer") };
      case "anyIpv6":
        return { key: "CidrIpv6", value: spelled(scalar("::/0", origin), "peer") };
      case "ipv4":
      case "ipv6":
        if (first)
          return {
            key: carried.member === "ipv4" ? "CidrIp" : "CidrIpv6",
            value: spelled(placed(read(first), origin), "peer"),
          };
        break;
      case "prefixList":
        if (first) return { key: "SourcePrefixListId", value: read(first), apart: true };
        break;
      case "securityGroupId":
        if (first) return { key: "SourceSecurityGroupId", value: read(first) };
        break;
    }
  }
  return { key: "SourceSecurityGroupId", value: unknown("the peer is not known", origin), unknown: true };
}

/** The value of an argument, at the place of the peer; the way on to a literal elsewhere is kept. */
function placed(value: Value, origin: Origin): Value {
  const inside = value.origin.from;
  return { ...value, origin: inside && !origin.from ? { ...origin, from: inside } : origin };
}

interface PortRule {
  readonly condition: Condition;
  readonly entries: readonly Entry[];
}

function portsOf(value: Value, read: Read): PortRule[] {
  return alternatives(value).map(({ value: v, condition }) => ({ condition, entries: portOf(v, read) }));
}

function numbered(protocol: string, from: Value, to: Value, origin: Origin): Entry[] {
  return [entry("IpProtocol", scalar(protocol, origin)), entry("FromPort", from), entry("ToPort", to)];
}

function portOf(value: Value, read: Read): Entry[] {
  const { origin } = value;
  const carried = carriedBy(value);
  const n = (port: number) => scalar(port, origin);
  if (carried?.kind === "static" && carried.fqn === `${EC2}.Port` && Object.hasOwn(ports, carried.member)) {
    const { ipProtocol, fromPort, toPort } = ports[carried.member]!;
    return fromPort === undefined || toPort === undefined
      ? [entry("IpProtocol", scalar(ipProtocol, origin))]
      : numbered(ipProtocol, n(fromPort), n(toPort), origin);
  }
  if (value.kind === "scalar") return numbered("tcp", value, value, origin);
  const nothing = unknown("the port is not known", origin);
  if (carried?.kind !== "made" || carried.fqn !== `${EC2}.Port`)
    return [entry("IpProtocol", nothing), entry("FromPort", nothing), entry("ToPort", nothing)];
  if (carried.member === undefined) return portOfProps(carried.args[0], nothing, origin, read);
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
      return [entry("IpProtocol", nothing), entry("FromPort", nothing), entry("ToPort", nothing)];
  }
}

/** `new ec2.Port({ protocol, fromPort, toPort })`. */
function portOfProps(props: Value | undefined, nothing: Value, origin: Origin, read: Read): Entry[] {
  const of = (name: string) => {
    const given = props ? read(lookup(props, [name])) : nothing;
    return given.kind === "absent" ? given : placed(given, origin);
  };
  return [entry("IpProtocol", of("protocol")), entry("FromPort", of("fromPort")), entry("ToPort", of("toPort"))];
}

/** CDK writes a rule apart whose ports it only learns at deployment. */
const isWritten = (value: Value) => value.kind === "scalar" || value.kind === "absent";

function combined(call: MethodCall, peers: readonly Peer[], rules: readonly PortRule[]): Admission[] {
  const description = unknown("CDK describes a rule by its peer and port", { span: call.nameSpan });
  return peers.flatMap((peer) =>
    rules.map((rule) => {
      const item = object(
        [entry(peer.key, peer.value), ...rule.entries, entry("Description", description)],
        { span: call.span },
        { nameSpan: call.nameSpan },
      );
      const inline = !peer.apart && rule.entries.every((e) => isWritten(e.value));
      const condition = all(call.condition, peer.condition, rule.condition);
      return { item, condition, call, inline, certain: !peer.unknown };
    }),
  );
}
