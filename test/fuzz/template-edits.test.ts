/** Thousands of edits, of every kind, the same ones in each run. A seed that once found something stays. */
import assert from "node:assert/strict";
import { editsOf } from "./template-edits.ts";

const block = `# A stack
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Stage: { Type: String, Default: dev } # where
  Zones:
    Type: List<AWS::EC2::AvailabilityZone::Name>
  Open:
    Type: String
    Default: "0.0.0.0/0"

Conditions:
  IsProd: !Equals [!Ref Stage, prod]

Resources:
  # The function
  F:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 901 # too long
      Runtime: 'python3.12'
      Code:
        ZipFile: |
          x = 1

          # no comment
          y = 2
      Tags:
      - Key: a   # first
        Value: "b"

      # second
      - Key: c
        Value: >-
          folded
          text
      Environment:
        Variables:
          EMPTY:
          NULL: ~
          QUOTED: "a \\"b\\" \\u00e9"
  G:
    Type: AWS::EC2::SecurityGroup
    Condition: IsProd
    Properties:
      GroupDescription: plain text
        on two lines
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 22
          CidrIp: !Ref Open
        -
          IpProtocol: tcp
          FromPort: !If [IsProd, 443, 80]
          CidrIp: !If
            - IsProd
            - 10.0.0.0/8
            - Fn::Sub: "\${Open}"
        - !If [IsProd, { IpProtocol: udp, FromPort: 53 }, !Ref "AWS::NoValue"]
        - { IpProtocol: icmp, FromPort: -1, CidrIp: "10.0.0.0/8" }
      Tags: [{ Key: x, Value: y }, !Ref AWS::NoValue, { Key: z,
        Value: w }]

  V:
    Type: AWS::EC2::Volume
    Properties:
      AvailabilityZone: !Select [0, !Ref Zones]
      Size: 100
      Encrypted: false
      KmsKeyId:
        Fn::GetAtt: [K, Arn]
    Metadata: {}
  K:
    Type: AWS::KMS::Key
Outputs:
  Id:
    Value: !Ref V
`;

const flow = `Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  A: { Type: AWS::SNS::Topic }
  B: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 1, Tags: [{ Key: a, Value: b }, { Key: "c d", Value: 'e' }] } }
  C:
    Type: AWS::Lambda::Function
    Properties: {
      Timeout: 3, # seconds
      "Role": !GetAtt [R, Arn],
      Environment: { Variables: {} },
      Layers: []
    }
  R: {
    "Type": "AWS::IAM::Role",
    "Properties": { "Path": "/" }
  }
`;

const sam = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 901
    Environment: { Variables: { A: b } }
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Tracing: Active
      Policies: AWSLambdaExecute
      Events:
        Get: { Type: Api, Properties: { Path: /, Method: get } }
  T:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: t
      PrimaryKey:
        Name: id
        Type: String
  S:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: s
      DefinitionUri: s.json
`;

const anchored = `Resources:
  A:
    Type: AWS::Lambda::Function
    Properties: &common
      Timeout: 1200
      Tags: &tags
        - Key: a
          Value: b
        - { Key: c, Value: d }
  B:
    Type: AWS::Lambda::Function
    Properties: *common
  C:
    Type: AWS::Lambda::Function
    Properties:
      <<: *common
      MemorySize: 64
  D:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: d
      Tags: *tags
  E:
    Type: AWS::SQS::Queue
    Properties: { Tags: *tags, DelaySeconds: 1 }
`;

const loops = `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [One, Two]
    - Topic\${Name}:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !Ref Name
          DisplayName: fixed
          Tags: [{ Key: a, Value: !Sub "\${Name}-b" }]
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 1
`;

const json = `{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Parameters": {
    "Stage": { "Type": "String", "Default": "dev" }
  },
  "Resources": {
    "F": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Timeout": 901,
        "Code": { "ZipFile": { "Fn::Join": ["\\n", ["a", "b"]] } },
        "Tags": [
          { "Key": "a", "Value": "b" },
          { "Key": "c", "Value": "\\u00e9 \\"x\\"" }
        ],
        "Environment": { "Variables": {} }
      }
    },
    "G": { "Type": "AWS::SNS::Topic", "Properties": { "TopicName": "t" } },
    "H": {
      "Type": "AWS::S3::Bucket"
    }
  }
}
`;

const templates: Record<string, string> = {
  "blocks.yaml": block,
  "blocks-crlf.yaml": block.replaceAll("\n", "\r\n"),
  "blocks-bom.yaml": `\uFEFF${block}`,
  "blocks-indented.yaml": block.replace(/^(?=.)/gm, "  "),
  "blocks-cut-short.yaml": block.slice(0, block.indexOf("\nOutputs")),
  "flow.yaml": flow,
  "sam.yaml": sam,
  "anchors.yaml": anchored,
  "loops.yaml": loops,
  "template.json": json,
  "tabs.json": json.replace(/^( {2})+/gm, (indent) => "\t".repeat(indent.length / 2)),
  "crlf.json": json.replaceAll("\n", "\r\n"),
  "one-line.json": JSON.stringify(JSON.parse(json)),
  "json-in.yaml": `# JSON is YAML too\n${json}`,
};

describe("edits of templates", () => {
  for (const [name, text] of Object.entries(templates))
    it(`apply exactly, 400 of all kinds: ${name}`, function () {
      this.timeout(0);
      const made = new Set<string>();
      for (const seed of [1, 2])
        for (const outcome of editsOf(`/t/${name}`, text, seed, 200)) {
          if (!outcome.refused) made.add(outcome.kind);
          assert.equal(outcome.wrong, undefined, `seed ${seed}: ${outcome.what}\n${outcome.wrong}\n${outcome.text}`);
        }
      // Whatever the template looks like, these can be written.
      for (const kind of ["replace", "set", "remove", "addInput", "disableRule"])
        assert.ok(made.has(kind), `no ${kind} was made of ${[...made]}`);
    });
});
