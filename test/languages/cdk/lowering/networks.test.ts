/** What follows from a CDK program's networks: who is let in where, and what is in which zone. */
import assert from "node:assert/strict";
import { lintFiles } from "../../../rules/lint-files.ts";

const HEAD = `import * as cdk from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as targets from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { wire } from './wire';
const stack = new cdk.Stack(new cdk.App(), 'S');
const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
const machine = { vpc, instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023() };
const defaultAction = elbv2.ListenerAction.fixedResponse(200);
`;

/** The text that a rule marks, and what it says of it. */
function found(body: string, rule: string): [string, string][] {
  const text = HEAD + body;
  const { findings, source } = lintFiles(new Map([["/app/app.ts", text]]));
  return findings
    .filter((f) => f.rule === rule)
    .map((f) => {
      const { start, end } = source("/app/app.ts").absolute(f.span)!;
      return [text.slice(start, end), f.message];
    });
}

const marks = (body: string, rule: string) => found(body, rule).map(([text]) => text);

describe("CDK security groups: a port that nobody is let in by", () => {
  const rule = "sg-web-server-port-closed";
  const server = (more = "") => `const it = new ec2.Instance(stack, 'Server', { ...machine, ${more} });
it.addUserData('yum install -y httpd', 'systemctl start httpd');
`;
  const start = "'systemctl start httpd'";

  it("is told of the group that CDK makes, and of one that is given", () => {
    const [[text, message]] = found(server(), rule) as [[string, string]];
    assert.equal(text, start.slice(1, -1));
    assert.match(message, /no security group of Server \(Server\) admits it/);
    const given = "const group = new ec2.SecurityGroup(stack, 'Group', { vpc });\n";
    assert.equal(found(given + server("securityGroup: group"), rule).length, 1);
    assert.equal(
      found(`${given + server("securityGroup: group")}group.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.SSH);`, rule)
        .length,
      1,
    );
  });

  it("is not told where somebody is let in, from either end", () => {
    for (const more of [
      "it.connections.allowFromAnyIpv4(ec2.Port.HTTP);",
      "it.connections.allowFrom(ec2.Peer.ipv4('10.0.0.0/8'), ec2.Port.tcp(80));",
      "new ec2.Instance(stack, 'Client', machine).connections.allowTo(it, ec2.Port.HTTP);",
      "it.connections.allowInternally(ec2.Port.allTcp());",
      "it.connections.securityGroups[0].addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.HTTP);",
      "it.connections.allowFrom(new ec2.SecurityGroup(stack, 'Callers', { vpc }), ec2.Port.HTTPS);",
    ])
      assert.deepEqual(found(server() + more, rule), [], more);
  });

  it("is not told where a load balancer, or something unknown, may open it", () => {
    const balancer = "const lb = new elbv2.ApplicationLoadBalancer(stack, 'Lb', { vpc });\n";
    for (const more of [
      `${balancer}lb.addListener('L', { port: 80 }).addTargets('T', { port: 80, targets: [new targets.InstanceTarget(it)] });`,
      "wire(it);",
      "wire(it.connections);",
    ])
      assert.deepEqual(found(server() + more, rule), [], more);
  });

  it("is told while the rules of a group are about something else", () => {
    for (const more of [
      "it.connections.allowTo(new ec2.SecurityGroup(stack, 'Db', { vpc }), ec2.Port.HTTP);",
      "it.connections.allowToAnyIpv4(ec2.Port.HTTPS);",
      "cdk.Tags.of(it).add('a', 'b');",
    ])
      assert.equal(found(server() + more, rule).length, 1, more);
  });
});

