/** aws_ec2 and aws_autoscaling, but for what security groups admit and what instances run at their start. */
import { unknown, type Value } from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { profileOf } from "../beside.ts";
import type { Flags } from "../feature-flags.ts";
import { byDefault, each, entryOf, given, orElse, placeOf } from "../given.ts";
import { attributeOf, type Model, propOf, ref, roleMember, to } from "../model.ts";
import { size } from "../plain-values.ts";
import { read } from "../references.ts";
import { bastionImage } from "./bastion-image.ts";
import { instanceType } from "./instance-type.ts";
import { groupEntries, groupResources, launchTemplateEntries, launchTemplateResources } from "./launch-templates.ts";
import { bastionEntries, instanceEntries, instanceResources } from "./machines.ts";

const instanceMembers = {
  instanceId: ref,
  instanceAvailabilityZone: attributeOf("AvailabilityZone"),
  instancePrivateIp: attributeOf("PrivateIp"),
  instancePublicIp: attributeOf("PublicIp"),
  instancePrivateDnsName: attributeOf("PrivateDnsName"),
  instancePublicDnsName: attributeOf("PublicDnsName"),
};

/** The type of a volume; a feature flag says which one it is when none is given. */
function volumeType(c: ConstructInstance, flags: Flags): Value {
  return orElse(each(given(c, "volumeType"), read), () => {
    const isGp3 = flags("aws-ec2:ebsDefaultGp3Volume");
    if (isGp3 === undefined) return unknown("a feature flag chooses between gp2 and gp3", placeOf(c));
    return byDefault(c, isGp3 ? "gp3" : "gp2");
  });
}

export const ec2Models: readonly Model[] = [
  {
    classes: ["aws_ec2.Instance"],
    type: "AWS::EC2::Instance",
    l1: "aws_ec2.CfnInstance",
    l1Members: ["node.defaultChild", "instance"],
    props: {
      instanceType: to("InstanceType", instanceType),
      keyName: to("KeyName", undefined, { rivals: ["keyPair"] }),
      sourceDestCheck: to("SourceDestCheck"),
      ebsOptimized: to("EbsOptimized"),
      disableApiTermination: to("DisableApiTermination"),
      propagateTagsToVolumeOnCreation: to("PropagateTagsToVolumeOnCreation"),
      detailedMonitoring: to("Monitoring"),
    },
    never: ["Volumes"],
    more: instanceEntries,
    beside: instanceResources,
    members: { ...instanceMembers, role: roleMember("role", "InstanceRole") },
  },
  {
    classes: ["aws_ec2.BastionHostLinux"],
    type: "AWS::EC2::Instance",
    l1: "aws_ec2.CfnInstance",
    l1Members: ["instance.node.defaultChild", "instance.instance"],
    props: {},
    never: ["Volumes"],
    more: (c, flags) => [...bastionEntries(c), ...bastionImage(c, flags)],
    beside: (c) => profileOf(c, "Resource/InstanceProfile", "Resource/InstanceRole"),
    members: {
      role: roleMember(undefined, "Resource/InstanceRole"),
      ...instanceMembers,
      "instance.instanceId": ref,
      "instance.instanceAvailabilityZone": attributeOf("AvailabilityZone"),
    },
  },
  {
    classes: ["aws_ec2.Volume"],
    type: "AWS::EC2::Volume",
    l1: "aws_ec2.CfnVolume",
    props: {
      availabilityZone: to("AvailabilityZone"),
      autoEnableIo: to("AutoEnableIO"),
      encrypted: to("Encrypted"),
      iops: to("Iops"),
      enableMultiAttach: to("MultiAttachEnabled", undefined, { otherwise: { constant: false } }),
      size: to("Size", size("gibibytes")),
      snapshotId: to("SnapshotId"),
      throughput: to("Throughput"),
    },
    more: (c, flags) => [entryOf(c, "VolumeType", "volumeType", () => volumeType(c, flags))],
    never: ["SourceVolumeId"],
    kept: "retain",
    imported: { availabilityZone: "AvailabilityZone" },
    members: { volumeId: ref, availabilityZone: propOf("availabilityZone") },
  },
  {
    classes: ["aws_ec2.Subnet", "aws_ec2.PublicSubnet", "aws_ec2.PrivateSubnet"],
    type: "AWS::EC2::Subnet",
    l1: "aws_ec2.CfnSubnet",
    props: { availabilityZone: to("AvailabilityZone"), cidrBlock: to("CidrBlock") },
    imported: { availabilityZone: "AvailabilityZone" },
    members: {
      subnetId: ref,
      availabilityZone: propOf("availabilityZone"),
      subnetAvailabilityZone: attributeOf("AvailabilityZone"),
    },
  },
  {
    classes: ["aws_ec2.SecurityGroup"],
    type: "AWS::EC2::SecurityGroup",
    l1: "aws_ec2.CfnSecurityGroup",
    props: {
      description: to("GroupDescription", undefined, { otherwise: { unknown: "CDK describes it by its path" } }),
      securityGroupName: to("GroupName"),
    },
    members: {
      securityGroupId: attributeOf("GroupId"),
      securityGroupVpcId: attributeOf("VpcId"),
    },
  },
  {
    classes: ["aws_ec2.LaunchTemplate"],
    type: "AWS::EC2::LaunchTemplate",
    l1: "aws_ec2.CfnLaunchTemplate",
    props: { launchTemplateName: to("LaunchTemplateName") },
    more: launchTemplateEntries,
    beside: launchTemplateResources,
    members: { launchTemplateId: ref },
  },
  {
    classes: ["aws_autoscaling.AutoScalingGroup"],
    type: "AWS::AutoScaling::AutoScalingGroup",
    l1: "aws_autoscaling.CfnAutoScalingGroup",
    props: { autoScalingGroupName: to("AutoScalingGroupName") },
    more: groupEntries,
    beside: groupResources,
    members: { autoScalingGroupName: ref, role: roleMember("role", "InstanceRole") },
  },
];
