import assert from "node:assert/strict";
import { all, satisfiable } from "../../../server/core/conditions.ts";
import { memoryFiles } from "../../../server/core/files.ts";
import { cloudformation } from "../../../server/languages/cloudformation/index.ts";
import { brief, evaluateFiles, property, resourceNamed } from "./programs.ts";

const child =
  "Parameters:\n  Size: { Type: Number, Default: 3 }\nResources:\n  F:\n    Type: AWS::X::Y\n    Properties: { P: !Ref Size }\nOutputs:\n  Id: { Value: !Ref F }\n";
const parent = (url: string, more = "") =>
  `Parameters:\n  Bucket: { Type: String, Default: mine }\n  Prefix: { Type: String, Default: app/ }\n  E: { Type: String }\nConditions:\n  Prod: !Equals [!Ref E, prod]\nResources:\n  N:\n    Type: AWS::CloudFormation::Stack\n${more}    Properties:\n      TemplateURL: ${url}\n      Parameters: { Size: 7 }\n`;

const entered = (url: string, where: string, text = child) =>
  evaluateFiles({ "/w/templates/main.yaml": parent(url), [where]: text }, "/w/templates/main.yaml").resources.map(
    (r) => r.address,
  );

describe("where the template of a nested stack lies", () => {
  const both = ["N", "N.F"];
  const cases: [string, string, string, string[]][] = [
    ["a relative path", "./child.yaml", "/w/templates/child.yaml", both],
    ["a path upwards, in Fn::Sub", "!Sub ../child.yaml", "/w/child.yaml", both],
    [
      "an address with holes, from the folder above",
      "!Sub 'https://${Bucket}.s3.${AWS::URLSuffix}/${Prefix}templates/child.yaml'",
      "/w/templates/child.yaml",
      both,
    ],
    [
      "Fn::Sub with names",
      "!Sub ['https://${B}.s3.amazonaws.com/${Prefix}templates/child.yaml', { B: !If [Prod, a, !Sub 'b-${AWS::Region}'] }]",
      "/w/templates/child.yaml",
      both,
    ],
    [
      "an address without holes",
      "https://s3.amazonaws.com/bucket/latest/templates/child.yaml",
      "/w/templates/child.yaml",
      both,
    ],
    ["the file beside it", "!Sub 'https://${Bucket}.s3.amazonaws.com/child.yaml'", "/w/templates/child.yaml", both],
    [
      "no file by a bare name elsewhere",
      "!Sub 'https://${Bucket}.s3.amazonaws.com/child.yaml'",
      "/w/child.yaml",
      ["N"],
    ],
    [
      "nothing that is like it",
      "https://s3.amazonaws.com/bucket/templates/other.yaml",
      "/w/templates/child.yaml",
      ["N"],
    ],
    ["an absolute path", "/w/templates/child.yaml", "/w/templates/child.yaml", ["N"]],
    ["a parameter that nobody knows", "!Ref E", "/w/templates/child.yaml", ["N"]],
    ["one of two files", "!If [Prod, child.yaml, other.yaml]", "/w/templates/child.yaml", ["N"]],
  ];
  for (const [name, url, where, expected] of cases) it(name, () => assert.deepEqual(entered(url, where), expected));

  it("not in a file that does not take what is handed in", () => {
    const other = child.replace("Size:", "Volume:").replace("!Ref Size", "1");
    const url = "https://s3.amazonaws.com/bucket/templates/child.yaml";
    assert.deepEqual(entered(url, "/w/templates/child.yaml", other), ["N"]);
    assert.deepEqual(entered("child.yaml", "/w/templates/child.yaml", other), ["N", "N.F"]);
  });

  it("in the program of whoever nests it, and by itself where it is uploaded", () => {
    const roots = (url: string) => {
      const files = { "/w/templates/main.yaml": parent(url), "/w/templates/child.yaml": child };
      return cloudformation().roots(Object.keys(files), memoryFiles(files)).length;
    };
    assert.equal(roots("./child.yaml"), 1);
    assert.equal(roots("!Sub './child.yaml'"), 1);
    assert.equal(roots("https://s3.amazonaws.com/bucket/templates/child.yaml"), 2);
  });
});

