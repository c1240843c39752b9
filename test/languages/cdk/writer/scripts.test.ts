import assert from "node:assert/strict";
import { files, source } from "./edit-source.ts";

function without(body: string, command = "aws configure"): string | undefined {
  const e = source(body);
  return e.after({ do: "removeScriptLine", span: e.span(command) });
}

const DATA = "const data = ec2.UserData.forLinux();\n";

describe("CDK writer: removeScriptLine", () => {
  it("removes an argument of addCommands", () => {
    const many = (line: string) => `${DATA}data.addCommands(\n  'yum update -y',\n${line}  'echo done',\n);\n`;
    assert.equal(without(many("  'sudo aws configure', // keys\n")), many(""));
    const line = (args: string) => `${DATA}data.addCommands(${args});\n`;
    assert.equal(without(line("'yum update -y', 'aws configure'")), line("'yum update -y'"));
    assert.equal(without(line("'aws configure', 'echo done'")), line("'echo done'"));
    const last = (line: string, comma: string) => `${DATA}data.addCommands(\n  'yum update -y'${comma}\n${line});\n`;
    assert.equal(without(last("  'aws configure'\n", ",")), last("", ""));
  });

  it("removes the call whose only argument it is", () => {
    assert.equal(without(`${DATA}data.addCommands('aws configure');\nconst a = 1;\n`), `${DATA}const a = 1;\n`);
  });

  it("removes an item of a list of lines", () => {
    const list = (items: string, rest: string) => `const lines = [${items}];\n${rest}`;
    const all = "'#!/bin/sh', 'aws configure', 'echo'";
    for (const rest of [`${DATA}data.addCommands(...lines);\n`, "ec2.UserData.custom(lines.join('\\n'));\n"])
      assert.equal(without(list(all, rest)), list("'#!/bin/sh', 'echo'", rest));
    assert.equal(without(list(all, "ec2.UserData.custom(lines.join(' '));\n")), undefined);
    assert.equal(without(`ec2.UserData.custom([${all}].join(' && '));\n`), undefined);
  });

  it("removes a line of a template literal", () => {
    const text = (line: string) => `ec2.UserData.custom(\`#!/bin/bash\nyum update -y\n${line}echo \${1 + 1}\n\`);\n`;
    assert.equal(without(text("  aws configure --profile x # keys\n"), "aws configure --profile x"), text(""));
    assert.equal(
      without(text("aws configure set x ${stack.region}\n"), "aws configure set x ${stack.region}"),
      text(""),
    );
    assert.equal(without("ec2.UserData.custom(`aws configure\necho`);\n"), "ec2.UserData.custom(`echo`);\n");
    assert.equal(without("ec2.UserData.custom(`echo\naws configure`);\n"), "ec2.UserData.custom(`echo`);\n");
  });

  it("removes what stands between two escapes", () => {
    const text = (line: string) => `ec2.UserData.custom('#!/bin/bash\\n${line}echo done\\n');\n`;
    assert.equal(without(text("aws configure\\n")), text(""));
  });

  it("removes an operand that is whole lines", () => {
    const sum = (line: string) => `ec2.UserData.custom('#!/bin/bash\\n'${line} + 'echo\\n');\n`;
    assert.equal(without(sum(" + 'aws configure\\n'")), sum(""));
    assert.equal(without("ec2.UserData.custom('sudo ' + 'aws configure\\n');\n"), undefined);
  });

  it("leaves a line on which something else stands", () => {
    assert.equal(without(`${DATA}data.addCommands('yum update && aws configure', 'x');\n`), undefined);
    assert.equal(without(`${DATA}data.addCommands('aws configure && x', 'x');\n`), undefined);
    assert.equal(without("ec2.UserData.custom(`a \\\\\naws configure\necho`);\n"), undefined);
    assert.equal(without("ec2.UserData.custom('aws configure');\n"), undefined);
  });

  it("removes a line of a script in a file of its own", () => {
    const e = files({
      "/app/app.ts": `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { readFileSync } from 'fs';
import { join } from 'path';
const stack = new cdk.Stack(new cdk.App(), 'S');
new ec2.Instance(stack, 'I', { userData: ec2.UserData.custom(readFileSync(join(__dirname, 'setup.sh'), 'utf8')) } as any);
`,
      "/app/setup.sh": "#!/bin/bash\naws configure\necho done\n",
    });
    e.value("S/I", "UserData");
    const after = e.write({ do: "removeScriptLine", span: e.span("aws configure", "/app/setup.sh") });
    assert.equal(after?.["/app/setup.sh"], "#!/bin/bash\necho done\n");
  });
});

describe("CDK writer: replaceText", () => {
  const replaced = (body: string, of: string, text: string) => {
    const e = source(body);
    return e.after({ do: "replaceText", span: e.span(of), text });
  };
  it("escapes as the quotes around it need it", () => {
    assert.equal(
      replaced("ec2.UserData.custom('echo x');\n", "x", "it's\n\\"),
      "ec2.UserData.custom('echo it\\'s\\n\\\\');\n",
    );
    assert.equal(
      replaced('ec2.UserData.custom("echo x");\n', "x", 'it\'s "q"'),
      'ec2.UserData.custom("echo it\'s \\"q\\"");\n',
    );
    assert.equal(
      replaced("ec2.UserData.custom(`echo x`);\n", "x", "`a` ${b} $c"),
      "ec2.UserData.custom(`echo \\`a\\` \\${b} $c`);\n",
    );
    assert.equal(
      replaced("ec2.UserData.custom(`echo ${1} x`);\n", " x", " -y"),
      "ec2.UserData.custom(`echo ${1} -y`);\n",
    );
  });
});
