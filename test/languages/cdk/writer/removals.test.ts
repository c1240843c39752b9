import assert from "node:assert/strict";
import type { Value } from "../../../../server/core/values.ts";
import { files, source } from "./edit-source.ts";

/** The source without one ingress rule of the group `Sg`. */
function withoutRule(body: string, index = 0): string | undefined {
  const e = source(body);
  const rules = e.value("S/Sg", "SecurityGroupIngress") as Extract<Value, { kind: "list" }>;
  assert.ok(rules.items?.[index], "there is a rule");
  const item = rules.items[index];
  const value = item.kind === "choice" ? item.alternatives[0]!.value : item;
  return e.after({ do: "removeItem", resource: e.resource("S/Sg"), value });
}

const GROUP = "const sg = new ec2.SecurityGroup(stack, 'Sg', {} as any);\n";
const RULE = "sg.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22));";

describe("CDK writer: removeItem", () => {
  it("removes the statement of a call with its line", () => {
    assert.equal(
      withoutRule(`${GROUP}${RULE} // everyone\nsg.addIngressRule(sg, ec2.Port.tcp(1));\n`),
      `${GROUP}sg.addIngressRule(sg, ec2.Port.tcp(1));\n`,
    );
    assert.equal(
      withoutRule(`${GROUP}sg.addIngressRule(\n  ec2.Peer.anyIpv4(),\n  ec2.Port.tcp(22),\n)\nconst a = 1;\n`),
      `${GROUP}const a = 1;\n`,
    );
    assert.equal(withoutRule(`${GROUP}sg.connections.allowFromAnyIpv4(ec2.Port.tcp(22));\n`), GROUP);
  });

  it("leaves what else stands on the line", () => {
    assert.equal(withoutRule(`${GROUP}const a = 1; ${RULE} const b = 2;\n`), `${GROUP}const a = 1; const b = 2;\n`);
  });

  it("takes one of two blank lines", () => {
    assert.equal(withoutRule(`${GROUP}\n${RULE}\n\nconst a = 1;\n`), `${GROUP}\nconst a = 1;\n`);
  });

  it("keeps the construct that the call is made on", () => {
    const body = (call: string) => `new ec2.SecurityGroup(stack, 'Sg', {} as any)${call};\n`;
    assert.equal(withoutRule(body(".addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22))")), body(""));
  });

  it("does not remove a call that is part of something, or that is made more than once", () => {
    assert.equal(withoutRule(`${GROUP}const r = ${RULE}\n`), undefined);
    assert.equal(withoutRule(`${GROUP}if (process.env.OPEN) ${RULE}\n`), undefined);
    assert.equal(
      withoutRule(
        `${GROUP}for (const p of [22, 23]) {\n  sg.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(p));\n}\n`,
      ),
      undefined,
    );
    assert.equal(
      withoutRule(
        `${GROUP}function open(p: number) {\n  sg.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(p));\n}\nopen(22);\nopen(23);\n`,
      ),
      undefined,
    );
    assert.equal(
      withoutRule(`${GROUP}[22].forEach((p) => sg.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(p)));\n`),
      undefined,
    );
  });

  it("removes it from a function that runs once, and from a branch", () => {
    const once = (rule: string) => `${GROUP}function open() {\n  const a = 1;\n${rule}}\nopen();\n`;
    assert.equal(withoutRule(once(`  ${RULE}\n`)), once(""));
    const branch = (rule: string) => `${GROUP}if (process.env.OPEN) {\n${rule}}\n`;
    assert.equal(withoutRule(branch(`  ${RULE}\n`)), branch(""));
  });

  it("removes the item of a list of an L1", () => {
    const group = (rules: string) =>
      `new ec2.CfnSecurityGroup(stack, 'Sg', { groupDescription: 'x', securityGroupIngress: ${rules} });\n`;
    const a = "{ ipProtocol: 'tcp', fromPort: 22 }";
    const b = "{ ipProtocol: 'udp', fromPort: 53 }";
    assert.equal(withoutRule(group(`[${a}, ${b}]`)), group(`[${b}]`));
    assert.equal(withoutRule(group(`[${a}, ${b}]`), 1), group(`[${a}]`));
    assert.equal(withoutRule(group(`[${a}]`)), group("[]"));
    assert.equal(withoutRule(group(`[\n  ${a},\n  ${b},\n]`), 1), group(`[\n  ${a},\n]`));
    assert.equal(withoutRule(group(`[\n  ${a},\n  ${b}\n]`), 1), group(`[\n  ${a}\n]`));
  });
});

describe("CDK writer: removeResource", () => {
  const without = (body: string, address = "S/V") => {
    const e = source(body);
    return e.after({ do: "removeResource", resource: e.resource(address) });
  };
  const volume = "new ec2.CfnVolume(stack, 'V', { availabilityZone: 'a' });\n";

  it("removes a statement, and the variable that nothing uses", () => {
    assert.equal(without(`${volume}const a = 1;\n`), "const a = 1;\n");
    assert.equal(without(`const data = ${volume}const a = 1;\n`), "const a = 1;\n");
  });

  it("leaves a construct that is used, or of which there are several", () => {
    assert.equal(without(`const data = ${volume}console.log(data.ref);\n`), undefined);
    assert.equal(without(`export const data = ${volume}`), undefined);
    assert.equal(without(`use(${volume.replace(";\n", "")});\n`), undefined);
    assert.equal(without(`for (const id of ['V', 'W']) {\n  ${volume.replace("'V'", "id")}}\n`), undefined);
    assert.equal(
      without(`function make(id: string) {\n  ${volume.replace("'V'", "id")}}\nmake('V');\nmake('W');\n`),
      undefined,
    );
  });

  it("removes the private field that holds it", () => {
    const app = (field: string, made: string, more = "") => `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
class S extends cdk.Stack {
${field}  constructor(scope: cdk.App, id: string) {
    super(scope, id);
${made}  }
${more}}
new S(new cdk.App(), 'S');
`;
    const field = "  private readonly data: ec2.CfnVolume;\n";
    const made = "    this.data = new ec2.CfnVolume(this, 'V', { availabilityZone: 'a' });\n";
    const remove = (text: string) => {
      const e = files({ "/app/app.ts": text });
      return e.write({ do: "removeResource", resource: e.resource("S/V") })?.["/app/app.ts"];
    };
    assert.equal(remove(app(field, made)), app("", ""));
    assert.equal(remove(app(field, made, "  zone() { return this.data.availabilityZone; }\n")), undefined);
  });

  it("removes the call that a rule of its own was made by", () => {
    const body = `const sg = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Sg', 'sg-1');\n`;
    const e = source(`${body}${RULE}\n`);
    const rule = e.program.resources.find((r) => r.type === "AWS::EC2::SecurityGroupIngress");
    assert.ok(rule);
    assert.equal(e.after({ do: "removeResource", resource: rule }), body);
  });
});
