/** The subnets that CDK makes in a VPC, and which of them a selection takes. */
import { lookup } from "../../../../core/lookup.ts";
import { missing, type Origin, unknown, type Value } from "../../../../core/values.ts";
import { type ConstructInstance, carriedBy, constructOf } from "../../constructs.ts";
import { given } from "../given.ts";
import { read } from "../references.ts";

export type SubnetKind = "public" | "private" | "isolated";

/** A subnet, by the path of its construct. */
export interface VpcSubnet {
  readonly path: string;
  readonly name: string;
  readonly group: string;
  readonly kind: SubnetKind;
  /** Which of the VPC's zones it is in. */
  readonly zone: number;
}

export interface Subnets {
  readonly list: readonly VpcSubnet[];
  /** False where there may be more of them, behind these or between them. */
  readonly all: boolean;
}

const NO_MORE_THAN = 32;
export const VPC = "aws-cdk-lib.aws_ec2.Vpc";

/** The subnets of a VPC in the order in which CDK makes them; undefined where that is not known. */
export function subnetsOf(c: ConstructInstance): Subnets | undefined {
  if (c.fqn !== VPC || c.factory !== undefined) return undefined;
  const zones = zonesOf(c);
  const groups = groupsOf(c);
  if (!zones || !groups) return undefined;
  const list = groups.flatMap(({ name, kind, isReserved }) =>
    isReserved
      ? []
      : Array.from({ length: zones.count }, (_, i): VpcSubnet => {
          const id = `${name}Subnet${i + 1}`;
          return { path: `${c.path}/${id}`, name: id, group: name, kind, zone: i };
        }),
  );
  return { list, all: zones.all };
}

interface SubnetGroup {
  readonly name: string;
  readonly kind: SubnetKind;
  readonly isReserved: boolean;
}

/** The groups of subnets that a VPC is configured with; undefined where one of them is not known. */
function groupsOf(c: ConstructInstance): readonly SubnetGroup[] | undefined {
  const written = given(c, "subnetConfiguration");
  if (written.kind === "absent") {
    const gateways = read(given(c, "natGateways"));
    if (gateways.kind !== "absent" && gateways.kind !== "scalar") return undefined;
    const isCut = gateways.kind === "scalar" && gateways.value === 0;
    return [
      { name: "Public", kind: "public", isReserved: false },
      isCut
        ? { name: "Isolated", kind: "isolated", isReserved: false }
        : { name: "Private", kind: "private", isReserved: false },
    ];
  }
  if (written.kind !== "list" || !written.closed || written.items.length > NO_MORE_THAN) return undefined;
  const groups = written.items.map((item): SubnetGroup | undefined => {
    const name = read(lookup(item, ["name"]));
    const kind = subnetKind(lookup(item, ["subnetType"]));
    const reserved = read(lookup(item, ["reserved"]));
    if (name.kind !== "scalar" || !kind || (reserved.kind !== "absent" && reserved.kind !== "scalar")) return undefined;
    return { name: String(name.value), kind, isReserved: reserved.kind === "scalar" && reserved.value === true };
  });
  return groups.every((g) => g !== undefined) ? groups : undefined;
}

const kinds: Readonly<Record<string, SubnetKind>> = {
  PUBLIC: "public",
  Public: "public",
  PRIVATE: "private",
  PRIVATE_WITH_EGRESS: "private",
  PRIVATE_WITH_NAT: "private",
  Private: "private",
  ISOLATED: "isolated",
  PRIVATE_ISOLATED: "isolated",
  Isolated: "isolated",
};

