/** The defects that mutants.ts puts into real code: for each rule what makes a good resource bad. */
import type { Resource } from "../../server/core/resources.ts";
import { at, type Change, drop, is, item, type Mutation, mutationOf, refer, set, where } from "./changes.ts";
import { constructMutations } from "./construct-mutations.ts";
import { relationMutations } from "./relation-mutations.ts";
import { serviceMutations } from "./service-mutations.ts";

/** Does it to task definitions that run on Fargate alone. */
function fargate(change: Change): Change {
  return where({ "RequiresCompatibilities.0": "FARGATE" }, change);
}

/** Whether a rule that stands for itself opens a port of a group. */
function opensTo(rule: Resource, group: Resource, port: number): boolean {
  if (rule.type !== "AWS::EC2::SecurityGroupIngress") return false;
  const of = at(rule, "GroupId");
  return of.kind === "reference" && of.target === group.address && is(at(rule, "FromPort"), port);
}

const all: Mutation[] = [];

function mutation(rule: string, changes: Readonly<Record<string, Change>>): void {
  all.push(mutationOf(rule, changes));
}

const world = (port: number, to = port) => ({ IpProtocol: "tcp", FromPort: port, ToPort: to, CidrIp: "0.0.0.0/0" });
const ingress = (port: number, to = port): Readonly<Record<string, Change>> => ({
  "AWS::EC2::SecurityGroup": item("SecurityGroupIngress", "CidrIp", world(port, to)),
  "AWS::EC2::SecurityGroupIngress": where({ CidrIp: "there" }, set(world(port, to))),
  aws_security_group: item("ingress", "from_port", {
    protocol: "tcp",
    from_port: port,
    to_port: to,
    cidr_blocks: ["0.0.0.0/0"],
  }),
  aws_security_group_rule: where(
    { type: "ingress", cidr_blocks: "there" },
    set({ protocol: "tcp", from_port: port, to_port: to, cidr_blocks: ["0.0.0.0/0"] }),
  ),
  aws_vpc_security_group_ingress_rule: where(
    { cidr_ipv4: "there" },
    set({ ip_protocol: "tcp", from_port: port, to_port: to, cidr_ipv4: "0.0.0.0/0" }),
  ),
});

mutation("sg-ssh-open-to-world", ingress(22));
mutation("sg-rdp-open-to-world", ingress(3389));
mutation("sg-ftp-open-to-world", ingress(21));
mutation("sg-sensitive-port-open-to-world", ingress(3306));
mutation("sg-wide-range-open-to-world", ingress(1024, 4000));
mutation("sg-invalid-port-range", ingress(443, 80));
mutation("sg-invalid-source", {
  "AWS::EC2::SecurityGroup": item("SecurityGroupIngress", "CidrIp", { CidrIp: "10.0.0.300/32" }),
  aws_security_group: item("ingress", "from_port", { cidr_blocks: ["10.0.0.300/32"] }),
  aws_security_group_rule: where({ cidr_blocks: "there" }, set({ cidr_blocks: ["10.0.0.300/32"] })),
});
mutation("sg-all-protocols-ports-ignored", {
  "AWS::EC2::SecurityGroup": item("SecurityGroupIngress", "FromPort", { IpProtocol: "-1", FromPort: 443, ToPort: 443 }),
  "AWS::EC2::SecurityGroupIngress": set({ IpProtocol: "-1", FromPort: 443, ToPort: 443 }),
});

