import assert from "node:assert/strict";
import { scopesOf, tokens } from "./tokenizing.ts";

/** Asserts that pieces of a text have a scope that starts like this. */
async function expect(language: string, text: string, pieces: readonly (readonly [string, string, number?])[]) {
  for (const [piece, scope, n] of pieces) {
    const scopes = await scopesOf(language, text, piece, n);
    assert.ok(
      scopes.split(" ").some((s) => s.startsWith(scope)),
      `${piece} in ${text}: ${scopes}`,
    );
  }
}

const holds = async (language: string, text: string, piece: string, scope: string, n?: number) =>
  (await scopesOf(language, text, piece, n)).includes(scope);

describe("the Terraform grammar", () => {
  it("knows blocks, labels and attributes", () =>
    expect(
      "source.terraform",
      'resource "aws_instance" "web" {\n  ami = var.image\n  root_block_device {\n    size = 1.5\n  }\n}\nx = 1',
      [
        ["resource", "keyword.control.block"],
        ["aws_instance", "string.quoted.double.label"],
        ["ami", "variable.other.property"],
        ["=", "keyword.operator.assignment"],
        ["var", "variable.language"],
        ["image", "variable.other.member"],
        ["root_block_device", "entity.name.type.block"],
        ["1.5", "constant.numeric"],
        ["x", "variable.other.property"],
      ],
    ));

  it("closes blocks where they end", async () => {
    const text = 'a "b" {\n  c = { d = "}" }\n}\ne = 1';
    assert.equal(await holds("source.terraform", text, "e", "meta.block"), false);
    assert.equal(await holds("source.terraform", text, "d", "meta.braces"), true);
  });

  it("knows expressions", () =>
    expect("source.terraform", 'a = [for k, v in local.m : upper(k) if v != null && !false]\nb = c ? 1 : "d"', [
      ["for", "keyword.control"],
      ["in", "keyword.control"],
      ["upper", "support.function"],
      ["if", "keyword.control"],
      ["!=", "keyword.operator.comparison"],
      ["null", "constant.language"],
      ["&&", "keyword.operator.logical"],
      ["?", "keyword.operator.conditional"],
    ]));

  it("knows strings, interpolation and directives", () =>
    expect("source.terraform", 'a = "x\\n${var.b}$${c} %{ if d }e%{ endif }"\nf = 2', [
      ["\\n", "constant.character.escape"],
      ["${", "punctuation.section.interpolation.begin"],
      ["b", "meta.embedded.expression"],
      ["$${", "constant.character.escape.template"],
      ["if", "keyword.control.directive"],
      ["endif", "keyword.control.directive"],
      ["f", "variable.other.property"],
    ]));

  it("does not let a string run past its line", () =>
    expect("source.terraform", 'a = "x\nb = 1', [["b", "variable.other.property"]]));

  it("knows here-documents to their own end", async () => {
    const text = "a = <<-END\n  EOF\n  ${b}\n  END\nc = 1 # d";
    await expect("source.terraform", text, [
      ["END", "entity.name.tag.heredoc"],
      ["EOF", "string.unquoted.heredoc"],
      ["b", "meta.interpolation"],
      ["END", "entity.name.tag.heredoc", 1],
      ["# d", "comment.line"],
    ]);
    assert.equal(await holds("source.terraform", text, "c", "heredoc"), false);
  });

  it("knows comments", () =>
    expect("source.terraform", "// a\n/* b\nc */ d = 1", [
      ["// a", "comment.line.double-slash"],
      ["/*", "comment.block"],
      ["d", "variable.other.property"],
    ]));
});

