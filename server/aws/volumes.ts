/** EBS storage, whichever way it is asked for: a volume of its own, or in the block device mappings of what runs. */
import type { Binding } from "../core/binding.ts";
import { anything, boolean, kind, number, type Reading, type SubjectOf, string } from "../core/kinds.ts";
import { type Lens, property } from "../core/lenses.ts";
import { missing } from "../core/values.ts";

const none: Lens = { read: ({ object }) => missing(object.origin) };

const cloudformation = (prefix: string, size = "VolumeSize") => ({
  size: property(`${prefix}${size}`),
  iops: property(`${prefix}Iops`),
  throughput: property(`${prefix}Throughput`),
  volumeType: property(`${prefix}VolumeType`),
  encrypted: property(`${prefix}Encrypted`),
  snapshot: property(`${prefix}SnapshotId`),
});

const terraform = (prefix: string, size = "volume_size", volumeType = "volume_type") => ({
  size: property(`${prefix}${size}`),
  iops: property(`${prefix}iops`),
  throughput: property(`${prefix}throughput`),
  volumeType: property(`${prefix}${volumeType}`),
  encrypted: property(`${prefix}encrypted`),
  snapshot: property(`${prefix}snapshot_id`),
});

const mapping = {
  ...cloudformation("Ebs."),
  source: none,
  multiAttach: none,
  device: property("DeviceName"),
  deleteOnTermination: property("Ebs.DeleteOnTermination"),
};
const terraformBlock = {
  ...terraform(""),
  source: none,
  multiAttach: none,
  device: property("device_name"),
  deleteOnTermination: property("delete_on_termination"),
};
const terraformMapping = {
  ...terraform("ebs."),
  source: none,
  multiAttach: none,
  device: property("device_name"),
  deleteOnTermination: property("ebs.delete_on_termination"),
};

/** What is asked of EBS, in one place. */
export const EbsStorage = kind(
  "EBS storage",
  {
    /** GiB. */
    size: number,
    iops: number,
    /** MiB/s. */
    throughput: number,
    volumeType: string,
    encrypted: boolean,
    snapshot: anything,
    /** The volume that it is a copy of. */
    source: anything,
    multiAttach: boolean,
    device: string,
    deleteOnTermination: boolean,
  },
  {
    type: "AWS::EC2::Volume",
    read: {
      ...cloudformation("", "Size"),
      source: property("SourceVolumeId"),
      multiAttach: property("MultiAttachEnabled"),
      device: none,
      deleteOnTermination: none,
    },
  },
  { type: "AWS::EC2::Instance", each: "BlockDeviceMappings", read: mapping },
  { type: "AWS::EC2::LaunchTemplate", each: "LaunchTemplateData.BlockDeviceMappings", read: mapping },
  { type: "AWS::AutoScaling::LaunchConfiguration", each: "BlockDeviceMappings", read: mapping },
  {
    type: "aws_ebs_volume",
    read: {
      ...terraform("", "size", "type"),
      source: property("source_volume_id"),
      multiAttach: property("multi_attach_enabled"),
      device: none,
      deleteOnTermination: none,
    },
  },
  ...["aws_instance", "aws_spot_instance_request", "aws_launch_configuration"].flatMap((type) =>
    ["root_block_device", "ebs_block_device"].map((each) => ({ type, each, read: terraformBlock })),
  ),
  { type: "aws_launch_template", each: "block_device_mappings", read: terraformMapping },
);

/** A volume of its own, and whether a snapshot of it stays. */
export const KeptVolume = kind(
  "deletion of a volume",
  { finalSnapshot: boolean },
  { type: "AWS::EC2::Volume", read: { finalSnapshot: none } },
  { type: "aws_ebs_volume", read: { finalSnapshot: property("final_snapshot") } },
);

export type Storage = SubjectOf<typeof EbsStorage>;

/** True for a volume that is a resource of its own. */
export function isVolume(storage: Storage): boolean {
  return storage.item === undefined;
}

/**
 * The type that it is made with. A volume of its own that says none is gp2; in a mapping the image decides, which is
 * not known here.
 */
export function typeOf(storage: Storage, volumeType: Reading<string>): string | undefined {
  if (volumeType.isKnown) return volumeType.value;
  return volumeType.isAbsent && isVolume(storage) ? "gp2" : undefined;
}

/** True for the device that an instance starts from, by its block or by the names that images give it. */
export function isRoot(storage: Storage, device: Reading<string>): boolean {
  if (storage.path[0] === "root_block_device") return true;
  return device.isKnown && /^\/dev\/(xvda|sda1)$/.test(device.value);
}

/** A number that is set: Terraform takes 0 as not set. */
export function isSet(reading: Reading<number>): reading is Reading<number> & { isKnown: true } {
  return reading.isKnown && !(reading.value === 0 && reading.subject.resource.vocabulary === "terraform");
}

/** True where the number is certainly not set. */
export function isUnset(reading: Reading<number>): boolean {
  return reading.isAbsent || (reading.isKnown && !isSet(reading));
}

/** What a message calls it: the resource, and the device where it is one of several. */
export function storageName(storage: Storage): string {
  if (isVolume(storage)) return storage.name;
  if (storage.path[0] === "root_block_device") return `the root volume of ${storage.name}`;
  const [device, ...others] = storage.device.readings;
  return device?.isKnown && others.length === 0
    ? `${device.value} of ${storage.name}`
    : `a block device of ${storage.name}`;
}

/** The same at the beginning of a sentence. */
export function storageSubject(storage: Storage): string {
  const name = storageName(storage);
  return isVolume(storage) ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

/** What turns on encryption for the whole account. */
const EncryptionByDefault = kind("encryption by default", {}, { type: "aws_ebs_encryption_by_default", read: {} });

/** True where the program may turn on encryption for the whole account. */
export function encryptsByDefault({ everyKnown }: Pick<Binding, "everyKnown">): boolean {
  return everyKnown(EncryptionByDefault).length > 0;
}