mutation("ebs-unencrypted", {
  "AWS::EC2::Volume": set({ Encrypted: false }),
  aws_ebs_volume: set({ encrypted: false }),
  aws_instance: where({ root_block_device: "there" }, set({ "root_block_device.0.encrypted": false })),
});
mutation("ebs-gp2-to-gp3", {
  "AWS::EC2::Volume": where({ Iops: "absent" }, set({ VolumeType: "gp2" })),
  aws_ebs_volume: where({ iops: "absent" }, set({ type: "gp2" })),
});
mutation("ebs-iops-required", {
  "AWS::EC2::Volume": where({ Iops: "absent" }, set({ VolumeType: "io1" })),
  aws_ebs_volume: where({ iops: "absent" }, set({ type: "io1" })),
});
mutation("ebs-iops-not-applicable", {
  "AWS::EC2::Volume": set({ VolumeType: "gp2", Iops: 3000 }),
  aws_ebs_volume: set({ type: "gp2", iops: 3000 }),
});
mutation("ebs-volume-limits", {
  "AWS::EC2::Volume": set({ VolumeType: "gp2", Size: 20000 }),
  aws_ebs_volume: set({ type: "gp2", size: 20000 }),
});
mutation("ebs-multi-attach-unsupported", {
  "AWS::EC2::Volume": set({ VolumeType: "gp3", MultiAttachEnabled: true }),
  aws_ebs_volume: set({ type: "gp3", multi_attach_enabled: true }),
});
mutation("ebs-size-or-snapshot", {
  "AWS::EC2::Volume": where({ SnapshotId: "absent" }, drop("Size")),
  aws_ebs_volume: where({ snapshot_id: "absent" }, drop("size")),
});
mutation("ebs-boot-volume-hdd", {
  aws_instance: set({ "root_block_device.0.volume_type": "st1" }),
});

mutation("ec2-previous-generation", {
  "AWS::EC2::Instance": set({ InstanceType: "m3.large" }),
  aws_instance: set({ instance_type: "m3.large" }),
});
mutation("ec2-t2-instance", {
  "AWS::EC2::Instance": set({ InstanceType: "t2.micro" }),
  aws_instance: set({ instance_type: "t2.micro" }),
  aws_launch_template: set({ instance_type: "t2.micro" }),
});
mutation("ec2-imdsv2-not-required", {
  "AWS::EC2::LaunchTemplate": set({ "LaunchTemplateData.MetadataOptions": { HttpTokens: "optional" } }),
  aws_instance: set({ "metadata_options.0.http_tokens": "optional" }),
  aws_launch_template: set({ "metadata_options.0.http_tokens": "optional" }),
});
mutation("ec2-instance-profile-is-role", {
  aws_instance: refer("iam_instance_profile", "aws_iam_role", "name"),
  "AWS::EC2::Instance": refer("IamInstanceProfile", "AWS::IAM::Role"),
});
mutation("ec2-spot-max-price", {
  aws_spot_instance_request: set({ spot_price: "0.03" }),
  "AWS::EC2::LaunchTemplate": set({
    "LaunchTemplateData.InstanceMarketOptions": { MarketType: "spot", SpotOptions: { MaxPrice: "0.03" } },
  }),
});
mutation("ec2-user-data-aws-configure", script("#!/bin/bash\naws configure set aws_secret_access_key x\n"));
mutation("ec2-user-data-missing-shebang", script("yum -y update\n"));
mutation("ec2-user-data-interactive-install", script("#!/bin/bash\napt-get install nginx\n"));
mutation("ec2-user-data-redundant-sudo", script("#!/bin/bash\nsudo yum -y update\n"));
mutation("ec2-user-data-bad-substitution", {
  aws_instance: set({ user_data: "#!/bin/bash\necho ${hostname -f}\n" }),
});
mutation("ec2-user-data-imdsv1-call", script("#!/bin/bash\ncurl http://169.254.169.254/latest/meta-data/hostname\n"));

function script(text: string): Readonly<Record<string, Change>> {
  return {
    "AWS::EC2::Instance": set({ UserData: { "Fn::Base64": text } }),
    aws_instance: where({ user_data_base64: "absent" }, set({ user_data: text })),
  };
}

mutation("efs-unencrypted", {
  "AWS::EFS::FileSystem": set({ Encrypted: false }),
  aws_efs_file_system: set({ encrypted: false }),
});
mutation("efs-throughput-mode", {
  "AWS::EFS::FileSystem": where({ ProvisionedThroughputInMibps: "absent" }, set({ ThroughputMode: "provisioned" })),
  aws_efs_file_system: where({ provisioned_throughput_in_mibps: "absent" }, set({ throughput_mode: "provisioned" })),
});
mutation("efs-one-zone", {
  "AWS::EFS::FileSystem": set({ AvailabilityZoneName: "us-east-1a" }),
  aws_efs_file_system: set({ availability_zone_name: "us-east-1a" }),
});

