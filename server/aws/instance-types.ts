/** Instance types, wherever something is launched with one. */
import { kind, string } from "../core/kinds.ts";
import { element, property } from "../core/lenses.ts";

export const InstanceTypeChoice = kind(
  "instance type",
  { instanceType: string },
  ...["AWS::EC2::Instance", "AWS::AutoScaling::LaunchConfiguration"].map((type) => ({
    type,
    read: { instanceType: property("InstanceType") },
  })),
  { type: "AWS::EC2::LaunchTemplate", read: { instanceType: property("LaunchTemplateData.InstanceType") } },
  {
    type: "AWS::AutoScaling::AutoScalingGroup",
    each: "MixedInstancesPolicy.LaunchTemplate.Overrides",
    read: { instanceType: property("InstanceType") },
  },
  { type: "AWS::EKS::Nodegroup", over: ["InstanceTypes"], read: { instanceType: element() } },
  ...["aws_instance", "aws_launch_template", "aws_launch_configuration", "aws_spot_instance_request"].map((type) => ({
    type,
    read: { instanceType: property("instance_type") },
  })),
  {
    type: "aws_autoscaling_group",
    each: "mixed_instances_policy.launch_template.override",
    read: { instanceType: property("instance_type") },
  },
  { type: "aws_eks_node_group", over: ["instance_types"], read: { instanceType: element() } },
);

/** The family and the size of an instance type: "m5", "large". */
export function partsOfType(name: string): { readonly family: string; readonly size: string } | undefined {
  const match = /^([a-z][a-z0-9-]*)\.([a-z0-9-]+)$/.exec(name);
  return match ? { family: match[1]!, size: match[2]! } : undefined;
}
