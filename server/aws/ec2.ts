/** EC2 instances, subnets, volumes, and the zones that they are in. */
import { type Binding, relation } from "../core/binding.ts";
import { all, type Condition } from "../core/conditions.ts";
import { anything, itself, kind, property, type SubjectOf } from "../core/kinds.ts";
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

export const attachedVolume = relation(VolumeAttachment, "volume", Volume);
export const attachedInstance = relation(VolumeAttachment, "instance", Instance);
export const instanceSubnet = relation(Instance, "subnet", Subnet);

/** A zone that something is in: what is known of it, under what, and where that stands. */
export interface Zone {
  readonly value: Value;
  readonly condition: Condition;
}

/** Zones are followed through this many resources. */
const MOST_HOPS = 5;

/**
 * The zones that an instance may be in: its own, else its subnet's. A zone that is only known as "the zone of X" is a
 * reference to X, so that two things in the zone of X are in the same one.
 */
export function zonesOfInstance(instance: SubjectOf<typeof Instance>, binding: Binding, hops = 0): Zone[] {
  const zones: Zone[] = [];
  for (const own of instance.zone.readings) {
    if (!own.isAbsent) {
      zones.push(...resolved(own.raw, own.condition, binding, hops));
      continue;
    }
    for (const subnet of instance.subnet.readings) {
      const condition = all(own.condition, subnet.condition);
      const [found] = subnet.raw.kind === "reference" ? subjectsAt(Subnet, subnet.raw.target, binding) : [];
      if (found)
        zones.push(...zonesOf(found, binding, hops).map((z) => ({ ...z, condition: all(condition, z.condition) })));
      else zones.push({ value: zoneAttribute(instance), condition });
    }
  }
  return zones;
}

/** The zones that a volume or subnet may be in. */
export function zonesOf(
  subject: SubjectOf<typeof Volume> | SubjectOf<typeof Subnet>,
  binding: Binding,
  hops = 0,
): Zone[] {
  return subject.zone.readings.flatMap((own) =>
    own.isAbsent
      ? [{ value: zoneAttribute(subject), condition: own.condition }]
      : resolved(own.raw, own.condition, binding, hops),
  );
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
function resolved(value: Value, condition: Condition, binding: Binding, hops: number): Zone[] {
  if (value.kind !== "reference" || hops >= MOST_HOPS) return [{ value, condition }];
  if (!/^(AvailabilityZone|availability_zone)$/.test(value.attribute ?? "")) return [{ value, condition }];
  const [instance] = subjectsAt(Instance, value.target, binding);
  const [other] = [...subjectsAt(Subnet, value.target, binding), ...subjectsAt(Volume, value.target, binding)];
  const zones = instance
    ? zonesOfInstance(instance, binding, hops + 1)
    : other
      ? zonesOf(other, binding, hops + 1)
      : [{ value: reference(value.target, "AvailabilityZone", value.origin), condition }];
  return zones.map((z) => ({ value: z.value, condition: all(condition, z.condition) }));
}

function subjectsAt<K extends typeof Instance | typeof Subnet | typeof Volume>(
  kind: K,
  address: string,
  binding: Binding,
): SubjectOf<K>[] {
  return binding.everyKnown(kind).filter((s) => s.resource.address === address);
}

/** Zone names ("us-east-1a") and zone ids ("use1-az1") name the same zones differently in every account. */
export function namesAreComparable(a: Value, b: Value): boolean {
  if (a.kind !== "scalar" || b.kind !== "scalar") return true;
  const isName = (v: typeof a) => /^[a-z]{2}(-[a-z]+)+-\d+([a-z]|-[a-z]+-\d+[a-z])$/.test(String(v.value));
  return isName(a) && isName(b);
}
