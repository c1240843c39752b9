import { Size, Stack, type StackProps } from "aws-cdk-lib";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import type { Construct } from "constructs";

export interface BastionProps extends StackProps {
  readonly officeNetwork: string;
}

/** A host to reach the private network from, with a volume for home directories. */
export class BastionStack extends Stack {
  constructor(scope: Construct, id: string, props: BastionProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, "Vpc", { maxAzs: 2 });
    const access = new ec2.SecurityGroup(this, "Access", { vpc, allowAllOutbound: true });
    access.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22), "SSH from anywhere");
    access.addIngressRule(ec2.Peer.ipv4(props.officeNetwork), ec2.Port.tcp(3389), "Desktops from the office");

    const userData = ec2.UserData.forLinux();
    userData.addCommands("dnf install -y postgresql16", "aws configure import --csv file:///root/keys.csv");

    const host = new ec2.Instance(this, "Host", {
      vpc,
      availabilityZone: "eu-west-1a",
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.SMALL),
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
      securityGroup: access,
      userData,
    });

    const homes = new ec2.Volume(this, "Homes", {
      availabilityZone: "eu-west-1b",
      size: Size.gibibytes(40),
      encrypted: true,
    });
    new ec2.CfnVolumeAttachment(this, "HomesAttachment", {
      device: "/dev/sdf",
      instanceId: host.instanceId,
      volumeId: homes.volumeId,
    });
  }
}