describe("the grammar of intrinsic functions", () => {
  it("is laid over YAML", () =>
    expect(
      "source.yaml",
      'Type: AWS::EC2::Instance\nA: !Ref B\nC:\n  Fn::Join: [x, [!GetAtt D.E]]\nF: !Sub "g-${AWS::Region}-${H}-${!I}"\nJ: !Ref AWS::StackName\nRef: K',
      [
        ["AWS::EC2::Instance", "entity.name.type.resource"],
        ["!Ref", "keyword.other.intrinsic"],
        ["Fn::Join", "keyword.other.intrinsic"],
        ["!GetAtt", "keyword.other.intrinsic"],
        ["!Sub", "keyword.other.intrinsic"],
        ["AWS::Region", "variable.language.pseudo-parameter"],
        ["H", "variable.other.sub"],
        ["${!I}", "constant.character.escape"],
        ["AWS::StackName", "variable.language.pseudo-parameter"],
        ["Ref", "keyword.other.intrinsic"],
        ["A", "entity.name.tag"],
      ],
    ));

  it("follows a block scalar to its end", async () => {
    const text = "A:\n  B: !Sub |\n    x ${C}\n\n    y\n  D: ${E}\n";
    await expect("source.yaml", text, [
      ["B", "entity.name.tag"],
      ["C", "variable.other.sub"],
      ["y", "string.unquoted.block"],
      ["D", "entity.name.tag"],
    ]);
    assert.ok((await tokens("source.yaml", text)).every(([piece]) => piece.trim() !== "E"));
  });

  it("is laid over JSON", () =>
    expect(
      "source.json",
      '{"Type": "AWS::S3::Bucket", "A": {"Ref": "B"}, "C": {"Fn::Sub": "x${D}"}, "E": {"Fn::GetAZs": ""}}',
      [
        ["AWS::S3::Bucket", "entity.name.type.resource"],
        ["Ref", "keyword.other.intrinsic"],
        ["Fn::Sub", "keyword.other.intrinsic"],
        ["D", "variable.other.sub"],
        ["Fn::GetAZs", "keyword.other.intrinsic"],
      ],
    ));

  it("leaves comments and other text alone", async () => {
    const all = await tokens("source.yaml", "# !Ref A\nb: Reference\nc: x!Ref\n");
    assert.ok(all.every(([, scopes]) => !scopes.includes("cloudformation")));
  });
});

describe("the grammar of shell scripts in user data", () => {
  const script = (indent: string) => `${indent}#!/bin/bash\n${indent}echo "x\n${indent}aws s3 ls \${A}\n`;

  for (const start of [
    "UserData:\n  Fn::Base64: !Sub |\n",
    "UserData: !Base64 |\n",
    "UserData:\n  Fn::Base64:\n    Fn::Sub: |-\n",
    "UserData:\n  Fn::Base64: !Sub\n    - |\n",
    "UserData:\n  Fn::Base64:\n    Fn::Sub:\n      - |\n",
  ])
    it(`is laid over YAML after ${JSON.stringify(start)}`, async () => {
      const text = `${start}${script("        ")}Next: aws\n`;
      await expect("source.yaml", text, [
        ["echo", "entity.name.command.shell"],
        ["UserData", "entity.name.tag"],
        ["Next", "entity.name.tag"],
      ]);
      assert.equal(await holds("source.yaml", text, "echo", "meta.embedded.block.shell"), true);
      assert.equal(await holds("source.yaml", text, "Next", "shell"), false);
    });

  it("is not laid over what is no shell script", async () => {
    const text = "UserData: !Base64 |\n  <powershell>\n  echo aws\n";
    assert.ok((await tokens("source.yaml", text)).every(([, scopes]) => !scopes.includes("shell")));
  });

  it("is laid over Terraform's here-documents, with interpolation, to their end", async () => {
    const text = "a = <<EOT\n#!/usr/bin/env bash\necho <<EOF\naws ${var.b}\nEOF\nyum\nEOT\nc = 1";
    await expect("source.terraform", text, [
      ["aws", "entity.name.command.shell"],
      ["b", "meta.interpolation.terraform"],
      ["yum", "entity.name.command.shell"],
      ["EOT", "entity.name.tag.heredoc", 1],
      ["c", "variable.other.property"],
    ]);
    assert.equal(await holds("source.terraform", text, "c", "shell"), false);
  });
});
