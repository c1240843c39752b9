/** The volumes of ECS task definitions. */
import { anything, kind, string } from "../core/kinds.ts";
import { property } from "../core/lenses.ts";

export const TaskVolume = kind(
  "volume of a task",
  {
    volumeName: string,
    /** A folder of the instance. */
    sourcePath: anything,
    docker: anything,
    efs: anything,
    efsTransitEncryption: string,
    efsAccessPoint: anything,
    efsIam: string,
    /** Only where it is said to AWS as it is written. */
    efsRoot: string,
    s3Files: anything,
    s3FileSystem: string,
    s3AccessPoint: anything,
    s3Root: string,
  },
  {
    type: "AWS::ECS::TaskDefinition",
    each: "Volumes",
    read: {
      volumeName: property("Name"),
      sourcePath: property("Host.SourcePath"),
      docker: property("DockerVolumeConfiguration"),
      efs: property("EFSVolumeConfiguration"),
      efsTransitEncryption: property("EFSVolumeConfiguration.TransitEncryption"),
      efsAccessPoint: property("EFSVolumeConfiguration.AuthorizationConfig.AccessPointId"),
      efsIam: property("EFSVolumeConfiguration.AuthorizationConfig.IAM"),
      efsRoot: property("EFSVolumeConfiguration.RootDirectory"),
      s3Files: property("S3FilesVolumeConfiguration"),
      s3FileSystem: property("S3FilesVolumeConfiguration.FileSystemArn"),
      s3AccessPoint: property("S3FilesVolumeConfiguration.AccessPointArn"),
      s3Root: property("S3FilesVolumeConfiguration.RootDirectory"),
    },
  },
  {
    type: "aws_ecs_task_definition",
    each: "volume",
    read: {
      volumeName: property("name"),
      sourcePath: property("host_path"),
      docker: property("docker_volume_configuration"),
      efs: property("efs_volume_configuration"),
      efsTransitEncryption: property("efs_volume_configuration.transit_encryption"),
      efsAccessPoint: property("efs_volume_configuration.authorization_config.access_point_id"),
      efsIam: property("efs_volume_configuration.authorization_config.iam"),
      s3Files: property("s3files_volume_configuration"),
      s3FileSystem: property("s3files_volume_configuration.file_system_arn"),
      s3AccessPoint: property("s3files_volume_configuration.access_point_arn"),
      s3Root: property("s3files_volume_configuration.root_directory"),
    },
  },
);
