/** How an image of CDK is found, and what an instance says of its metadata. */
import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { lookup } from "../../../../server/core/lookup.ts";
import { spanText } from "../../../../server/core/span.ts";
import type { Value } from "../../../../server/core/values.ts";
import { lower } from "../../../../server/languages/cdk/lowering/lower.ts";
import { cdkLanguage } from "../../../../server/languages/cdk/program.ts";
import { typescriptLanguage } from "../../../../server/languages/cdk/typescript/language.ts";
import { loadTypeScript } from "../../../../server/languages/cdk/typescript/parser.ts";

const typescript = await loadTypeScript();

function instance(props: string, more = "", path = "ImageId"): Value {
  const text = `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
const stack = new cdk.Stack(new cdk.App(), 'S');
const vpc = new ec2.Vpc(stack, 'V');
const i = new ec2.Instance(stack, 'I', { vpc, ${props} });
${more}`;
  const language = cdkLanguage({
    id: "cdk",
    source: typescriptLanguage(typescript),
    lower,
    writer: { write: () => undefined },
  });
  const program = language.evaluate({ language: "cdk", path: "/app/main.ts" }, memoryFiles({ "/app/main.ts": text }));
  const found = program.resources.find((r) => r.type === "AWS::EC2::Instance");
  assert.ok(found);
  return lookup(found.properties, path.split("."));
}

function foundBy(image: string): unknown {
  const value = instance(`machineImage: ${image}`);
  assert.equal(value.kind, "unknown");
  assert.equal(spanText(value.origin.span), image);
  const by = value.kind === "unknown" ? value.foundBy : undefined;
  if (by?.kind === "object") return [...by.entries.keys()];
  return by?.kind === "scalar" ? by.value : by;
}

describe("images of CDK", () => {
  const latest = "/aws/service/ami-amazon-linux-latest";

  it("are found by the name that CDK looks up", () => {
    assert.equal(foundBy("ec2.MachineImage.latestAmazonLinux2()"), `${latest}/amzn2-ami-hvm-x86_64-gp2`);
    assert.equal(foundBy("ec2.MachineImage.latestAmazonLinux2023()"), `${latest}/al2023-ami-kernel-default-x86_64`);
    assert.equal(foundBy("new ec2.AmazonLinuxImage()"), `${latest}/amzn-ami-hvm-x86_64-gp2`);
    assert.equal(
      foundBy("ec2.MachineImage.latestWindows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE)"),
      "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base",
    );
    assert.equal(foundBy("ec2.MachineImage.fromSsmParameter('/mine')"), "/mine");
    assert.equal(
      foundBy("ecs.EcsOptimizedImage.amazonLinux2()"),
      "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id",
    );
  });

  it("are found in the table that is given", () => {
    assert.deepEqual(foundBy("ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-1', 'us-east-1': 'ami-2' })"), [
      "eu-west-1",
      "us-east-1",
    ]);
  });

  it("are not known where something of them is not", () => {
    assert.equal(foundBy("ec2.MachineImage.lookup({ name: 'mine' })"), undefined);
    assert.equal(foundBy("new ec2.AmazonLinuxImage({ generation: process.env.G as any })"), undefined);
    assert.equal(foundBy("ec2.MachineImage.genericLinux(JSON.parse(process.env.AMIS!))"), undefined);
  });
});

describe("metadata options of CDK", () => {
  const tokens = (props: string, more = "") => {
    const value = instance(
      `machineImage: ec2.MachineImage.latestAmazonLinux2023(), ${props}`,
      more,
      "MetadataOptions.HttpTokens",
    );
    return value.kind === "scalar" ? value.value : value.kind;
  };

  it("come from the props", () => {
    assert.equal(tokens("httpTokens: ec2.HttpTokens.OPTIONAL"), "optional");
    assert.equal(tokens("requireImdsv2: false"), "absent");
    assert.equal(tokens(""), "absent");
  });

  it("are not known where they may come from elsewhere, such as a launch template that CDK makes", () => {
    assert.equal(tokens("requireImdsv2: true"), "unknown");
    assert.equal(tokens("requireImdsv2: process.env.V2 === '1'"), "unknown");
    assert.equal(tokens("", "cdk.Aspects.of(stack).add(new ec2.InstanceRequireImdsv2Aspect());"), "unknown");
  });
});
