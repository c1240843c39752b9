/** ECS, EFS and EKS: where findings stand, what mends them, and what is left open. */
import assert from "node:assert/strict";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../../server/core/engine.ts";
import { memoryFiles } from "../../../../server/core/files.ts";
import type { Finding } from "../../../../server/core/findings.ts";
import type { Program } from "../../../../server/core/resources.ts";
import { defaultSettings } from "../../../../server/core/settings.ts";
import { spanText } from "../../../../server/core/span.ts";
import { loadCdk } from "../../../../server/languages/cdk/index.ts";
import { readDocument } from "../../../../server/languages/documents/index.ts";
import { readScript } from "../../../../server/languages/shell/index.ts";

const cdk = await loadCdk();
const APP = "/app/main.ts";
const HEAD = `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';
const stack = new cdk.Stack(new cdk.App(), 'S');
const vpc = ec2.Vpc.fromLookup(stack, 'V', { isDefault: true });
const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
const image = ecs.ContainerImage.fromRegistry('nginx');
`;

function evaluated(body: string, context: Record<string, unknown> = {}): { program: Program; found: Finding[] } {
  const files = memoryFiles({
    [APP]: HEAD + body,
    "/app/cdk.json": JSON.stringify({ app: "ts-node main.ts", context }),
  });
  cdk.forget(APP);
  const program = cdk.evaluate({ language: "cdk", path: APP }, files);
  const settings = { ...defaultSettings, profile: "strict" as const };
  const readers = { script: readScript, document: readDocument };
  const { findings, faults } = lint(program, rules, settings, readers, "2026-11-25");
  assert.deepEqual(faults, []);
  return { program, found: [...findings] };
}

/** The marked characters of a rule's findings. */
function marked(rule: string, body: string, context?: Record<string, unknown>): string[] {
  return evaluated(body, context)
    .found.filter((f) => f.rule === rule)
    .map((f) => spanText(f.span));
}

/** The body after the first fix of the first finding of a rule. */
function mended(rule: string, body: string): string {
  const { program, found } = evaluated(body);
  const fix = found.find((f) => f.rule === rule)?.fixes[0];
  assert.ok(fix?.edits, `there is a fix of ${rule}`);
  let text = HEAD + body;
  for (const { span, newText } of [...fix.edits].sort((a, b) => b.span.start - a.span.start)) {
    const at = program.sources.get(APP)!.absolute(span)!;
    text = text.slice(0, at.start) + newText + text.slice(at.end);
  }
  return text.slice(HEAD.length);
}

