import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { type Intent, literal } from "../../../../server/core/fixes.ts";
import { lookup } from "../../../../server/core/lookup.ts";
import type { Program } from "../../../../server/core/resources.ts";
import { loadCdk } from "../../../../server/languages/cdk/index.ts";

const language = await loadCdk();

function fixed(text: string, intent: (program: Program) => Intent): string | undefined {
  const program = language.evaluate({ language: "cdk", path: "/m.ts" }, memoryFiles({ "/m.ts": text }));
  const edits = program.writer.write([intent(program)], program);
  if (!edits) return undefined;
  const { start, end } = edits[0]!.span;
  return text.slice(0, start) + edits[0]!.newText + text.slice(end);
}

const head = `import { Duration, Stack, App, aws_lambda as lambda, aws_ec2 as ec2 } from 'aws-cdk-lib';
const stack = new Stack(new App(), 'S');
`;

describe("CDK writer", () => {
  it("writes a duration as the file calls it", () => {
    const text = (t: string) => `${head}new lambda.Function(stack, 'F', { timeout: ${t} });\n`;
    const result = fixed(text("Duration.hours(1)"), (p) => {
      const resource = p.resources[0]!;
      return { do: "replace", resource, value: lookup(resource.properties, ["Timeout"]), with: literal(900) };
    });
    assert.equal(result, text("Duration.minutes(15)"));
  });

  it("removes the statement that adds a rule", () => {
    const text = `${head}const sg = new ec2.SecurityGroup(stack, 'G', {} as any);
  sg.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22), 'a ) b');
// after
`;
    const result = fixed(text, (p) => {
      const resource = p.resources.find((r) => r.type === "AWS::EC2::SecurityGroup")!;
      return { do: "removeItem", resource, value: lookup(resource.properties, ["SecurityGroupIngress", 0, "CidrIp"]) };
    });
    assert.equal(result, `${head}const sg = new ec2.SecurityGroup(stack, 'G', {} as any);\n// after\n`);
  });
});
