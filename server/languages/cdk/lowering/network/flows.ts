/** What `addIngressRule`, `connections.allowFrom…`, `allowTo…` and their like let in and out of security groups. */
import { all, type Condition } from "../../../../core/conditions.ts";
import { alternatives } from "../../../../core/lookup.ts";
import type { Span } from "../../../../core/span.ts";
import { entry, type Origin, object, scalar, unknown, type Value } from "../../../../core/values.ts";
import type { ConstructInstance, MethodCall } from "../../constructs.ts";
import { connectedBy, type GroupOf, type Groups } from "./connectables.ts";
import { letsOutAll } from "./egress.ts";
import { everyone, type Peer, peersOf } from "./peers.ts";
import { type PortRule, portsOf } from "./ports.ts";

export type Direction = "ingress" | "egress";

/** Where a rule is said: the call, or the construct that opens itself. */
export interface Place {
  readonly span: Span;
  readonly nameSpan: Span;
  readonly condition: Condition;
}

/** A rule, before it is known how its group takes it. */
export interface GroupRule {
  readonly direction: Direction;
  readonly item: Value;
  readonly condition: Condition;
  readonly place: Place;
  /** False for a rule that CDK writes as a resource of its own. */
  readonly inline: boolean;
  /** False where it may be written apart after all. */
  readonly certain: boolean;
  readonly isIpv6: boolean;
}

/** What a call adds. */
export interface Added {
  readonly group: GroupOf;
  readonly rule: GroupRule;
}

export interface Flows {
  readonly added: readonly Added[];
  /** False where some group that the call is on is not known. */
  readonly all: boolean;
}

const ON_CONNECTIONS = /^allow(From|To|Internally|DefaultPort|ToDefaultPort)/;

/** Whether a call says something about what security groups let through; else it is somebody else's. */
export function isFlow({ path, method }: MethodCall): boolean {
  const where = path.join(".");
  if (method === "allowSshAccessFrom") return where === "";
  if (method === "addIngressRule" || method === "addEgressRule")
    return where === "" || /^connections\.securityGroups\.\d+$/.test(where);
  return where === "connections" && ON_CONNECTIONS.test(method);
}

interface Call {
  readonly call: MethodCall;
  readonly by: ConstructInstance;
  readonly groups: (c: ConstructInstance) => Groups;
}

/**
 * The rules that a call adds, on both ends.
 *
 * @param by what it is called on
 * @param groups the groups of a construct
 */
export function flowsOf(by: ConstructInstance, call: MethodCall, groups: (c: ConstructInstance) => Groups): Flows {
  const [first, second] = call.args;
  const here: Origin = { span: call.nameSpan };
  const of: Call = { call, by, groups };
  const own = (port: Value | undefined) => portsOf(port, here);
  switch (call.method) {
    case "addIngressRule":
      return first && second ? oneSided(of, "ingress", first, own(second)) : NONE;
    case "addEgressRule":
      return first && second ? oneSided(of, "egress", first, own(second)) : NONE;
    case "allowFrom":
      return first && second ? between(of, "ingress", first, own(second)) : NONE;
    case "allowTo":
      return first && second ? between(of, "egress", first, own(second)) : NONE;
    case "allowDefaultPortFrom":
      return first ? between(of, "ingress", first, own(defaultPortOf(by))) : NONE;
    case "allowDefaultPortTo":
      return first ? between(of, "egress", first, own(defaultPortOf(by))) : NONE;
    case "allowToDefaultPort": {
      const other = first && connectedBy(first);
      return first ? between(of, "egress", first, own(other && defaultPortOf(other))) : NONE;
    }
    case "allowFromAnyIpv4":
      return first ? written(of, "ingress", [everyone(here)], own(first)) : NONE;
    case "allowToAnyIpv4":
      return first ? written(of, "egress", [everyone(here)], own(first)) : NONE;
    case "allowDefaultPortFromAnyIpv4":
      return written(of, "ingress", [everyone(here)], own(defaultPortOf(by)));
    case "allowInternally":
      return first ? internally(of, own(first)) : NONE;
    case "allowDefaultPortInternally":
      return internally(of, own(defaultPortOf(by)));
    case "allowSshAccessFrom":
      return joined(call.args.map((peer) => between(of, "ingress", peer, own(scalar(22, here)))));
  }
  return NONE;
}

const NONE: Flows = { added: [], all: true };

function joined(flows: readonly Flows[]): Flows {
  return { added: flows.flatMap((f) => f.added), all: flows.every((f) => f.all) };
}

