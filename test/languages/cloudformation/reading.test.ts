import assert from "node:assert/strict";
import { memoryFiles } from "../../../server/core/files.ts";
import { cloudformation } from "../../../server/languages/cloudformation/index.ts";
import type { Template } from "../../../server/languages/cloudformation/syntax.ts";
import { readTemplate, readWhole } from "../../../server/languages/cloudformation/template.ts";
import { brief, evaluateText, property } from "./programs.ts";
import { randomNumbers, shapeOf } from "./shapes.ts";

const yaml = `---
# A stack
AWSTemplateFormatVersion: '2010-09-09'
Description: >
  Some text
  on lines: with a colon

  "quoted"
Parameters:
  Env: {Type: String, Default: dev}
  Names:
    Type: CommaDelimitedList
    Description: "starts here
      and ends here"
Mappings:
  M:
    us-east-1: { A: 1 }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  Both: !And
    - !Condition IsProd
    - !Equals [a,
      b]

Resources:

  Web:
    Type: AWS::EC2::Instance
    # a comment
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cat > x.yaml <<EOF
          Resources:
            Key: "unclosed
          EOF

      Tags:
      - Key: Name
        Value: 'it''s'
  Über:
    Type: AWS::SNS::Topic
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument: {
        "Statement": [
          {"Effect": "Allow", "Action": "*"}
        ]
      }
Outputs:
  Url:
    Value: !Sub "http://\${Web.PublicDnsName}/"
`;

const json = `{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Parameters": { "Env": { "Type": "String", "Default": "dev" } },
  "Resources": {
    "Web": {
      "Type": "AWS::EC2::Instance",
      "Properties": {
        "UserData": { "Fn::Base64": { "Fn::Join": ["", ["#!/bin/bash\\n", "echo \\"{[\\" \\u0041\\n"]] } },
        "Tags": [ { "Key": "a", "Value": 1.5 }, null, true ]
      }
    },
    "Topic": { "Type": "AWS::SNS::Topic" }
  },
  "Outputs": {}
}
`;

