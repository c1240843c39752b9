import * as cdk from "aws-cdk-lib";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as elbv2 from "aws-cdk-lib/aws-elasticloadbalancingv2";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as route53 from "aws-cdk-lib/aws-route53";
import type { Construct } from "constructs";

const MINUTES = 20;

interface WebProps extends cdk.StackProps {
  readonly memory: number;
  readonly names: string[];
}

class Web extends cdk.Stack {
  constructor(scope: Construct, id: string, props: WebProps) {
    super(scope, id, props);
    const vpc = new ec2.Vpc(this, "Vpc", { maxAzs: 2 });
    for (const name of props.names) this.addFunction(`Fn${name}`, props.memory);

    const group = new ec2.SecurityGroup(this, "Group", { vpc });
    group.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22), "ssh");

    const userData = ec2.UserData.forLinux();
    userData.addCommands("yum install -y httpd", "systemctl start httpd", "aws configure");
    const instance = new ec2.Instance(this, "Instance", {
      vpc,
      instanceType: new ec2.InstanceType("t3.micro"),
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      securityGroup: group,
      userData,
      blockDevices: [
        {
          deviceName: "/dev/xvda",
          volume: ec2.BlockDeviceVolume.ebs(20, { volumeType: ec2.EbsDeviceVolumeType.GP2, encrypted: true }),
        },
      ],
    });
    instance.connections.allowFromAnyIpv4(ec2.Port.tcp(3389), "rdp");

    new ec2.CfnSecurityGroup(this, "Raw", {
      groupDescription: "raw",
      securityGroupIngress: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIp: "0.0.0.0/0" }],
    });

    const server = new ec2.CfnInstance(this, "Server", {
      imageId: "ami-0123456789abcdef0",
      instanceType: "t3.micro",
      availabilityZone: "eu-west-1a",
    });
    const volume = new ec2.CfnVolume(this, "Volume", { availabilityZone: "eu-west-1b", size: 10, volumeType: "gp2" });
    new ec2.CfnVolumeAttachment(this, "Attachment", {
      instanceId: server.ref,
      volumeId: volume.ref,
      device: "/dev/sdf",
    });

    const data = new ec2.Volume(this, "Data", {
      availabilityZone: vpc.availabilityZones[1]!,
      size: cdk.Size.gibibytes(5),
    });
    new ec2.CfnVolumeAttachment(this, "DataAttachment", {
      instanceId: instance.instanceId,
      volumeId: data.volumeId,
      device: "/dev/sdg",
    });

    const balancer = new elbv2.ApplicationLoadBalancer(this, "Balancer", { vpc });
    balancer.addListener("Http", { port: 80, open: false, defaultAction: elbv2.ListenerAction.fixedResponse(200) });

    const zone = new route53.PublicHostedZone(this, "Zone", { zoneName: "example.com" });
    new route53.CnameRecord(this, "Apex", { zone, domainName: "elsewhere.example.net" });
  }

  private addFunction(id: string, memory: number): lambda.Function {
    return new lambda.Function(this, id, {
      runtime: lambda.Runtime.PYTHON_3_12,
      handler: "index.handler",
      code: lambda.Code.fromInline("def handler(event, context): pass"),
      timeout: cdk.Duration.minutes(MINUTES),
      memorySize: memory,
    });
  }
}

const app = new cdk.App();
new Web(app, "Web", { memory: 10240 * 2, names: ["One", "Two"], env: { region: "eu-west-1" } });
app.synth();
