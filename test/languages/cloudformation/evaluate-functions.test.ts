import assert from "node:assert/strict";
import type { Inputs } from "../../../server/core/language.ts";
import { blocksOf } from "../../../server/languages/cloudformation/cidr.ts";
import { partitionOf } from "../../../server/languages/cloudformation/partitions.ts";
import { brief, evaluateText, property, resourceNamed } from "./programs.ts";

const value = (expression: string, rest = "", inputs?: Inputs) =>
  brief(
    property(
      evaluateText(`${rest}Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: ${expression}\n`, inputs),
      "R",
      "P",
    ),
  );

describe("Fn::Cidr", () => {
  it("cuts ranges as AWS documents it", () => {
    assert.deepEqual(
      value('!Cidr [ "192.168.0.0/24", 6, 5 ]'),
      [0, 32, 64, 96, 128, 160].map((n) => `192.168.0.${n}/27`),
    );
    assert.deepEqual(value('{ "Fn::Cidr": ["192.168.0.0/24", "6", "5"] }'), value("!Cidr [192.168.0.0/24, 6, 5]"));
    const attribute = "!Select [0, !Cidr [!GetAtt R.CidrBlock, 1, 8]]";
    assert.equal(value(attribute), '? Cidr(GetAtt R.CidrBlock,"1","8")[0]');
  });

  const cases: [string, number, number, string[] | undefined][] = [
    ["10.0.5.9/16", 2, 8, ["10.0.0.0/24", "10.0.1.0/24"]],
    ["0.0.0.0/0", 2, 31, ["0.0.0.0/1", "128.0.0.0/1"]],
    ["10.0.0.0/24", 2, 8, undefined],
    ["10.0.0.0/24", 1, 8, ["10.0.0.0/24"]],
    ["10.0.0.0/24", 0, 4, undefined],
    ["10.0.0.0/8", 257, 4, undefined],
    ["10.0.0/8", 1, 4, undefined],
    ["10.0.0.256/8", 1, 4, undefined],
    ["10.0.0.0", 1, 4, undefined],
    ["2001:db8::/56", 3, 64, ["2001:db8::/64", "2001:db8:0:1::/64", "2001:db8:0:2::/64"]],
    ["2001:DB8:1:2:3:4:5:6/112", 2, 8, ["2001:db8:1:2:3:4:5:0/120", "2001:db8:1:2:3:4:5:100/120"]],
    ["::/0", 2, 127, ["::/1", "8000::/1"]],
    ["1::2::3/64", 1, 4, undefined],
    ["2001:db8:::/64", 1, 4, undefined],
  ];
  for (const [block, count, bits, expected] of cases)
    it(`${count} × ${bits} bits of ${block}`, () => assert.deepEqual(blocksOf(block, count, bits), expected));
});

describe("Fn::Sub", () => {
  it("puts in what AWS documents: names, attributes, pairs and literals", () => {
    const rest = "Parameters:\n  Domain: { Type: String }\n";
    assert.equal(value("!Sub ['www.${D}', { D: !Ref Domain }]", rest), "www.<? parameter Domain>");
    assert.equal(
      value("!Sub 'arn:aws:ec2:${AWS::Region}:${AWS::AccountId}:vpc/${R}'"),
      "arn:aws:ec2:<? AWS::Region>:<? AWS::AccountId>:vpc/<-> R>",
    );
    assert.equal(value("!Sub '${!Literal} ${ R } $R {R} ${}'"), "${Literal} <-> R> $R {R} <? nothing is named here>");
  });
});

describe("pseudo parameters", () => {
  const inputs = (region: string): Inputs => ({ parameters: {}, region });
  it("follow from the region that a deployment names", () => {
    const text = "!Sub '${AWS::Region} ${AWS::Partition} ${AWS::URLSuffix}'";
    assert.equal(value(text, "", inputs("eu-west-1")), "eu-west-1 aws amazonaws.com");
    assert.equal(value(text, "", inputs("cn-north-1")), "cn-north-1 aws-cn amazonaws.com.cn");
    assert.equal(value(text, "", inputs("us-gov-west-1")), "us-gov-west-1 aws-us-gov amazonaws.com");
    assert.equal(value("!Ref AWS::Partition", "", inputs("moon-1")), "? AWS::Partition");
    assert.equal(value("!Ref AWS::Partition"), "? AWS::Partition");
    assert.equal(partitionOf("us-iso-east-1"), undefined);
  });

  it("decide conditions and mappings over the partition", () => {
    const rest =
      "Mappings:\n  M:\n    aws: { V: 1 }\n    aws-cn: { V: 2 }\nConditions:\n  China: !Equals [!Ref AWS::Partition, aws-cn]\n";
    assert.equal(value("!FindInMap [M, !Ref AWS::Partition, V]", rest, inputs("cn-north-1")), 2);
    assert.deepEqual(value("!FindInMap [M, !Ref AWS::Partition, V]", rest), { choice: [1, 2] });
    assert.equal(value("!If [China, a, b]", rest, inputs("cn-north-1")), "a");
    assert.equal(value("!If [China, a, b]", rest, inputs("eu-west-1")), "b");
    assert.deepEqual(value("!FindInMap [M, !Ref AWS::Partition, V, { DefaultValue: 9 }]", rest), {
      choice: [1, 2, 9],
    });
  });
});

describe("Fn::GetStackOutput", () => {
  it("is not known, and equal to itself", () => {
    const of = (output: string) =>
      value(`{ 'Fn::GetStackOutput': { StackName: net, OutputName: ${output}, Region: eu-west-1 } }`);
    assert.equal(of("Vpc"), '? GetStackOutput("net","Vpc","eu-west-1",)');
    assert.notEqual(of("Vpc"), of("Subnet"));
  });
});

describe("attributes of resources", () => {
  it("says what comes before it, and what becomes of it", () => {
    const program = evaluateText(`Resources:
  A:
    Type: AWS::X::Y
    DependsOn: [B, Nobody]
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Retain
    CreationPolicy: { ResourceSignal: { Timeout: PT5M } }
  B: { Type: AWS::X::Y, DependsOn: A, UpdateReplacePolicy: Delete }
`);
    const [a, b] = [resourceNamed(program, "A"), resourceNamed(program, "B")];
    assert.deepEqual(a.dependsOn, ["B"]);
    assert.deepEqual(a.lifecycle, { onDelete: "snapshot", onReplace: "retain" });
    assert.deepEqual(brief(a.attributes!), {
      DeletionPolicy: "Snapshot",
      CreationPolicy: { ResourceSignal: { Timeout: "PT5M" } },
    });
    assert.deepEqual([b.dependsOn, b.lifecycle, b.attributes], [["A"], { onReplace: "delete" }, undefined]);
  });
});
