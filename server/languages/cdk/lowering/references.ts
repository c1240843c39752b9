/** Values as a template has them: references to resources, and plain data. */
import { lookup, mapChoice } from "../../../core/lookup.ts";
import { list, missing, type Origin, reference, unknown, type Value } from "../../../core/values.ts";
import { type CallResult, type ConstructInstance, type ConstructMember, carriedBy } from "../constructs.ts";
import { behindPattern } from "./containers/ecs-patterns.ts";
import { l1Attribute, l1Type } from "./l1.ts";
import type { Model } from "./model.ts";
import { modelOf } from "./models.ts";
import { selectedIn, subnetAt, zoneNumber } from "./network/vpc-subnets.ts";
import { plain } from "./plain-values.ts";

/** A value as a template has it: enum members are plain, members of constructs are references to attributes. */
export function read(value: Value): Value {
  if (value.kind === "choice") return mapChoice(value, read);
  const carried = carriedBy(value);
  if (carried?.kind === "construct") return referred(value, carried);
  return (carried?.kind === "result" && ofSelection(carried, value.origin)) || plain(value);
}

function referred(value: Value, { construct, members }: ConstructMember): Value {
  const { origin } = value;
  const part = behindPattern(construct, members);
  if (part) return referred(value, { kind: "construct", ...part });
  const model = modelOf(construct.fqn);
  const l1 = model && `aws-cdk-lib.${model.l1}`;
  const inside = model && behindL1(members.map(String), model.l1Members);
  const names = inside ?? members;
  if (names.length === 0) return reference(construct.path, undefined, origin);
  const name = names.join(".");
  const meaning = inside ? undefined : model?.members?.[name];
  if (meaning?.is === "ref") return reference(construct.path, undefined, origin);
  if (meaning?.is === "attribute") return reference(construct.path, meaning.attribute, origin);
  if (meaning?.is === "prop") {
    const said = read(lookup(construct.props, [meaning.prop]));
    if (said.kind !== "absent")
      return { ...said, origin: { span: origin.span, from: { step: "attribute", name, origin: said.origin } } };
  }
  const role = inside ? undefined : roleMember(construct, model, names, origin);
  if (role) return role;
  const l1Class = inside ? l1 : model ? undefined : construct.fqn;
  if (l1Class && names.length === 1 && l1Type(l1Class)) {
    const attribute = l1Attribute(l1Class, name);
    if (attribute !== null) return reference(construct.path, attribute, origin);
  }
  const subnet = subnetAt(construct, names);
  if (subnet) return ofSubnet(construct, subnet, origin) ?? unknown(`${name} of ${construct.id} is not known`, origin);
  const zone = /^(?:availabilityZones|vpcAvailabilityZones)\.(\d+)$/.exec(name);
  if (zone) return zoneNumber(construct, Number(zone[1]), origin);
  return unknown(`${name} of ${construct.id} is not known`, origin, `${construct.path}.${name}`);
}

/** What `vpc.selectSubnets(…)` gives: its ids, one of its subnets. Undefined for another call's result. */
function ofSelection({ of, call, members }: CallResult, origin: Origin): Value | undefined {
  if (call.method !== "selectSubnets" || call.path.length > 0 || of.kind !== "construct" || of.members.length > 0)
    return undefined;
  const vpc = of.construct;
  const selected = selectedIn(vpc, call.args[0] ?? missing(origin));
  const [name, index, ...rest] = members;
  if (!selected || (name !== "subnetIds" && name !== "subnets")) return undefined;
  if (index === undefined)
    return list(
      selected.list.map((s) => reference(s.path, undefined, origin)),
      origin,
      selected.all,
    );
  const subnet = selected.list[Number(index)];
  // Where there may be more zones than are known, only the first subnets are at their place.
  if (!subnet || (!selected.all && subnet.group !== selected.list[0]!.group)) return undefined;
  return ofSubnet(vpc, { subnet, rest }, origin);
}

/** A subnet that CDK makes in a VPC, or what it has. */
function ofSubnet(
  vpc: ConstructInstance,
  { subnet, rest }: NonNullable<ReturnType<typeof subnetAt>>,
  origin: Origin,
): Value | undefined {
  switch (rest.join(".")) {
    case "":
    case "subnetId":
      return reference(subnet.path, undefined, origin);
    case "availabilityZone":
      return zoneNumber(vpc, subnet.zone, origin);
    case "routeTable.routeTableId":
      return reference(`${subnet.path}/RouteTable`, undefined, origin);
  }
  return undefined;
}

/** The attributes of a role, by the members that they have in CDK. */
const roleAttributes: Readonly<Record<string, string | undefined>> = {
  roleName: undefined,
  roleArn: "Arn",
  roleId: "RoleId",
};

/** A role that a construct has, or an attribute of it. */
function roleMember(
  construct: ConstructInstance,
  model: Model | undefined,
  names: readonly (string | number)[],
  origin: Origin,
): Value | undefined {
  const [first, second, ...rest] = names.map(String);
  const meaning = first === undefined ? undefined : model?.members?.[first];
  if (meaning?.is !== "role" || rest.length > 0) return undefined;
  if (second !== undefined && !Object.hasOwn(roleAttributes, second)) return undefined;
  const attribute = second === undefined ? undefined : roleAttributes[second];
  const said = meaning.prop === undefined ? missing(origin) : lookup(construct.props, [meaning.prop]);
  if (said.kind === "absent") return reference(`${construct.path}/${meaning.path}`, attribute, origin);
  const role = read(said);
  return role.kind === "reference" && role.attribute === undefined
    ? reference(role.target, attribute, origin)
    : undefined;
}

/** What is left of members behind the L1 of an L2: `node.defaultChild.timeout` is `timeout` of it. */
export function behindL1(
  members: readonly string[],
  l1Members: readonly string[] = ["node.defaultChild"],
): readonly string[] | undefined {
  const dotted = members.join(".");
  for (const prefix of l1Members)
    if (dotted === prefix || dotted.startsWith(`${prefix}.`)) return members.slice(prefix.split(".").length);
  return undefined;
}
