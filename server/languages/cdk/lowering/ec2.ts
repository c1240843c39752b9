/** aws_ec2 and aws_autoscaling, but for what security groups admit. */
import { attributeOf, type Model, propOf, ref, to } from "./model.ts";
import { size } from "./plain-values.ts";

export const ec2Models: readonly Model[] = [
  {
    classes: ["aws_ec2.Instance"],
    type: "AWS::EC2::Instance",
    props: {
      availabilityZone: to("AvailabilityZone"),
      keyName: to("KeyName"),
      sourceDestCheck: to("SourceDestCheck"),
      ebsOptimized: to("EbsOptimized"),
      disableApiTermination: to("DisableApiTermination"),
      detailedMonitoring: to("Monitoring"),
    },
    members: {
      instanceId: ref,
      instanceAvailabilityZone: attributeOf("AvailabilityZone"),
      instancePrivateIp: attributeOf("PrivateIp"),
      instancePublicIp: attributeOf("PublicIp"),
      instancePrivateDnsName: attributeOf("PrivateDnsName"),
      instancePublicDnsName: attributeOf("PublicDnsName"),
    },
    harmless: ["addToRolePolicy", "addUserData"],
  },
  {
    classes: ["aws_ec2.BastionHostLinux"],
    type: "AWS::EC2::Instance",
    props: { availabilityZone: to("AvailabilityZone") },
    members: {
      instanceId: ref,
      instanceAvailabilityZone: attributeOf("AvailabilityZone"),
      instancePrivateIp: attributeOf("PrivateIp"),
      instancePublicIp: attributeOf("PublicIp"),
    },
    harmless: ["allowSshAccessFrom"],
  },
  {
    classes: ["aws_ec2.Volume"],
    type: "AWS::EC2::Volume",
    props: {
      availabilityZone: to("AvailabilityZone"),
      autoEnableIo: to("AutoEnableIO"),
      encrypted: to("Encrypted"),
      iops: to("Iops"),
      enableMultiAttach: to("MultiAttachEnabled"),
      size: to("Size", size("gibibytes")),
      snapshotId: to("SnapshotId"),
      throughput: to("Throughput"),
      volumeType: to("VolumeType"),
    },
    members: { volumeId: ref, availabilityZone: propOf("availabilityZone") },
    harmless: ["grantAttachVolume", "grantAttachVolumeByResourceTag", "grantDetachVolume", "grantDetachVolumeByResourceTag"],
  },
  {
    classes: ["aws_ec2.SecurityGroup"],
    type: "AWS::EC2::SecurityGroup",
    props: { description: to("GroupDescription"), securityGroupName: to("GroupName") },
    members: { securityGroupId: attributeOf("GroupId"), securityGroupName: ref, securityGroupVpcId: attributeOf("VpcId") },
    harmless: ["addIngressRule", "addEgressRule"],
  },
  {
    classes: ["aws_ec2.Vpc"],
    type: "AWS::EC2::VPC",
    props: {},
    members: { vpcId: ref, vpcArn: attributeOf("VpcArn"), vpcCidrBlock: attributeOf("CidrBlock") },
  },
  {
    classes: ["aws_ec2.LaunchTemplate"],
    type: "AWS::EC2::LaunchTemplate",
    props: { launchTemplateName: to("LaunchTemplateName") },
    members: { launchTemplateId: ref },
    harmless: ["addSecurityGroup"],
  },
  {
    classes: ["aws_autoscaling.AutoScalingGroup"],
    type: "AWS::AutoScaling::LaunchConfiguration",
    props: {},
    harmless: ["addUserData", "addToRolePolicy"],
  },
];
