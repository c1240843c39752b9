/** EC2 instances, subnets, volumes, and the zones that they are in. */
import { type Binding, relation } from "../core/binding.ts";
import { shown } from "../core/compare.ts";
import { all, type Condition } from "../core/conditions.ts";
import { anything, kind, type Reading, type SubjectOf } from "../core/kinds.ts";
import { itself, property } from "../core/lenses.ts";
import { reference, type Value } from "../core/values.ts";

export const Subnet = kind(
  "subnet",
  { zone: anything },
  { type: "AWS::EC2::Subnet", read: { zone: property("AvailabilityZone") } },
  { type: "aws_subnet", read: { zone: property("availability_zone") } },
);

export const Instance = kind(
  "EC2 instance",
  { zone: anything, subnet: anything },
  {
    type: "AWS::EC2::Instance",
    read: { zone: property("AvailabilityZone"), subnet: property("SubnetId") },
  },
  { type: "aws_instance", read: { zone: property("availability_zone"), subnet: property("subnet_id") } },
);

export const Volume = kind(
  "EBS volume",
  { zone: anything },
  { type: "AWS::EC2::Volume", read: { zone: property("AvailabilityZone") } },
  { type: "aws_ebs_volume", read: { zone: property("availability_zone") } },
);

/** A volume on an instance, as a resource of its own or in the instance's `Volumes`. */
export const VolumeAttachment = kind(
  "volume attachment",
  { volume: anything, instance: anything },
  { type: "AWS::EC2::VolumeAttachment", read: { volume: property("VolumeId"), instance: property("InstanceId") } },
  { type: "AWS::EC2::Instance", each: "Volumes", read: { volume: property("VolumeId"), instance: itself() } },
  { type: "aws_volume_attachment", read: { volume: property("volume_id"), instance: property("instance_id") } },
);

/** An Elastic IP address on an instance: its own property, or an association. */
export const ElasticIp = kind(
  "Elastic IP address",
  { instance: anything },
  { type: "AWS::EC2::EIP", read: { instance: property("InstanceId") } },
  { type: "AWS::EC2::EIPAssociation", read: { instance: property("InstanceId", { or: "NetworkInterfaceId" }) } },
  { type: "aws_eip", read: { instance: property("instance", { or: "network_interface" }) } },
  { type: "aws_eip_association", read: { instance: property("instance_id", { or: "network_interface_id" }) } },
);

export const attachedVolume = relation(VolumeAttachment, "volume", Volume);
export const attachedInstance = relation(VolumeAttachment, "instance", Instance);
const instanceSubnet = relation(Instance, "subnet", Subnet);

/** A zone that something is in: what is known of it, and under what. */
export interface Zone {
  readonly value: Value;
  readonly condition: Condition;
  /** The zone as it is written at the thing itself; undefined where it follows from something else. */
  readonly written?: Reading<Value>;
}

/** Zones are followed through this many resources, and this many of one thing are looked at. */
const MOST_HOPS = 5;
const MOST_ZONES = 32;

/**
 * The zones that an instance may be in: its own, else its subnet's. A zone that is only known as "the zone of X" is a
 * reference to X, so that two things in the zone of X are in the same one.
 */
export function zonesOfInstance(instance: SubjectOf<typeof Instance>, binding: Binding, hops = 0): Zone[] {
  const zones: Zone[] = [];
  for (const own of instance.zone.readings) {
    if (zones.length >= MOST_ZONES) break;
    if (!own.isAbsent) {
      zones.push(...resolved(own, binding, hops));
      continue;
    }
    const { found, complete } = binding.follow(instanceSubnet, instance);
    for (const subnet of found) {
      const condition = all(own.condition, subnet.condition);
      for (const z of zonesOf(subnet.subject, binding, hops))
        zones.push({ value: z.value, condition: all(condition, z.condition) });
    }
    if (found.length === 0 || !complete) zones.push({ value: zoneAttribute(instance), condition: own.condition });
  }
  return zones.slice(0, MOST_ZONES);
}

/** The zones that a volume or subnet may be in. */
export function zonesOf(
  subject: SubjectOf<typeof Volume> | SubjectOf<typeof Subnet>,
  binding: Binding,
  hops = 0,
): Zone[] {
  return subject.zone.readings
    .flatMap((own) =>
      own.isAbsent ? [{ value: zoneAttribute(subject), condition: own.condition }] : resolved(own, binding, hops),
    )
    .slice(0, MOST_ZONES);
}

/** The attribute by which a zone is referred to, in the words of a resource's vocabulary. */
export function zoneAttributeName(resource: { vocabulary: "cloudformation" | "terraform" }): string {
  return resource.vocabulary === "terraform" ? "availability_zone" : "AvailabilityZone";
}

function zoneAttribute(subject: SubjectOf<typeof Instance | typeof Volume | typeof Subnet>): Value {
  const { address, nameSpan } = subject.resource;
  return reference(address, "AvailabilityZone", { span: nameSpan });
}

/** "The zone of X" is X's zone, where that is known. */
function resolved(written: Reading<Value>, binding: Binding, hops: number): Zone[] {
  const { raw: value, condition } = written;
  if (value.kind !== "reference" || hops >= MOST_HOPS) return [{ value, condition, written }];
  if (!/^(AvailabilityZone|availability_zone)$/.test(value.attribute ?? "")) return [{ value, condition, written }];
  const [instance] = binding.at(Instance, value.target);
  const other = binding.at(Subnet, value.target)[0] ?? binding.at(Volume, value.target)[0];
  const zones = instance
    ? zonesOfInstance(instance, binding, hops + 1)
    : other
      ? zonesOf(other, binding, hops + 1)
      : [{ value: reference(value.target, "AvailabilityZone", value.origin), condition }];
  return zones.map((z) => ({ value: z.value, condition: all(condition, z.condition), written }));
}

/**
 * False where a zone name ("us-east-1a") may stand beside a zone id ("use1-az1"): those name the same zones
 * differently in every account.
 */
export function namesAreComparable(a: Value, b: Value): boolean {
  return [a, b].every(
    (v) => v.kind !== "scalar" || /^[a-z]{2}(-[a-z]+)+-\d+([a-z]|-[a-z]+-\d+[a-z])$/.test(String(v.value)),
  );
}

/** A zone as a message names it. */
export function zoneText(zone: Value): string {
  if (zone.kind !== "unknown" || zone.index === undefined || zone.identity === undefined) return shown(zone);
  const ofRegion = /^GetAZs\((.*)\)$/.exec(zone.identity);
  return ofRegion ? `zone ${zone.index + 1} of the Region's list` : `zone ${zone.index + 1} of ${zone.identity}`;
}
