import assert from "node:assert/strict";
import { branchName, satisfiable } from "../../../server/core/conditions.ts";
import { literalOf, piecesOf } from "../../../server/core/values.ts";
import { at, brief, evaluateFiles, evaluateText, property, resourceNamed } from "./programs.ts";

const one = (properties: string, rest = "") =>
  evaluateText(
    `${rest}Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n${properties.replace(/^/gm, "      ")}\n`,
  );
const shortValue = (expression: string, rest = "") => brief(property(one(`P: ${expression}`, rest), "R", "P"));

describe("intrinsic functions", () => {
  const parameters =
    "Parameters:\n  Env: { Type: String, Default: dev }\n  Free: { Type: String }\n  L: { Type: CommaDelimitedList, Default: 'a, b' }\n";
  const cases: [string, unknown][] = [
    ["!Ref R", "-> R"],
    ["{ Ref: R }", "-> R"],
    ["!Ref Free", "? parameter Free"],
    ["!Ref Env", { choice: ["dev", "? parameter Env"] }],
    ["!Ref L", { choice: [["a", "b"], "? parameter L"] }],
    ["!Ref AWS::NoValue", null],
    ["!Ref AWS::Region", "? AWS::Region"],
    ["!Ref Nobody", "? Ref Nobody"],
    ["!GetAtt R.Arn", "-> R.Arn"],
    ["!GetAtt [R, Endpoint.Port]", "-> R.Endpoint.Port"],
    ['{ "Fn::GetAtt": [R, Arn] }', "-> R.Arn"],
    ["!Sub 'x-${R}-${R.Arn}-${!Literal}'", "x-<-> R>-<-> R.Arn>-${Literal}"],
    ["!Sub ['${A}/${B}', { A: 1, B: two }]", "1/two"],
    ["!Sub '${Env}.example.com'", { choice: ["dev.example.com", "<? parameter Env>.example.com"] }],
    ["!Join ['-', [a, b, !Ref AWS::NoValue, c]]", "a-b-c"],
    ["!Join ['-', !Ref L]", { choice: ["a-b", '? Join("-",parameter L)'] }],
    ["!Select [1, [a, b]]", "b"],
    ["!Select ['0', !Split ['|', 'x|y']]", "x"],
    ["!Split [',', 'a,b']", ["a", "b"]],
    ["!Select [0, !GetAZs '']", "? GetAZs(AWS::Region) #0"],
    ["!Select [1, !GetAZs { Ref: AWS::Region }]", "? GetAZs(AWS::Region) #1"],
    ["!Select [1, { 'Fn::GetAZs': eu-west-1 }]", "? GetAZs(eu-west-1) #1"],
    ["!Cidr [10.0.0.0/16, 2, 8]", ["10.0.0.0/24", "10.0.1.0/24"]],
    ["!Select [2, !Cidr ['10.0.0.0/16', 4, 12]]", "10.0.32.0/20"],
    ["{ 'Fn::Length': [a, b, c] }", 3],
    ["{ 'Fn::Length': !Ref Free }", "? Length(parameter Free)"],
    ["!ImportValue shared", '? ImportValue("shared")'],
    ["!Base64 hi", "aGk="],
    ["{ 'Fn::ToJsonString': { a: [1, x] } }", '{"a":[1,"x"]}'],
    ["{ 'Fn::Transform': { Name: M } }", "? a macro makes it"],
    ["!Unheard of", "? !Unheard is not known"],
    ["!Sub", "? Fn::Sub is not used as it has to be"],
    ["!Select [5, [a]]", "? the list has no item 5"],
    ["'{{resolve:ssm:/x:1}}'", "? {{resolve:ssm:/x:1}}"],
  ];
  for (const [expression, expected] of cases)
    it(expression, () => assert.deepEqual(shortValue(expression, parameters), expected));

  it("marks a resolved secret, also inside of text", () => {
    const program = one("P: '{{resolve:secretsmanager:db:SecretString:password}}'\nQ: 'x={{resolve:ssm-secure:/y}}'");
    const [p, q] = [property(program, "R", "P"), property(program, "R", "Q")];
    assert.ok(p.kind === "unknown" && p.marks?.has("secret"));
    assert.ok(q.kind === "text" && q.marks?.has("secret"));
  });

  it("keeps what Base64 was made of", () => {
    const value = property(one("P:\n  Fn::Base64: !Sub |\n    #!/bin/sh\n    echo ${AWS::Region}\n"), "R", "P");
    assert.equal(value.kind, "unknown");
    assert.equal(brief(value.madeFrom!.value), "#!/bin/sh\necho <? AWS::Region>\n");
  });

  it("looks up mappings, with an input as the key too", () => {
    const rest = "Mappings:\n  M:\n    us-east-1: { Size: 10 }\n    eu-west-1: { Size: 20 }\n";
    assert.equal(shortValue("!FindInMap [M, us-east-1, Size]", rest), 10);
    assert.deepEqual(shortValue("!FindInMap [M, !Ref AWS::Region, Size]", rest), { choice: [10, 20] });
    assert.equal(shortValue("!FindInMap [M, nowhere, Size, { DefaultValue: 5 }]", rest), 5);
    assert.equal(shortValue("!FindInMap [M, nowhere, Size]", rest), "? the mapping M has no key nowhere");
    const value = property(one("P: !FindInMap [M, us-east-1, Size]", rest), "R", "P");
    assert.deepEqual([value.origin.from?.step, value.origin.from?.name], ["mapping", "mapping M"]);
  });
});

