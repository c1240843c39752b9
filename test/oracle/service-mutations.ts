/** Defects that stand in one resource, for the rules that mutations.ts has none of. */

import { spanText } from "../../server/core/span.ts";
import {
  both,
  type Change,
  copy,
  drop,
  either,
  hcl,
  ifThere,
  item,
  type Mutation,
  mutationOf,
  removed,
  set,
  source,
  where,
} from "./changes.ts";

const AL2 = "resolve:ssm:/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2";
const joins = "#!/bin/bash\necho ECS_CLUSTER=main >> /etc/ecs/ecs.config\n";
const database = "#!/bin/bash\nyum -y install mysql-server\nsystemctl start mysqld\n";
const spot = { MarketType: "spot", SpotOptions: { SpotInstanceType: "one-time" } };
/** No key that ever was, and none that a scanner takes for one in this file. */
const madeUpKey = `AKIA${"Q7".repeat(8)}`;
const plain = "#!/bin/bash\nyum -y update\n";
const encoded = (script: string) => `user_data = base64encode(${JSON.stringify(script)})\n`;
const onSpot = (options: string): Change =>
  where(
    { instance_market_options: "absent" },
    hcl(`instance_market_options {\nmarket_type = "spot"\nspot_options {\n${options}\n}\n}\n`),
  );

