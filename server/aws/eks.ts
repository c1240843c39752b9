/** Amazon EKS. */
import { relation } from "../core/binding.ts";
import { anything, boolean, kind, number, string } from "../core/kinds.ts";
import { element, property } from "../core/lenses.ts";

export const EksCluster = kind(
  "EKS cluster",
  { publicAccess: boolean, privateAccess: boolean, publicRanges: anything },
  {
    type: "AWS::EKS::Cluster",
    read: {
      publicAccess: property("ResourcesVpcConfig.EndpointPublicAccess", { absent: true }),
      privateAccess: property("ResourcesVpcConfig.EndpointPrivateAccess", { absent: false }),
      publicRanges: property("ResourcesVpcConfig.PublicAccessCidrs"),
    },
  },
  {
    type: "aws_eks_cluster",
    read: {
      publicAccess: property("vpc_config.endpoint_public_access", { absent: true }),
      privateAccess: property("vpc_config.endpoint_private_access", { absent: false }),
      publicRanges: property("vpc_config.public_access_cidrs"),
    },
  },
);

/** A range that may reach the public endpoint of a cluster. */
export const EksPublicRange = kind(
  "EKS public range",
  { range: string, publicAccess: boolean },
  {
    type: "AWS::EKS::Cluster",
    over: ["ResourcesVpcConfig.PublicAccessCidrs"],
    read: {
      range: element(),
      publicAccess: property("ResourcesVpcConfig.EndpointPublicAccess", { absent: true }),
    },
  },
  {
    type: "aws_eks_cluster",
    over: ["vpc_config.public_access_cidrs"],
    read: { range: element(), publicAccess: property("vpc_config.endpoint_public_access", { absent: true }) },
  },
);

export const NodeGroup = kind(
  "EKS node group",
  {
    amiType: string,
    /** "1.33". */
    version: string,
    diskSize: number,
    sshKey: anything,
    sshSources: anything,
    remoteAccess: anything,
    launchTemplate: anything,
    launchTemplateId: anything,
    launchTemplateVersion: anything,
    capacityType: string,
    instanceTypes: anything,
  },
  {
    type: "AWS::EKS::Nodegroup",
    read: {
      amiType: property("AmiType"),
      version: property("Version"),
      diskSize: property("DiskSize"),
      sshKey: property("RemoteAccess.Ec2SshKey"),
      sshSources: property("RemoteAccess.SourceSecurityGroups"),
      remoteAccess: property("RemoteAccess"),
      launchTemplate: property("LaunchTemplate"),
      launchTemplateId: property("LaunchTemplate.Id", { or: "LaunchTemplate.Name" }),
      launchTemplateVersion: property("LaunchTemplate.Version"),
      capacityType: property("CapacityType"),
      instanceTypes: property("InstanceTypes"),
    },
  },
  {
    type: "aws_eks_node_group",
    read: {
      amiType: property("ami_type"),
      version: property("version"),
      diskSize: property("disk_size"),
      sshKey: property("remote_access.ec2_ssh_key"),
      sshSources: property("remote_access.source_security_group_ids"),
      remoteAccess: property("remote_access"),
      launchTemplate: property("launch_template"),
      launchTemplateId: property("launch_template.id", { or: "launch_template.name" }),
      launchTemplateVersion: property("launch_template.version"),
      capacityType: property("capacity_type"),
      instanceTypes: property("instance_types"),
    },
  },
);

/** A launch template, as far as node groups say the same. */
export const NodeTemplate = kind(
  "launch template of nodes",
  { instanceType: string, image: anything },
  {
    type: "AWS::EC2::LaunchTemplate",
    read: { instanceType: property("LaunchTemplateData.InstanceType"), image: property("LaunchTemplateData.ImageId") },
  },
  { type: "aws_launch_template", read: { instanceType: property("instance_type"), image: property("image_id") } },
);

export const nodeTemplate = relation(NodeGroup, "launchTemplateId", NodeTemplate);

/** A look-up of an image that EKS publishes in Parameter Store. */
export const ImageParameter = kind(
  "parameter that names an image",
  { parameter: anything },
  { type: "aws_ssm_parameter", read: { parameter: property("name") } },
);
