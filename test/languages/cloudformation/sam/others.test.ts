/** What tables, layers, state machines, applications, capacity providers and connectors come to. */
import assert from "node:assert/strict";
import { brief, evaluateText, property, resourceNamed } from "../programs.ts";

const made = (text: string) =>
  evaluateText(`Transform: AWS::Serverless-2016-10-31\nResources:\n${text}`, { region: "eu-west-1", parameters: {} });

describe("SAM tables, layers, applications", () => {
  it("make a table that is paid by request, and keyed by id", () => {
    const program = made("  T: { Type: 'AWS::Serverless::SimpleTable', Properties: { Tags: { a: b } } }\n");
    assert.deepEqual(brief(resourceNamed(program, "T").properties), {
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      Tags: [{ Key: "a", Value: "b" }],
    });
  });

  it("keep a layer unless it says otherwise", () => {
    const layer = (id: string, more: string) =>
      `  ${id}:\n    Type: AWS::Serverless::LayerVersion\n    Properties: { ContentUri: ./code${more} }\n`;
    const program = made(layer("L", "") + layer("M", ", RetentionPolicy: delete"));
    assert.equal(resourceNamed(program, "L").lifecycle?.onDelete, "retain");
    assert.equal(resourceNamed(program, "M").lifecycle?.onDelete, "delete");
    assert.deepEqual(brief(resourceNamed(program, "L").properties), {
      LayerName: "L",
      Content: "? where the packaged code will lie is not known",
    });
  });

  it("are open where a property is not known", () => {
    const program = made("  T: { Type: 'AWS::Serverless::SimpleTable', Properties: { New: 1 } }\n");
    assert.equal(resourceNamed(program, "T").closed, false);
    const unknown = made("  N: { Type: 'AWS::Serverless::New' }\n");
    assert.deepEqual(unknown.open, ["AWS::Serverless::New makes resources that are not in the template"]);
  });
});

describe("SAM state machines", () => {
  it("get a role with their policies, and tracing's behind them", () => {
    const program = made(
      "  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: { StartAt: A, States: { A: { Type: Succeed } } }\n      Tracing: { Enabled: true }\n      Policies: [LambdaInvokePolicy: { FunctionName: f }]\n",
    );
    assert.deepEqual(
      program.resources.map((r) => r.address),
      ["M", "MRole"],
    );
    assert.deepEqual(brief(property(program, "MRole", "ManagedPolicyArns")), [
      "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",
    ]);
    const definition = property(program, "M", "DefinitionString");
    assert.equal(definition.madeFrom?.by, "json");
    assert.deepEqual(brief(property(program, "M", "Tags")), [{ Key: "stateMachine:createdBy", Value: "SAM" }]);
  });
});

describe("SAM connectors", () => {
  const ends =
    "  Fn: { Type: 'AWS::Serverless::Function', Properties: { InlineCode: x, Handler: a.b, Runtime: nodejs22.x } }\n  Q: { Type: 'AWS::SQS::Queue' }\n  Topic:\n    Type: AWS::SNS::Topic\n    Connectors:\n      ToQ: { Properties: { Destination: { Id: Q }, Permissions: [Write] } }\n";

  it("come to policies: of a role, or of a queue, and are not there themselves", () => {
    const program = made(
      `${ends}  C:\n    Type: AWS::Serverless::Connector\n    Properties: { Source: { Id: Fn }, Destination: { Id: Q }, Permissions: [Write] }\n`,
    );
    assert.deepEqual(program.open, []);
    assert.deepEqual(
      program.resources.map((r) => `${r.address} ${r.type}`),
      [
        "Fn AWS::Lambda::Function",
        "FnRole AWS::IAM::Role",
        "Q AWS::SQS::Queue",
        "Topic AWS::SNS::Topic",
        "TopicToQQueuePolicy AWS::SQS::QueuePolicy",
        "CPolicy AWS::IAM::ManagedPolicy",
      ],
    );
    assert.deepEqual(brief(resourceNamed(program, "CPolicy").properties), {
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["sqs:DeleteMessage", "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:PurgeQueue"],
            Resource: ["-> Q.Arn"],
          },
        ],
      },
      Roles: ["-> FnRole"],
    });
    assert.deepEqual(brief(property(program, "TopicToQQueuePolicy", "PolicyDocument.Statement.0.Condition")), {
      ArnEquals: { "aws:SourceArn": "-> Topic" },
    });
  });

  it("say that there may be more where an end is not known", () => {
    const program = made(
      "  C:\n    Type: AWS::Serverless::Connector\n    Properties: { Source: { Id: Fn }, Destination: { Id: Q }, Permissions: [Write] }\n",
    );
    assert.deepEqual(program.open, ["what the connector C makes is not known"]);
  });
});
