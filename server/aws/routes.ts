/** Which subnets the internet reaches: route tables, their routes and internet gateways. */
import { type Binding, relation } from "../core/binding.ts";
import { all, type Condition } from "../core/conditions.ts";
import { anything, kind, type SubjectOf, string } from "../core/kinds.ts";
import { itself, property } from "../core/lenses.ts";
import { together } from "../core/together.ts";
import { Subnet } from "./ec2.ts";
import { isWorld } from "./network.ts";

export const RouteTable = kind(
  "route table",
  { self: anything },
  { type: "AWS::EC2::RouteTable", read: { self: itself() } },
  { type: "aws_route_table", read: { self: itself() } },
);

export const TableOfSubnet = kind(
  "route table of a subnet",
  { subnet: anything, table: anything },
  {
    type: "AWS::EC2::SubnetRouteTableAssociation",
    read: { subnet: property("SubnetId"), table: property("RouteTableId") },
  },
  {
    type: "aws_route_table_association",
    read: { subnet: property("subnet_id"), table: property("route_table_id") },
  },
);

export const Route = kind(
  "route",
  { table: anything, destination: string, gateway: anything },
  {
    type: "AWS::EC2::Route",
    read: {
      table: property("RouteTableId"),
      destination: property("DestinationCidrBlock"),
      gateway: property("GatewayId"),
    },
  },
  {
    type: "aws_route",
    read: {
      table: property("route_table_id"),
      destination: property("destination_cidr_block"),
      gateway: property("gateway_id"),
    },
  },
  {
    type: "aws_route_table",
    each: "route",
    read: { table: itself(), destination: property("cidr_block"), gateway: property("gateway_id") },
  },
);

const associatedSubnet = relation(TableOfSubnet, "subnet", Subnet);
const associatedTable = relation(TableOfSubnet, "table", RouteTable);
const routeTable = relation(Route, "table", RouteTable);

const GATEWAYS = ["AWS::EC2::InternetGateway", "aws_internet_gateway"];

/** A route that leads from a subnet straight to the internet. */
export interface PublicRoute {
  readonly route: SubjectOf<typeof Route>;
  readonly condition: Condition;
}

/** The route that makes a subnet a public one, where that is certain. */
export function publicRouteOf(subnet: SubjectOf<typeof Subnet>, binding: Binding): PublicRoute | undefined {
  for (const association of binding.referring(associatedSubnet, subnet).found)
    for (const table of binding.follow(associatedTable, association.subject).found)
      for (const { subject: route, condition } of binding.referring(routeTable, table.subject).found)
        for (const { destination, gateway, condition: joint } of together(
          { destination: route.destination, gateway: route.gateway },
          all(association.condition, table.condition, condition),
        )) {
          const { raw } = gateway;
          const leads = raw.kind === "reference" ? binding.resource(raw.target)?.type : undefined;
          if (destination.isKnown && isWorld(destination.value) && leads !== undefined && GATEWAYS.includes(leads))
            return { route, condition: joint };
        }
  return undefined;
}
