/** Each modelled construct as CDK really makes it: plain, and with one prop or call more. */
import assert from "node:assert/strict";
import { compared } from "./compared.ts";

const HEAD = `import * as cdk from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ecsPatterns from 'aws-cdk-lib/aws-ecs-patterns';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as eks2 from 'aws-cdk-lib/aws-eks-v2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as route53 from 'aws-cdk-lib/aws-route53';
const stack = new cdk.Stack(new cdk.App(), 'S');
const vpc = ec2.Vpc.fromVpcAttributes(stack, 'V', { vpcId: 'vpc-12345678', availabilityZones: ['us-east-1a', 'us-east-1b'],
  publicSubnetIds: ['subnet-11111111', 'subnet-22222222'], privateSubnetIds: ['subnet-33333333', 'subnet-44444444'] });
`;

interface Family {
  readonly name: string;
  /** Source with `PROPS` where a prop may be added. */
  readonly base: string;
  readonly props?: readonly string[];
  readonly calls?: readonly string[];
}

const instance =
  "vpc, instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023()";
const fn = "runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x')";

const families: readonly Family[] = [
  {
    name: "what an alias record may point to",
    base: "const zone = new route53.HostedZone(stack, 'Zone', { zoneName: 'example.com' });",
    calls: [
      "const lb = new elbv2.ApplicationLoadBalancer(stack, 'LB', { vpc }); new route53.CnameRecord(stack, 'It', { zone, recordName: 'x', domainName: lb.loadBalancerDnsName });",
      "const lb = new elbv2.NetworkLoadBalancer(stack, 'LB', { vpc }); new route53.CnameRecord(stack, 'It', { zone, recordName: 'x', domainName: lb.loadBalancerDnsName });",
      "const site = new cloudfront.Distribution(stack, 'Site', { defaultBehavior: { origin: new origins.HttpOrigin('a.b') } }); new route53.CnameRecord(stack, 'It', { zone, recordName: 'x', domainName: site.distributionDomainName });",
    ],
  },
  {
    name: "lambda.Function",
    base: `const it = new lambda.Function(stack, 'It', { ${fn}, PROPS });`,
    props: [
      "timeout: cdk.Duration.minutes(20)",
      "timeout: cdk.Duration.seconds(30).plus(cdk.Duration.minutes(1))",
      "timeout: cdk.Duration.parse('PT1M30S')",
      "timeout: undefined",
      "timeout: cdk.Duration.millis(5000)",
      "memorySize: 4 * 1024",
      "ephemeralStorageSize: cdk.Size.gibibytes(2)",
      "functionName: 'n', description: 'd'",
      "reservedConcurrentExecutions: 2",
      "vpc",
    ],
    calls: [
      "it.addEnvironment('a', 'b');",
      "it.addAlias('live');",
      "it.addFunctionUrl();",
      "(it.node.defaultChild as lambda.CfnFunction).timeout = 77;",
      "(it.node.defaultChild as lambda.CfnFunction).addPropertyOverride('Timeout', 78);",
      "(it.node.defaultChild as lambda.CfnFunction).addPropertyOverride('EphemeralStorage.Size', 600);",
      "(it.node.defaultChild as lambda.CfnFunction).addPropertyDeletionOverride('Handler');",
      "(it.node.defaultChild as lambda.CfnFunction).addOverride('Properties.MemorySize', 333);",
      "(it.node.defaultChild as lambda.CfnFunction).ephemeralStorage = { size: 700 };",
      "const c = it.node.defaultChild as lambda.CfnFunction; c.addPropertyOverride('Timeout', 5); c.timeout = 6;",
      "(it.node.findChild('Resource') as lambda.CfnFunction).addPropertyOverride('Timeout', 79);",
      "it.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com'));",
      "new lambda.CapacityProvider(stack, 'P', { subnets: vpc.privateSubnets, securityGroups: [new ec2.SecurityGroup(stack, 'PG', { vpc })] }).addFunction(it);",
    ],
  },
  {
    name: "lambda.SingletonFunction",
    base: `new lambda.SingletonFunction(stack, 'It', { uuid: 'u', ${fn}, PROPS });`,
    props: ["timeout: cdk.Duration.minutes(2)", "memorySize: 300"],
  },
  {
    name: "ec2.Instance",
    base: `const it = new ec2.Instance(stack, 'It', { ${instance}, PROPS });`,
    props: [
      "availabilityZone: 'us-east-1b'",
      "availabilityZone: undefined",
      "keyName: 'k'",
      "keyPair: ec2.KeyPair.fromKeyPairName(stack, 'K', 'kk')",
      "sourceDestCheck: false",
      "ebsOptimized: true",
      "disableApiTermination: true",
      "detailedMonitoring: true",
      "userData: ec2.UserData.custom('a\\nb')",
      "userData: ec2.UserData.forLinux({ shebang: '#!/bin/sh' })",
      "userData: ec2.UserData.forWindows()",
      "securityGroup: new ec2.SecurityGroup(stack, 'G', { vpc })",
      "role: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') })",
      "blockDevices: [{ deviceName: '/dev/sda1', volume: ec2.BlockDeviceVolume.ebs(50) }]",
      "blockDevices: [{ deviceName: '/dev/sda1', volume: ec2.BlockDeviceVolume.ebs(50, { encrypted: true, deleteOnTermination: false, volumeType: ec2.EbsDeviceVolumeType.GENERAL_PURPOSE_SSD_GP3, iops: 4000, throughput: 300 }) }]",
      "blockDevices: [{ deviceName: '/dev/sdb', volume: ec2.BlockDeviceVolume.ebsFromSnapshot('snap-1', { volumeSize: 5, volumeType: ec2.EbsDeviceVolumeType.STANDARD }) }, { deviceName: '/dev/sdc', volume: ec2.BlockDeviceVolume.ephemeral(0) }]",
      "blockDevices: [{ deviceName: '/dev/sdb', mappingEnabled: false, volume: ec2.BlockDeviceVolume.ebs(5) }]",
      "blockDevices: []",
      "propagateTagsToVolumeOnCreation: true",
      "associatePublicIpAddress: true, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC }",
      "instanceProfile: new iam.InstanceProfile(stack, 'P', { role: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }) })",
      "creditSpecification: ec2.CpuCredits.STANDARD",
      "instanceInitiatedShutdownBehavior: ec2.InstanceInitiatedShutdownBehavior.TERMINATE",
      "hibernationEnabled: true",
      "enclaveEnabled: true",
      "requireImdsv2: true",
      "httpTokens: ec2.HttpTokens.REQUIRED",
      "ssmSessionPermissions: true",
    ],
    calls: [
      "it.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);",
      "it.addSecurityGroup(new ec2.SecurityGroup(stack, 'Two', { vpc }));",
      "new iam.CfnInstanceProfile(stack, 'P', { roles: [it.role.roleName] }); new cdk.CfnOutput(stack, 'O', { value: it.role.roleArn });",
      "it.addUserData('a', 'b');",
      "it.userData.addCommands('a');",
      "it.userData.addOnExitCommands('x', 'y'); it.addUserData('a'); it.userData.addOnExitCommands('z');",
      "it.userData.addExecuteFileCommand({ filePath: 'f' }); it.userData.addCommands('after');",
      "it.userData.addSignalOnExitCommand(it);",
      "it.connections.allowFromAnyIpv4(ec2.Port.SSH);",
      "it.connections.allowFrom(ec2.Peer.ipv6('::/0'), ec2.Port.tcpRange(20, 30), 'x');",
      "it.connections.allowTo(ec2.Peer.anyIpv4(), ec2.Port.SSH);",
      "it.connections.addSecurityGroup(new ec2.SecurityGroup(stack, 'Two', { vpc }));",
      "new ec2.Volume(stack, 'Vol', { availabilityZone: it.instanceAvailabilityZone, size: cdk.Size.gibibytes(5) });",
      "new ec2.CfnVolumeAttachment(stack, 'At', { device: '/dev/sdf', instanceId: it.instanceId, volumeId: 'vol-1' });",
      "it.instance.addPropertyOverride('AvailabilityZone', 'us-east-1c');",
      "it.instance.ebsOptimized = true;",
      "it.instance.addPropertyOverride('UserData', 'plain');",
    ],
  },
  {
    name: "ec2.Instance on Windows",
    base: `const it = new ec2.Instance(stack, 'It', { vpc, instanceType: new ec2.InstanceType('t3.micro'),
      machineImage: ec2.MachineImage.latestWindows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE), PROPS });`,
    calls: ["it.addUserData('a', 'b');", "it.connections.allowFromAnyIpv4(ec2.Port.RDP);"],
  },
  {
    name: "ec2.BastionHostLinux",
    base: "const it = new ec2.BastionHostLinux(stack, 'It', { vpc, PROPS });",
    props: ["availabilityZone: 'us-east-1b'", "securityGroup: new ec2.SecurityGroup(stack, 'G', { vpc })"],
    calls: [
      "it.allowSshAccessFrom(ec2.Peer.anyIpv4(), ec2.Peer.ipv4('10.0.0.0/8'));",
      "it.instance.addUserData('a');",
      "it.instance.userData.addCommands('b');",
      "it.connections.allowFromAnyIpv4(ec2.Port.SSH);",
    ],
  },
  {
    name: "ec2.Volume",
    base: "const it = new ec2.Volume(stack, 'It', { availabilityZone: 'us-east-1a', size: cdk.Size.gibibytes(500), PROPS });",
    props: [
      "encrypted: true",
      "autoEnableIo: true",
      "snapshotId: 'snap-12345678'",
      "volumeType: ec2.EbsDeviceVolumeType.GP3, iops: 4000, throughput: 200",
      "volumeType: ec2.EbsDeviceVolumeType.IO2, iops: 4000, enableMultiAttach: true",
      "size: cdk.Size.tebibytes(1)",
    ],
    calls: [
      "it.grantAttachVolume(new iam.AccountRootPrincipal());",
      "it.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY);",
    ],
  },
  {
    name: "ec2.Volume by feature flag",
    base: `const of = new cdk.Stack(new cdk.App({ context: { '@aws-cdk/aws-ec2:ebsDefaultGp3Volume': true } }), 'T');
      const it = new ec2.Volume(of, 'It', { availabilityZone: 'us-east-1a', size: cdk.Size.gibibytes(50), PROPS });`,
    props: ["volumeType: ec2.EbsDeviceVolumeType.GP2"],
  },
  {
    name: "ec2.Subnet",
    base: "const it = new ec2.Subnet(stack, 'It', { vpcId: 'vpc-12345678', cidrBlock: '10.0.0.0/24', availabilityZone: 'us-east-1a', PROPS });",
    calls: ["new ec2.CfnInstance(stack, 'I', { subnetId: it.subnetId, availabilityZone: it.availabilityZone });"],
  },
  {
    name: "ec2.Vpc",
    base: "const it = new ec2.Vpc(stack, 'It', { PROPS });",
    props: [
      "maxAzs: 1",
      "maxAzs: 2",
      "natGateways: 0",
      "natGateways: 1",
      "createInternetGateway: false, natGateways: 0",
      "ipAddresses: ec2.IpAddresses.cidr('10.1.0.0/16')",
      "cidr: '10.2.0.0/16'",
      "ipProtocol: ec2.IpProtocol.DUAL_STACK",
      "subnetConfiguration: [{ name: 'web', subnetType: ec2.SubnetType.PUBLIC }, { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, { name: 'later', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, reserved: true }]",
      "subnetConfiguration: [{ name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }]",
      "subnetConfiguration: [{ name: 'web', subnetType: ec2.SubnetType.PUBLIC }, { name: 'edge', subnetType: ec2.SubnetType.PUBLIC }, { name: 'app', subnetType: ec2.SubnetType.PRIVATE_WITH_NAT }]",
    ],
    calls: [
      "new ec2.CfnInstance(stack, 'I', { subnetId: it.publicSubnets[1].subnetId, availabilityZone: it.privateSubnets[0].availabilityZone });",
      "new ec2.CfnInstance(stack, 'I', { subnetId: it.selectSubnets({ subnetType: ec2.SubnetType.PUBLIC }).subnetIds[1] });",
      "new ec2.CfnInstance(stack, 'I', { subnetId: it.selectSubnets({ onePerAz: true }).subnets[0].subnetId });",
      "new ec2.CfnRoute(stack, 'R', { routeTableId: it.publicSubnets[0].routeTable.routeTableId });",
      "new rds.CfnDBSubnetGroup(stack, 'D', { dbSubnetGroupDescription: 'd', subnetIds: it.selectSubnets().subnetIds });",
      "const zoned = new cdk.Stack(new cdk.App(), 'Z', { env: { account: '111111111111', region: 'eu-west-1' } }); const net = new ec2.Vpc(zoned, 'Net'); new ec2.CfnInstance(zoned, 'I', { subnetId: net.publicSubnets[1].subnetId });",
      "const zoned = new cdk.Stack(new cdk.App(), 'Z', { env: { account: '111111111111', region: 'eu-west-1' } }); const net = new ec2.Vpc(zoned, 'Net', { availabilityZones: ['dummy1a', 'dummy1c'] }); new ec2.CfnVolume(zoned, 'I', { availabilityZone: net.availabilityZones[1] });",
      "new ec2.Instance(stack, 'I', { vpc: it, instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023() });",
      "new ec2.Instance(stack, 'I', { vpc: it, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC }, associatePublicIpAddress: true, instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023() });",
      "new ec2.Instance(stack, 'I', { vpc: it, vpcSubnets: { subnetGroupName: 'Public' }, instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023() });",
      "new ec2.BastionHostLinux(stack, 'I', { vpc: it, subnetSelection: { subnetType: ec2.SubnetType.PUBLIC } });",
      "new ec2.SecurityGroup(stack, 'G', { vpc: it }).addIngressRule(ec2.Peer.ipv4(it.vpcCidrBlock), ec2.Port.POSTGRES);",
    ],
  },
  {
    name: "ec2.SecurityGroup",
    base: "const it = new ec2.SecurityGroup(stack, 'It', { vpc, PROPS });",
    props: ["description: 'd'", "securityGroupName: 'n'", "disableInlineRules: true", "allowAllOutbound: false"],
    calls: [
      "it.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.SSH); it.addIngressRule(ec2.Peer.anyIpv6(), ec2.Port.tcp(3389), 'x');",
      "it.addIngressRule(ec2.Peer.ipv4('10.0.0.0/8'), new ec2.Port({ protocol: ec2.Protocol.TCP, fromPort: 1, toPort: 2, stringRepresentation: 's' }));",
      "it.addIngressRule(ec2.Peer.prefixList('pl-12345678'), ec2.Port.SSH);",
      "it.addIngressRule(ec2.Peer.securityGroupId('sg-12345678'), ec2.Port.SSH);",
      "it.addIngressRule(new ec2.SecurityGroup(stack, 'H', { vpc }), ec2.Port.SSH);",
      "it.addIngressRule(ec2.Peer.ipv4(new cdk.CfnParameter(stack, 'P').valueAsString), ec2.Port.SSH);",
      "it.connections.allowFrom(it, ec2.Port.HTTP);",
      "it.connections.allowInternally(ec2.Port.HTTP);",
      "it.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.SSH);",
      "it.addEgressRule(ec2.Peer.anyIpv6(), ec2.Port.SSH);",
      "new ec2.SecurityGroup(stack, 'Six', { vpc, allowAllIpv6Outbound: true }).addEgressRule(ec2.Peer.anyIpv6(), ec2.Port.SSH);",
      "const shut = new ec2.SecurityGroup(stack, 'Shut', { vpc, allowAllOutbound: false }); shut.addEgressRule(ec2.Peer.ipv4('10.0.0.0/8'), ec2.Port.SSH); shut.addEgressRule(ec2.Peer.anyIpv6(), ec2.Port.HTTP);",
      "const shut = new ec2.SecurityGroup(stack, 'Shut', { vpc, allowAllOutbound: false, allowAllIpv6Outbound: true });",
      "const shut = new ec2.SecurityGroup(stack, 'Shut', { vpc, allowAllOutbound: false }); shut.addEgressRule(ec2.Peer.prefixList('pl-12345678'), ec2.Port.SSH);",
      "const shut = new ec2.SecurityGroup(stack, 'Shut', { vpc, allowAllOutbound: false }); shut.connections.allowTo(it, ec2.Port.SSH);",
      "const shut = new ec2.SecurityGroup(stack, 'Shut', { vpc, allowAllOutbound: false }); it.connections.allowFrom(shut, ec2.Port.SSH);",
      "const shut = new ec2.SecurityGroup(stack, 'Shut', { vpc, allowAllOutbound: false }); shut.connections.allowInternally(ec2.Port.SSH);",
      "const shut = new ec2.SecurityGroup(stack, 'Shut', { vpc, allowAllOutbound: false }); shut.connections.allowToAnyIpv4(ec2.Port.HTTPS);",
      "const shut = new ec2.SecurityGroup(stack, 'Shut', { vpc, allowAllOutbound: false }); shut.connections.allowTo(ec2.Peer.ipv6('::/0'), ec2.Port.HTTPS);",
      "const i = ec2.SecurityGroup.fromSecurityGroupId(stack, 'I', 'sg-12345678', { allowAllOutbound: false }); i.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.SSH);",
      "const i = ec2.SecurityGroup.fromSecurityGroupId(stack, 'I', 'sg-12345678'); i.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.SSH);",
      "it.connections.allowTo(new ec2.SecurityGroup(stack, 'H', { vpc }), ec2.Port.SSH);",
      `const a = new ec2.Instance(stack, 'A', { ${instance} }); const b = new ec2.Instance(stack, 'B', { ${instance}, allowAllOutbound: false }); b.connections.allowTo(a, ec2.Port.HTTP);`,
      `const a = new ec2.Instance(stack, 'A', { ${instance} }); it.connections.allowFrom(a, ec2.Port.HTTP);`,
      `const a = new ec2.Instance(stack, 'A', { ${instance} }); a.connections.allowInternally(ec2.Port.HTTP);`,
      `const a = new ec2.Instance(stack, 'A', { ${instance}, securityGroup: it }); a.connections.allowFrom(a.connections, ec2.Port.HTTP);`,
      `const g = new autoscaling.AutoScalingGroup(stack, 'A', { ${instance} }); g.connections.allowFrom(it, ec2.Port.HTTP);`,
      `const t = new ec2.LaunchTemplate(stack, 'LT', { machineImage: ec2.MachineImage.latestAmazonLinux2023(), instanceType: new ec2.InstanceType('t3.micro'), securityGroup: it });
       new autoscaling.AutoScalingGroup(stack, 'A', { vpc, launchTemplate: t }).connections.allowFromAnyIpv4(ec2.Port.HTTP);`,
      "new efs.FileSystem(stack, 'Files', { vpc, securityGroup: it }).connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/8'));",
      "const db = new rds.DatabaseInstance(stack, 'Db', { vpc, engine: rds.DatabaseInstanceEngine.MYSQL, securityGroups: [it] }); db.connections.allowDefaultPortFrom(new ec2.SecurityGroup(stack, 'H', { vpc }));",
      "const db = new rds.DatabaseInstance(stack, 'Db', { vpc, engine: rds.DatabaseInstanceEngine.MYSQL, securityGroups: [it] }); const h = new ec2.SecurityGroup(stack, 'H', { vpc }); h.connections.allowToDefaultPort(db); db.connections.allowDefaultPortInternally();",
      "const i = ec2.SecurityGroup.fromSecurityGroupId(stack, 'I', 'sg-12345678'); i.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.SSH);",
      "const i = ec2.SecurityGroup.fromSecurityGroupId(stack, 'I', 'sg-12345678', { mutable: false }); i.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.SSH);",
      "it.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.SSH, 'remote', true);",
      "(it.node.defaultChild as ec2.CfnSecurityGroup).addPropertyOverride('SecurityGroupIngress', [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 2, CidrIp: '10.0.0.0/8' }]);",
    ],
  },
  {
    name: "every port",
    base: `const it = new ec2.SecurityGroup(stack, 'It', { vpc });
      for (const port of [ec2.Port.tcp(1), ec2.Port.udp(2), ec2.Port.tcpRange(1, 2), ec2.Port.udpRange(3, 4), ec2.Port.allTcp(),
        ec2.Port.allUdp(), ec2.Port.allTraffic(), ec2.Port.allIcmp(), ec2.Port.allIcmpV6(), ec2.Port.icmpPing(), ec2.Port.icmpType(3),
        ec2.Port.icmpTypeAndCode(3, 4), ec2.Port.esp(), ec2.Port.ah(), ec2.Port.SSH, ec2.Port.RDP, ec2.Port.HTTPS, ec2.Port.MYSQL_AURORA])
        it.addIngressRule(ec2.Peer.anyIpv4(), port);`,
  },
  {
    name: "ec2.LaunchTemplate",
    base: "const it = new ec2.LaunchTemplate(stack, 'It', { PROPS });",
    props: [
      "launchTemplateName: 'n'",
      "userData: ec2.UserData.forLinux()",
      "userData: ec2.UserData.custom('x'), machineImage: ec2.MachineImage.latestAmazonLinux2023()",
      "machineImage: ec2.MachineImage.latestAmazonLinux2023()",
      "instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MICRO), ebsOptimized: true, disableApiTermination: true",
      "blockDevices: [{ deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(5, { encrypted: true }) }]",
      "spotOptions: {}",
      "spotOptions: { maxPrice: 0.5, interruptionBehavior: ec2.SpotInstanceInterruption.STOP, requestType: ec2.SpotRequestType.PERSISTENT }",
      "securityGroup: new ec2.SecurityGroup(stack, 'G', { vpc })",
      "associatePublicIpAddress: true, securityGroup: new ec2.SecurityGroup(stack, 'G', { vpc })",
      "cpuCredits: ec2.CpuCredits.UNLIMITED, detailedMonitoring: true, hibernationConfigured: true",
      "nitroEnclaveEnabled: true, instanceInitiatedShutdownBehavior: ec2.InstanceInitiatedShutdownBehavior.STOP",
      "requireImdsv2: true",
      "instanceProfile: new iam.InstanceProfile(stack, 'P')",
      "role: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') })",
    ],
  },
  {
    name: "autoscaling.AutoScalingGroup",
    base: `const it = new autoscaling.AutoScalingGroup(stack, 'It', { ${instance}, PROPS });`,
    props: [
      "userData: ec2.UserData.custom('x')",
      "securityGroup: new ec2.SecurityGroup(stack, 'G', { vpc })",
      "minCapacity: 2, maxCapacity: 5",
      "minCapacity: 0",
      "desiredCapacity: 3",
      "blockDevices: [{ deviceName: '/dev/xvda', volume: autoscaling.BlockDeviceVolume.ebs(5, { encrypted: true, volumeType: autoscaling.EbsDeviceVolumeType.GP3 }) }]",
      "blockDevices: [{ deviceName: '/dev/xvda', volume: autoscaling.BlockDeviceVolume.noDevice() }]",
      "requireImdsv2: true",
      "spotPrice: '0.1'",
      "associatePublicIpAddress: true, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC }",
      "role: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') })",
    ],
    calls: [
      "it.addUserData('a');",
      "it.userData.addCommands('b');",
      "it.connections.allowFromAnyIpv4(ec2.Port.SSH);",
      "it.scaleOnCpuUtilization('c', { targetUtilizationPercent: 50 });",
      "(it.node.defaultChild as autoscaling.CfnAutoScalingGroup).addPropertyOverride('UserData', 'no');",
    ],
  },
  {
    name: "autoscaling.AutoScalingGroup of a launch template",
    base: `const app = new cdk.App({ context: { '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig': true } });
      const of = new cdk.Stack(app, 'T'); const net = new ec2.Vpc(of, 'N');
      const it = new autoscaling.AutoScalingGroup(of, 'It', { vpc: net, instanceType: new ec2.InstanceType('t3.micro'),
        machineImage: ec2.MachineImage.latestAmazonLinux2023(), PROPS });`,
    props: [
      "blockDevices: [{ deviceName: '/dev/xvda', volume: autoscaling.BlockDeviceVolume.ebs(5, { encrypted: true }) }]",
      "associatePublicIpAddress: true, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC }",
      "requireImdsv2: true",
    ],
    calls: ["it.addUserData('a');", "it.connections.allowFromAnyIpv4(ec2.Port.SSH);"],
  },
  {
    name: "autoscaling.AutoScalingGroup of its own launch template",
    base: `const template = new ec2.LaunchTemplate(stack, 'LT', { instanceType: new ec2.InstanceType('t3.micro'),
        machineImage: ec2.MachineImage.latestAmazonLinux2023(), securityGroup: new ec2.SecurityGroup(stack, 'G', { vpc }) });
      const it = new autoscaling.AutoScalingGroup(stack, 'It', { vpc, launchTemplate: template, PROPS });`,
    props: [
      "maxCapacity: 4",
      "launchTemplate: undefined, mixedInstancesPolicy: { launchTemplate: template, launchTemplateOverrides: [{ instanceType: new ec2.InstanceType('t3.small') }] }",
    ],
  },
  {
    name: "iam.Role",
    base: "const it = new iam.Role(stack, 'It', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'), PROPS });",
    props: [
      "assumedBy: new iam.CompositePrincipal(new iam.ServicePrincipal('ec2.amazonaws.com'), new iam.ServicePrincipal('ssm.amazonaws.com'))",
      "assumedBy: new iam.AccountRootPrincipal()",
      "assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com', { conditions: { StringEquals: { a: 'b' } } })",
      "managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')]",
      "managedPolicies: [iam.ManagedPolicy.fromManagedPolicyArn(stack, 'M', 'arn:aws:iam::1:policy/p'), new iam.ManagedPolicy(stack, 'N', { statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] })]",
      "roleName: 'n', description: 'd', path: '/p/'",
    ],
    calls: [
      "it.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));",
      "it.addToPolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));",
      "it.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.ServicePrincipal('lambda.amazonaws.com')] }));",
      "it.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);",
    ],
  },
  {
    name: "ecr.Repository",
    base: "const it = new ecr.Repository(stack, 'It', { PROPS });",
    props: [
      "imageScanOnPush: true",
      "imageTagMutability: ecr.TagMutability.IMMUTABLE",
      "repositoryName: 'name'",
      "lifecycleRules: [{ maxImageCount: 5 }]",
      "lifecycleRules: []",
      "removalPolicy: cdk.RemovalPolicy.DESTROY, emptyOnDelete: true",
    ],
    calls: [
      "it.addLifecycleRule({ maxImageAge: cdk.Duration.days(3) });",
      "it.grantPull(new iam.AccountRootPrincipal());",
    ],
  },
  {
    name: "ecs.FargateTaskDefinition",
    base: "const it = new ecs.FargateTaskDefinition(stack, 'It', { PROPS });",
    props: [
      "cpu: 512, memoryLimitMiB: 1024",
      "runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX }",
      "runtimePlatform: { operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE }, cpu: 1024, memoryLimitMiB: 2048",
      "taskRole: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') })",
      "executionRole: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') })",
      "family: 'f'",
      "volumes: [{ name: 'v', efsVolumeConfiguration: { fileSystemId: 'fs-1', transitEncryption: 'ENABLED', authorizationConfig: { accessPointId: 'ap-1', iam: 'ENABLED' } } }]",
    ],
    calls: [
      "it.addVolume({ name: 'v', efsVolumeConfiguration: { fileSystemId: 'fs-1', rootDirectory: '/x' } });",
      "it.addVolume({ name: 'v', host: { sourcePath: '/x' } });",
      "it.addContainer('c', { image: ecs.ContainerImage.fromRegistry('nginx'), environment: { A: 'b' }, portMappings: [{ containerPort: 80 }], logging: ecs.LogDrivers.awsLogs({ streamPrefix: 's' }) });",
      "const c = it.addContainer('c', { image: ecs.ContainerImage.fromRegistry('nginx'), cpu: 100, memoryLimitMiB: 200, memoryReservationMiB: 100, essential: false, command: ['a', 'b'], user: 'u', privileged: false, readonlyRootFilesystem: true }); c.addPortMappings({ containerPort: 80, hostPort: 80, protocol: ecs.Protocol.UDP }); c.addEnvironment('X', 'y'); it.addContainer('e', { image: ecs.ContainerImage.fromRegistry('b'), containerName: 'named' });",
      "const c = it.addContainer('c', { image: ecs.ContainerImage.fromRegistry('nginx'), healthCheck: { command: ['x'] } }); c.addMountPoints({ containerPath: '/a', readOnly: true, sourceVolume: 'v' }); c.addUlimits({ name: ecs.UlimitName.CORE, hardLimit: 1, softLimit: 1 }); it.addVolume({ name: 'v' });",
      "it.addFirelensLogRouter('f', { image: ecs.ContainerImage.fromRegistry('x'), firelensConfig: { type: ecs.FirelensLogRouterType.FLUENTBIT } });",
      "new iam.CfnInstanceProfile(stack, 'P', { roles: [it.taskRole.roleName] });",
    ],
  },
  {
    name: "ecs.Ec2TaskDefinition",
    base: "const it = new ecs.Ec2TaskDefinition(stack, 'It', { PROPS });",
    props: [
      "networkMode: ecs.NetworkMode.AWS_VPC",
      "networkMode: ecs.NetworkMode.HOST",
      "networkMode: ecs.NetworkMode.NAT",
    ],
    calls: [
      "it.addContainer('c', { image: ecs.ContainerImage.fromRegistry('nginx'), memoryLimitMiB: 100, portMappings: [{ containerPort: 80 }] });",
    ],
  },
  {
    name: "ecs.TaskDefinition",
    base: "const it = new ecs.TaskDefinition(stack, 'It', { compatibility: ecs.Compatibility.EC2_AND_FARGATE, cpu: '256', memoryMiB: '512', PROPS });",
    props: [
      "compatibility: ecs.Compatibility.EC2",
      "compatibility: ecs.Compatibility.FARGATE",
      "networkMode: ecs.NetworkMode.AWS_VPC",
    ],
  },
  {
    name: "ecs services",
    base: `const cluster = new ecs.Cluster(stack, 'Cluster', { vpc }); cluster.addCapacity('Cap', { instanceType: new ec2.InstanceType('t2.micro') });
      const task = new ecs.FargateTaskDefinition(stack, 'Task'); task.addContainer('c', { image: ecs.ContainerImage.fromRegistry('x') });
      const hosted = new ecs.Ec2TaskDefinition(stack, 'Hosted'); hosted.addContainer('c', { image: ecs.ContainerImage.fromRegistry('x'), memoryLimitMiB: 9 });`,
    calls: [
      "new ecs.FargateService(stack, 'It', { cluster, taskDefinition: task });",
      "new ecs.FargateService(stack, 'It', { cluster, taskDefinition: task, desiredCount: 2, assignPublicIp: true, enableExecuteCommand: true, serviceName: 'n' });",
      "new ecs.FargateService(stack, 'It', { cluster, taskDefinition: task, capacityProviderStrategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] });",
      "new ecs.FargateService(stack, 'It', { cluster, taskDefinition: task, securityGroups: [new ec2.SecurityGroup(stack, 'G', { vpc })] });",
      "new ecs.Ec2Service(stack, 'It', { cluster, taskDefinition: hosted, daemon: true });",
      "new ecs.Ec2Service(stack, 'It', { cluster, taskDefinition: hosted });",
      "cluster.addCapacity('More', { instanceType: new ec2.InstanceType('t3.micro'), desiredCapacity: 3, machineImage: ec2.MachineImage.latestAmazonLinux2() }).connections.allowFromAnyIpv4(ec2.Port.SSH);",
    ],
  },
  {
    name: "scaled ecs services",
    base: `const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
      const task = new ecs.FargateTaskDefinition(stack, 'Task'); task.addContainer('c', { image: ecs.ContainerImage.fromRegistry('x'), portMappings: [{ containerPort: 80 }] });
      const it = new ecs.FargateService(stack, 'It', { cluster, taskDefinition: task, PROPS });`,
    props: ["desiredCount: 2", "serviceName: 'n'"],
    calls: [
      "it.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 9 });",
      "it.autoScaleTaskCount({ maxCapacity: 9 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });",
      "const s = it.autoScaleTaskCount({ maxCapacity: 9 }); s.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: 50 }); s.scaleOnSchedule('Night', { schedule: { expressionString: 'rate(1 day)', _bind() {} } as any, minCapacity: 0 });",
      "const lb = new elbv2.ApplicationLoadBalancer(stack, 'LB', { vpc }); const group = lb.addListener('L', { port: 80 }).addTargets('T', { port: 80, targets: [it] }); it.autoScaleTaskCount({ maxCapacity: 9 }).scaleOnRequestCount('R', { requestsPerTarget: 9, targetGroup: group });",
      "(it.node.defaultChild as ecs.CfnService).addPropertyOverride('DesiredCount', 7);",
    ],
  },
  {
    name: "ecs capacity providers",
    base: `const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
      const instances = new autoscaling.AutoScalingGroup(stack, 'Group', { ${instance.replace("latestAmazonLinux2023", "latestAmazonLinux2")} });
      const it = new ecs.AsgCapacityProvider(stack, 'It', { autoScalingGroup: instances, PROPS });
      cluster.addAsgCapacityProvider(it);`,
    props: [
      "capacityProviderName: 'n', targetCapacityPercent: 90",
      "enableManagedTerminationProtection: false, enableManagedScaling: false",
    ],
    calls: [
      "cluster.enableFargateCapacityProviders();",
      "cluster.addDefaultCapacityProviderStrategy([{ capacityProvider: it.capacityProviderName, weight: 1, base: 2 }]);",
      "const hosted = new ecs.Ec2TaskDefinition(stack, 'Hosted'); hosted.addContainer('c', { image: ecs.ContainerImage.fromRegistry('x'), memoryLimitMiB: 9 }); new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: hosted, capacityProviderStrategies: [{ capacityProvider: it.capacityProviderName, weight: 1 }] });",
      "instances.addUserData('later');",
      "const lt = new ec2.LaunchTemplate(stack, 'LT', { instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2(), userData: ec2.UserData.forLinux(), securityGroup: new ec2.SecurityGroup(stack, 'G', { vpc }), role: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }) }); new ecs.Cluster(stack, 'Two', { vpc }).addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'P2', { autoScalingGroup: new autoscaling.AutoScalingGroup(stack, 'G2', { vpc, launchTemplate: lt }) }));",
      "new ecs.Cluster(stack, 'Two', { vpc, enableFargateCapacityProviders: true });",
      "const two = new ecs.Cluster(stack, 'Two', { vpc, enableFargateCapacityProviders: true }); two.addDefaultCapacityProviderStrategy([{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]);",
      "new ecs.Cluster(stack, 'Two', { vpc, capacity: { instanceType: new ec2.InstanceType('t3.micro'), minCapacity: 3 } });",
    ],
  },
  {
    name: "efs.FileSystem",
    base: "const it = new efs.FileSystem(stack, 'It', { vpc, PROPS });",
    props: [
      "encrypted: false",
      "throughputMode: efs.ThroughputMode.ELASTIC, performanceMode: efs.PerformanceMode.GENERAL_PURPOSE",
      "throughputMode: efs.ThroughputMode.PROVISIONED, provisionedThroughputPerSecond: cdk.Size.mebibytes(100)",
      "throughputMode: efs.ThroughputMode.PROVISIONED, provisionedThroughputPerSecond: cdk.Size.gibibytes(1)",
      "removalPolicy: cdk.RemovalPolicy.DESTROY",
      "securityGroup: new ec2.SecurityGroup(stack, 'G', { vpc })",
      "oneZone: true, vpcSubnets: { availabilityZones: ['us-east-1b'] }",
      "oneZone: false",
    ],
    calls: [
      "it.connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/8'));",
      "it.connections.allowDefaultPortFrom(new ec2.SecurityGroup(stack, 'G', { vpc }));",
      "new efs.AccessPoint(stack, 'P', { fileSystem: it, path: '/x', posixUser: { uid: '1', gid: '1' } });",
      "it.addAccessPoint('P', { path: '/x' });",
      "new ecs.FargateTaskDefinition(stack, 'T').addVolume({ name: 'v', efsVolumeConfiguration: { fileSystemId: it.fileSystemId } });",
      `new lambda.Function(stack, 'F', { ${fn}, vpc, filesystem: lambda.FileSystem.fromEfsAccessPoint(it.addAccessPoint('P', { path: '/x' }), '/mnt/x') });`,
      "(it.node.defaultChild as efs.CfnFileSystem).addPropertyOverride('Encrypted', false);",
    ],
  },
  {
    name: "eks.Nodegroup",
    base: `const layer = { kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(stack, 'K', 'arn:aws:lambda:us-east-1:1:layer:k:1') };
      const cluster = new eks.Cluster(stack, 'Cluster', { vpc, version: eks.KubernetesVersion.V1_32, defaultCapacity: 0, ...layer });
      const it = new eks.Nodegroup(stack, 'It', { cluster, PROPS });`,
    props: [
      "amiType: eks.NodegroupAmiType.AL2_X86_64, diskSize: 50, capacityType: eks.CapacityType.SPOT",
      "instanceTypes: [new ec2.InstanceType('m5.large'), ec2.InstanceType.of(ec2.InstanceClass.M5A, ec2.InstanceSize.LARGE)]",
      "instanceTypes: [new ec2.InstanceType('m6g.large')]",
      "instanceTypes: [new ec2.InstanceType('p3.2xlarge')]",
      "instanceType: new ec2.InstanceType('t3.micro')",
      "remoteAccess: { sshKeyName: 'k' }",
      "remoteAccess: { sshKeyName: 'k', sourceSecurityGroups: [new ec2.SecurityGroup(stack, 'G', { vpc })] }",
      "launchTemplateSpec: { id: new ec2.LaunchTemplate(stack, 'LT').launchTemplateId!, version: '1' }, instanceTypes: [new ec2.InstanceType('m5.large')]",
      "nodegroupName: 'n'",
    ],
    calls: [
      "cluster.addNodegroupCapacity('More', { instanceTypes: [new ec2.InstanceType('m5.large')], capacityType: eks.CapacityType.SPOT });",
      "cluster.addNodegroupCapacity('More');",
    ],
  },
  {
    name: "eks.Cluster with nodes",
    base: `const it = new eks.Cluster(stack, 'It', { vpc, version: eks.KubernetesVersion.V1_32,
      kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(stack, 'K', 'arn:aws:lambda:us-east-1:1:layer:k:1'), PROPS });`,
    props: [
      "defaultCapacity: 3, defaultCapacityInstance: new ec2.InstanceType('t4g.large')",
      "defaultCapacityType: eks.DefaultCapacityType.NODEGROUP",
    ],
    calls: ["it.addNodegroupCapacity('More', { diskSize: 9 });"],
  },
  {
    name: "eks_v2.Cluster",
    base: "const it = new eks2.Cluster(stack, 'It', { vpc, version: eks2.KubernetesVersion.V1_32, PROPS });",
    props: [
      "clusterName: 'n', endpointAccess: eks2.EndpointAccess.PUBLIC",
      "endpointAccess: eks2.EndpointAccess.PRIVATE",
      "endpointAccess: eks2.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24')",
      "defaultCapacityType: eks2.DefaultCapacityType.NODEGROUP",
    ],
    calls: [
      "new eks2.FargateCluster(stack, 'Two', { vpc, version: eks2.KubernetesVersion.V1_32, kubectlProviderOptions: { kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(stack, 'K', 'arn:aws:lambda:us-east-1:1:layer:k:1') as any } });",
      "new eks2.Cluster(stack, 'Two', { vpc, version: eks2.KubernetesVersion.V1_32, defaultCapacityType: eks2.DefaultCapacityType.NODEGROUP, defaultCapacity: 0 }).addNodegroupCapacity('More', { instanceTypes: [new ec2.InstanceType('m6g.large')] });",
    ],
  },
  {
    name: "ecs_patterns on Fargate",
    base: `const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
      const it = new ecsPatterns.ApplicationLoadBalancedFargateService(stack, 'It', { cluster, taskImageOptions: { image: ecs.ContainerImage.fromRegistry('x') }, PROPS });`,
    props: [
      "cpu: 512, memoryLimitMiB: 1024, desiredCount: 3, publicLoadBalancer: false",
      "assignPublicIp: true, serviceName: 'n', enableExecuteCommand: true, runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 }",
      "taskImageOptions: { image: ecs.ContainerImage.fromRegistry('x'), containerPort: 8080, containerName: 'c', environment: { A: 'b' }, enableLogging: false, family: 'f', command: ['x'] }",
      "taskImageOptions: { image: ecs.ContainerImage.fromRegistry('x'), logDriver: ecs.LogDrivers.jsonFile(), taskRole: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }) }",
      "capacityProviderStrategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]",
      "securityGroups: [new ec2.SecurityGroup(stack, 'G', { vpc })]",
      "cluster: undefined, vpc: new ec2.Vpc(stack, 'Own')",
      "containerCpu: 128, containerMemoryLimitMiB: 256, healthCheck: { command: ['x'] }",
    ],
    calls: [
      "it.service.autoScaleTaskCount({ maxCapacity: 6 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });",
      "it.taskDefinition.addContainer('more', { image: ecs.ContainerImage.fromRegistry('y') });",
      "it.taskDefinition.defaultContainer!.addEnvironment('X', 'y');",
      "it.service.connections.allowFromAnyIpv4(ec2.Port.SSH);",
      "new cdk.CfnOutput(stack, 'O', { value: it.service.serviceName }); new iam.CfnInstanceProfile(stack, 'P', { roles: [it.taskDefinition.taskRole.roleName] });",
      "new ecs.FargateService(stack, 'Other', { cluster, taskDefinition: it.taskDefinition });",
      "(it.service.node.defaultChild as ecs.CfnService).addPropertyOverride('DesiredCount', 7);",
      "new ecsPatterns.NetworkLoadBalancedFargateService(stack, 'Two', { cluster, taskDefinition: it.taskDefinition, desiredCount: 2 });",
      "new ecsPatterns.NetworkLoadBalancedFargateService(stack, 'Two', { cluster, cpu: 1024, taskImageOptions: { image: ecs.ContainerImage.fromRegistry('x') } });",
      "new ecsPatterns.ApplicationMultipleTargetGroupsFargateService(stack, 'Two', { cluster, taskImageOptions: { image: ecs.ContainerImage.fromRegistry('x') } });",
      "new ecsPatterns.NetworkMultipleTargetGroupsFargateService(stack, 'Two', { cluster, desiredCount: 2, taskImageOptions: { image: ecs.ContainerImage.fromRegistry('x'), containerPorts: [80, 81] } });",
      "new ecsPatterns.QueueProcessingFargateService(stack, 'Two', { cluster, image: ecs.ContainerImage.fromRegistry('x') });",
      "new ecsPatterns.QueueProcessingFargateService(stack, 'Two', { cluster, image: ecs.ContainerImage.fromRegistry('x'), environment: { A: 'b' }, desiredTaskCount: 3, maxScalingCapacity: 7, minScalingCapacity: 2, cpu: 512, family: 'f' });",
      "new ecsPatterns.ScheduledFargateTask(stack, 'Two', { cluster, schedule: { expressionString: 'rate(1 day)', _bind() {} } as any, scheduledFargateTaskImageOptions: { image: ecs.ContainerImage.fromRegistry('x'), cpu: 512, memoryLimitMiB: 1024, command: ['a'] } });",
      "new ecsPatterns.ScheduledFargateTask(stack, 'Two', { cluster, schedule: { expressionString: 'rate(1 day)', _bind() {} } as any, scheduledFargateTaskDefinitionOptions: { taskDefinition: it.taskDefinition } });",
    ],
  },
  {
    name: "ecs_patterns on EC2",
    base: `const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, capacity: { instanceType: new ec2.InstanceType('t3.micro') } });
      const image = ecs.ContainerImage.fromRegistry('x');
      const it = new ecsPatterns.NetworkLoadBalancedEc2Service(stack, 'It', { cluster, memoryLimitMiB: 512, taskImageOptions: { image }, PROPS });`,
    props: ["desiredCount: 2, memoryReservationMiB: 9, cpu: 3", "serviceName: 'n'"],
    calls: [
      "it.service.connections.allowFromAnyIpv4(ec2.Port.tcpRange(32768, 65535));",
      "cluster.connections.allowFromAnyIpv4(ec2.Port.SSH);",
      "new ecsPatterns.ApplicationLoadBalancedEc2Service(stack, 'Two', { cluster, memoryLimitMiB: 512, taskImageOptions: { image, executionRole: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }) } });",
      "new ecsPatterns.NetworkMultipleTargetGroupsEc2Service(stack, 'Two', { cluster, memoryLimitMiB: 512, taskImageOptions: { image } });",
      "new ecsPatterns.QueueProcessingEc2Service(stack, 'Two', { cluster, memoryLimitMiB: 512, image });",
      "new ecsPatterns.ScheduledEc2Task(stack, 'Two', { cluster, schedule: { expressionString: 'rate(1 day)', _bind() {} } as any, scheduledEc2TaskImageOptions: { image, memoryLimitMiB: 9 } });",
    ],
  },
  {
    name: "made security groups",
    base: "",
    calls: [
      "new elbv2.ApplicationLoadBalancer(stack, 'It', { vpc }).connections.allowFromAnyIpv4(ec2.Port.SSH);",
      "new elbv2.NetworkLoadBalancer(stack, 'It', { vpc }).connections.allowFromAnyIpv4(ec2.Port.SSH);",
      `new lambda.Function(stack, 'It', { ${fn}, vpc }).connections.allowFromAnyIpv4(ec2.Port.SSH);`,
      "new rds.DatabaseInstance(stack, 'It', { vpc, engine: rds.DatabaseInstanceEngine.MYSQL }).connections.allowFromAnyIpv4(ec2.Port.SSH);",
      "new rds.DatabaseInstance(stack, 'It', { vpc, engine: rds.DatabaseInstanceEngine.MYSQL }).connections.allowDefaultPortFromAnyIpv4();",
      "new rds.DatabaseCluster(stack, 'It', { vpc, engine: rds.DatabaseClusterEngine.AURORA_MYSQL, writer: rds.ClusterInstance.provisioned('w') }).connections.allowFromAnyIpv4(ec2.Port.SSH);",
      "new efs.FileSystem(stack, 'It', { vpc }).connections.allowFromAnyIpv4(ec2.Port.SSH);",
    ],
  },
  {
    name: "load balancers",
    base: "const it = new elbv2.ApplicationLoadBalancer(stack, 'It', { vpc, PROPS }); const defaultAction = elbv2.ListenerAction.fixedResponse(200);",
    props: [
      "internetFacing: true",
      "internetFacing: false, loadBalancerName: 'n'",
      "securityGroup: new ec2.SecurityGroup(stack, 'G', { vpc })",
    ],
    calls: [
      "it.addListener('L', { port: 80, defaultAction });",
      "it.addListener('L', { port: 8080, protocol: elbv2.ApplicationProtocol.HTTP, open: false, defaultAction });",
      "it.addListener('L', { protocol: elbv2.ApplicationProtocol.HTTP, defaultAction });",
      "it.addListener('L', { port: 8443, certificates: [elbv2.ListenerCertificate.fromArn('a')], defaultAction });",
      "it.addListener('L', { port: 81, protocol: elbv2.ApplicationProtocol.HTTP, open: false, defaultAction }).connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/8'));",
      "it.addListener('L', { port: 80, open: false, defaultAction }).connections.allowFromAnyIpv4(ec2.Port.SSH);",
      "it.addRedirect();",
      "it.addRedirect({ sourcePort: 8080, targetPort: 8443, open: false });",
      "new elbv2.ApplicationListener(stack, 'L', { loadBalancer: it, port: 80, defaultAction });",
      "new elbv2.ApplicationListener(stack, 'L', { loadBalancer: it, port: 80, defaultAction, open: false }).connections.allowDefaultPortFromAnyIpv4();",
      "it.addSecurityGroup(new ec2.SecurityGroup(stack, 'G', { vpc })); it.addListener('L', { port: 80, defaultAction });",
      `it.addListener('L', { port: 80 }).addTargets('T', { port: 8080, targets: [new autoscaling.AutoScalingGroup(stack, 'A', { ${instance} })] });`,
      "const two = new elbv2.ApplicationLoadBalancer(stack, 'Two', { vpc, ipAddressType: elbv2.IpAddressType.DUAL_STACK }); two.addListener('L', { port: 80, defaultAction });",
      "const net = new elbv2.NetworkLoadBalancer(stack, 'Net', { vpc }); net.addListener('L', { port: 443, defaultAction: elbv2.NetworkListenerAction.forward([new elbv2.NetworkTargetGroup(stack, 'T', { vpc, port: 1 })]) });",
      "const net = new elbv2.NetworkLoadBalancer(stack, 'Net', { vpc, securityGroups: [new ec2.SecurityGroup(stack, 'G', { vpc })] }); net.connections.allowFromAnyIpv4(ec2.Port.HTTP);",
    ],
  },
  {
    name: "route53 zones and records",
    base: "const zone = new route53.HostedZone(stack, 'Zone', { zoneName: 'example.com', PROPS });",
    props: ["comment: 'c'", "addTrailingDot: false", "zoneName: 'example.org.'"],
    calls: [
      "new route53.CnameRecord(stack, 'It', { zone, recordName: 'www', domainName: 'a.b' });",
      "new route53.CnameRecord(stack, 'It', { zone, recordName: 'example.com', domainName: 'a.b' });",
      "new route53.CnameRecord(stack, 'It', { zone, recordName: 'www.example.com.', domainName: 'a.b' });",
      "new route53.CnameRecord(stack, 'It', { zone, recordName: 'notexample.com', domainName: 'a.b' });",
      "new route53.CnameRecord(stack, 'It', { zone, recordName: 'WWW.example.com', domainName: 'a.b' });",
      "new route53.CnameRecord(stack, 'It', { zone, domainName: 'a.b', ttl: cdk.Duration.minutes(5) });",
      "new route53.ARecord(stack, 'It', { zone, target: route53.RecordTarget.fromIpAddresses('192.0.2.1') });",
      "new route53.TxtRecord(stack, 'It', { zone, recordName: '', values: ['v'] });",
      "new route53.MxRecord(stack, 'It', { zone, values: [{ hostName: 'm', priority: 1 }] });",
      "new route53.RecordSet(stack, 'It', { zone, recordType: route53.RecordType.CNAME, recordName: 'x', target: route53.RecordTarget.fromValues('a.b') });",
      "const other = new route53.PrivateHostedZone(stack, 'P', { zoneName: 'a.internal', vpc }); new route53.CnameRecord(stack, 'It', { zone: other, recordName: 'x', domainName: 'a.b' });",
      "const other = route53.HostedZone.fromHostedZoneAttributes(stack, 'P', { zoneName: 'example.net', hostedZoneId: 'Z1' }); new route53.CnameRecord(stack, 'It', { zone: other, recordName: 'x', domainName: 'a.b' });",
    ],
  },
  {
    name: "L1",
    base: "const it = new ec2.CfnSecurityGroup(stack, 'It', { groupDescription: 'd', PROPS });",
    props: [
      "securityGroupIngress: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' }]",
      "tags: [{ key: 'a', value: 'b' }]",
    ],
    calls: [
      "it.groupName = 'n';",
      "it.addPropertyOverride('SecurityGroupIngress', [{ IpProtocol: '-1', CidrIpv6: '::/0' }]);",
      "it.addPropertyDeletionOverride('GroupDescription');",
      "new ec2.CfnVolume(stack, 'Vol', { availabilityZone: 'us-east-1a', autoEnableIo: true, size: 1 });",
      "new lambda.CfnFunction(stack, 'F', { code: { zipFile: 'x' }, role: 'r', timeout: 1000, environment: { variables: { aB: 'c' } }, capacityProviderConfig: { lambdaManagedInstancesCapacityProviderConfig: { capacityProviderArn: 'a' } } });",
    ],
  },
];

describe("CDK lowering against CDK itself", function () {
  this.timeout(60_000);
  for (const { name, base, props = [], calls = [] } of families)
    describe(name, () => {
      for (const [prop, call] of [["", ""], ...props.map((p) => [p, ""]), ...calls.map((c) => ["", c])] as [
        string,
        string,
      ][])
        it(prop || call || "plain", () => {
          const source = `${HEAD}${base.replace(/, PROPS|PROPS/, prop && (base.includes(", PROPS") ? `, ${prop}` : prop))}\n${call}\n`;
          const { wrong, compared: count } = compared(source);
          assert.deepEqual(wrong, []);
          assert.ok(
            count > 0 || name === "made security groups" || name === "route53 zones and records",
            "nothing was compared",
          );
        });
    });
});
