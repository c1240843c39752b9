import assert from "node:assert/strict";
import { assumedDefaults } from "../../../server/core/conditions.ts";
import { deployable } from "./deployable.ts";
import { brief, evaluateText, property, resourceNamed } from "./programs.ts";

const names = (text: string) => evaluateText(text).resources.map((r) => r.address);

describe("Fn::ForEach", () => {
  it("goes over the default of a parameter, by default", () => {
    const program = evaluateText(`Parameters:
  Names: { Type: CommaDelimitedList, Default: 'One,Two' }
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic\${Name}:
        Type: AWS::SNS::Topic
        Properties: { TopicName: '\${Name}.fifo' }
  Other: { Type: 'AWS::SNS::Topic' }
`);
    assert.deepEqual(
      program.resources.map((r) => r.address),
      ["Other", "TopicOne", "TopicTwo"],
    );
    assert.deepEqual(assumedDefaults(resourceNamed(program, "TopicOne").condition), ["parameter Names"]);
    assert.equal(brief(property(program, "TopicTwo", "TopicName")), "Two.fifo");
    assert.deepEqual(program.open, ["the list of Fn::ForEach::Topics is not known"]);
  });

  it("lies in another one, with names of letters and digits only", () => {
    const text = `Resources:
  Fn::ForEach::Outer:
    - Cidr
    - [10.0.0.0/8, 172.16.0.0/12]
    - Fn::ForEach::Inner:
        - Kind
        - [In, Out]
        - Rule\${Kind}&{Cidr}:
            Type: AWS::X::Y
            Properties: { Cidr: !Ref Cidr, Name: !Sub '\${Kind}/&{Cidr}', Raw: 'x-&{Cidr}-\${Kind}' }
`;
    assert.deepEqual(names(text), ["RuleIn100008", "RuleOut100008", "RuleIn172160012", "RuleOut172160012"]);
    const program = evaluateText(text);
    const of = (p: string) => brief(property(program, "RuleOut100008", p));
    assert.deepEqual([of("Cidr"), of("Name"), of("Raw")], ["10.0.0.0/8", "Out/100008", "x-100008-Out"]);
  });

  it("makes conditions, outputs and properties", () => {
    const program = evaluateText(`Parameters:
  E: { Type: String }
  Keys: { Type: CommaDelimitedList, Default: 'a,b' }
Conditions:
  Fn::ForEach::Cs:
    - Name
    - [dev, prod]
    - Is\${Name}: !Equals [!Ref E, !Ref Name]
Resources:
  R:
    Type: AWS::X::Y
    Properties:
      P: !If [Isprod, 1, 2]
      Known:
        Fn::ForEach::K: [K, [x, y], { 'Tag\${K}': { V: !Ref K } }]
      Assumed:
        Fn::ForEach::K: [K, !Ref Keys, { 'Tag\${K}': !Ref K }]
  Fn::ForEach::Buckets:
    - N
    - [A, B]
    - Bucket\${N}: { Type: 'AWS::S3::Bucket', Condition: 'Is\${N}' }
Outputs:
  Fn::ForEach::Os:
    - N
    - [A]
    - Name\${N}: { Value: !GetAtt 'Bucket\${N}.Arn' }
`);
    assert.deepEqual(brief(property(program, "R", "P")), { choice: [1, 2] });
    assert.deepEqual(brief(property(program, "R", "Known")), { Tagx: { V: "x" }, Tagy: { V: "y" } });
    assert.deepEqual(deployable(program, "R", "Assumed.Tagb"), ["b"]);
    assert.equal(property(program, "R", "Assumed.Tagc").kind, "unknown");
    assert.deepEqual([...program.escaped], ["BucketA"]);
  });

  it("is open over what is not known, and bounded", () => {
    const loop = (list: string) =>
      `Resources:\n  Fn::ForEach::X:\n    - N\n    - ${list}\n    - 'R\${N}': { Type: 'AWS::X::Y' }\n`;
    assert.deepEqual(evaluateText(loop("!Ref Nobody")).open.length, 1);
    const many = Array.from({ length: 1_000 }, (_, i) => `a${i}`).join(",");
    const program = evaluateText(loop(`[${many}]`));
    assert.deepEqual([program.resources.length, program.open.length], [0, 1]);
  });
});

describe("Fn::ToJsonString and Fn::Length", () => {
  const value = (expression: string, parameters = "") =>
    property(
      evaluateText(`${parameters}Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: ${expression}\n`),
      "R",
      "P",
    );
  it("writes text with holes where parts are not known", () => {
    const made = value("{ 'Fn::ToJsonString': { a: [1, !Ref AWS::AccountId], b: !Sub 'x\"${AWS::Region}' } }");
    assert.equal(brief(made), '{"a":[1,<? ToJsonString(AWS::AccountId)>],"b":"x\\"<? AWS::Region>"}');
    assert.equal(made.madeFrom?.by, "json");
  });
  it("counts lists with items that are not known", () => {
    assert.equal(brief(value("{ 'Fn::Length': [!Ref AWS::AccountId, b] }")), 2);
    const split = "Parameters:\n  L: { Type: CommaDelimitedList, Default: 'a,b,c' }\n";
    assert.deepEqual(brief(value("{ 'Fn::Length': !Ref L }", split)), { choice: [3, "? Length(parameter L)"] });
  });
});
