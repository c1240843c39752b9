/** What a function comes to: its role, its versions, its URL, what is invoked and deployed. */
import assert from "node:assert/strict";
import { at, brief, evaluateText, property, resourceNamed, written } from "../programs.ts";

const head = "Transform: AWS::Serverless-2016-10-31\nResources:\n";
const region = { region: "eu-west-1", parameters: {} };

function made(text: string, inputs = region) {
  const program = evaluateText(head + text, inputs);
  return { program, types: Object.fromEntries(program.resources.map((r) => [r.address, r.type])) };
}

const fn = (more: string) =>
  `  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.b\n      Runtime: nodejs22.x\n      CodeUri: s3://code/fn.zip?versionId=7\n${more}`;

describe("SAM functions", () => {
  it("get a role with what every function may do", () => {
    const { program, types } = made(fn(""));
    assert.deepEqual(types, { Fn: "AWS::Lambda::Function", FnRole: "AWS::IAM::Role" });
    assert.deepEqual(program.open, []);
    assert.deepEqual(brief(property(program, "Fn", "Code")), {
      S3Bucket: "code",
      S3Key: "fn.zip",
      S3ObjectVersion: "7",
    });
    assert.deepEqual(brief(resourceNamed(program, "FnRole").properties), {
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: ["sts:AssumeRole"], Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com"] } }],
      },
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
      Tags: [{ Key: "lambda:createdBy", Value: "SAM" }],
    });
    assert.equal(at(program, property(program, "Fn", "Code.S3Key").origin.span), "8:26 fn.zip");
  });

  it("have a role that the partition decides, where no region is known", () => {
    const program = evaluateText(head + fn("      Policies: ReadOnlyAccess\n"));
    assert.deepEqual(brief(property(program, "FnRole", "ManagedPolicyArns")), [
      "arn:<? AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      "arn:<? AWS::Partition>:iam::aws:policy/ReadOnlyAccess",
    ]);
  });

  it("get their policies: names, ARNs, documents and templates, each at its place", () => {
    const { program } = made(
      fn(
        "      Policies:\n        - AWSLambdaRole\n        - Mine\n        - !Ref Own\n        - Statement: [{ Effect: Allow, Action: '*', Resource: '*' }]\n        - SQSPollerPolicy: { QueueName: jobs }\n      Tracing: Active\n",
      ),
    );
    const role = resourceNamed(program, "FnRole").properties;
    assert.deepEqual(brief(property(program, "FnRole", "ManagedPolicyArns")), [
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaRole",
      "? no managed policy of AWS is known by that name",
      "? Ref Own",
    ]);
    const policies = brief(property(program, "FnRole", "Policies")) as {
      PolicyName: string;
      PolicyDocument: unknown;
    }[];
    assert.deepEqual(
      policies.map((p) => p.PolicyName),
      ["FnRolePolicy3", "FnRolePolicy4"],
    );
    assert.deepEqual(policies[1]!.PolicyDocument, {
      Statement: [
        {
          Action: [
            "sqs:ChangeMessageVisibility",
            "sqs:ChangeMessageVisibilityBatch",
            "sqs:DeleteMessage",
            "sqs:DeleteMessageBatch",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
          ],
          Effect: "Allow",
          Resource: "arn:aws:sqs:eu-west-1:<? AWS::AccountId>:jobs",
        },
      ],
    });
    const star = property(program, "FnRole", "Policies.0.PolicyDocument.Statement.0.Resource");
    assert.equal(at(program, star.origin.span), "13:63 '*'");
    assert.equal(at(program, role.nameSpan!), "9:7 Policies");
  });

  it("say that there may be more, where a policy is not understood", () => {
    const { program } = made(fn("      Policies: [{ NoSuchPolicy: { X: 1 } }]\n"));
    const policies = property(program, "FnRole", "Policies");
    assert.equal(policies.kind === "list" && policies.closed, false);
  });

  it("keep the role that they name, and make one only where they name none", () => {
    assert.deepEqual(Object.keys(made(fn("      Role: arn:aws:iam::1:role/x\n")).types), ["Fn"]);
    const program = evaluateText(
      `Parameters:\n  Own: { Type: String }\nConditions:\n  Has: !Not [!Equals [!Ref Own, '']]\n${head}${fn("      Role: !If [Has, !Ref Own, !Ref AWS::NoValue]\n")}`,
      region,
    );
    const role = resourceNamed(program, "FnRole");
    assert.deepEqual([role.condition.kind, role.condition.kind === "not" && role.condition.of.kind], ["not", "named"]);
    assert.deepEqual(brief(property(program, "Fn", "Role")), { choice: ["? parameter Own", "-> FnRole.Arn"] });
  });

  it("publish versions that stay, and an alias that events and URLs go to", () => {
    const { program, types } = made(
      `${fn("      AutoPublishAlias: live-1\n      FunctionUrlConfig: { AuthType: NONE }\n")}Outputs:\n  A: { Value: !Ref Fn.Alias }\n`,
    );
    assert.deepEqual(types, {
      Fn: "AWS::Lambda::Function",
      "Fn.Version": "AWS::Lambda::Version",
      FnAliasliveD1: "AWS::Lambda::Alias",
      FnUrl: "AWS::Lambda::Url",
      FnUrlPublicPermissions: "AWS::Lambda::Permission",
      FnURLInvokeAllowPublicAccess: "AWS::Lambda::Permission",
      FnRole: "AWS::IAM::Role",
    });
    assert.equal(resourceNamed(program, "Fn.Version").lifecycle?.onDelete, "retain");
    assert.deepEqual(brief(resourceNamed(program, "FnAliasliveD1").properties), {
      Name: "live-1",
      FunctionName: "-> Fn",
      FunctionVersion: "-> Fn.Version.Version",
    });
    assert.equal(brief(property(program, "FnUrl", "TargetFunctionArn")), "-> FnAliasliveD1");
    assert.deepEqual([...program.escaped], ["FnAliasliveD1"]);
  });

  it("share the application of CodeDeploy", () => {
    const two = ["A", "B"].map((id) =>
      fn("      AutoPublishAlias: live\n      DeploymentPreference: { Type: AllAtOnce }\n").replace("Fn:", `${id}:`),
    );
    const { program, types } = made(two.join(""));
    assert.equal(program.resources.filter((r) => r.type === "AWS::CodeDeploy::Application").length, 1);
    assert.equal(types.BDeploymentGroup, "AWS::CodeDeploy::DeploymentGroup");
    assert.equal(
      brief(property(program, "ADeploymentGroup", "DeploymentConfigName")),
      "CodeDeployDefault.LambdaAllAtOnce",
    );
  });

  it("give the alias a policy that lets CodeDeploy move it", () => {
    const { program } = made(
      fn(
        "      AutoPublishAlias: live\n      DeploymentPreference: { Type: AllAtOnce, Hooks: { PreTraffic: !Ref Fn } }\n",
      ),
    );
    const { attributes } = resourceNamed(program, "FnAliaslive");
    assert.deepEqual(attributes && brief(attributes), {
      UpdatePolicy: {
        CodeDeployLambdaAliasUpdate: {
          ApplicationName: "-> ServerlessDeploymentApplication",
          DeploymentGroupName: "-> FnDeploymentGroup",
          BeforeAllowTrafficHook: "-> Fn",
        },
      },
    });
    assert.equal(
      resourceNamed(made(fn("      AutoPublishAlias: live\n")).program, "FnAliaslive").attributes,
      undefined,
    );
  });

  it("carry their condition, policies and switched off rules to what is made", () => {
    const text = fn("").replace(
      "Type:",
      "Condition: C\n    DeletionPolicy: Retain\n    Metadata: { groundrule: { disable: [lambda-timeout] } }\n    Type:",
    );
    const program = evaluateText(`Conditions: { C: !Equals [!Ref AWS::Region, x] }\n${head}${text}`);
    const role = resourceNamed(program, "FnRole");
    assert.equal(role.condition, resourceNamed(program, "Fn").condition);
    assert.equal(role.lifecycle?.onDelete, "retain");
    assert.deepEqual(
      role.disabled?.map((d) => d.rule),
      ["lambda-timeout"],
    );
  });

  it("can be written only where something is written", () => {
    const { program } = made(fn("      Policies:\n        - AdministratorAccess\n"));
    const role = resourceNamed(program, "FnRole");
    const path = ["ManagedPolicyArns"];
    assert.equal(written(program, [{ do: "remove", resource: role, path }]), undefined);
    assert.equal(
      written(program, [{ do: "set", resource: role, path, to: { kind: "literal", value: "x" } }]),
      undefined,
    );
    assert.equal(written(program, [{ do: "removeResource", resource: role }]), undefined);
  });

  it("take from Globals what they do not ignore", () => {
    const globals = "Globals:\n  Function: { Timeout: 5, MemorySize: 512 }\n";
    const text = fn("").replace("Type:", "IgnoreGlobals: [Timeout]\n    Type:");
    const program = evaluateText(globals + head + text);
    const { entries } = resourceNamed(program, "Fn").properties;
    assert.deepEqual([entries.has("Timeout"), entries.has("MemorySize")], [false, true]);
  });
});
