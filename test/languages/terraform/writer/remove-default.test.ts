import assert from "node:assert/strict";
import { IngressRule } from "../../../../server/aws/security-group.ts";
import { memoryFiles } from "../../../../server/core/files.ts";
import { FixBuilder } from "../../../../server/core/fix-builder.ts";
import { subjectsOf } from "../../../../server/core/subjects.ts";
import { defaultOf } from "../../../../server/core/values.ts";
import { terraform } from "../../../../server/languages/terraform/index.ts";

const USE = `resource "aws_vpc_security_group_ingress_rule" "in" {
  security_group_id = "sg-1"
  ip_protocol       = "-1"
  cidr_ipv4         = var.net
}
`;

/** The first source that a folder's ingress rules admit by a default, and the program around it. */
function admitted(files: Readonly<Record<string, string>>) {
  const program = terraform().evaluate({ language: "terraform", path: "/w" }, memoryFiles(files));
  const readings = program.resources
    .flatMap((r) => subjectsOf(IngressRule, r, program))
    .flatMap((s) => s.peer.readings);
  return { program, reading: readings.find((r) => r.isKnown && defaultOf(r.raw.origin)) };
}

/** The files after the default was removed; undefined where it cannot be. */
function remove(files: Readonly<Record<string, string>>): Record<string, string> | undefined {
  const { program, reading } = admitted(files);
  assert.ok(reading, "something is admitted by default");
  const edits = program.writer.write(new FixBuilder().removeDefault(reading).intents, program);
  if (!edits) return undefined;
  const after = { ...files };
  const placed = edits.map((e) => ({ ...e, ...program.sources.get(e.span.chunk.path)!.absolute(e.span)! }));
  for (const { span, start, end, newText } of placed.sort((a, b) => b.start - a.start)) {
    const { path } = span.chunk;
    after[path] = after[path]!.slice(0, start) + newText + after[path]!.slice(end);
  }
  const again = admitted(after);
  assert.equal(again.reading, undefined, "nothing is admitted by default any more");
  assert.deepEqual(again.program.problems, []);
  return after;
}

/** A variable in main.tf, before what uses it, and what becomes of it. */
function removedFrom(variable: string, use = USE): string | undefined {
  const after = remove({ "/w/main.tf": variable + use })?.["/w/main.tf"];
  if (after === undefined) return undefined;
  assert.ok(after.endsWith(use), after);
  return after.slice(0, after.length - use.length);
}

describe("Removing the default of a variable", () => {
  it("keeps what is around it, aligned", () => {
    assert.equal(
      removedFrom(
        'variable "net" {\n  # who\n  default = "0.0.0.0/0" # all\n  type    = string # as is\n  # text\n}\n',
      ),
      'variable "net" {\n  # who\n  type = string # as is\n  # text\n}\n',
    );
  });

  it("leaves an empty body", () => {
    assert.equal(removedFrom('variable "net" { default = "0.0.0.0/0" }\n'), 'variable "net" {}\n');
    assert.equal(removedFrom('variable "net" {\n  default = "0.0.0.0/0"\n}\n'), 'variable "net" {\n}\n');
  });

  it("keeps the line breaks of the file", () =>
    assert.equal(
      removedFrom('variable "net" {\r\n  type    = string\r\n  default = "0.0.0.0/0"\r\n}\r\n'),
      'variable "net" {\r\n  type = string\r\n}\r\n',
    ));

  it("of a list over several lines", () => {
    const use = USE.replace("aws_vpc_security_group_ingress_rule", "aws_security_group_rule")
      .replace("ip_protocol      ", 'type              = "ingress"\n  from_port = 0\n  to_port = 0\n  protocol')
      .replace("cidr_ipv4  ", "cidr_blocks");
    const variable =
      'variable "net" {\n  type = list(string)\n\n  default = [\n    "10.0.0.0/8", # ours\n    "0.0.0.0/0",\n  ]\n}\n';
    assert.equal(removedFrom(variable, use), 'variable "net" {\n  type = list(string)\n}\n');
  });

  it("in another file of the module, also through a local", () => {
    const files = {
      "/w/main.tf": `locals {\n  net = var.net\n}\n${USE.replace("var.net", "local.net")}`,
      "/w/variables.tf":
        'variable "a" {\n  default = 1\n}\n\nvariable "net" {\n  type    = string\n  default = "0.0.0.0/0"\n}\n',
    };
    assert.deepEqual(remove(files), {
      ...files,
      "/w/variables.tf": 'variable "a" {\n  default = 1\n}\n\nvariable "net" {\n  type = string\n}\n',
    });
  });

  it("that a module is handed, in the root", () => {
    const files = {
      "/w/main.tf":
        'variable "all" {\n  default = "0.0.0.0/0"\n}\n\nmodule "m" {\n  source = "./m"\n  net    = var.all\n}\n',
      "/w/m/main.tf": `variable "net" {\n  default = "1.1.1.1/0"\n}\n${USE}`,
    };
    assert.deepEqual(remove(files), {
      ...files,
      "/w/main.tf": files["/w/main.tf"].replace('  default = "0.0.0.0/0"\n', ""),
    });
  });

  it("in JSON", () => {
    const variable = (more: object) => ({ net: { type: "string", ...more }, other: { default: 1 } });
    const files = (more: object) => ({
      "/w/main.tf": USE,
      "/w/variables.tf.json": `${JSON.stringify({ variable: variable(more) }, undefined, 2)}\n`,
    });
    assert.deepEqual(remove(files({ default: "0.0.0.0/0" })), files({}));
  });

  it("not of a module that is called: its callers rely on it", () => {
    const files = {
      "/w/main.tf": 'module "m" {\n  source = "./m"\n}\n',
      "/w/m/main.tf": `variable "net" {\n  default = "0.0.0.0/0"\n}\n${USE}`,
    };
    assert.equal(remove(files), undefined);
  });

  it("not where the value is one of many in it, or of its type", () => {
    const each = `  for_each = var.net\n${USE.slice(USE.indexOf("\n") + 1).replace("var.net", "each.value.from")}`;
    const use = USE.slice(0, USE.indexOf("\n") + 1) + each;
    assert.equal(removedFrom('variable "net" {\n  default = { ssh = { from = "0.0.0.0/0" } }\n}\n', use), undefined);
    const optional =
      'variable "net" {\n  type    = object({ from = optional(string, "0.0.0.0/0") })\n  default = {}\n}\n';
    const { program, reading } = admitted({ "/w/main.tf": optional + USE.replace("var.net", "var.net.from") });
    assert.ok(reading);
    assert.equal(program.writer.write(new FixBuilder().removeDefault(reading).intents, program), undefined);
  });

  it("not where an override file writes it again", () => {
    const files = {
      "/w/main.tf": `variable "net" {\n  default = "10.0.0.0/8"\n}\n${USE}`,
      "/w/override.tf": 'variable "net" {\n  default = "0.0.0.0/0"\n}\n',
    };
    assert.equal(remove(files), undefined);
  });
});
