import assert from "node:assert/strict";
import { alternatives } from "../../../server/core/lookup.ts";
import type { Program } from "../../../server/core/resources.ts";
import { defaultOf } from "../../../server/core/values.ts";
import { brief, evaluateFiles, evaluateText, property, resourceNamed, written } from "./programs.ts";

const USE = `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: !Ref Other
      SecurityGroupIngress: { CidrIp: !Ref Net }
`;
const OTHER = "  Other: { Type: String, Default: kept }\n";

/** The root template after the default behind a property was removed; undefined where it cannot be. */
function remove(program: Program, address = "Group", dotted = "SecurityGroupIngress.CidrIp", file?: string) {
  const [first] = alternatives(property(program, address, dotted));
  const values = first!.value.kind === "list" ? first!.value.items : [first!.value];
  const value = values.find((v) => defaultOf(v.origin));
  assert.ok(value, "it comes from a default");
  const resource = resourceNamed(program, address);
  return written(program, [{ do: "removeDefault", resource, value }], file);
}

/** A template with a parameter in a certain style, and what becomes of the parameter. */
function removedFrom(parameter: string, use = USE, name = "/t/t.yaml"): string | undefined {
  const before = name.endsWith("json") ? parameter : `Parameters:\n${parameter}${OTHER}${use}`;
  const program = evaluateText(before, undefined, name);
  assert.deepEqual(program.problems, []);
  const after = remove(program);
  if (after === undefined) return undefined;
  const again = evaluateText(after, undefined, name);
  assert.deepEqual(again.problems, []);
  const known = brief(property(again, "Group", "GroupDescription"));
  assert.deepEqual(known, brief(property(program, "Group", "GroupDescription")), "nothing else changed");
  const asked = property(again, "Group", "SecurityGroupIngress.CidrIp");
  assert.equal(asked.kind === "unknown" && asked.reason, "parameter Net has no default");
  if (name.endsWith("json")) return after;
  const [start, end] = ["Parameters:\n", OTHER + use];
  assert.ok(after.startsWith(start) && after.endsWith(end), after);
  return after.slice(start.length, after.length - end.length);
}

describe("removing the default of a template's parameter", () => {
  const cases: Record<string, [string, string]> = {
    "in the middle": [
      "  Net:\n    Type: String\n    Default: 0.0.0.0/0\n    NoEcho: false\n",
      "  Net:\n    Type: String\n    NoEcho: false\n",
    ],
    "at the end, before a blank line": [
      "  Net:\n    Type: String\n    Default: '0.0.0.0/0'\n\n",
      "  Net:\n    Type: String\n\n",
    ],
    "with its own comment, and no other": [
      "  Net: # who\n    # first\n    Default: 0.0.0.0/0 # all\n    # second\n    Type: String # text\n",
      "  Net: # who\n    # first\n    # second\n    Type: String # text\n",
    ],
    "on a line of its own": [
      "  Net:\n    Type: String\n    Default:\n      0.0.0.0/0\n    NoEcho: false\n",
      "  Net:\n    Type: String\n    NoEcho: false\n",
    ],
    "as a block": ["  Net:\n    Default: >-\n      0.0.0.0/0\n    Type: String\n", "  Net:\n    Type: String\n"],
    "first in brackets": ["  Net: { Default: 0.0.0.0/0, Type: String }\n", "  Net: { Type: String }\n"],
    "last in brackets": ["  Net: {Type: String, Default: 0.0.0.0/0}\n", "  Net: {Type: String}\n"],
    "in brackets over lines": [
      '  Net: {\n    "Type": "String",\n    "Default": "0.0.0.0/0",\n    "NoEcho": false\n  }\n',
      '  Net: {\n    "Type": "String",\n    "NoEcho": false\n  }\n',
    ],
    "with line breaks of two characters": [
      "  Net:\r\n    Type: String\r\n    Default: 0.0.0.0/0\r\n",
      "  Net:\r\n    Type: String\r\n",
    ],
  };
  for (const [name, [before, after]] of Object.entries(cases)) it(name, () => assert.equal(removedFrom(before), after));

  it("in JSON, whichever entry it is", () => {
    const json = (...entries: string[]) =>
      `{\n  "Parameters": {\n    "Net": {\n${entries.map((e) => `      ${e}`).join(",\n")}\n    },\n    "Other": { "Type": "String" }\n  },\n  "Resources": { "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": {\n    "GroupDescription": { "Ref": "Other" }, "SecurityGroupIngress": { "CidrIp": { "Ref": "Net" } } } } }\n}\n`;
    const [type, value, other] = ['"Type": "String"', '"Default": "0.0.0.0/0"', '"NoEcho": false'] as const;
    for (const given of [
      [value, type, other],
      [type, value, other],
      [type, other, value],
    ])
      assert.equal(removedFrom(json(...given), "", "/t/t.json"), json(...given.filter((e) => e !== value)));
  });

  it("of a list that it is an item of", () => {
    const use = USE.replace("!Ref Net", "!Select [0, !Ref Net]");
    const before = `Parameters:\n  Net:\n    Type: CommaDelimitedList\n    Default: 0.0.0.0/0,10.0.0.0/8\n${OTHER}${use}`;
    assert.equal(remove(evaluateText(before)), `Parameters:\n  Net:\n    Type: CommaDelimitedList\n${OTHER}${use}`);
  });

  it("that a nested stack is handed, in the parent", () => {
    const child = "Parameters:\n  Inner: { Type: String, Default: 1.1.1.1/0 }\n";
    const files = (property: string) => ({
      "/t/root.yaml": `Parameters:\n  Net:\n    Type: String\n    Default: 0.0.0.0/0\nResources:\n  Stack:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: child.yaml\n${property}`,
      "/t/child.yaml": child + USE.replace("!Ref Net", "!Ref Inner").replace("!Ref Other", "x"),
    });
    const handed = files("      Parameters: { Inner: !Ref Net }\n");
    assert.equal(
      remove(evaluateFiles(handed, "/t/root.yaml"), "Stack.Group"),
      handed["/t/root.yaml"].replace("    Default: 0.0.0.0/0\n", ""),
    );
    // The nested stack's own default, which the parent relies on, stays.
    assert.equal(remove(evaluateFiles(files(""), "/t/root.yaml"), "Stack.Group"), undefined);
  });

  const refused: Record<string, string> = {
    "one of the allowed values":
      "  Net: { Type: String, Default: 0.0.0.0/0, AllowedValues: [0.0.0.0/0, 10.0.0.0/8] }\n",
    "all there is of the parameter": "  Net: { Default: 0.0.0.0/0 }\n",
    "used elsewhere by an alias":
      "  Net:\n    Type: String\n    Default: &all 0.0.0.0/0\n  More: { Type: String, Default: *all }\n",
    "an alias itself": "  More: { Type: String, Default: &all 0.0.0.0/0 }\n  Net: { Type: String, Default: *all }\n",
    "part of a parameter with an alias": "  More: &p { Type: String, Default: 0.0.0.0/0 }\n  Net: *p\n",
    "merged in": "  More: &p { Type: String, Default: 0.0.0.0/0 }\n  Net: { Type: String, <<: *p }\n",
    "in brackets, beside a comment on something else":
      "  Net: {\n    Type: String, # text\n    Default: 0.0.0.0/0\n  }\n",
  };
  for (const [name, parameter] of Object.entries(refused))
    it(`not where it is ${name}`, () => assert.equal(removedFrom(parameter), undefined));
});