describe("parameters", () => {
  const template = (more: string) =>
    `Parameters:\n  T:\n    Type: Number\n${more}Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Timeout: !Ref T\n`;

  it("leads from the use to the default", () => {
    const program = evaluateText(template("    Default: 901\n"));
    const value = property(program, "F", "Timeout");
    assert.ok(value.kind === "choice");
    const first = value.alternatives[0]!;
    assert.equal(at(program, first.value.origin.span), "9:16 !Ref T");
    assert.deepEqual([first.value.origin.from?.step, first.value.origin.from?.name], ["default", "parameter T"]);
    assert.equal(at(program, literalOf(first.value.origin)), "4:14 901");
    assert.deepEqual(first.when, { kind: "is", input: { id: "T", name: "parameter T" }, value: "901", assumed: true });
  });

  it("tries each allowed value where there is no default", () => {
    const program = evaluateText(template("    AllowedValues: [3, 901]\n"));
    const value = property(program, "F", "Timeout");
    assert.deepEqual(brief(value), { choice: [3, 901] });
    assert.ok(value.kind === "choice");
    assert.equal(branchName(value.alternatives[1]!.when), 'parameter T is "901"');
  });

  it("joins a list that a deployment names with commas", () => {
    const text =
      "Parameters:\n  L: { Type: CommaDelimitedList }\nResources:\n  R:\n    Type: A::B::C\n    Properties: { P: !Ref L }\n";
    assert.deepEqual(brief(property(evaluateText(text, { parameters: { L: ["a", 1] } }), "R", "P")), ["a", "1"]);
  });

  it("takes what a deployment says", () => {
    const inputs = { parameters: { T: "7" }, region: "eu-west-1" };
    const value = property(evaluateText(template("    Default: 901\n"), inputs), "F", "Timeout");
    assert.equal(brief(value), "7");
    assert.equal(value.origin.from?.step, "input");
    const region = evaluateText(
      "Resources:\n  R:\n    Type: A::B::C\n    Properties: { P: !Sub '${AWS::Region}a' }\n",
      inputs,
    );
    assert.equal(brief(property(region, "R", "P")), "eu-west-1a");
  });

  it("leaves what is read from Parameter Store unknown, and marks NoEcho", () => {
    const program = evaluateText(
      "Parameters:\n  Ami: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /ami }\n  Pw: { Type: String, NoEcho: true, Default: x }\nResources:\n  R:\n    Type: AWS::X::Y\n    Properties: { A: !Ref Ami, P: !Sub 'pw=${Pw}' }\n",
    );
    assert.equal(brief(property(program, "R", "A")), "? parameter Ami");
    const value = property(program, "R", "P");
    assert.ok(value.kind === "choice" && value.alternatives.every((a) => a.value.marks?.has("secret")));
  });
});

