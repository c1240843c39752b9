/** ECS clusters, and what gives them capacity. */
import { anything, kind, string } from "../core/kinds.ts";
import { itself, property } from "../core/lenses.ts";

export const EcsCluster = kind(
  "ECS cluster",
  { clusterName: string, providers: anything, defaultStrategy: anything },
  {
    type: "AWS::ECS::Cluster",
    read: {
      clusterName: property("ClusterName"),
      providers: property("CapacityProviders"),
      defaultStrategy: property("DefaultCapacityProviderStrategy"),
    },
  },
  {
    type: "aws_ecs_cluster",
    read: {
      clusterName: property("name"),
      providers: property("capacity_providers"),
      defaultStrategy: property("default_capacity_provider_strategy"),
    },
  },
);

/** Whatever may give some cluster capacity: instances, what starts them, and capacity providers. */
export const CapacitySource = kind(
  "source of capacity",
  { self: anything },
  ...[
    "AWS::ECS::CapacityProvider",
    "AWS::ECS::ClusterCapacityProviderAssociations",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::EC2::Instance",
    "AWS::EC2::EC2Fleet",
    "AWS::EC2::SpotFleet",
    "AWS::SSM::Activation",
    "AWS::CloudFormation::Stack",
    "aws_ecs_capacity_provider",
    "aws_ecs_cluster_capacity_providers",
    "aws_autoscaling_group",
    "aws_instance",
    "aws_ec2_fleet",
    "aws_spot_fleet_request",
    "aws_spot_instance_request",
    "aws_launch_template",
    "aws_launch_configuration",
    "aws_ssm_activation",
    "aws_cloudformation_stack",
  ].map((type) => ({ type, read: { self: itself() } })),
);
