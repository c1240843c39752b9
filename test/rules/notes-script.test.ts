/** The script of the study notes: three defects, each found once in every language, and nothing else. */
import assert from "node:assert/strict";
import { applyFix, lintFiles } from "./lint-files.ts";

const script = `# Install httpd
yum update -yaml
yum install -y httpd
systemctl start httpd
systemctl enable httpd
echo "<h1>hello world from \${hostname -f} </h1>" > /var/www/html/index.html
`;

const indented = (by: string) => script.replace(/^/gm, by).trimEnd();

const ids = (files: ReadonlyMap<string, string>) =>
  lintFiles(files)
    .findings.filter((f) => f.severity !== "info")
    .map((f) => f.rule)
    .sort();

const three = ["ec2-user-data-bad-substitution", "ec2-user-data-interactive-install", "ec2-user-data-missing-shebang"];

const files: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  "a template": new Map([
    [
      "/t/template.yaml",
      `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
${indented("          ")}
`,
    ],
  ]),
  "a template with Fn::Sub": new Map([
    [
      "/t/template.yaml",
      `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
${indented("          ")}
`,
    ],
  ]),
  "a heredoc": new Map([
    ["/t/main.tf", `resource "aws_instance" "server" {\n  user_data = <<-EOT\n${indented("    ")}\n  EOT\n}\n`],
  ]),
  "a script beside a module": new Map([
    ["/t/main.tf", `resource "aws_instance" "server" {\n  user_data = file("\${path.module}/setup.sh")\n}\n`],
    ["/t/setup.sh", script],
  ]),
  "a CDK app": new Map([
    [
      "/t/app.ts",
      `import { App, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
const stack = new Stack(new App(), 'Main');
new ec2.CfnInstance(stack, 'Server', { userData: Fn.base64(${JSON.stringify(script)}) });
`,
    ],
  ]),
};

describe("the script of the notes", () => {
  for (const [where, given] of Object.entries(files)) {
    it(`has three defects in ${where}`, () => assert.deepEqual(ids(given), three));

    it(`has none when each is mended by its safe fix, in ${where}`, () => {
      let now = given;
      for (const rule of three) {
        const linted = lintFiles(now);
        const finding = linted.findings.find((f) => f.rule === rule);
        const fix = finding?.fixes.find((f) => f.safe && f.edits);
        assert.ok(finding && fix, `${rule} has a safe fix`);
        now = applyFix(now, finding, fix.title, linted);
      }
      assert.deepEqual(ids(now), []);
    });
  }
});
