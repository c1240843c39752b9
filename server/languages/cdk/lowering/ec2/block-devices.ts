/** `blockDevices` as the block device mappings of a template. */
import { entry, object, piece, scalar, text, unknown, type Value } from "../../../../core/values.ts";
import { carriedBy } from "../../constructs.ts";
import { each, listed, type Renaming, renamed } from "../given.ts";
import { size } from "../plain-values.ts";
import { read } from "../references.ts";

/** Options of a volume of EBS. */
const ebsOptions: Renaming = {
  deleteOnTermination: "DeleteOnTermination",
  encrypted: "Encrypted",
  iops: "Iops",
  throughput: "Throughput",
  volumeType: "VolumeType",
  volumeSize: "VolumeSize",
  snapshotId: "SnapshotId",
  kmsKey: ["KmsKeyId", (key) => unknown("the key of the volume is not followed", key.origin)],
  volumeInitializationRate: ["VolumeInitializationRate", size("mebibytes")],
};

const DEVICE = /^aws-cdk-lib\.aws_(ec2|autoscaling)\.BlockDeviceVolume$/;

/**
 * The mappings of `blockDevices`; absent where none are given.
 *
 * @param ofInstance true for an instance of its own: CDK leaves out the throughput there
 */
export function blockDeviceMappings(devices: Value, ofInstance: boolean): Value {
  return listed(devices, (device) => mapping(device, ofInstance));
}

function mapping(device: Value, ofInstance: boolean): Value {
  if (device.kind !== "object" || !device.closed) return unknown("the block device is not known", device.origin);
  const name = device.entries.get("deviceName");
  const volume = device.entries.get("volume");
  const enabled = device.entries.get("mappingEnabled");
  if (!volume || (enabled && enabled.value.kind !== "absent"))
    return object(name ? [entry("DeviceName", read(name.value), name.keySpan)] : [], device.origin, { closed: false });
  const of = (v: Value): Value => {
    const own = name ? [entry("DeviceName", read(name.value), name.keySpan)] : [];
    const rest = volumeEntry(v, ofInstance);
    return object(rest ? [...own, entry(rest[0], rest[1], volume.keySpan)] : own, device.origin, {
      closed: rest !== undefined,
    });
  };
  return each(volume.value, of);
}

/** The property of a mapping that a volume is, and its value; undefined where it is not followed. */
function volumeEntry(volume: Value, ofInstance: boolean): readonly [string, Value] | undefined {
  const carried = carriedBy(volume);
  if (carried?.kind !== "made" || !DEVICE.test(carried.fqn) || !carried.argsClosed || carried.opened.length > 0)
    return undefined;
  const [first, second] = carried.args;
  if (!first) return undefined;
  const options = second ?? object([], volume.origin);
  switch (carried.member) {
    case "ebs":
      return ["Ebs", ebs(options, "VolumeSize", first, volume, ofInstance)];
    case "ebsFromSnapshot":
      return ["Ebs", ebs(options, "SnapshotId", first, volume, ofInstance)];
    case "ephemeral": {
      const index = read(first);
      return [
        "VirtualName",
        index.kind === "scalar"
          ? scalar(`ephemeral${index.value}`, volume.origin, [piece(`ephemeral${index.value}`, volume.origin.span)])
          : text([piece("ephemeral"), index], volume.origin),
      ];
    }
  }
  return undefined;
}

function ebs(options: Value, name: string, first: Value, volume: Value, ofInstance: boolean): Value {
  if (options.kind === "absent") return object([entry(name, read(first))], volume.origin);
  const said = renamed(options, ebsOptions, [entry(name, read(first))]);
  // A mapping stands at the call that makes it: what it does not say, it does not say there.
  if (said.kind !== "object") return said;
  const entries = [...said.entries.values()].filter((e) => !ofInstance || e.key !== "Throughput");
  return object(entries, volume.origin, { closed: said.closed });
}