describe("reading a template", () => {
  const variants: Record<string, string> = {
    yaml,
    "yaml with CRLF": yaml.replaceAll("\n", "\r\n"),
    "yaml with a BOM": `\uFEFF${yaml}`,
    json,
    "json with a BOM": `\uFEFF${json}`,
    "a list at the indent of its key": "Resources:\n- a\n- b\nOutputs:\n  O:\n    Value:\n    - x\n",
    "deeper than two": yaml.replace("- Key: Name\n        Value: 'it''s'", "- Key: Name").replace(/^( +)/gm, "$1$1"),
    "anchors across resources":
      "Resources:\n  A:\n    Type: A::B::C\n    Properties: &p\n      X: 1\n      Y: 2\n  B:\n    Type: A::B::C\n    Properties:\n      <<: *p\n      Y: 3\n",
    "braces at the margin":
      "Resources:\n  A:\n    Type: A::B::C\n    Properties: {\n      X: [\n        1\n      ]\n    }\n  B:\n    Type: A::B::C\n",
    "all of it indented": yaml.replace("---\n# A stack\n", "").replace(/^(?=.)/gm, "  "),
    "all of it indented, below a line and a comment": `---\n# A stack\n${yaml.slice(14).replace(/^(?=.)/gm, "  ")}`,
    "a second document": "Resources:\n  A:\n    Type: A::B::C\n---\nResources:\n  B:\n    Type: A::B::C\n",
  };
  for (const [name, text] of Object.entries(variants))
    it(`says the same in pieces as in one piece: ${name}`, () => {
      const cut = readTemplate("/t", text);
      assert.equal(cut.source.chunks.map((c) => c.text).join(""), text);
      assert.deepEqual(shapeOf(cut), shapeOf(readWhole("/t", text)));
    });

  it("cuts a piece for every entry of a section", () => {
    assert.equal(readTemplate("/t", yaml).source.chunks.length, 17);
    assert.equal(readTemplate("/t", json).source.chunks.length, 7);
  });

  it("follows aliases and merges, and takes what is nearer", () => {
    const program = evaluateText(variants["anchors across resources"]!);
    assert.deepEqual([brief(property(program, "B", "X")), brief(property(program, "B", "Y"))], [1, 3]);
  });

  it("says where it is wrong, and keeps every other resource", () => {
    const breaks: [string, string][] = [
      ["    Type: AWS::SNS::Topic\n", "    Type: \n    Properties:\n      X: !Ref\n"],
      ["    Type: AWS::SNS::Topic\n", "    Type: AWS::SNS::Topic\n    Properties\n"],
      ["    Type: AWS::SNS::Topic\n", "    Type: AWS::SNS::Topic\n    Properties:\n      X: !Join ['', [\n"],
      ["    Type: AWS::SNS::Topic\n", '    Type: AWS::SNS::Topic\n    Properties:\n      X: "open\n'],
      ["    Type: AWS::SNS::Topic\n", "\tType: AWS::SNS::Topic\n"],
      ["  Über:\n", "  Über\n"],
      ["  Über:\n", "Hal\n  Über:\n"],
      ["  Über:\n", "  Half\n  Über:\n"],
      ["    Type: AWS::SNS::Topic\n", "    Type: AWS::SNS::Topic\n   Properties: {}\n"],
    ];
    for (const [from, to] of breaks) {
      const text = yaml.replace(from, to);
      assert.notEqual(text, yaml);
      const program = evaluateText(text);
      const addresses = program.resources.map((r) => r.address);
      assert.ok(addresses.includes("Web") && addresses.includes("Policy"), `${JSON.stringify(to)}: ${addresses}`);
      for (const problem of program.problems) assert.ok(problem.span && problem.path === "/t/template.yaml");
    }
  });

  it("keeps the other resources of broken JSON", () => {
    for (const [from, to] of [
      ['"AWS::EC2::Instance",', '"AWS::EC2::Instance"'],
      ['"AWS::EC2::Instance",', ""],
      ['"Type": "AWS::EC2::Instance",', '"Type": '],
      ['"Value": 1.5 }', '"Value": '],
      ["null, true ]", "null, true"],
      ["      }\n    },\n", "      }\n"],
    ] as const) {
      const text = json.replace(from, to);
      assert.notEqual(text, json);
      const program = evaluateText(text, undefined, "/t/t.json");
      assert.ok(program.problems.length > 0 && program.problems.every((p) => p.span), to);
      assert.ok(
        program.resources.some((r) => r.address === "Topic"),
        `${to}: ${program.resources.map((r) => r.address)}`,
      );
    }
  });

  it("does not care how deep lines in brackets and quotes are indented", () => {
    const text =
      "Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      X: !Join ['', [\n'one', # first\n# none\n\"two\" ]]\n      Y: \"three\nfour \\\"x\\\"\n\n  five\"\n      Z: 'it''s\n six'\n  B:\n    Type: A::B::C\n";
    const program = evaluateText(text);
    assert.deepEqual(program.problems, []);
    assert.deepEqual(
      program.resources.map((r) => r.address),
      ["A", "B"],
    );
    assert.deepEqual(brief(program.resources[0]!.properties), {
      X: "onetwo",
      Y: 'three four "x"\nfive',
      Z: "it's six",
    });
  });

  it("names a key that is written twice", () => {
    for (const text of [
      "Resources:\n  A: { Type: 'A::B::C' }\n  A: { Type: 'A::B::D' }\n",
      '{"Resources": {"A": {"Type": "A::B::C"},\n "A": {"Type": "A::B::D"}}}',
    ]) {
      const program = evaluateText(text);
      assert.deepEqual(
        program.problems.map((p) => p.message),
        ['The key "A" is written twice in one mapping.'],
      );
      assert.equal(program.resources[0]!.type, "A::B::C");
    }
  });

  it("takes a key with a tag for no function", () => {
    const program = evaluateText(
      'Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      X: [ !ImportValue Fn::Sub: "a" ]\n      ? { Y: 1 }\n      : 2\n',
    );
    assert.deepEqual(
      program.problems.map((p) => p.message),
      ["A key has to be text, without the tag !ImportValue.", "A key has to be text."],
    );
    assert.deepEqual(brief(property(program, "A", "X")), [{ "!ImportValue Fn::Sub": "a" }]);
  });

  it("reads a template that is indented as a whole", () => {
    const program = evaluateText(
      "  # A stack\n  Resources:\n    A:\n      Type: A::B::C\n      Properties: { X: 1 }\n",
    );
    assert.equal(brief(property(program, "A", "X")), 1);
  });

  it("concludes nothing from what a broken resource does not say", () => {
    const program = evaluateText("Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      X: [1\n      Y: 2\n");
    assert.equal(property(program, "A", "Z").kind, "unknown");
  });

  it("reads deep, long and strange text without failing", () => {
    const language = cloudformation();
    for (const text of [
      "",
      "\uFEFF",
      "\0",
      "{",
      "[",
      "- - - -",
      "Resources:",
      "Resources:\n  - ",
      "'",
      '"',
      "&a",
      "*a",
      "!Sub",
      "%YAML 9.9\n---\n",
      "---\n---\n",
      "? a\n: b",
      `Resources:\n  A: ${"[".repeat(5_000)}`,
      `{"Resources": ${'{"a":'.repeat(5_000)}`,
      `Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      X: ${"- ".repeat(3_000)}a\n`,
      `{"Resources": {"A": {"Type": "A::B::C", "Properties": {"X": ${'{"Fn::Base64":'.repeat(400)}1${"}".repeat(400)}}}}}`,
      "Resources: &r\n  A: *r\n  B:\n    Type: A::B::C\n    Properties: *r\n",
      `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from("bcdefghi", (c, i) => `${c}: &${c} [${Array(9).fill(`*${"abcdefgh"[i]}`).join(",")}]`).join("\n")}\nResources:\n  R:\n    Type: A::B::C\n    Properties: { P: *i }\n`,
    ]) {
      const program = language.evaluate({ language: "cloudformation", path: "/t" }, memoryFiles({ "/t": text }));
      for (const r of program.resources) brief(r.properties);
    }
  });

  it("reads very many comments and empty lines", () => {
    for (const text of [
      `${"#\n".repeat(150_000)}Resources:\n  A:\n    Type: A::B::C\n`,
      `Resources:\n${"  #\n".repeat(150_000)}  A:\n    Type: A::B::C\n`,
      `${"\n".repeat(150_000)}  Resources:\n    A:\n      Type: A::B::C\n`,
    ])
      assert.deepEqual(
        readTemplate("/t", text)
          .sections.get("Resources")
          ?.map((e) => e.key),
        ["A"],
      );
  });

  for (const [name, text] of [
    ["yaml", yaml],
    ["json", json],
    ["yaml with CRLF", yaml.replaceAll("\n", "\r\n")],
  ] as const)
    it(`says the same after each of many edits as when it is read afresh: ${name}`, () => {
      const random = randomNumbers(7);
      const inserts = [
        "\n",
        "  ",
        "x",
        ":",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        "#",
        "- ",
        "&a ",
        "*a",
        "!Ref ",
        "\t",
        "  New:\n    Type: A::B::C\n",
        ",",
        "|\n",
        "\r\n",
        "é",
        "---\n",
      ];
      let current = text;
      let previous: Template | undefined;
      for (let i = 0; i < 400; i++) {
        if (i % 25 === 0) current = text;
        const at = random(current.length + 1);
        current =
          random(2) === 0
            ? current.slice(0, at) + inserts[random(inserts.length)]! + current.slice(at)
            : current.slice(0, at) + current.slice(at + 1 + random(12));
        previous = readTemplate("/t", current, previous);
        assert.deepEqual(shapeOf(previous), shapeOf(readTemplate("/t", current)));
      }
    });
});

