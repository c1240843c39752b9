import assert from "node:assert/strict";
import { evaluateText, resourceNamed, written } from "./programs.ts";

function disabled(text: string, name: string): string | undefined {
  const program = evaluateText(text, undefined, name);
  return written(program, [{ do: "disableRule", resource: resourceNamed(program, "Fn"), rule: "lambda-timeout" }]);
}

describe("switching a rule off in a resource's metadata", () => {
  it("makes the metadata", () => {
    const before = '{ "Resources": { "Fn": { "Type": "AWS::Lambda::Function", "Properties": {} } } }';
    const after = disabled(before, "/t.json")!;
    assert.deepEqual(JSON.parse(after).Resources.Fn, {
      Type: "AWS::Lambda::Function",
      Properties: {},
      Metadata: { groundrule: { disable: ["lambda-timeout"] } },
    });
  });

  it("adds to what is switched off already, and leaves other metadata alone", () => {
    const before = `Resources:
  Fn:
    Type: AWS::Lambda::Function
    Metadata:
      Owner: me # the team
      groundrule:
        disable: [lambda-memory]
`;
    const list = "\n          - lambda-memory\n          - lambda-timeout";
    assert.equal(disabled(before, "/t.yaml"), before.replace(" [lambda-memory]", list));
  });

  it("does not write into metadata whose rules are not plain names", () => {
    const before =
      "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Metadata: { groundrule: { disable: [!Ref X] } }\n";
    assert.equal(disabled(before, "/t.yaml"), undefined);
  });
});