describe("conditions", () => {
  it("excludes a default that its own condition excludes", () => {
    const program = evaluateText(
      "Parameters:\n  X: { Type: String, Default: '' }\nConditions:\n  HasX: !Not [!Equals [!Ref X, '']]\nResources:\n  R:\n    Type: AWS::X::Y\n    Condition: HasX\n    Properties: { P: !Ref X }\n",
    );
    const r = resourceNamed(program, "R");
    const value = property(program, "R", "P");
    assert.ok(value.kind === "choice");
    const both = (i: number) => satisfiable({ kind: "all", of: [r.condition, value.alternatives[i]!.when] });
    assert.deepEqual([both(0), both(1)], ["no", "yes"]);
  });

  it("gives both branches of If, and drops a branch with NoValue", () => {
    const program = evaluateText(
      "Parameters:\n  E: { Type: String, AllowedValues: [dev, prod] }\nConditions:\n  Prod: !Equals [prod, !Ref E]\nResources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: !If [Prod, 1, 2]\n      Q: !If [Prod, !Ref AWS::NoValue, 2]\n",
    );
    assert.deepEqual(brief(property(program, "R", "P")), { choice: [1, 2] });
    assert.deepEqual(brief(property(program, "R", "Q")), { choice: [null, 2] });
    const value = property(program, "R", "P");
    assert.ok(value.kind === "choice");
    assert.equal(branchName(value.alternatives[1]!.when), "Prod is false");
  });

  it("decides what a deployment decides", () => {
    const text =
      "Parameters:\n  E: { Type: String, Default: dev }\nConditions:\n  A: !Equals [!Ref E, prod]\n  B: !And [!Condition A, !Equals [!Sub '${E}-x', prod-x]]\nResources:\n  R:\n    Type: AWS::X::Y\n    Properties: { P: !If [B, 1, 2] }\n";
    assert.equal(brief(property(evaluateText(text, { parameters: { E: "prod" } }), "R", "P")), 1);
    assert.equal(brief(property(evaluateText(text, { parameters: { E: "test" } }), "R", "P")), 2);
    assert.deepEqual(brief(property(evaluateText(text), "R", "P")), { choice: [1, 2] });
  });

  it("shares one object for a condition that others stand on, and ends where they go in circles", () => {
    const chain = Array.from({ length: 41 }, (_, i) =>
      i === 0 ? "  C0: !Equals [!Ref E, a]" : `  C${i}: !And [!Condition C${i - 1}, !Condition C${i - 1}]`,
    ).join("\n");
    const program = evaluateText(
      `Parameters:\n  E: { Type: String }\nConditions:\n${chain}\n  X: !Not [!Condition Y]\n  Y: !Not [!Condition X]\nResources:\n  R: { Type: 'AWS::X::Y', Condition: C40 }\n  S: { Type: 'AWS::X::Y', Condition: X }\n`,
    );
    assert.equal(satisfiable(resourceNamed(program, "R").condition), "yes");
    assert.equal(resourceNamed(program, "S").condition.kind, "named");
  });

  it("keeps equations over two parameters apart from constants", () => {
    const program = evaluateText(
      "Parameters:\n  A: { Type: String }\n  B: { Type: String }\nConditions:\n  Same: !Equals [!Ref A, !Ref B]\nResources:\n  R: { Type: 'AWS::X::Y', Condition: Same }\n",
    );
    const { condition } = resourceNamed(program, "R");
    assert.ok(condition.kind === "named" && condition.of.kind === "opaque");
    assert.deepEqual(condition.of.about, ["A", "B"]);
  });
});