describe("which files are templates", () => {
  const language = cloudformation();
  const template = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n";
  const cases: [string, string, boolean][] = [
    ["/a/t.yaml", template, true],
    ["/a/t.template", template, true],
    ["/a/t.txt", template, false],
    ["/a/t.json", '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', true],
    ["/a/package.json", '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', false],
    ["/a/t.yaml", "Resources:\n  A:\n    Type: Custom::Thing\n", true],
    ["/a/t.yaml", "Resources:\n  A:\n    Type: string\n", false],
    ["/a/t.yaml", "Resources:\n  A: { Type: AWS::S3::Bucket }\n", true],
    ["/a/t.yaml", "apiVersion: v1\nkind: Pod\nResources:\n  A:\n    Type: AWS::S3::Bucket\n", false],
    ["/a/t.yaml", "Resources:\n  {{ cookiecutter.name }}:\n    Type: AWS::S3::Bucket\n", false],
    ["/a/t.yaml", "openapi: 3.0.0\npaths: {}\n", false],
    ["/a/t.yaml", template.replace(/^/gm, "  "), true],
    ["/a/t.yaml", `---\n\n# A stack\n${template.replace(/^/gm, "  ")}`, true],
    ["/a/t.yaml", `stack:\n${template.replace(/^/gm, "  ")}`, false],
    ["/a/t.yaml", `${"\n".repeat(300_000)}${template}`, true],
  ];
  for (const [path, text, expected] of cases)
    it(`${path} ${JSON.stringify(text.slice(0, 40))}`, () =>
      assert.equal(language.mayBe(path) && language.recognise(path, text), expected));

  it("does not start at a template that another one enters", () => {
    const files = {
      "/t/main.yaml":
        "Resources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: net/n.yaml\n",
      "/t/net/n.yaml": template,
      "/t/a.yaml": "Resources:\n  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml}}\n",
      "/t/b.yaml": "Resources:\n  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}\n",
    };
    const roots = language.roots(Object.keys(files), memoryFiles(files)).map((r) => r.path);
    assert.deepEqual(roots, ["/t/main.yaml", "/t/a.yaml"]);
  });
});