/** Into the first container, of a list that is written in Terraform or as JSON. */
const intoContainer = (name: string, written: string, json: string): Change => {
  const into = either(
    source(/(container_definitions\s*=\s*jsonencode\(\s*\[\s*\{)/, `$1\n${written}\n`),
    source(/(container_definitions\s*=\s*<<-?\w+\s*\[\s*\{)/, `$1 ${json},`),
  );
  // What is there already would win.
  return (resource, program) => (spanText(resource.span).includes(name) ? [] : into(resource, program));
};
const forFargate = { "requires_compatibilities.0": "FARGATE" };

const egressOrIngress = { protocol: "tcp", from_port: 0, to_port: 65535, cidr_blocks: ["0.0.0.0/0"] };
const everyPort = { IpProtocol: "tcp", FromPort: 0, ToPort: 65535, CidrIp: "0.0.0.0/0" };
const publicPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: ["ecr:BatchGetImage"] }],
});

export const serviceMutations: readonly Mutation[] = [
  mutationOf("sg-all-ports-open-to-world", {
    "AWS::EC2::SecurityGroup": item("SecurityGroupIngress", "CidrIp", everyPort),
    "AWS::EC2::SecurityGroupIngress": where({ CidrIp: "there" }, set(everyPort)),
    aws_security_group: item("ingress", "from_port", egressOrIngress),
    aws_security_group_rule: where({ type: "ingress", cidr_blocks: "there" }, set(egressOrIngress)),
  }),
  mutationOf("ami-any-owner", { "data.aws_ami": where({ most_recent: true, owners: "there" }, drop("owners")) }),
  mutationOf("ami-end-of-life", {
    "AWS::EC2::Instance": set({ ImageId: `{{${AL2}}}` }),
    "AWS::EC2::LaunchTemplate": set({ "LaunchTemplateData.ImageId": `{{${AL2}}}` }),
    "data.aws_ami": both(
      item("filter", "name", { values: ["amzn2-ami-hvm-*-x86_64-gp2"] }, "name"),
      set({ owners: ["amazon"] }),
    ),
    aws_launch_template: set({ image_id: AL2 }),
  }),
  mutationOf("ami-snapshot-without-reboot", { aws_ami_from_instance: set({ snapshot_without_reboot: true }) }),
  mutationOf("apprunner-plaintext-secret", {
    "AWS::AppRunner::Service": where(
      { "SourceConfiguration.ImageRepository": "there" },
      set({
        "SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables": [
          { Name: "DB_PASSWORD", Value: "correct-horse-battery" },
        ],
      }),
    ),
    aws_apprunner_service: set({
      "source_configuration.0.image_repository.0.image_configuration.0.runtime_environment_variables": {
        DB_PASSWORD: "correct-horse-battery",
      },
    }),
  }),
  mutationOf("apprunner-cpu-memory", {
    aws_apprunner_service: set({ "instance_configuration.0.cpu": "1024", "instance_configuration.0.memory": "12288" }),
  }),
  mutationOf("apprunner-vpc-egress", {
    aws_apprunner_service: set({ "network_configuration.0.egress_configuration.0.egress_type": "VPC" }),
  }),
  mutationOf("apprunner-missing-access-role", {
    aws_apprunner_service: drop("source_configuration.0.authentication_configuration"),
  }),
  mutationOf("ebs-boot-volume-hdd", {
    "AWS::EC2::Instance": set({ BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeType: "st1" } }] }),
  }),
  mutationOf("ebs-delete-on-termination", {
    "AWS::EC2::Instance": set({
      BlockDeviceMappings: [{ DeviceName: "/dev/sdf", Ebs: { VolumeSize: 20, DeleteOnTermination: true } }],
    }),
    aws_instance: where(
      { ebs_block_device: "absent" },
      set({ "ebs_block_device.0.device_name": "/dev/sdf", "ebs_block_device.0.volume_size": 20 }),
    ),
  }),
  mutationOf("ebs-no-snapshot-on-delete", {
    "AWS::EC2::Volume": source(/(DeletionPolicy"?:\s*"?)(?:Snapshot|Retain)/, "$1Delete"),
    aws_ebs_volume: drop("final_snapshot"),
  }),
  mutationOf("ec2-dedicated-host-mismatch", {
    "AWS::EC2::Host": set({ InstanceType: "m5.large", InstanceFamily: "m5" }),
    aws_ec2_host: set({ instance_type: "m5.large", instance_family: "m5" }),
  }),
  mutationOf("ec2-dedicated-host-placement", {
    "AWS::EC2::Instance": set({ Tenancy: "default", HostId: "h-0123456789abcdef0" }),
    aws_instance: set({ tenancy: "default", host_id: "h-0123456789abcdef0" }),
  }),
  mutationOf("ec2-instance-store-stop", {
    aws_spot_instance_request: set({ instance_type: "m5d.large", instance_interruption_behavior: "stop" }),
    "AWS::EC2::LaunchTemplate": set({
      "LaunchTemplateData.InstanceType": "m5d.large",
      "LaunchTemplateData.InstanceMarketOptions": {
        MarketType: "spot",
        SpotOptions: { SpotInstanceType: "persistent", InstanceInterruptionBehavior: "stop" },
      },
    }),
    aws_launch_template: both(
      set({ instance_type: "m5d.large" }),
      onSpot('spot_instance_type = "persistent"\ninstance_interruption_behavior = "stop"'),
    ),
  }),
  mutationOf("ec2-spot-max-price", {
    aws_launch_template: onSpot('max_price = "0.03"'),
  }),
  mutationOf("ec2-spot-persistent-terminate", {
    aws_launch_template: onSpot('spot_instance_type = "persistent"'),
  }),
  mutationOf("ec2-spot-stateful", {
    aws_spot_instance_request: set({ user_data: database }),
    "AWS::EC2::LaunchTemplate": set({
      "LaunchTemplateData.UserData": { "Fn::Base64": database },
      "LaunchTemplateData.InstanceMarketOptions": spot,
    }),
    aws_launch_template: where(
      { user_data: "absent" },
      both(onSpot('spot_instance_type = "one-time"'), hcl(encoded(database))),
    ),
  }),
  mutationOf("ec2-instance-profile-roles", { aws_iam_instance_profile: drop("role") }),
  mutationOf("ec2-user-data-aws-credentials", {
    "AWS::EC2::Instance": set({ UserData: { "Fn::Base64": `#!/bin/bash\nexport AWS_ACCESS_KEY_ID=${madeUpKey}\n` } }),
    aws_instance: where(
      { user_data_base64: "absent" },
      set({ user_data: `#!/bin/bash\nexport AWS_ACCESS_KEY_ID=${madeUpKey}\n` }),
    ),
  }),
  mutationOf("ec2-user-data-bad-substitution", {
    "AWS::EC2::Instance": set({ UserData: { "Fn::Base64": "#!/bin/bash\necho ${hostname -f}\n" } }),
  }),
  mutationOf("ec2-user-data-not-base64", {
    "AWS::EC2::Instance": set({ UserData: plain }),
    "AWS::EC2::LaunchTemplate": set({ "LaunchTemplateData.UserData": plain }),
    aws_launch_template: set({ user_data: plain }),
  }),
  mutationOf("ec2-user-data-not-rerun", {
    aws_instance: where({ user_data_base64: "absent" }, set({ user_data: plain, user_data_replace_on_change: false })),
  }),
  mutationOf("ec2-user-data-unescaped-variable", {
    "AWS::EC2::Instance": set({
      UserData: { "Fn::Base64": { "Fn::Sub": "#!/bin/bash\nfor file in a b; do echo ${file}; done\n" } },
    }),
    aws_instance: source(/(user_data\s*=\s*<<-?\w+\n\s*#!.*\n)/, "$1for file in a b; do echo ${file}; done\n"),
  }),
  mutationOf("ec2-user-data-wrong-package-manager", {
    aws_launch_template: where(
      { user_data: "absent" },
      both(
        set({ image_id: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64" }),
        hcl(encoded("#!/bin/bash\napt-get -y install nginx\n")),
      ),
    ),
  }),
  mutationOf("ecr-no-lifecycle", {
    "AWS::ECR::Repository": where({ LifecyclePolicy: "there" }, drop("LifecyclePolicy")),
    aws_ecr_lifecycle_policy: removed(),
  }),
  mutationOf("ecr-public-policy", { aws_ecr_repository_policy: set({ policy: publicPolicy }) }),
  mutationOf("ecs-classic-load-balancer", {
    "AWS::ECS::Service": where(
      { LoadBalancers: "there" },
      set({ LoadBalancers: [{ LoadBalancerName: "classic", ContainerName: "web", ContainerPort: 80 }] }),
    ),
    aws_ecs_service: where(
      { "load_balancer.0.target_group_arn": "there" },
      both(drop("load_balancer.0.target_group_arn"), set({ "load_balancer.0.elb_name": "classic" })),
    ),
  }),
  mutationOf("ecs-container-instance-no-profile", {
    "AWS::EC2::Instance": both(set({ UserData: { "Fn::Base64": joins } }), ifThere(drop("IamInstanceProfile"))),
    "AWS::AutoScaling::LaunchConfiguration": both(
      set({ UserData: { "Fn::Base64": joins } }),
      ifThere(drop("IamInstanceProfile")),
    ),
    aws_instance: both(set({ user_data: joins }), ifThere(drop("iam_instance_profile"))),
    aws_launch_configuration: both(set({ user_data: joins }), ifThere(drop("iam_instance_profile"))),
  }),
  mutationOf("ecs-efs-volume-config", {
    "AWS::ECS::TaskDefinition": set({
      "ContainerDefinitions.0.MountPoints": [{ SourceVolume: "nowhere", ContainerPath: "/data" }],
    }),
    aws_ecs_task_definition: intoContainer(
      "mountPoints",
      'mountPoints = [{ sourceVolume = "nowhere", containerPath = "/data" }]',
      '"mountPoints": [{ "sourceVolume": "nowhere", "containerPath": "/data" }]',
    ),
  }),
  mutationOf("ecs-plaintext-secret", {
    aws_ecs_task_definition: intoContainer(
      "environment",
      'environment = [{ name = "DB_PASSWORD", value = "correct-horse-battery" }]',
      '"environment": [{ "name": "DB_PASSWORD", "value": "correct-horse-battery" }]',
    ),
  }),
  mutationOf("ecs-fargate-unsupported-parameter", {
    aws_ecs_task_definition: where(forFargate, intoContainer("privileged", "privileged = true", '"privileged": true')),
  }),
  mutationOf("ecs-launch-type-and-strategy", {
    aws_ecs_service: where(
      { capacity_provider_strategy: "absent" },
      set({ launch_type: "FARGATE", "capacity_provider_strategy.0.capacity_provider": "FARGATE" }),
    ),
  }),
  mutationOf("ecs-s3-files-launch-type", {
    "AWS::ECS::TaskDefinition": set({
      Volumes: [
        {
          Name: "data",
          S3FilesVolumeConfiguration: {
            FileSystemArn: "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0123456789abcdef0",
          },
        },
      ],
    }),
  }),
  mutationOf("ecs-scalable-target", {
    "AWS::ApplicationAutoScaling::ScalableTarget": set({ MinCapacity: 10, MaxCapacity: 2 }),
    aws_appautoscaling_target: set({ min_capacity: 10, max_capacity: 2 }),
  }),
  mutationOf("ecs-scaling-metric-mismatch", {
    "AWS::ApplicationAutoScaling::ScalingPolicy": where(
      { "TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType": /^ECS/ },
      set({
        "TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType":
          "LambdaProvisionedConcurrencyUtilization",
      }),
    ),
    aws_appautoscaling_policy: where(
      {
        "target_tracking_scaling_policy_configuration.0.predefined_metric_specification.0.predefined_metric_type":
          /^ECS/,
      },
      set({
        "target_tracking_scaling_policy_configuration.0.predefined_metric_specification.0.predefined_metric_type":
          "LambdaProvisionedConcurrencyUtilization",
      }),
    ),
  }),
  mutationOf("ecs-shared-task-and-execution-role", {
    "AWS::ECS::TaskDefinition": copy("ExecutionRoleArn", "TaskRoleArn"),
    aws_ecs_task_definition: copy("execution_role_arn", "task_role_arn"),
  }),
  mutationOf("efs-windows-mount", {
    "AWS::ECS::TaskDefinition": where(
      { "RuntimePlatform.OperatingSystemFamily": "absent" },
      set({
        RuntimePlatform: { OperatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
        Volumes: [{ Name: "data", EFSVolumeConfiguration: { FilesystemId: "fs-0123456789abcdef0" } }],
      }),
    ),
    aws_ecs_task_definition: set({
      "runtime_platform.0.operating_system_family": "WINDOWS_SERVER_2022_CORE",
      "volume.0.name": "data",
      "volume.0.efs_volume_configuration.0.file_system_id": "fs-0123456789abcdef0",
    }),
  }),
  mutationOf("eks-nodegroup-ssh-open", {
    aws_eks_node_group: where({ launch_template: "absent" }, set({ "remote_access.0.ec2_ssh_key": "key" })),
  }),
  mutationOf("eks-nodegroup-launch-template-conflict", {
    "AWS::EKS::Nodegroup": where({ LaunchTemplate: "there" }, set({ DiskSize: 50 })),
    aws_eks_node_group: where({ launch_template: "there" }, set({ disk_size: 50 })),
  }),
];