describe("resources", () => {
  it("has its places, lifecycle and suppressions", () => {
    const program = evaluateText(
      "# top\nResources:\n  # the table\n  T:\n    Type: AWS::DynamoDB::Table\n    DeletionPolicy: Retain\n    Metadata:\n      groundrule:\n        disable: [a-rule]\n    Properties:\n      Name: x # why\n",
    );
    const t = resourceNamed(program, "T");
    assert.equal(at(program, t.nameSpan), "4:3 T");
    assert.match(at(program, t.span), /^4:3 T:\n[\s\S]*Name: x$/);
    assert.deepEqual(t.lifecycle, { onDelete: "retain" });
    assert.deepEqual(
      t.disabled?.map((d) => [d.rule, at(program, d.span)]),
      [["a-rule", "9:19 a-rule"]],
    );
    assert.deepEqual(
      program.comments.map((c) => [c.text, at(program, c.span)]),
      [
        ["top", "1:1 # top"],
        ["the table", "3:3 # the table"],
        ["why", "11:15 # why"],
      ],
    );
  });

  it("points at the logical id where a property is missing, at the key inside of one", () => {
    const program = one("Inner:\n  A: 1");
    assert.equal(at(program, property(program, "R", "Gone").origin.span), "2:3 R");
    assert.equal(at(program, property(program, "R", "Inner.Gone").origin.span), "5:7 Inner");
  });

  it("is open under a macro, not under a known transform", () => {
    const text = (transform: string) => `Transform: ${transform}\nResources:\n  R: { Type: 'AWS::X::Y' }\n`;
    assert.deepEqual(evaluateText(text("AWS::LanguageExtensions")).open, []);
    const program = evaluateText(text("[AWS::LanguageExtensions, Mine]"));
    assert.deepEqual(program.open, ["the macro Mine may change the template"]);
    assert.equal(property(program, "R", "P").kind, "unknown");
  });

  it("unrolls loops over known lists", () => {
    const loop = (list: string) =>
      `Transform: AWS::LanguageExtensions\nParameters:\n  L: { Type: CommaDelimitedList }\nResources:\n  Fn::ForEach::Topics:\n    - Name\n    - ${list}\n    - Topic\${Name}:\n        Type: AWS::SNS::Topic\n        Properties:\n          TopicName: !Sub 'x-\${Name}'\n          Other: !Ref Name\n`;
    const program = evaluateText(loop("[A, B]"));
    assert.deepEqual(
      program.resources.map((r) => r.address),
      ["TopicA", "TopicB"],
    );
    assert.equal(brief(property(program, "TopicB", "TopicName")), "x-B");
    assert.equal(brief(property(program, "TopicB", "Other")), "B");
    const unknown = evaluateText(loop("!Ref L"));
    assert.deepEqual([unknown.resources.length, unknown.open], [0, ["the list of Fn::ForEach::Topics is not known"]]);
  });

  it("knows what leaves the template by its outputs", () => {
    const program = evaluateText(
      "Resources:\n  A: { Type: 'AWS::X::Y' }\n  B: { Type: 'AWS::X::Y' }\nOutputs:\n  O: { Value: !Sub 'http://${A.Dns}/' }\n",
    );
    assert.deepEqual([...program.escaped], ["A"]);
  });
});

describe("SAM", () => {
  const program = evaluateText(
    "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Timeout: 901\n    MemorySize: 128\n    Tracing: Active\n    Environment:\n      Variables: { A: 1, B: 2 }\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      MemorySize: 256\n      InlineCode: x\n      Environment:\n        Variables: { B: 3 }\n  T: { Type: 'AWS::Serverless::SimpleTable' }\n",
  );

  it("lowers a function and merges the globals into it, each value at its place", () => {
    const f = resourceNamed(program, "F");
    assert.deepEqual([f.type, f.closed], ["AWS::Lambda::Function", true]);
    assert.deepEqual(brief(f.properties), {
      Timeout: 901,
      MemorySize: 256,
      TracingConfig: { Mode: "Active" },
      Environment: { Variables: { A: 1, B: 3 } },
      Code: { ZipFile: "x" },
      Role: "-> FRole.Arn",
      Tags: [{ Key: "lambda:createdBy", Value: "SAM" }],
    });
    assert.equal(at(program, property(program, "F", "Timeout").origin.span), "4:14 901");
    assert.equal(at(program, property(program, "F", "MemorySize").origin.span), "13:19 256");
  });

  it("knows the resources of the others, and what is made beside them", () => {
    assert.equal(resourceNamed(program, "T").type, "AWS::DynamoDB::Table");
    assert.equal(resourceNamed(program, "FRole").type, "AWS::IAM::Role");
    assert.deepEqual(program.open, []);
  });
});

