/** Which fixes the rules about open ports offer, and in which order. */
import assert from "node:assert/strict";
import { lintFiles } from "./lint-files.ts";

function offered(parameter: string, cidr: string): string[] {
  const text = `${parameter}Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: group
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: ${cidr} }
        - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }
`;
  const [finding, ...more] = lintFiles(new Map([["/t/template.yaml", text]])).findings;
  assert.ok(finding && more.length === 0);
  const fixes = finding.fixes.filter((f) => f.edits);
  assert.ok(fixes.every((f) => !f.safe));
  return fixes.map((f) => f.title);
}

describe("fixes of an open port", () => {
  const ask = "Ask for the network that may connect, as SshSourceCidr";
  const remove = "Remove the rule";

  it("ask for a network that is written out", () => assert.deepEqual(offered("", "0.0.0.0/0"), [ask, remove]));

  it("ask for the parameter whose default it is, and add no second one", () =>
    assert.deepEqual(offered("Parameters:\n  From: { Type: String, Default: 0.0.0.0/0 }\n", "!Ref From"), [
      "Ask for From: remove its default",
      remove,
    ]));

  it("add one where the default has to stay", () =>
    assert.deepEqual(
      offered("Parameters:\n  From: { Type: String, Default: 0.0.0.0/0, AllowedValues: [0.0.0.0/0] }\n", "!Ref From"),
      [ask, remove],
    ));
});