function oneSided(of: Call, direction: Direction, peer: Value, ports: readonly PortRule[]): Flows {
  return written(of, direction, peersOf(peer, of.groups), ports);
}

/** A rule on each end that is a group: what one lets in, the other lets out. */
function between(of: Call, direction: Direction, other: Value, ports: readonly PortRule[]): Flows {
  const mine = oneSided(of, direction, other, ports);
  const back = direction === "ingress" ? "egress" : "ingress";
  const theirs = alternatives(other).flatMap(({ value, condition }) => {
    const construct = connectedBy(value);
    if (!construct || (back === "egress" && of.groups(construct).known.every(letsOutAll))) return [];
    const peers = groupPeers(of, value.origin);
    const at = { ...of, by: construct };
    return [under(condition, written(at, back, peers, ports, ""))];
  });
  return { added: [...mine.added, ...theirs.flatMap((t) => t.added)], all: mine.all };
}

function internally(of: Call, ports: readonly PortRule[]): Flows {
  const peers = groupPeers(of, { span: of.call.nameSpan });
  return joined([written(of, "ingress", peers, ports), written(of, "egress", peers, ports)]);
}

/** The groups of what is called on, as peers. */
function groupPeers({ by, groups }: Call, origin: Origin): Peer[] {
  return peersOf(selfOf(by, origin), groups);
}

function selfOf(construct: ConstructInstance, origin: Origin): Value {
  const carried = { kind: "construct", construct, members: [] } as const;
  return { ...unknown("a construct", origin), carried } as Value;
}

function under(condition: Condition, flows: Flows): Flows {
  const added = flows.added.map(({ group, rule }) => ({
    group,
    rule: { ...rule, condition: all(rule.condition, condition) },
  }));
  return { ...flows, added };
}

/** The rules for the groups of what is called on, or for the one that the call names by its index. */
function written(
  { call, by, groups }: Call,
  direction: Direction,
  peers: readonly Peer[],
  ports: readonly PortRule[],
  path = call.path.join("."),
): Flows {
  const all = groups(by);
  const index = /^connections\.securityGroups\.(\d+)$/.exec(path)?.[1];
  const named = index === undefined ? undefined : all.known[Number(index)];
  const isIgnored = (group: GroupOf) =>
    direction === "egress" && letsOutAll(group) && !peers.some((peer) => peer.key === "CidrIpv6");
  const into = (named ? [named] : all.known).filter((group) => !isIgnored(group));
  const rules = into.length === 0 ? [] : combined(call, direction, peers, ports);
  const isAll = direction === "egress" || named !== undefined || all.all;
  return { added: into.flatMap((group) => rules.map((rule) => ({ group, rule }))), all: isAll };
}

/** The port that `allowDefaultPort…` is about; undefined where it is not known before it is deployed. */
export function defaultPortOf(c: ConstructInstance): Value | undefined {
  const port = c.props.kind === "object" ? c.props.entries.get("port")?.value : undefined;
  if (port?.kind === "scalar") return port;
  const always = DEFAULT_PORTS[c.fqn];
  return always === undefined ? undefined : scalar(always, { span: c.nameSpan });
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  "aws-cdk-lib.aws_efs.FileSystem": 2049,
  "aws-cdk-lib.aws_opensearchservice.Domain": 443,
};

/** CDK writes a rule apart whose ports it only learns at deployment. */
const isWritten = (value: Value) => value.kind === "scalar" || value.kind === "absent";

/** A rule for each peer and each port. */
export function combined(
  place: Place,
  direction: Direction,
  peers: readonly Peer[],
  rules: readonly PortRule[],
): GroupRule[] {
  const description = unknown("CDK describes a rule by its peer and port", { span: place.nameSpan });
  return peers.flatMap((peer) =>
    rules.map((rule) => {
      const key = peer.key.startsWith("Cidr")
        ? peer.key
        : `${direction === "ingress" ? "Source" : "Destination"}${peer.key}`;
      const item = object(
        [entry(key, peer.value), ...rule.entries, entry("Description", description)],
        { span: place.span },
        { nameSpan: place.nameSpan },
      );
      return {
        direction,
        item,
        condition: all(place.condition, peer.condition, rule.condition),
        place,
        inline: !peer.apart && rule.entries.every((e) => isWritten(e.value)),
        certain: !peer.unknown,
        isIpv6: peer.key === "CidrIpv6",
      };
    }),
  );
}