/** The kind of subnets that a `SubnetType` is. */
export function subnetKind(type: Value): SubnetKind | undefined {
  const carried = carriedBy(type);
  const name =
    carried?.kind === "static" && carried.fqn === "aws-cdk-lib.aws_ec2.SubnetType"
      ? carried.member
      : type.kind === "scalar"
        ? String(type.value)
        : "";
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

/** How many zones a VPC spans. `all`: not more than that. */
function zonesOf(c: ConstructInstance): { readonly count: number; readonly all: boolean } | undefined {
  const named = given(c, "availabilityZones");
  if (named.kind === "list" && named.closed && named.items.length <= NO_MORE_THAN)
    return { count: named.items.length, all: true };
  const most = read(given(c, "maxAzs"));
  if (named.kind !== "absent" || (most.kind !== "absent" && most.kind !== "scalar")) return undefined;
  const wanted = most.kind === "scalar" ? Number(most.value) : 3;
  // Without an account and a Region CDK takes two zones; with them as many as there are, and no Region has fewer.
  return wanted <= 2 ? { count: Math.max(0, Math.floor(wanted)), all: true } : { count: 2, all: isAnywhere(c) };
}

/** Whether a construct is in a stack that may be deployed to any account and Region. */
function isAnywhere(c: ConstructInstance): boolean {
  let scope = c.scope;
  for (let i = 0; scope && i < NO_MORE_THAN; i++) {
    if (/(Stack|Stage)$/.test(scope.fqn) && lookup(scope.props, ["env"]).kind !== "absent") return false;
    scope = scope.scope;
  }
  return c.stack?.fqn === "aws-cdk-lib.Stack";
}

/** The zone of a subnet, as a template has it. */
export function zoneOf(vpc: ConstructInstance, subnet: VpcSubnet, origin: Origin): Value {
  return zoneNumber(vpc, subnet.zone, origin);
}

/** One of the zones that a VPC spans. */
export function zoneNumber(vpc: ConstructInstance, n: number, origin: Origin): Value {
  const named = vpc.fqn === VPC ? given(vpc, "availabilityZones") : missing(origin);
  const item = named.kind === "list" ? named.items[n] : undefined;
  return item
    ? read(item)
    : unknown("availability zones are known at deployment", origin, `${vpc.path}.availabilityZones`, n);
}

/** What a selection takes of a VPC. */
export interface Selected extends Subnets {
  readonly vpc: ConstructInstance;
}

/**
 * The subnets that CDK selects: `vpcSubnets` and its like, or what it takes by itself. Undefined where that is not
 * known.
 */
export function selectedSubnets(vpcValue: Value, selection: Value): Selected | undefined {
  const vpc = constructOf(vpcValue);
  return vpc && selectedIn(vpc, selection);
}

/** The subnets of a VPC that a selection takes. */
export function selectedIn(vpc: ConstructInstance, selection: Value): Selected | undefined {
  const subnets = subnetsOf(vpc);
  if (!subnets || (selection.kind !== "absent" && selection.kind !== "object")) return undefined;
  if (selection.kind === "object" && !selection.closed) return undefined;
  const said = (name: string) => lookup(selection, [name]);
  if (["subnets", "subnetFilters", "availabilityZones"].some((name) => said(name).kind !== "absent")) return undefined;
  const name = [said("subnetGroupName"), said("subnetName")].map(read).find((v) => v.kind !== "absent");
  if (name && name.kind !== "scalar") return undefined;
  const type = said("subnetType");
  const kind = type.kind === "absent" ? byItself(subnets) : subnetKind(type);
  if (!kind) return undefined;
  const taken = subnets.list.filter((s) => (name ? s.group === String(name.value) : s.kind === kind));
  const once = read(said("onePerAz"));
  if (once.kind !== "absent" && once.kind !== "scalar") return undefined;
  const isOnce = once.kind === "scalar" && once.value === true;
  return { vpc, all: subnets.all, list: isOnce ? oneInEachZone(taken) : taken };
}

function byItself({ list }: Subnets): SubnetKind {
  if (list.some((s) => s.kind === "private")) return "private";
  return list.some((s) => s.kind === "isolated") ? "isolated" : "public";
}

function oneInEachZone(subnets: readonly VpcSubnet[]): VpcSubnet[] {
  return subnets.filter((s, i) => subnets.findIndex((other) => other.zone === s.zone) === i);
}

const lists: Readonly<Record<string, SubnetKind>> = {
  publicSubnets: "public",
  privateSubnets: "private",
  isolatedSubnets: "isolated",
};

/** The subnet that members of a VPC lead to: `publicSubnets.0`; undefined where it is not known which that is. */
export function subnetAt(
  vpc: ConstructInstance,
  members: readonly (string | number)[],
): { readonly subnet: VpcSubnet; readonly rest: readonly (string | number)[] } | undefined {
  const [name, index, ...rest] = members;
  if (name === undefined || !Object.hasOwn(lists, name) || !/^\d+$/.test(String(index))) return undefined;
  const subnets = subnetsOf(vpc);
  const subnet = subnets?.list.filter((s) => s.kind === lists[name])[Number(index)];
  // Where there may be more zones than are known, only the subnets of the first group are at their place.
  const isFirst = subnets?.list.find((s) => s.kind === lists[name])?.group === subnet?.group;
  return subnet && (subnets!.all || isFirst) ? { subnet, rest } : undefined;
}
