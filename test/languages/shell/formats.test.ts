import assert from "node:assert/strict";
import { spanText } from "../../../server/core/span.ts";
import { readScript } from "../../../server/languages/shell/index.ts";
import { commandsOf, marked, pieced, run, scriptOf } from "./reading.ts";

const format = (text: string) => scriptOf(text).format;

describe("formats of user data", () => {
  it("are told by the first line", () => {
    for (const text of [
      "#!/bin/bash\nls",
      "#!/usr/bin/env -S bash -x\n",
      "#! /bin/sh -e\r\nls",
      "#!/bin/zsh",
      "yum update",
      "",
      "\n  #!/bin/bash\nls",
      "#cloud-boothook\nls",
      "# a comment\nls",
    ])
      assert.equal(format(text), "shell", text);
    assert.equal(format("#cloud-config\nruncmd: []"), "cloud-config");
    assert.equal(format("Content-Type: multipart/mixed; boundary=x\n\n--x\n"), "multipart");
    for (const text of [
      "<powershell>\naws configure\n</powershell>",
      "<script>\naws configure\n</script>",
      "# first\n<powershell>\naws configure\n</powershell>",
      "#ps1_sysnative\naws configure",
      "version: 1.0\ntasks:\n- task: executeScript\n",
    ])
      assert.equal(format(text), "powershell", text);
    for (const text of [
      "#!/usr/bin/env python3\nls",
      "#!/usr/bin/perl",
      "#include\nhttps://example.com/x",
      "## template: jinja\n#cloud-config",
      "[settings.host-containers.admin]\nenabled = true",
    ])
      assert.equal(format(text), "other", text);
  });

  it("have no commands when they are no shell's", () => {
    assert.deepEqual(run("<powershell>\naws configure\n</powershell>"), []);
    assert.deepEqual(run("#!/usr/bin/python\naws configure\n"), []);
  });

  it("are not known when the line that tells is not", () => {
    assert.equal(readScript(pieced("«#!»‹Interpreter›«\naws configure»"))!.format, "other");
    assert.equal(readScript(pieced("‹Header›«\naws configure»"))!.format, "other");
    assert.equal(readScript(pieced("‹Folder›«/bin/setup.sh\naws configure»"))!.format, "shell");
  });

  it("are left alone when they are too long", () => {
    const script = scriptOf("aws configure\n".repeat(20_000));
    assert.deepEqual(script.commands, []);
    assert.match(script.problems[0]!.message, /longer than 256 KB/);
  });
});

describe("a cloud-config", () => {
  const text = [
    "#cloud-config",
    "packages: [httpd]",
    "bootcmd:",
    "  - [cloud-init-per, once, x, mkfs, /dev/sdb]",
    "runcmd:",
    "  - aws configure set region us-east-1 && date",
    "  - [sudo, aws, configure, 5]",
    "  - [sh, -c, 'aws s3 ls \"it''s\"']",
    "  - |",
    "    cd /tmp",
    "    aws  configure",
    "  - 'aws ''configure'''",
    "write_files:",
    "  - path: /x.sh",
    "    content: |",
    "      aws configure",
    "",
  ].join("\n");

  it("runs what stands under bootcmd and runcmd", () => {
    const script = scriptOf(text);
    assert.deepEqual(commandsOf(script), [
      "cloud-init-per once x mkfs /dev/sdb",
      "aws configure set region us-east-1",
      "date",
      "aws configure 5",
      "aws s3 ls it's",
      "cd /tmp",
      "aws configure",
      "aws configure",
    ]);
    assert.deepEqual(marked(script).slice(1), [
      "aws configure set region us-east-1",
      "date",
      "aws, configure, 5",
      "aws s3 ls \"it''s\"",
      "cd /tmp",
      "aws  configure",
      "aws ''configure''",
    ]);
    assert.deepEqual(script.problems, []);
  });

  it("is read with Windows line ends and with holes", () => {
    assert.deepEqual(commandsOf(scriptOf(text.replaceAll("\n", "\r\n"))), commandsOf(scriptOf(text)));
    const script = readScript(pieced("«#cloud-config\nruncmd:\n - aws configure set region »‹Region›«\n - »‹All›"))!;
    assert.deepEqual(commandsOf(script), ["aws configure set region ?"]);
  });

  it("that cannot be read has no commands, and says so", () => {
    const script = scriptOf("#cloud-config\nruncmd:\n  - [a\n b: c\n");
    assert.deepEqual(script.commands, []);
    assert.match(script.problems[0]!.message, /YAML cannot be read/);
  });
});

describe("a multipart message", () => {
  const message = [
    'Content-Type: multipart/mixed; boundary="==B=="',
    "MIME-Version: 1.0",
    "",
    "--==B==",
    "Content-Type: text/cloud-config; charset=us-ascii",
    "",
    "#cloud-config",
    "runcmd:",
    " - ls",
    "--==B==",
    "Content-Type: text/x-shellscript",
    "",
    "#!/bin/bash",
    "aws configure",
    "--==B==",
    "Content-Type: text/x-shellscript",
    "Content-Transfer-Encoding: base64",
    "",
    "ZGF0ZQo=",
    "--==B==",
    "Content-Type: text/part-handler",
    "",
    "import os",
    "--==B==--",
    "aws configure",
  ].join("\n");

  it("runs what its parts run", () => {
    const script = scriptOf(message);
    assert.equal(script.format, "multipart");
    assert.deepEqual(commandsOf(script), ["ls", "aws configure"]);
    const { span } = script.commands[1]!;
    assert.equal(spanText(span), "aws configure");
    assert.equal(span.start, message.indexOf("aws configure"));
  });

  it("is read to its end when that is not marked", () => {
    assert.deepEqual(
      run("MIME-Version: 1.0\nContent-Type: multipart/mixed;\n\tboundary=x\n\n--x\n\n#!/bin/sh\ndate\n"),
      ["date"],
    );
    assert.deepEqual(run("Content-Type: multipart/mixed\n\n--x\n\nls\n"), []);
    assert.deepEqual(run("Content-Type: text/x-shellscript\n\n#!/bin/sh\ndate\n"), ["date"]);
  });
});