describe("nested stacks in each other", () => {
  it("hand on parameters, outputs and conditions, also in a loop", () => {
    const files = {
      "/w/main.yaml": `Parameters:
  E: { Type: String }
Conditions:
  Prod: !Equals [!Ref E, prod]
Resources:
  Fn::ForEach::Stacks:
    - Name
    - [A, B]
    - Stack\${Name}:
        Type: AWS::CloudFormation::Stack
        Condition: Prod
        Properties: { TemplateURL: middle.yaml, Parameters: { Tag: !Ref Name } }
  R:
    Type: AWS::X::Y
    Properties: { P: !GetAtt StackB.Outputs.Tag, Q: !GetAtt [StackA, Outputs.Nothing] }
`,
      "/w/middle.yaml": `Parameters:
  Tag: { Type: String, Default: none }
Conditions:
  IsA: !Equals [!Ref Tag, A]
Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Condition: IsA
    Properties: { TemplateURL: inner.yaml, Parameters: { Tag: !Sub '\${Tag}-x' } }
Outputs:
  Tag: { Value: !Sub '<\${Tag}>' }
`,
      "/w/inner.yaml":
        "Parameters:\n  Tag: { Type: String }\nResources:\n  R:\n    Type: AWS::X::Y\n    Properties: { P: !Ref Tag }\n",
    };
    const program = evaluateFiles(files, "/w/main.yaml");
    assert.equal(brief(property(program, "StackA.Inner.R", "P")), "A-x");
    assert.equal(brief(property(program, "R", "P")), "<B>");
    assert.equal(satisfiable(resourceNamed(program, "StackA.Inner.R").condition), "yes");
    assert.equal(satisfiable(resourceNamed(program, "StackB.Inner.R").condition), "no");
    assert.equal(brief(property(program, "R", "Q")), "-> StackA.Outputs.Nothing");
  });

  it("choose alike where they are handed the same parameter", () => {
    const inner = `Parameters:
  Kind: { Type: String, Default: EC2, AllowedValues: [Fargate, EC2] }
  List: { Type: String }
Conditions:
  Fargate: !Equals [!Ref Kind, Fargate]
  EC2: !Equals [!Ref Kind, EC2]
  First: !Equals [!Select [0, !Split [',', !Ref List]], a]
  Second: !Equals [!Select [1, !Split [',', !Ref List]], b]
Resources:
  F: { Type: AWS::X::Y, Condition: Fargate }
  E: { Type: AWS::X::Y, Condition: EC2 }
  G: { Type: AWS::X::Y, Condition: First }
  H: { Type: AWS::X::Y, Condition: Second }
`;
    const stack = (kind: string) =>
      `{ Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: inner.yaml, Parameters: { Kind: ${kind}, List: !Ref List } } }`;
    const main = (parameter: string) => `Parameters:
  Launch: ${parameter}
  List: { Type: String }
Resources:
  A: ${stack("!Ref Launch")}
  B: ${stack("!Ref Launch")}
`;
    const together = (parameter: string, ...names: string[]) => {
      const program = evaluateFiles({ "/w/main.yaml": main(parameter), "/w/inner.yaml": inner }, "/w/main.yaml");
      return satisfiable(all(...names.map((n) => resourceNamed(program, n).condition)));
    };
    for (const parameter of [
      "{ Type: String, Default: Fargate, AllowedValues: [Fargate, EC2] }",
      "{ Type: String, Default: Fargate }",
      "{ Type: String, AllowedValues: [Fargate, EC2] }",
      "{ Type: String }",
    ]) {
      assert.equal(together(parameter, "A.F", "B.F"), "yes", parameter);
      assert.equal(together(parameter, "A.E", "B.E"), "yes", parameter);
      assert.equal(together(parameter, "A.F", "B.E"), "no", parameter);
      assert.equal(together(parameter, "A.E", "B.F"), "no", parameter);
      assert.equal(together(parameter, "A.G", "B.H"), "unknown", "both stand on the same text");
    }
  });

  it("end, however they go in circles", () => {
    const stack = (url: string) =>
      `Resources:\n  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url} } }\n  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url} } }\n`;
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`/w/s${i}.yaml`, stack(`s${(i + 1) % 12}.yaml`)]),
    );
    const program = evaluateFiles(files, "/w/s0.yaml");
    assert.ok(program.resources.length <= 2 * 51, `${program.resources.length} resources`);
    assert.ok(program.open.length > 0);
  });

  it("give what an output says, unknown where it depends on itself", () => {
    const files = {
      "/w/main.yaml":
        "Resources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: n.yaml, Parameters: { P: !GetAtt N.Outputs.O } }\n  R: { Type: AWS::X::Y, Properties: { P: !GetAtt N.Outputs.O } }\n",
      "/w/n.yaml":
        "Parameters: { P: { Type: String } }\nResources: { X: { Type: AWS::X::Y } }\nOutputs: { O: { Value: !Ref P } }\n",
    };
    assert.equal(property(evaluateFiles(files, "/w/main.yaml"), "R", "P").kind, "unknown");
  });
});
