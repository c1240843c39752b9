import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { lookup } from "../../../../server/core/lookup.ts";
import type { Program } from "../../../../server/core/resources.ts";
import { loadCdk } from "../../../../server/languages/cdk/index.ts";

const language = await loadCdk();

function evaluate(body: string, manifest?: object): Program {
  const text = `import * as cdk from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
const stack = new cdk.Stack(new cdk.App(), 'S');
${body}
`;
  const files = { "/app/main.ts": text, ...(manifest && { "/app/cdk.json": JSON.stringify(manifest) }) };
  language.forget("/app/main.ts");
  return language.evaluate({ language: "cdk", path: "/app/main.ts" }, memoryFiles(files));
}

const lifecycles = (body: string) => evaluate(body).resources.map((r) => r.lifecycle?.onDelete);

describe("CDK removal policies", () => {
  it("keeps what CDK keeps by itself", () => {
    assert.deepEqual(lifecycles("new ecr.Repository(stack, 'R');"), ["retain"]);
    assert.deepEqual(lifecycles("new ec2.Volume(stack, 'V', { availabilityZone: 'a' });"), ["retain"]);
    assert.deepEqual(lifecycles("new ec2.CfnVolume(stack, 'V', { availabilityZone: 'a' });"), [undefined]);
  });

  it("reads the prop, the method and the option of the L1", () => {
    assert.deepEqual(lifecycles("new ecr.Repository(stack, 'R', { removalPolicy: cdk.RemovalPolicy.DESTROY });"), [
      "delete",
    ]);
    assert.deepEqual(lifecycles("new ec2.CfnVolume(stack, 'V', {}).applyRemovalPolicy(cdk.RemovalPolicy.SNAPSHOT);"), [
      "snapshot",
    ]);
    assert.deepEqual(
      lifecycles(
        "const v = new ec2.CfnVolume(stack, 'V', {}); v.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN;",
      ),
      ["retain"],
    );
  });

  it("says nothing of a policy that is not known", () => {
    assert.deepEqual(
      lifecycles("new ecr.Repository(stack, 'R', { removalPolicy: process.env.P as unknown as cdk.RemovalPolicy });"),
      [undefined],
    );
  });
});

describe("CDK feature flags", () => {
  const group =
    "new autoscaling.AutoScalingGroup(stack, 'G', { instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2() });";
  const flag = "@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig";
  const launched = (manifest?: object) => evaluate(group, manifest).resources.filter((r) => /Launch/.test(r.type));

  it("come from cdk.json: a launch template, or a launch configuration", () => {
    assert.deepEqual(
      launched({ context: { [flag]: true } }).map((r) => r.type),
      ["AWS::EC2::LaunchTemplate"],
    );
    assert.deepEqual(
      launched({ context: {} }).map((r) => r.type),
      ["AWS::AutoScaling::LaunchConfiguration"],
    );
  });

  it("are not known without a cdk.json, nor while it cannot be read", () => {
    for (const manifest of [undefined, "not an object"]) {
      const [resource] = launched(manifest as never);
      assert.equal(lookup(resource!.properties, ["LaunchConfigurationName"]).kind, "unknown");
    }
  });
});