describe("CDK load balancers", () => {
  const rule = "sg-lb-listener-port-closed";
  const balancer = "const lb = new elbv2.ApplicationLoadBalancer(stack, 'Lb', { vpc });\n";

  it("let nobody in on a listener that is not open", () => {
    assert.deepEqual(marks(`${balancer}lb.addListener('L', { port: 80, open: false, defaultAction });`, rule), ["80"]);
    assert.deepEqual(marks(`${balancer}lb.addRedirect({ open: false });`, rule), ["addRedirect"]);
    assert.deepEqual(
      marks(
        `${balancer}new elbv2.ApplicationListener(stack, 'L', { loadBalancer: lb, port: 80, open: false, defaultAction });`,
        rule,
      ),
      ["80"],
    );
  });

  it("let everybody in by themselves, or whom they are told", () => {
    for (const listener of [
      "lb.addListener('L', { port: 80, defaultAction });",
      "lb.addRedirect();",
      "const l = lb.addListener('L', { port: 80, open: false, defaultAction }); l.connections.allowDefaultPortFromAnyIpv4();",
      "lb.addListener('L', { port: 80, open: false, defaultAction }).connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/8'));",
      "lb.addListener('L', { port: 80, open: false, defaultAction }); lb.connections.allowFromAnyIpv4(ec2.Port.HTTP);",
      "lb.addListener('L', { port: 80, open: process.env.OPEN === 'yes', defaultAction });",
      "const l = lb.addListener('L', { port: 80, open: false, defaultAction }); new ec2.Instance(stack, 'C', machine).connections.allowToDefaultPort(l);",
    ])
      assert.deepEqual(found(balancer + listener, rule), [], listener);
  });
});

describe("CDK networks", () => {
  it("put an instance into the first zone that it may be in", () => {
    const attached = (zone: number) => `const it = new ec2.Instance(stack, 'Server', machine);
const volume = new ec2.Volume(stack, 'Volume', { availabilityZone: vpc.availabilityZones[${zone}], size: cdk.Size.gibibytes(5) });
new ec2.CfnVolumeAttachment(stack, 'A', { instanceId: it.instanceId, volumeId: volume.volumeId, device: '/dev/sdf' });`;
    assert.equal(found(attached(1), "ebs-az-mismatch").length, 1);
    assert.equal(found(attached(0), "ebs-az-mismatch").length, 0);
  });

  it("have public subnets, where Fargate runs no pods", () => {
    const profile = (
      subnets: string,
    ) => `new eks.CfnFargateProfile(stack, 'Pods', { clusterName: 'c', podExecutionRoleArn: 'arn:aws:iam::123456789012:role/pods',
  selectors: [{ namespace: 'default' }], subnets: ${subnets} });`;
    const rule = "eks-fargate-public-subnet";
    assert.deepEqual(marks(profile("[vpc.publicSubnets[0].subnetId]"), rule), ["vpc.publicSubnets[0].subnetId"]);
    assert.equal(found(profile("vpc.selectSubnets({ subnetType: ec2.SubnetType.PUBLIC }).subnetIds"), rule).length, 1);
    assert.deepEqual(found(profile("[vpc.privateSubnets[0].subnetId]"), rule), []);
    assert.deepEqual(found(profile("vpc.selectSubnets().subnetIds"), rule), []);
  });

  it("have a range, which a database need not be open to", () => {
    const body = (peer: string) => `new ec2.Instance(stack, 'Server', machine);
const data = new ec2.SecurityGroup(stack, 'Data', { vpc });
data.addIngressRule(${peer}, ec2.Port.tcp(5432));`;
    const rule = "sg-cidr-instead-of-reference";
    assert.deepEqual(marks(body("ec2.Peer.ipv4(vpc.vpcCidrBlock)"), rule), ["ec2.Peer.ipv4(vpc.vpcCidrBlock)"]);
    assert.deepEqual(marks(body("ec2.Peer.ipv4('10.0.0.0/16')"), rule), ["ec2.Peer.ipv4('10.0.0.0/16')"]);
    assert.deepEqual(marks(body("ec2.Peer.ipv4('10.1.0.0/16')"), rule), []);
  });
});