mutation("lambda-timeout", {
  "AWS::Lambda::Function": set({ Timeout: 5401 }),
  "AWS::Serverless::Function": set({ Timeout: 5401 }),
  aws_lambda_function: set({ timeout: 5401 }),
});
mutation("lambda-memory", {
  "AWS::Lambda::Function": set({ MemorySize: 32769 }),
  aws_lambda_function: set({ memory_size: 32769 }),
});

mutation("ecr-mutable-tags", {
  "AWS::ECR::Repository": set({ ImageTagMutability: "MUTABLE" }),
  aws_ecr_repository: set({ image_tag_mutability: "MUTABLE" }),
});
mutation("ecs-fargate-daemon", {
  "AWS::ECS::Service": set({ LaunchType: "FARGATE", SchedulingStrategy: "DAEMON" }),
  aws_ecs_service: where(
    { capacity_provider_strategy: "absent" },
    set({ launch_type: "FARGATE", scheduling_strategy: "DAEMON" }),
  ),
});
mutation("ecs-fargate-network-mode", {
  "AWS::ECS::TaskDefinition": set({ RequiresCompatibilities: ["FARGATE"], NetworkMode: "bridge" }),
  aws_ecs_task_definition: set({ requires_compatibilities: ["FARGATE"], network_mode: "bridge" }),
});
mutation("ecs-fargate-cpu-memory", {
  "AWS::ECS::TaskDefinition": set({ RequiresCompatibilities: ["FARGATE"], Cpu: "256", Memory: "4096" }),
  aws_ecs_task_definition: set({ requires_compatibilities: ["FARGATE"], cpu: "256", memory: "4096" }),
});
mutation("ecs-missing-execution-role", {
  "AWS::ECS::TaskDefinition": drop("ExecutionRoleArn"),
  aws_ecs_task_definition: drop("execution_role_arn"),
});
mutation("ecs-launch-type-and-strategy", {
  "AWS::ECS::Service": set({
    LaunchType: "FARGATE",
    CapacityProviderStrategy: [{ CapacityProvider: "FARGATE", Weight: 1 }],
  }),
});
mutation("ecs-awsvpc-network-configuration", {
  "AWS::ECS::Service": where({ NetworkConfiguration: "there" }, drop("NetworkConfiguration")),
  aws_ecs_service: where({ network_configuration: "there" }, drop("network_configuration")),
});
mutation("eks-public-endpoint-open", {
  aws_eks_cluster: set({
    "vpc_config.0.endpoint_public_access": true,
    "vpc_config.0.public_access_cidrs": ["0.0.0.0/0"],
  }),
  "AWS::EKS::Cluster": set({
    "ResourcesVpcConfig.EndpointPublicAccess": true,
    "ResourcesVpcConfig.PublicAccessCidrs": ["0.0.0.0/0"],
  }),
});
mutation("eks-al2-ami", {
  "AWS::EKS::Nodegroup": where({ LaunchTemplate: "absent" }, set({ AmiType: "AL2_x86_64" })),
  aws_eks_node_group: where({ launch_template: "absent" }, set({ ami_type: "AL2_x86_64" })),
});
mutation("apprunner-cpu-memory", {
  "AWS::AppRunner::Service": set({ InstanceConfiguration: { Cpu: "1 vCPU", Memory: "12 GB" } }),
});

mutation("apprunner-vpc-egress", {
  "AWS::AppRunner::Service": set({ NetworkConfiguration: { EgressConfiguration: { EgressType: "VPC" } } }),
});
mutation("apprunner-missing-access-role", {
  "AWS::AppRunner::Service": drop("SourceConfiguration.AuthenticationConfiguration"),
});

