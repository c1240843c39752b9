import assert from "node:assert/strict";
import { applyFix, lintFiles } from "../../../rules/lint-files.ts";

/** The file after the first fix of a rule; undefined when none can be written. */
function fixed(rule: string, text: string): string | undefined {
  const files = new Map([["/app/app.ts", text]]);
  const linted = lintFiles(files);
  const finding = linted.findings.find((f) => f.rule === rule);
  assert.ok(finding, "there is something to fix");
  const fix = finding.fixes.find((f) => f.edits);
  return fix && applyFix(files, finding, fix.title, linted).get("/app/app.ts");
}

describe("statements that fixes add", () => {
  const volumes = (statements: string) => `import * as cdk from 'aws-cdk-lib';
import { CfnVolume, Volume } from 'aws-cdk-lib/aws-ec2';

export class Storage extends cdk.Stack {
  data;
  constructor(scope: cdk.App) {
    super(scope, 'Storage');
${statements}
  }
}
new Storage(new cdk.App());
`;
  const made = "new CfnVolume(this, 'Data', { availabilityZone: 'eu-west-1a', size: 8, encrypted: true })";

  it("keep a snapshot of a volume, by the name that it has", () => {
    for (const [before, after] of [
      [`    const data = ${made};`, `\n    data.applyRemovalPolicy(cdk.RemovalPolicy.SNAPSHOT);`],
      [`    this.data = ${made}`, `\n    this.data.applyRemovalPolicy(cdk.RemovalPolicy.SNAPSHOT)`],
    ] as const)
      assert.equal(fixed("ebs-no-snapshot-on-delete", volumes(before)), volumes(before + after));
  });

  it("keep a snapshot of a volume without a name, in the statement that makes it", () => {
    assert.equal(
      fixed("ebs-no-snapshot-on-delete", volumes(`    ${made};`)),
      volumes(`    ${made}.applyRemovalPolicy(cdk.RemovalPolicy.SNAPSHOT);`),
    );
  });

  it("are none where a prop says it", () => {
    const other = (policy: string) =>
      volumes(
        `    new Volume(this, 'Data', { availabilityZone: 'eu-west-1a', size: cdk.Size.gibibytes(8), encrypted: true, removalPolicy: cdk.RemovalPolicy.${policy} });`,
      );
    assert.equal(fixed("ebs-no-snapshot-on-delete", other("DESTROY")), other("SNAPSHOT"));
  });

  it("are none where a later statement would count instead, or the volume is handed on as it is made", () => {
    const later = `    const data = ${made};\n    data.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY);`;
    assert.equal(fixed("ebs-no-snapshot-on-delete", volumes(later)), undefined);
    assert.equal(fixed("ebs-no-snapshot-on-delete", volumes(`    const all = [${made}];`)), undefined);
  });

  const listening = (group: string) => `import { App, Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup } from "aws-cdk-lib/aws-ec2";
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
const stack = new Stack(new App(), 'Web');
${group}
  const front = new elb.CfnLoadBalancer(stack, 'Front', { subnets: ['a', 'b'], securityGroups: [access.attrGroupId] });
  new elb.CfnListener(stack, 'Web', { loadBalancerArn: front.ref, port: 80, protocol: 'HTTP', defaultActions: [] });
`;
  const group = (id: string) =>
    `  const access = new CfnSecurityGroup(stack, ${id}, { groupDescription: 'Access80', securityGroupIngress: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '10.0.0.0/8' }] });`;

  it("make a resource, with an import and an id that nothing has", () => {
    const after = listening(
      `${group("'Access'")}
  new CfnSecurityGroupIngress(stack, 'Access802', { groupId: access.attrGroupId, ipProtocol: 'tcp', fromPort: 80, toPort: 80, cidrIp: '10.0.0.0/8' });`,
    ).replace("{ CfnSecurityGroup }", "{ CfnSecurityGroup, CfnSecurityGroupIngress }");
    assert.equal(fixed("sg-lb-listener-port-closed", listening(group("'Access'"))), after);
  });

  it("make none in a loop, whose ids are put together", () => {
    const loop = `for (const name of ['a', 'b']) {\n${group("'Access' + name")}`;
    const text = `${listening(loop).replace("'Front'", "'Front' + name").replace("'Web', { load", "'Web' + name, { load")}}\n`;
    assert.equal(fixed("sg-lb-listener-port-closed", text), undefined);
  });
});

describe("encoding of a prop", () => {
  const template = (data: string) => `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
const stack = new cdk.Stack(new cdk.App(), 'Web');
const userData = '#!/bin/bash\\necho hello\\n';
new ec2.CfnLaunchTemplate(stack, 'Template', { launchTemplateData: { ${data} } });
`;

  it("puts a call around what is written there", () => {
    assert.equal(
      fixed("ec2-user-data-not-base64", template("userData: userData")),
      template("userData: cdk.Fn.base64(userData)"),
    );
    assert.equal(
      fixed("ec2-user-data-not-base64", template("userData")),
      template("userData: cdk.Fn.base64(userData)"),
    );
  });
});