describe("containers of CDK", () => {
  const web = (props: string) =>
    `const web = new patterns.ApplicationLoadBalancedFargateService(stack, 'Web', { cluster, ${props}taskImageOptions: { image } });\n`;
  const scaled = "web.service.autoScaleTaskCount({ minCapacity: 1, maxCapacity: 6 });\n";

  it("are found behind a pattern, at its own props", () => {
    assert.deepEqual(marked("ecs-autoscaled-desired-count", web("desiredCount: 2, ") + scaled), ["2"]);
    assert.deepEqual(marked("ecs-autoscaled-desired-count", web("") + scaled), []);
    assert.deepEqual(marked("ecs-fargate-cpu-memory", web("cpu: 256, memoryLimitMiB: 4096, ")), ["4096"]);
    assert.deepEqual(
      marked("ecs-scalable-target", `${web("")}web.service.autoScaleTaskCount({ minCapacity: 7, maxCapacity: 6 });`),
      ["7"],
    );
  });

  it("are mended in the props of the pattern, where a number stays a number", () => {
    assert.equal(mended("ecs-autoscaled-desired-count", web("desiredCount: 2, ") + scaled), web("") + scaled);
    assert.equal(
      mended("ecs-fargate-cpu-memory", web("cpu: 256, memoryLimitMiB: 4096, ")),
      web("cpu: 256, memoryLimitMiB: 2048, "),
    );
  });

  it("never lack the execution role that CDK makes where one is needed", () => {
    const task = `const task = new ecs.FargateTaskDefinition(stack, 'T');
task.addContainer('c', { image, logging: ecs.LogDrivers.awsLogs({ streamPrefix: 's' }) });
`;
    assert.deepEqual(marked("ecs-missing-execution-role", task + web("")), []);
  });

  it("leave a program complete unless a load balancer is attached", () => {
    const service =
      "const task = new ecs.FargateTaskDefinition(stack, 'T');\nconst s = new ecs.FargateService(stack, 'It', { cluster, taskDefinition: task });\n";
    assert.deepEqual(evaluated(service).program.open, []);
    const attached = evaluated(`${service}declare const group: any;\ns.attachToApplicationTargetGroup(group);`).program;
    assert.deepEqual(attached.open, ["the load balancer of an ECS service is not followed"]);
  });

  it("open the instances of their cluster where they share its network", () => {
    const body = `cluster.addCapacity('Instances', { instanceType: new ec2.InstanceType('t3.micro') });
const it = new patterns.NetworkLoadBalancedEc2Service(stack, 'It', { cluster, memoryLimitMiB: 9, taskImageOptions: { image } });
it.service.connections.allowFromAnyIpv4(ec2.Port.SSH);
`;
    const { program, found } = evaluated(body);
    const open = found.filter((f) => f.rule === "sg-ssh-open-to-world");
    assert.deepEqual(
      open.map((f) => spanText(f.span)),
      ["allowFromAnyIpv4"],
    );
    assert.ok(program.resources.some((r) => r.address === "S/Cluster/Instances/SecurityGroup"));
  });
});

describe("file systems of CDK", () => {
  it("are encrypted unless they are told not to be", () => {
    assert.deepEqual(marked("efs-unencrypted", "new efs.FileSystem(stack, 'F', { vpc });"), []);
    assert.deepEqual(marked("efs-unencrypted", "new efs.FileSystem(stack, 'F', { vpc, encrypted: false });"), [
      "false",
    ]);
  });

  it("have an amount where their mode has one", () => {
    const body = "new efs.FileSystem(stack, 'F', { vpc, provisionedThroughputPerSecond: cdk.Size.mebibytes(9) });";
    assert.deepEqual(marked("efs-throughput-mode", body), ["cdk.Size.mebibytes(9)"]);
    // A mode is a member of an enum: none is written as text.
    const fixes = evaluated(body).found.flatMap((f) => f.fixes.filter((x) => x.edits).map((x) => x.title));
    assert.deepEqual(fixes, ["Remove it"]);
  });
});

describe("nodes of CDK", () => {
  const group = "cluster2.addNodegroupCapacity('N', { instanceTypes: [new ec2.InstanceType('m5.large')] });";
  const body = `const cluster2 = new eks.Cluster(stack, 'K', { vpc, version: eks.KubernetesVersion.V1_32, defaultCapacity: 0 } as any);\n${group}`;

  it("start from the image that a flag decides", () => {
    assert.deepEqual(marked("eks-al2-ami", body), ["addNodegroupCapacity"]);
    assert.deepEqual(marked("eks-al2-ami", body, { "@aws-cdk/aws-eks:defaultToAL2023": true }), []);
    const bastion = "new ec2.BastionHostLinux(stack, 'B', { vpc });";
    assert.deepEqual(marked("ami-end-of-life", bastion), ["BastionHostLinux"]);
    const flag = { "@aws-cdk/aws-ec2:bastionHostUseAmazonLinux2023ByDefault": true };
    assert.deepEqual(marked("ami-end-of-life", bastion, flag), []);
  });

  it("are there without being written", () => {
    const plain = "new eks.Cluster(stack, 'K', { vpc, version: eks.KubernetesVersion.V1_32 } as any);";
    assert.deepEqual(marked("eks-al2-ami", plain), ["Cluster"]);
    assert.deepEqual(marked("eks-al2-ami", plain.replace("V1_32", "V1_32, defaultCapacity: 0")), []);
  });
});
