import assert from "node:assert/strict";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../../server/core/engine.ts";
import type { Files } from "../../../../server/core/files.ts";
import type { Language } from "../../../../server/core/language.ts";
import { defaultSettings } from "../../../../server/core/settings.ts";
import { spanText } from "../../../../server/core/span.ts";
import { loadCdk } from "../../../../server/languages/cdk/index.ts";
import { readDocument } from "../../../../server/languages/documents/index.ts";
import { readScript } from "../../../../server/languages/shell/index.ts";
import { appFiles, synthesized } from "./assembled-app.ts";

const text = `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';

const seconds = Number(process.env.LIMIT);
const app = new cdk.App();
const stack = new cdk.Stack(app, 'Web');
const vpc = new ec2.Vpc(stack, 'Vpc');

const group = new ec2.SecurityGroup(stack, 'Group', { vpc });
group.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22));

const bastion = new ec2.BastionHostLinux(stack, 'Bastion', { vpc });
bastion.allowSshAccessFrom(ec2.Peer.anyIpv4());

new lambda.Function(stack, 'Report', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('//'),
  timeout: cdk.Duration.seconds(seconds),
});

for (const name of (process.env.NAMES ?? '').split(',')) {
  new lambda.CfnFunction(stack, name, {
    role: 'arn:aws:iam::123456789012:role/lambda',
    code: { zipFile: '//' },
    memorySize: 20480,
  });
}

new cdk.CfnResource(stack, 'Raw', {
  type: 'AWS::Lambda::Function',
  properties: { Timeout: seconds, Code: { ZipFile: '//' }, Role: 'arn:aws:iam::123456789012:role/lambda' },
});

const stage = new cdk.Stage(app, 'Prod');
class Inner extends cdk.Stack {
  constructor(scope: cdk.Stage, id: string) {
    super(scope, id);
    new lambda.CfnFunction(this, 'Slow', { role: 'r', code: { zipFile: '//' }, timeout: seconds });
  }
}
new Inner(stage, 'Inner');
`;

interface Told {
  readonly rule: string;
  readonly at: string;
  readonly line: number;
  readonly message: string;
  readonly fixes: readonly string[];
}

async function findings(language: Language, files: Files): Promise<{ told: Told[]; problems: string[] }> {
  const root = { language: "cdk", path: "/app/app.ts" };
  let program = language.evaluate(root, files);
  while (await language.load?.()) program = language.evaluate(root, files);
  const result = lint(
    program,
    // What this is about; others have their own to say of a bastion host.
    rules.filter((r) => /^(sg-ssh-open-to-world|lambda-)/.test(r.id)),
    { ...defaultSettings, profile: "strict" },
    { script: readScript, document: readDocument } as never,
    "2026-11-25",
  );
  assert.deepEqual(result.faults, []);
  const told = result.findings.map((f) => {
    const source = program.sources.get(f.span.chunk.path)!;
    const fixes = f.fixes.filter((x) => x.edits).map((x) => x.title);
    return {
      rule: f.rule,
      at: spanText(f.span),
      line: source.range(f.span)!.start.line + 1,
      message: f.message,
      fixes,
    };
  });
  return { told, problems: program.problems.map((p) => `${p.path}: ${p.message}`) };
}

describe("cdk.out", () => {
  let assembly: Map<string, string>;
  let language: Language;

  before(async function () {
    this.timeout(0);
    assembly = await synthesized(text, { LIMIT: "1000", NAMES: "First,Second" });
    language = await loadCdk();
  });

  it("tells what only the templates show, at the property or construct that made it, and nothing twice", async () => {
    const { told, problems } = await findings(language, appFiles(text, assembly));
    assert.deepEqual(problems, []);
    assert.deepEqual(told.map((t) => `${t.line} ${t.rule}: ${t.at}`).sort(), [
      "11 sg-ssh-open-to-world: ec2.Peer.anyIpv4()",
      "14 sg-ssh-open-to-world: ec2.Peer.anyIpv4()",
      "20 lambda-timeout: cdk.Duration.seconds(seconds)",
      "27 lambda-memory: 20480",
      "31 lambda-timeout: CfnResource",
      "40 lambda-timeout: seconds",
    ]);
  });

  it("offers no fix for a value that the source does not show", async () => {
    const { told } = await findings(language, appFiles(text, assembly));
    const fixes = new Map(told.map((t) => [t.line, t.fixes]));
    assert.deepEqual(fixes.get(20), []);
    assert.deepEqual(fixes.get(31), []);
    assert.deepEqual(fixes.get(27), ["Set the memory to 10,240 MB"]);
    assert.ok(fixes.get(11)!.length > 0);
  });

  it("leaves templates alone that are older than the source, and says so once they are saved", async () => {
    const onlySource = ["11 sg-ssh-open-to-world", "14 sg-ssh-open-to-world", "27 lambda-memory"];
    const old = await findings(language, appFiles(text, assembly, ["/app/app.ts"]));
    assert.deepEqual(old.told.map((t) => `${t.line} ${t.rule}`).sort(), onlySource);
    assert.deepEqual(old.problems, [
      '/app/cdk.json: The templates in cdk.out are older than app.ts, and are not looked at. Run "cdk synth" to have them checked too.',
    ]);
    const typing = await findings(language, appFiles(text, assembly, ["/app/app.ts"], Number.POSITIVE_INFINITY));
    assert.deepEqual(typing.told.map((t) => `${t.line} ${t.rule}`).sort(), onlySource);
    assert.deepEqual(typing.problems, []);
  });

  it("reads nothing outside of the assembly, and takes half a manifest for none", async () => {
    const manifest = assembly.get("manifest.json")!;
    for (const outside of ["../secret.json", "/etc/secret.json", "a/../../secret.json", "C:\\\\secret.json"]) {
      const moved = new Map(assembly).set("manifest.json", manifest.replaceAll("Web.template.json", outside));
      const files = appFiles(text, moved);
      const read: string[] = [];
      await findings(language, {
        ...files,
        read(path) {
          read.push(path);
          return files.read(path);
        },
      });
      assert.deepEqual(
        read.filter((path) => path.includes("secret")),
        [],
      );
    }
    const half = new Map(assembly).set("manifest.json", manifest.slice(0, 200));
    const { told } = await findings(language, appFiles(text, half));
    assert.equal(told.length, 3);
  });
});
