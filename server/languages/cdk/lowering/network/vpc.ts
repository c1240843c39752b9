/** `ec2.Vpc`: the VPC, and the subnets, route tables and the gateway that CDK makes in it. */
import type { Resource } from "../../../../core/resources.ts";
import { type Entry, entry, lazyEntry, reference, scalar, unknown, type Value } from "../../../../core/values.ts";
import { type ConstructInstance, carriedBy } from "../../constructs.ts";
import { beside } from "../beside.ts";
import { byDefault, each, given, isGiven, orElse, placeOf } from "../given.ts";
import { attributeOf, type Model, ref } from "../model.ts";
import { read } from "../references.ts";
import { subnetsOf, type VpcSubnet, zoneOf } from "./vpc-subnets.ts";

export const vpcModels: readonly Model[] = [
  {
    classes: ["aws_ec2.Vpc"],
    type: "AWS::EC2::VPC",
    l1: "aws_ec2.CfnVPC",
    props: {},
    more: (c) => [lazyEntry("CidrBlock", () => range(c))],
    beside: madeIn,
    members: { vpcId: ref, vpcCidrBlock: attributeOf("CidrBlock") },
  },
];

/** `ipAddresses: IpAddresses.cidr(…)`, the older `cidr`, or the range that CDK takes by itself. */
function range(c: ConstructInstance): Value {
  return orElse(
    each(given(c, "ipAddresses"), (v) => {
      const carried = carriedBy(v);
      const isRange = carried?.kind === "made" && carried.fqn === "aws-cdk-lib.aws_ec2.IpAddresses";
      const first = isRange && carried.member === "cidr" ? carried.args[0] : undefined;
      return first ? read(first) : unknown("the range is not known", v.origin);
    }),
    () => orElse(each(given(c, "cidr"), read), () => byDefault(c, "10.0.0.0/16")),
  );
}

/** Whether there is an internet gateway; undefined where that is not known. */
function hasGateway(c: ConstructInstance, subnets: readonly VpcSubnet[]): boolean | undefined {
  const wanted = read(given(c, "createInternetGateway"));
  if (wanted.kind !== "absent" && wanted.kind !== "scalar") return undefined;
  const isWanted = wanted.kind === "absent" || wanted.value === true;
  return isWanted && subnets.some((s) => s.kind !== "isolated");
}

/** Where there may be more zones than are known, their subnets are not said: no rule is about there being none. */
function madeIn(c: ConstructInstance): Resource[] {
  const subnets = subnetsOf(c)?.list ?? [];
  const gateway = hasGateway(c, subnets);
  const here = placeOf(c);
  const made = subnets.flatMap((subnet) => {
    const at = (below: string) => `${subnet.path.slice(c.path.length + 1)}${below}`;
    const of = (below: string, type: string, entries: readonly Entry[]): Resource => ({
      ...beside(c, at(below), type, entries, { closed: false }),
      name: subnet.name,
    });
    const table = entry("RouteTableId", reference(`${subnet.path}/RouteTable`, undefined, here));
    const all = [
      of("", "AWS::EC2::Subnet", [
        entry("VpcId", reference(c.path, undefined, here)),
        lazyEntry("AvailabilityZone", () => zoneOf(c, subnet, here)),
      ]),
      of("/RouteTable", "AWS::EC2::RouteTable", [entry("VpcId", reference(c.path, undefined, here))]),
      of("/RouteTableAssociation", "AWS::EC2::SubnetRouteTableAssociation", [
        table,
        entry("SubnetId", reference(subnet.path, undefined, here)),
      ]),
    ];
    if (gateway && subnet.kind === "public" && !isIpv6Only(c))
      all.push(
        of("/DefaultRoute", "AWS::EC2::Route", [
          table,
          entry("DestinationCidrBlock", scalar("0.0.0.0/0", here)),
          entry("GatewayId", reference(`${c.path}/IGW`, undefined, here)),
        ]),
      );
    return all;
  });
  return gateway ? [...made, beside(c, "IGW", "AWS::EC2::InternetGateway", [], { closed: false })] : made;
}

/** True where it may be that nothing is said of IPv4. */
function isIpv6Only(c: ConstructInstance): boolean {
  if (!isGiven(c, "ipProtocol")) return false;
  const protocol = read(given(c, "ipProtocol"));
  return protocol.kind !== "scalar" || !/^(Ipv4_Only|Dual_Stack)$/i.test(String(protocol.value));
}
