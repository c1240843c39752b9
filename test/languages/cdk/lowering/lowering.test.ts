import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { lookup } from "../../../../server/core/lookup.ts";
import type { Program, Resource } from "../../../../server/core/resources.ts";
import { spanText } from "../../../../server/core/span.ts";
import type { Value } from "../../../../server/core/values.ts";
import { lower } from "../../../../server/languages/cdk/lowering/lower.ts";
import { cdkLanguage } from "../../../../server/languages/cdk/program.ts";
import { typescriptLanguage } from "../../../../server/languages/cdk/typescript/language.ts";
import { loadTypeScript } from "../../../../server/languages/cdk/typescript/parser.ts";

const typescript = await loadTypeScript();

function evaluate(body: string): Program {
  const text = `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as route53 from 'aws-cdk-lib/aws-route53';
const app = new cdk.App();
const stack = new cdk.Stack(app, 'S');
${body}
`;
  const language = cdkLanguage({
    id: "cdk",
    source: typescriptLanguage(typescript),
    lower,
    writer: { write: () => undefined },
  });
  return language.evaluate({ language: "cdk", path: "/app/main.ts" }, memoryFiles({ "/app/main.ts": text }));
}

function the(program: Program, type: string): Resource {
  const found = program.resources.filter((r) => r.type === type);
  assert.equal(found.length, 1, `${type}: ${found.length}`);
  return found[0]!;
}

function at(resource: Resource, ...path: (string | number)[]): Value {
  return lookup(resource.properties, path);
}

function known(value: Value): [unknown, string] {
  assert.equal(value.kind, "scalar", JSON.stringify(value.kind));
  return [(value as { value: unknown }).value, spanText(value.origin.span)];
}

describe("CDK lowering", () => {
  it("turns a function's durations into seconds at the argument", () => {
    const fn = the(
      evaluate("new lambda.Function(stack, 'F', { timeout: cdk.Duration.minutes(20), memorySize: 11000 });"),
      "AWS::Lambda::Function",
    );
    assert.deepEqual(known(at(fn, "Timeout")), [1200, "cdk.Duration.minutes(20)"]);
    assert.deepEqual(known(at(fn, "MemorySize")), [11000, "11000"]);
    assert.equal(at(fn, "CapacityProviderConfig").kind, "absent");
    assert.equal(at(fn, "Role").kind, "unknown");
    assert.equal(spanText(fn.nameSpan), "Function");
  });

  it("spells the properties of an L1 as CloudFormation does", () => {
    const group = the(
      evaluate(
        "new ec2.CfnSecurityGroup(stack, 'G', { groupDescription: 'x', securityGroupIngress: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' }] });",
      ),
      "AWS::EC2::SecurityGroup",
    );
    assert.deepEqual(known(at(group, "SecurityGroupIngress", 0, "CidrIp")), ["0.0.0.0/0", "'0.0.0.0/0'"]);
    assert.deepEqual(known(at(group, "SecurityGroupIngress", 0, "IpProtocol")), ["tcp", "'tcp'"]);
    const volume = the(
      evaluate("new ec2.CfnVolume(stack, 'V', { autoEnableIo: true, availabilityZone: 'a' });"),
      "AWS::EC2::Volume",
    );
    assert.deepEqual(known(at(volume, "AutoEnableIO")), [true, "true"]);
    assert.equal(at(volume, "Size").kind, "absent");
  });

  it("puts addIngressRule into its group, at the peer", () => {
    const group = the(
      evaluate(`const sg = new ec2.SecurityGroup(stack, 'G', { vpc: ec2.Vpc.fromLookup(stack, 'V', {}) });
sg.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.SSH, 'ssh');
sg.addIngressRule(ec2.Peer.ipv6('::/0'), ec2.Port.tcpRange(20, 30));`),
      "AWS::EC2::SecurityGroup",
    );
    assert.deepEqual(known(at(group, "SecurityGroupIngress", 0, "CidrIp")), ["0.0.0.0/0", "ec2.Peer.anyIpv4()"]);
    assert.deepEqual(known(at(group, "SecurityGroupIngress", 0, "FromPort")), [22, "ec2.Port.SSH"]);
    assert.deepEqual(known(at(group, "SecurityGroupIngress", 1, "CidrIpv6")), ["::/0", "ec2.Peer.ipv6('::/0')"]);
    assert.deepEqual(known(at(group, "SecurityGroupIngress", 1, "ToPort"))[0], 30);
  });

  it("gives a construct's connections to the group that CDK makes for it", () => {
    const group = the(
      evaluate(`const i = new ec2.Instance(stack, 'I', { vpc: undefined as any });
i.connections.allowFromAnyIpv4(ec2.Port.tcp(22));`),
      "AWS::EC2::SecurityGroup",
    );
    assert.deepEqual(known(at(group, "SecurityGroupIngress", 0, "CidrIp")), ["0.0.0.0/0", "allowFromAnyIpv4"]);
  });

  it("gives records the full name that CDK writes", () => {
    const record = the(
      evaluate(`const zone = new route53.HostedZone(stack, 'Z', { zoneName: 'example.com' });
new route53.CnameRecord(stack, 'C', { zone, domainName: 'x.example.net' });`),
      "AWS::Route53::RecordSet",
    );
    assert.equal(known(at(record, "Name"))[0], "example.com.");
    assert.equal(known(at(record, "Type"))[0], "CNAME");
    const id = at(record, "HostedZoneId");
    assert.equal(id.kind === "reference" && id.target, "S/Z");
  });

  it("reads an instance's zone as an attribute, and its script with places", () => {
    const program = evaluate(`const data = ec2.UserData.forLinux();
const i = new ec2.Instance(stack, 'I', { userData: data, vpc: undefined as any });
data.addCommands('aws configure set x y');
new ec2.Volume(stack, 'V', { availabilityZone: i.instanceAvailabilityZone, size: cdk.Size.gibibytes(10), volumeType: ec2.EbsDeviceVolumeType.GP3 });`);
    const zone = at(the(program, "AWS::EC2::Volume"), "AvailabilityZone");
    assert.equal(zone.kind === "reference" && `${zone.target}.${zone.attribute}`, "S/I.AvailabilityZone");
    assert.equal(known(at(the(program, "AWS::EC2::Volume"), "Size"))[0], 10);
    assert.equal(known(at(the(program, "AWS::EC2::Volume"), "VolumeType"))[0], "gp3");
    const script = at(the(program, "AWS::EC2::Instance"), "UserData").madeFrom!.value;
    assert.equal(script.kind === "scalar" && script.value, "#!/bin/bash\naws configure set x y");
  });
});