mutation("ami-hard-coded-id", {
  "AWS::EC2::Instance": set({ ImageId: "ami-0abcdef1234567890" }),
  aws_instance: set({ ami: "ami-0abcdef1234567890" }),
});
mutation("ecr-scan-on-push", {
  aws_ecr_repository: set({ "image_scanning_configuration.0.scan_on_push": false }),
  "AWS::ECR::Repository": set({ ImageScanningConfiguration: { ScanOnPush: false } }),
});
mutation("ecr-public-policy", {
  "AWS::ECR::Repository": set({
    RepositoryPolicyText: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: ["ecr:BatchGetImage"] }],
    },
  }),
});
mutation("ecs-plaintext-secret", {
  "AWS::ECS::TaskDefinition": set({
    "ContainerDefinitions.0.Environment": [{ Name: "DB_PASSWORD", Value: "correct-horse-battery" }],
  }),
});
mutation("ecs-fargate-unsupported-parameter", {
  "AWS::ECS::TaskDefinition": where(
    { NetworkMode: "awsvpc" },
    fargate(set({ "ContainerDefinitions.0.Privileged": true })),
  ),
});
mutation("ecs-target-type-ip", {
  "AWS::ElasticLoadBalancingV2::TargetGroup": where({ TargetType: "ip" }, set({ TargetType: "instance" })),
  aws_lb_target_group: where({ target_type: "ip" }, set({ target_type: "instance" })),
});
mutation("eks-nodegroup-ssh-open", {
  "AWS::EKS::Nodegroup": where({ LaunchTemplate: "absent" }, set({ RemoteAccess: { Ec2SshKey: "key" } })),
});
mutation("eks-spot-single-type", {
  "AWS::EKS::Nodegroup": where(
    { LaunchTemplate: "absent" },
    set({ CapacityType: "SPOT", InstanceTypes: ["m5.large"] }),
  ),
  aws_eks_node_group: where(
    { launch_template: "absent" },
    set({ capacity_type: "SPOT", instance_types: ["m5.large"] }),
  ),
});
mutation("ec2-instance-profile-roles", {
  "AWS::IAM::InstanceProfile": set({ Roles: [] }),
});
mutation("ec2-role-trust-mismatch", {
  "AWS::IAM::Role": where(
    { "AssumeRolePolicyDocument.Statement.0.Principal.Service.0": "ec2.amazonaws.com" },
    set({ "AssumeRolePolicyDocument.Statement.0.Principal.Service.0": "lambda.amazonaws.com" }),
  ),
});
mutation("ec2-user-data-size", script(`#!/bin/bash\n${"echo a long line of nothing in particular\n".repeat(450)}`));
mutation("ec2-user-data-secret", script("#!/bin/bash\nexport DB_PASSWORD=correct-horse-battery\n"));
mutation("ec2-user-data-wrong-package-manager", {
  "AWS::EC2::Instance": set({
    ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}",
    UserData: { "Fn::Base64": "#!/bin/bash\napt-get -y install nginx\n" },
  }),
});
mutation("ec2-cli-without-instance-profile", {
  "AWS::EC2::Instance": where(
    { IamInstanceProfile: "absent" },
    set({ UserData: { "Fn::Base64": "#!/bin/bash\naws s3 cp s3://bucket/app.zip /tmp\n" } }),
  ),
  aws_instance: where(
    { iam_instance_profile: "absent", user_data_base64: "absent" },
    set({ user_data: "#!/bin/bash\naws s3 cp s3://bucket/app.zip /tmp\n" }),
  ),
});
mutation("ec2-spot-persistent-terminate", {
  "AWS::EC2::LaunchTemplate": set({
    "LaunchTemplateData.InstanceMarketOptions": {
      MarketType: "spot",
      SpotOptions: { SpotInstanceType: "persistent", InstanceInterruptionBehavior: "terminate" },
    },
  }),
});
mutation("efs-nfs-port-closed", {
  "AWS::EC2::SecurityGroup": (resource, program) =>
    program.resources.some((r) => opensTo(r, resource, 2049))
      ? []
      : item("SecurityGroupIngress", "FromPort", { FromPort: 80, ToPort: 80 }, 2049)(resource, program),
});
mutation("route53-cname-apex", {
  "AWS::Route53::RecordSet": where({ HostedZoneName: /^[\w.-]+$/, Type: "CNAME" }, (resource) => {
    const zone = at(resource, "HostedZoneName");
    return zone.kind === "scalar" ? set({ Name: String(zone.value) })(resource, undefined as never) : [];
  }),
});

export const mutations: readonly Mutation[] = [
  ...all,
  ...serviceMutations,
  ...relationMutations,
  ...constructMutations,
];