describe("nested stacks", () => {
  const files = {
    "/t/main.yaml":
      "Resources:\n  Net:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./net.yaml\n      Parameters:\n        Size: 901\n  R:\n    Type: AWS::X::Y\n    Properties: { P: !GetAtt Net.Outputs.Zone, Q: !GetAtt Net.Outputs.Id }\n",
    "/t/net.yaml":
      "Parameters:\n  Size: { Type: Number, Default: 3 }\n  Zone: { Type: String, Default: eu-west-1a }\nResources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: { Timeout: !Ref Size }\n  Again:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: main.yaml }\nOutputs:\n  Zone: { Value: !Ref Zone }\n  Id: { Value: !GetAtt F.Arn }\n",
  };

  it("enters them, with what is handed in and out, and ends in a circle", () => {
    const program = evaluateFiles(files, "/t/main.yaml");
    assert.deepEqual(
      program.resources.map((r) => r.address),
      ["Net", "R", "Net.F", "Net.Again"],
    );
    const timeout = property(program, "Net.F", "Timeout");
    assert.equal(brief(timeout), 901);
    assert.deepEqual([timeout.origin.from?.step, timeout.origin.from?.name], ["argument", "parameter Size"]);
    assert.equal(brief(property(program, "R", "P")), "eu-west-1a");
    assert.equal(brief(property(program, "R", "Q")), "-> Net.F.Arn");
    assert.deepEqual(program.open, ["the template of the nested stack Again is not known"]);
  });
});

describe("text and its places", () => {
  it("maps every line of a block scalar, also with CRLF and folding", () => {
    for (const newline of ["\n", "\r\n"]) {
      const text =
        "Resources:\n  R:\n    Type: A::B::C\n    Properties:\n      P: |\n        one\n          two\n\n        three\n      F: >-\n        a\n        b\n".replaceAll(
          "\n",
          newline,
        );
      const program = evaluateText(text);
      const p = property(program, "R", "P");
      assert.ok(p.kind === "scalar");
      assert.equal(p.value, "one\n  two\n\nthree\n");
      const lines = piecesOf(p)
        .filter((x) => x.text.trim() !== "")
        .map((x) => `${at(program, x.span!).trim()}`);
      assert.deepEqual(lines, ["6:9 one", "7:9   two", "9:9 three"]);
      const f = property(program, "R", "F");
      assert.ok(f.kind === "scalar" && f.value === "a b");
      assert.deepEqual(
        piecesOf(f)
          .filter((x) => x.text.trim() !== "")
          .map((x) => at(program, x.span!)),
        ["11:9 a", "12:9 b"],
      );
    }
  });

  it("maps around escapes, in YAML and JSON", () => {
    const yaml = one("P: \"a\\tb\\u0041c\"\nQ: 'it''s'");
    const p = property(yaml, "R", "P");
    assert.ok(p.kind === "scalar" && p.value === "a\tbAc");
    assert.deepEqual(
      piecesOf(p).map((x) => at(yaml, x.span!)),
      ["5:11 a", "5:12 \\t", "5:14 b", "5:15 \\u0041", "5:21 c"],
    );
    const q = property(yaml, "R", "Q");
    assert.ok(q.kind === "scalar" && q.value === "it's");
    const json = evaluateText(
      '{"Resources": {"R": {"Type": "A::B::C", "Properties": {"P": "x\\ny"}}}}',
      undefined,
      "/t/t.json",
    );
    const j = property(json, "R", "P");
    assert.ok(j.kind === "scalar" && j.value === "x\ny");
    assert.deepEqual(
      piecesOf(j).map((x) => at(json, x.span!)),
      ["1:62 x", "1:63 \\n", "1:65 y"],
    );
  });

  it("has the exact place of a command in a Sub in a block scalar", () => {
    const program = one(
      "P:\n  Fn::Base64:\n    !Sub |\n      #!/bin/bash\n      aws configure set region ${AWS::Region}\n",
    );
    const inner = property(program, "R", "P").madeFrom!.value;
    assert.ok(inner.kind === "text");
    const hole = inner.parts.find((x) => x.kind === "unknown")!;
    assert.ok(hole.kind === "unknown");
    assert.equal(at(program, hole.origin.span), "9:38 ${AWS::Region}");
  });
});
