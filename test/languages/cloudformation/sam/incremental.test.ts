/** After an edit a template's resources are what they would be if it were seen for the first time. */
import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import type { Program } from "../../../../server/core/resources.ts";
import { cloudformation } from "../../../../server/languages/cloudformation/index.ts";
import { brief } from "../programs.ts";

const original = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs22.x, Handler: a.b }
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      AutoPublishAlias: live
      Policies: [ReadOnlyAccess]
      Events:
        Get: { Type: Api, Properties: { Path: /one, Method: get } }
        New: { Type: S3, Properties: { Bucket: !Ref Pictures, Events: 's3:ObjectCreated:*' } }
  Two:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: y
      Events:
        Get: { Type: Api, Properties: { Path: /two, Method: get } }
  Pictures: { Type: 'AWS::S3::Bucket' }
  Queue: { Type: 'AWS::SQS::Queue' }
  Link:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Id: One }, Destination: { Id: Queue }, Permissions: [Write] }
Outputs:
  Alias: { Value: !Ref One.Alias }
  Role: { Value: !GetAtt OneRole.Arn }
  Api: { Value: !Ref ServerlessRestApi }
`;

const evaluate = (language: ReturnType<typeof cloudformation>, text: string): Program =>
  language.evaluate({ language: "cloudformation", path: "/t.yaml" }, memoryFiles({ "/t.yaml": text }));

const said = (program: Program) => ({
  resources: program.resources.map((r) => [r.address, r.type, r.condition.kind, r.closed, brief(r.properties)]),
  open: program.open,
  escaped: [...program.escaped],
});

describe("SAM, edit after edit", () => {
  const edits: readonly (readonly [what: string, from: string, to: string])[] = [
    ["a policy", "ReadOnlyAccess", "AdministratorAccess"],
    ["the alias, which an output names", "AutoPublishAlias: live", "AutoPublishAlias: other"],
    ["no alias any more", "      AutoPublishAlias: other\n", ""],
    ["the path of an event", "/two", "/three"],
    [
      "the name of an event",
      "        Get: { Type: Api, Properties: { Path: /one",
      "        Take: { Type: Api, Properties: { Path: /one",
    ],
    ["another bucket", "Bucket: !Ref Pictures", "Bucket: !Ref Queue"],
    ["its own role", "      InlineCode: x\n", "      InlineCode: x\n      Role: arn:aws:iam::1:role/x\n"],
    ["another type of what a connector goes to", "Type: 'AWS::SQS::Queue'", "Type: 'AWS::SNS::Topic'"],
    ["no more events of an API", "Type: Api", "Type: Alexa"],
    ["globals", "Function: { Runtime", "Function: { Timeout: 3, Runtime"],
  ];

  it("says what a fresh reading says", () => {
    const language = cloudformation();
    let text = original;
    said(evaluate(language, text));
    for (const [what, from, to] of edits) {
      assert.ok(text.includes(from), what);
      text = text.replaceAll(from, to);
      assert.deepEqual(said(evaluate(language, text)), said(evaluate(cloudformation(), text)), what);
    }
  });

  it("uses again what the edit does not reach", () => {
    const language = cloudformation();
    const before = evaluate(language, original);
    const after = evaluate(language, original.replace("/two", "/three"));
    const of = (program: Program, address: string) => program.resources.find((r) => r.address === address);
    for (const address of ["One", "OneRole", "One.Version", "OneAliaslive", "Pictures", "LinkPolicy"]) {
      assert.ok(of(after, address), address);
      assert.equal(of(after, address), of(before, address), address);
    }
    assert.notEqual(of(after, "ServerlessRestApi"), of(before, "ServerlessRestApi"));
  });
});
