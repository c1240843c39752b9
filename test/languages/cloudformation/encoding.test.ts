import assert from "node:assert/strict";
import type { Intent } from "../../../server/core/fixes.ts";
import { evaluateText, resourceNamed, written } from "./programs.ts";

const template = (data: string) => `Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
${data}
        ImageId: ami-0abcdef1234567890
`;

function encoded(text: string, name?: string): string | undefined {
  const program = evaluateText(text, undefined, name);
  const resource = resourceNamed(program, "Template");
  const intent: Intent = { do: "encode", resource, path: ["LaunchTemplateData", "UserData"] };
  return written(program, [intent]);
}

describe("Encoding a property of a template", () => {
  for (const [what, before, after] of [
    [
      "a block of text moves in with its comment and its blank lines",
      "        UserData: | # once\n          #!/bin/bash\n\n            echo a\n",
      "        UserData:\n          Fn::Base64: | # once\n            #!/bin/bash\n\n              echo a\n",
    ],
    [
      "a function with a tag",
      "        UserData: !Sub |-\n          #!/bin/bash",
      "        UserData:\n          Fn::Base64: !Sub |-\n            #!/bin/bash",
    ],
    [
      "a function on lines of its own",
      '        UserData:\n          Fn::Join:\n          - ""\n          - - a',
      '        UserData:\n          Fn::Base64:\n            Fn::Join:\n            - ""\n            - - a',
    ],
    ["a word", "        UserData: echo", "        UserData:\n          Fn::Base64: echo"],
  ] as const)
    it(what, () => {
      assert.equal(encoded(template(before)), template(after));
      const crlf = (text: string) => template(text).replaceAll("\n", "\r\n");
      assert.equal(encoded(crlf(before)), crlf(after));
    });

  it("stays on the line between braces", () => {
    const text = (data: string) =>
      `Resources:\n  Template:\n    Type: AWS::EC2::LaunchTemplate\n    Properties: { LaunchTemplateData: { UserData: ${data} } }\n`;
    assert.equal(encoded(text('!Sub "a ${B}"')), text('{ Fn::Base64: !Sub "a ${B}" }'));
    const json = (data: string) =>
      `{ "Resources": { "Template": { "Type": "AWS::EC2::LaunchTemplate", "Properties": { "LaunchTemplateData": { "UserData": ${data} } } } } }`;
    assert.equal(encoded(json('"a"'), "/t/t.json"), json('{ "Fn::Base64": "a" }'));
  });

  it("is not written where it is encoded, where nothing stands, and where it is meant twice", () => {
    assert.equal(encoded(template("        UserData: !Base64 a")), undefined);
    assert.equal(encoded(template("        UserData:")), undefined);
    assert.equal(encoded(template("        EbsOptimized: true")), undefined);
    const shared = "        UserData: &script echo\n        KeyName: *script";
    assert.equal(encoded(template(shared)), undefined);
  });
});

describe("Keeping a snapshot of a resource", () => {
  it("writes both policies, over those that are there", () => {
    const text = (more: string) => `Resources:\n  Data:\n    Type: AWS::EC2::Volume\n${more}`;
    const program = evaluateText(text("    DeletionPolicy: Delete\n    Properties: { Size: 1 }\n"));
    assert.equal(
      written(program, [{ do: "snapshotOnDelete", resource: resourceNamed(program, "Data") }]),
      text("    DeletionPolicy: Snapshot\n    Properties: { Size: 1 }\n    UpdateReplacePolicy: Snapshot\n"),
    );
  });
});
