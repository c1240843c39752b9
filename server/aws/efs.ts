/** EFS file systems and where they can be mounted. */
import { relation } from "../core/binding.ts";
import { anything, boolean, kind, number, string } from "../core/kinds.ts";
import { ofResource, property } from "../core/lenses.ts";
import { Subnet } from "./ec2.ts";

export const FileSystem = kind(
  "EFS file system",
  {
    encrypted: boolean,
    performanceMode: string,
    throughputMode: string,
    /** MiB/s. */
    provisionedThroughput: number,
    /** The zone of a One Zone file system. */
    zone: anything,
  },
  {
    type: "AWS::EFS::FileSystem",
    read: {
      encrypted: property("Encrypted"),
      performanceMode: property("PerformanceMode"),
      throughputMode: property("ThroughputMode"),
      provisionedThroughput: property("ProvisionedThroughputInMibps"),
      zone: property("AvailabilityZoneName"),
    },
  },
  {
    type: "aws_efs_file_system",
    read: {
      encrypted: property("encrypted"),
      performanceMode: property("performance_mode"),
      throughputMode: property("throughput_mode"),
      provisionedThroughput: property("provisioned_throughput_in_mibps"),
      zone: property("availability_zone_name"),
    },
  },
);

/** A volume of a task definition, which may be of EFS. */
export const TaskVolume = kind(
  "volume of an ECS task definition",
  { efs: anything, operatingSystem: string },
  {
    type: "AWS::ECS::TaskDefinition",
    each: "Volumes",
    read: {
      efs: property("EFSVolumeConfiguration"),
      operatingSystem: ofResource("RuntimePlatform.OperatingSystemFamily"),
    },
  },
  {
    type: "aws_ecs_task_definition",
    each: "volume",
    read: {
      efs: property("efs_volume_configuration"),
      operatingSystem: ofResource("runtime_platform.operating_system_family"),
    },
  },
);

export const MountTarget = kind(
  "EFS mount target",
  { fileSystem: anything, subnet: anything, securityGroups: anything },
  {
    type: "AWS::EFS::MountTarget",
    read: {
      fileSystem: property("FileSystemId"),
      subnet: property("SubnetId"),
      securityGroups: property("SecurityGroups"),
    },
  },
  {
    type: "aws_efs_mount_target",
    read: {
      fileSystem: property("file_system_id"),
      subnet: property("subnet_id"),
      securityGroups: property("security_groups"),
    },
  },
);

export const mountedFileSystem = relation(MountTarget, "fileSystem", FileSystem);
export const mountSubnet = relation(MountTarget, "subnet", Subnet);
