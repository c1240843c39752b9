import assert from "node:assert/strict";
import {
  type CodeAction,
  CodeActionKind,
  CodeActionRequest,
  DocumentDiagnosticRequest,
  HoverRequest,
  type MarkupContent,
  type TextDocumentEdit,
} from "vscode-languageserver-protocol/node";
import { Client } from "./client.ts";

const template = `Resources:
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Handler: report.handler
      Timeout: 1200
`;

const module = `resource "aws_lambda_function" "report" {
  function_name = "report"
  timeout       = 1200
}
`;

const app = `import { App, Duration, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';

const stack = new Stack(new App(), 'ReportStack');
new lambda.Function(stack, 'Report', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'report.handler',
  code: lambda.Code.fromAsset('report'),
  timeout: Duration.minutes(20),
});
`;

const message = (name: string) =>
  `${name} may run for 20 minutes; Lambda stops a function after 15 minutes. Split the work, or move it to Step Functions or Fargate.`;

describe("language server", () => {
  let client: Client;
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    assert.equal(client.errors, "");
  });

  const languages: [string, string, string, string, number, number, number, string, string][] = [
    ["template.yaml", "yaml", template, "Report", 5, 15, 19, "900", "#"],
    ["main.tf", "terraform", module, "aws_lambda_function.report", 2, 18, 22, "900", "#"],
    ["app.ts", "typescript", app, "Report", 8, 11, 31, "Duration.minutes(15)", "//"],
  ];
  for (const [name, languageId, text, what, line, start, end, fixed, mark] of languages)
    it(`marks, mends and explains ${name}, and follows what is typed`, async () => {
      client = new Client({ [name]: text });
      await client.start();
      await client.open(name, languageId, text);
      const [diagnostic, ...more] = await client.published(name, 1);
      assert.deepEqual(more, []);
      const range = { start: { line, character: start }, end: { line, character: end } };
      assert.deepEqual(diagnostic!.range, range);
      assert.equal(diagnostic!.message, message(what));
      assert.equal(diagnostic!.code, "lambda-timeout");
      assert.equal(diagnostic!.severity, 1);
      assert.equal(diagnostic!.source, "groundrule");
      assert.match(diagnostic!.codeDescription!.href, /^https:\/\/docs\.aws\.amazon\.com\//);

      const actions = (await client.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: client.uri(name) },
        range: { start: range.start, end: range.start },
        context: { diagnostics: [diagnostic!] },
      })) as CodeAction[];
      assert.deepEqual(
        actions.map((a) => a.title),
        ["Set the timeout to 15 minutes", "Suppress lambda-timeout here"],
      );
      const [fix, suppress] = actions.map((a) => a.edit!.documentChanges![0] as TextDocumentEdit);
      assert.deepEqual(fix!.textDocument, { uri: client.uri(name), version: 1 });
      assert.equal(applied(text, fix!), text.replace(/1200|Duration\.minutes\(20\)/, fixed));
      const suppressed = applied(text, suppress!).split("\n");
      assert.equal(suppressed[line]!.trim(), `${mark} groundrule-disable-next-line lambda-timeout`);

      const hover = await client.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: client.uri(name) },
        position: range.start,
      });
      const { value } = hover!.contents as MarkupContent;
      assert.match(value, /\*\*lambda-timeout\*\*/);
      assert.match(value, /15 minutes \(900 seconds\)/);
      assert.deepEqual(hover!.range, range);

      const comment = `${mark} groundrule-disable-next-line lambda-timeout\n`;
      const version = await client.type(name, line, 0, 0, comment);
      assert.deepEqual(await client.published(name, version), []);
      const again = await client.type(name, line, 0, comment.length - 1, "");
      const [back] = await client.published(name, again);
      assert.deepEqual(back!.range, {
        start: { ...range.start, line: line + 1 },
        end: { ...range.end, line: line + 1 },
      });
    });

  it("suppresses in the metadata of a resource where there are no comments", async () => {
    const text = `{
  "Resources": {
    "Report": {
      "Type": "AWS::Lambda::Function",
      "Properties": { "Timeout": 1200 }
    }
  }
}
`;
    client = new Client({ "template.json": text });
    await client.start();
    await client.open("template.json", "json", text);
    const [diagnostic] = await client.published("template.json", 1);
    const actions = (await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: client.uri("template.json") },
      range: diagnostic!.range,
      context: { diagnostics: [diagnostic!] },
    })) as CodeAction[];
    const suppress = actions.find((a) => a.title === "Suppress lambda-timeout here")!;
    const suppressed = applied(text, suppress.edit!.documentChanges![0] as TextDocumentEdit);
    assert.deepEqual(JSON.parse(suppressed).Resources.Report.Metadata, { groundrule: { disable: ["lambda-timeout"] } });
    await client.open("again.json", "json", suppressed);
    assert.deepEqual(await client.published("again.json", 1), []);
  });

  it("says what is worth knowing of a type, on its name and where it is written, and of a property", async () => {
    const template = `Resources:
  Data:
    Type: AWS::EC2::Volume
    Properties:
      AvailabilityZone: eu-west-1a
      Size: 10
      Encrypted: true
`;
    const module = `resource "aws_ebs_volume" "data" {
  availability_zone = "eu-west-1a"
  size              = 10
  encrypted         = true
}
`;
    client = new Client({ "template.yaml": template, "main.tf": module });
    await client.start();
    const at = async (name: string, line: number, character: number) => {
      const hover = await client.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: client.uri(name) },
        position: { line, character },
      });
      const { start, end } = hover?.range ?? {};
      const text = (hover?.contents as MarkupContent | undefined)?.value.slice(0, 34);
      return hover && [text, start!.line, start!.character, end!.character];
    };
    await client.open("template.yaml", "yaml", template);
    await client.open("main.tf", "terraform", module);
    const volume = "A volume is a network drive in one";
    const size = "A volume can be made larger while ";
    assert.deepEqual(await at("template.yaml", 1, 4), [volume, 1, 2, 6]);
    assert.deepEqual(await at("template.yaml", 2, 12), [volume, 2, 10, 26]);
    assert.deepEqual(await at("template.yaml", 5, 7), [size, 5, 6, 10]);
    assert.equal(await at("template.yaml", 4, 8), null);
    assert.deepEqual(await at("main.tf", 0, 12), [volume, 0, 10, 24]);
    assert.deepEqual(await at("main.tf", 0, 29), [volume, 0, 27, 31]);
    assert.deepEqual(await at("main.tf", 2, 22), [size, 2, 2, 6]);
  });

  it("answers a client that asks for diagnostics, and pushes nothing to it", async () => {
    client = new Client({ "template.yaml": template });
    const { capabilities } = await client.start({ textDocument: { diagnostic: {} } });
    assert.equal((capabilities.diagnosticProvider as { interFileDependencies: boolean }).interFileDependencies, true);
    await client.open("template.yaml", "yaml", template);
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: client.uri("template.yaml") },
    });
    assert.ok(report.kind === "full");
    assert.deepEqual(
      report.items.map((i) => i.message),
      [message("Report")],
    );
  });

  it("explains a rule that a comment names, and a property that a fact is known of", async () => {
    const text = template.replace("      Timeout: 1200", "      Timeout: 30 # groundrule-disable-line lambda-timeout");
    client = new Client({ "template.yaml": text });
    await client.start();
    await client.open("template.yaml", "yaml", text);
    const at = async (line: number, character: number) => {
      const hover = await client.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: client.uri("template.yaml") },
        position: { line, character },
      });
      return hover && (hover.contents as MarkupContent).value;
    };
    assert.match((await at(5, 52))!, /^\*\*lambda-timeout\*\*: Lambda timeout outside the allowed range/);
    assert.match((await at(5, 8))!, /^Lambda stops a function after at most 15 minutes\./);
    assert.equal(await at(0, 2), null);
  });

  it("says nothing of files that are no infrastructure", async () => {
    client = new Client({ "values.yaml": "timeout: 1200\n" });
    await client.start();
    await client.open("values.yaml", "yaml", "timeout: 1200\n");
    assert.deepEqual(await client.published("values.yaml", 1), []);
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: client.uri("values.yaml") },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } },
      context: { diagnostics: [], only: [CodeActionKind.QuickFix] },
    });
    assert.deepEqual(actions, []);
  });

  it("takes a file that another one reads into account as it is typed", async () => {
    const child = 'variable "seconds" {}\nresource "aws_lambda_function" "this" {\n  timeout = var.seconds\n}\n';
    const main = 'module "report" {\n  source  = "./function"\n  seconds = 1200\n}\n';
    client = new Client({ "main.tf": main, "function/main.tf": child });
    await client.start();
    await client.open("main.tf", "terraform", main);
    assert.deepEqual(
      (await client.published("main.tf", 1)).map((d) => d.range.start),
      [{ line: 2, character: 12 }],
    );
    await client.open("function/main.tf", "terraform", child);
    await client.published("function/main.tf", 1);
    await client.type("main.tf", 2, 12, 16, "60");
    assert.deepEqual(await client.published("main.tf", 2), []);
  });

  it("takes the file on disk again when one is closed that others read", async () => {
    const main = 'resource "aws_lambda_function" "report" {\n  timeout = local.seconds\n}\n';
    const locals = "locals {\n  seconds = 1200\n}\n";
    client = new Client({ "main.tf": main, "locals.tf": locals });
    await client.start();
    await client.open("main.tf", "terraform", main);
    await client.publishedMany("main.tf", 1);
    await client.open("locals.tf", "terraform", locals);
    await client.type("locals.tf", 1, 12, 16, "60");
    await client.publishedMany("main.tf", 0);
    await client.close("locals.tf");
    assert.deepEqual((await client.publishedMany("main.tf", 1))[0]!.range.start, { line: 1, character: 12 });
  });

  it("shows a half-typed file's error and keeps the findings around it", async () => {
    client = new Client({ "main.tf": module });
    await client.start();
    const half = `resource "aws_lambda_function" "half" {\n  timeout = \n\n${module}`;
    await client.open("main.tf", "terraform", half);
    const diagnostics = await client.published("main.tf", 1);
    assert.ok(diagnostics.some((d) => d.code === "lambda-timeout" && d.range.start.line === 5));
    assert.ok(diagnostics.some((d) => d.code === undefined && d.severity === 1));
  });

  it("forgets a finding when a setting leaves its profile out", async () => {
    const open = `Resources:
  Access:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: ssh
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }]
`;
    client = new Client({ "template.yaml": open });
    await client.start({}, { profile: "errors" });
    await client.open("template.yaml", "yaml", open);
    assert.deepEqual(await client.published("template.yaml", 1), []);
  });
});

function applied(text: string, { edits }: TextDocumentEdit): string {
  const lines = text.split("\n");
  const offset = (p: { line: number; character: number }) =>
    lines.slice(0, p.line).reduce((sum, l) => sum + l.length + 1, 0) + p.character;
  let result = text;
  for (const edit of [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))) {
    if (!("range" in edit) || !("newText" in edit)) throw new Error("not a text edit");
    result = result.slice(0, offset(edit.range.start)) + edit.newText + result.slice(offset(edit.range.end));
  }
  return result;
}
