/** EKS on Fargate, and what clusters add to themselves. */
import { anything, boolean, kind, string } from "../core/kinds.ts";
import { element, itself, ofResource, property } from "../core/lenses.ts";

export const FargateProfile = kind(
  "EKS Fargate profile",
  { cluster: anything },
  { type: "AWS::EKS::FargateProfile", read: { cluster: property("ClusterName") } },
  { type: "aws_eks_fargate_profile", read: { cluster: property("cluster_name") } },
);

/** A subnet that the pods of a Fargate profile run in. */
export const FargateSubnet = kind(
  "subnet of a Fargate profile",
  { subnet: anything, cluster: anything },
  {
    type: "AWS::EKS::FargateProfile",
    over: ["Subnets"],
    read: { subnet: element(), cluster: ofResource("ClusterName") },
  },
  {
    type: "aws_eks_fargate_profile",
    over: ["subnet_ids"],
    read: { subnet: element(), cluster: ofResource("cluster_name") },
  },
);

export const EksAddon = kind(
  "EKS add-on",
  { cluster: anything, addon: string },
  { type: "AWS::EKS::Addon", read: { cluster: property("ClusterName"), addon: property("AddonName") } },
  { type: "aws_eks_addon", read: { cluster: property("cluster_name"), addon: property("addon_name") } },
);

/** A cluster for which EKS makes the nodes itself. */
export const AutoModeCluster = kind(
  "EKS cluster in Auto Mode",
  { isOn: boolean },
  { type: "AWS::EKS::Cluster", read: { isOn: property("ComputeConfig.Enabled", { absent: false }) } },
  { type: "aws_eks_cluster", read: { isOn: property("compute_config.enabled", { absent: false }) } },
);

/** Whatever may be or bring nodes of a cluster. */
export const NodeSource = kind(
  "source of nodes",
  { self: anything },
  ...[
    "AWS::EKS::Nodegroup",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::EC2::Instance",
    "AWS::EC2::LaunchTemplate",
    "AWS::CloudFormation::Stack",
    "aws_eks_node_group",
    "aws_autoscaling_group",
    "aws_instance",
    "aws_launch_template",
    "aws_launch_configuration",
    "aws_cloudformation_stack",
    "helm_release",
    "kubectl_manifest",
    "kubernetes_manifest",
  ].map((type) => ({ type, read: { self: itself() } })),
);
