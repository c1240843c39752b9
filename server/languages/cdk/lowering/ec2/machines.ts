/** EC2 instances and bastion hosts: what their props say beyond single values. */
import type { Resource } from "../../../../core/resources.ts";
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  object,
  reference,
  scalar,
  unknown,
  type Value,
} from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { profileOf } from "../beside.ts";
import { each, entryOf, given, isGiven, nothing, orElse, placeOf, plainProp } from "../given.ts";
import { groupIdsOf } from "../network/group-ids.ts";
import { selectedSubnets, zoneOf } from "../network/vpc-subnets.ts";
import { read } from "../references.ts";
import { blockDeviceMappings } from "./block-devices.ts";
import { imageId } from "./image-id.ts";
import { metadataEntry } from "./metadata-options.ts";
import { userDataOf } from "./user-data.ts";

/** `BlockDeviceMappings` of whatever has `blockDevices`. */
export function devicesEntry(c: ConstructInstance): Entry {
  return entryOf(c, "BlockDeviceMappings", "blockDevices", () =>
    orElse(blockDeviceMappings(given(c, "blockDevices"), /Instance$|BastionHostLinux$/.test(c.fqn)), () => nothing(c)),
  );
}

/** One property of an object that is there when a prop is given: `Monitoring: { Enabled: true }`. */
export function inObject(c: ConstructInstance, key: string, inner: string, prop: string): Entry {
  return entryOf(c, key, prop, () =>
    orElse(
      each(given(c, prop), (v) => object([entry(inner, read(v))], v.origin)),
      () => nothing(c),
    ),
  );
}

/** `UserData` and `ImageId`, where they are said. */
export function bootEntries(c: ConstructInstance): Entry[] {
  const data = userDataOf(c);
  const entries = data ? [entryOf(c, "UserData", "userData", () => data)] : [];
  if (isGiven(c, "machineImage"))
    entries.push(entryOf(c, "ImageId", "machineImage", () => imageId(given(c, "machineImage"))));
  return entries;
}

/** The properties of an instance that take more than one prop. */
export function instanceEntries(c: ConstructInstance): Entry[] {
  const hasInterface = isGiven(c, "associatePublicIpAddress");
  const groups = () => groupIdsOf(c);
  const interfaces = (): Value => {
    const address = given(c, "associatePublicIpAddress");
    return each(address, (v) =>
      list(
        [
          object(
            [
              entry("AssociatePublicIpAddress", read(v)),
              entry("DeviceIndex", scalar("0", placeOf(c))),
              lazyEntry("GroupSet", groups),
            ],
            v.origin,
            { closed: false },
          ),
        ],
        v.origin,
      ),
    );
  };
  return [
    devicesEntry(c),
    ...placeEntries(c, "vpcSubnets"),
    lazyEntry("IamInstanceProfile", () => profileReference(c)),
    lazyEntry("SecurityGroupIds", () => (hasInterface ? uncertain(c, "associatePublicIpAddress") : groups())),
    entryOf(c, "NetworkInterfaces", "associatePublicIpAddress", () => (hasInterface ? interfaces() : nothing(c))),
    inObject(c, "CreditSpecification", "CPUCredits", "creditSpecification"),
    inObject(c, "EnclaveOptions", "Enabled", "enclaveEnabled"),
    inObject(c, "HibernationOptions", "Configured", "hibernationEnabled"),
    entryOf(c, "InstanceInitiatedShutdownBehavior", "instanceInitiatedShutdownBehavior", () =>
      plainProp(c, "instanceInitiatedShutdownBehavior"),
    ),
    ...bootEntries(c),
    metadataEntry(c),
    templateEntry(c),
  ];
}

/** The same of a bastion host, whose image and role CDK chooses. */
export function bastionEntries(c: ConstructInstance): Entry[] {
  return [
    devicesEntry(c),
    ...placeEntries(c, "subnetSelection"),
    entry("IamInstanceProfile", reference(`${c.path}/Resource/InstanceProfile`, undefined, placeOf(c))),
    lazyEntry("SecurityGroupIds", () => groupIdsOf(c)),
    lazyEntry("NetworkInterfaces", () => nothing(c)),
    ...bootEntries(c),
    metadataEntry(c),
    templateEntry(c),
  ];
}

/** The subnet that CDK chooses, which is the first one that it may take, and its zone. */
function placeEntries(c: ConstructInstance, selection: string): Entry[] {
  const zone = given(c, "availabilityZone");
  const chosen = () => (zone.kind === "absent" ? selectedSubnets(given(c, "vpc"), given(c, selection)) : undefined);
  return [
    lazyEntry("SubnetId", () => {
      const selected = chosen();
      const [subnet] = selected?.list ?? [];
      // With an interface of its own, the subnet is said there.
      return subnet && !isGiven(c, "associatePublicIpAddress")
        ? reference(subnet.path, undefined, placeOf(c))
        : unknown("CDK chooses the subnet", placeOf(c));
    }),
    entryOf(c, "AvailabilityZone", "availabilityZone", () =>
      orElse(each(zone, read), () => {
        const selected = chosen();
        const [subnet] = selected?.list ?? [];
        return selected && subnet
          ? zoneOf(selected.vpc, subnet, placeOf(c))
          : unknown("CDK takes the zone of the subnet that it chooses", placeOf(c));
      }),
    ),
  ];
}

/** CDK makes a launch template for an instance that has to ask for tokens. */
function templateEntry(c: ConstructInstance): Entry {
  return lazyEntry("LaunchTemplate", () => {
    const required = read(given(c, "requireImdsv2"));
    if (required.kind === "absent" || (required.kind === "scalar" && required.value === false)) return nothing(c);
    return unknown("CDK makes a launch template that requires tokens", required.origin);
  });
}

/** Nothing where a prop is certainly given; unknown where it may be. */
function uncertain(c: ConstructInstance, prop: string): Value {
  const value = given(c, prop);
  return value.kind === "choice" || value.kind === "unknown"
    ? unknown(`whether ${prop} is given is not known`, value.origin)
    : nothing(c);
}

function profileReference(c: ConstructInstance): Value {
  if (isGiven(c, "instanceProfile"))
    return each(given(c, "instanceProfile"), (v) => {
      const profile = read(v);
      return profile.kind === "reference" ? profile : unknown("the instance profile is not known", v.origin);
    });
  return reference(`${c.path}/InstanceProfile`, undefined, placeOf(c));
}

/** The instance profile and the role that CDK makes. */
export function instanceResources(c: ConstructInstance): Resource[] {
  return isGiven(c, "instanceProfile") ? [] : profileOf(c, "InstanceProfile", "InstanceRole");
}
