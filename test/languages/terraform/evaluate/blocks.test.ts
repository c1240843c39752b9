import assert from "node:assert/strict";
import { plain, program, property } from "./program.ts";

/** Blocks that make no resource, and what of them is seen all the same. */
describe("Blocks of Terraform", () => {
  const X = 'resource "aws_x" "x" {\n  v = 1\n}\n';

  it("moved, removed and import change nothing of what there is", () => {
    const of = program(
      `${X}moved {\n  from = aws_x.a\n  to = aws_x.x\n}\nremoved {\n  from = aws_x.z\n  lifecycle {\n    destroy = false\n  }\n}\nimport {\n  for_each = { a = 1 }\n  to = aws_x.x\n  id = each.key\n}\n`,
    );
    assert.deepEqual(of.problems, []);
    assert.deepEqual(of.open, []);
    assert.deepEqual(
      of.resources.map((r) => r.address),
      ["aws_x.x"],
    );
  });

  it("a check reads its data source", () => {
    const of = program(
      `${X}check "c" {\n  data "aws_ami" "a" {\n    owners = ["self"]\n  }\n  assert {\n    condition     = data.aws_ami.a.architecture == "arm64"\n    error_message = "\${data.aws_ami.a.id}"\n  }\n}\n`,
    );
    assert.deepEqual(of.problems, []);
    assert.deepEqual(
      of.resources.map((r) => [r.address, r.mode]),
      [
        ["aws_x.x", "managed"],
        ["data.aws_ami.a", "data"],
      ],
    );
    assert.deepEqual(plain(property(of, "data.aws_ami.a", "owners")), ["self"]);
  });

  it("a check in JSON does the same", () => {
    const of = program({
      "main.tf.json": '{ "check": { "c": { "data": { "aws_ami": { "a": { "owners": ["self"] } } }, "assert": [] } } }',
    });
    assert.deepEqual(plain(property(of, "data.aws_ami.a", "owners")), ["self"]);
  });

  it("a validation says nothing of the value", () => {
    const of = program(
      'variable "v" {\n  type = string\n  default = "b"\n  validation {\n    condition = contains(["a"], var.v)\n    error_message = "No ${var.v}."\n  }\n}\nresource "aws_x" "x" {\n  v = var.v\n}\n',
    );
    assert.deepEqual(plain(property(of, "aws_x.x", "v")), "b");
  });

  it("an ephemeral resource is known only while Terraform runs, and is no resource", () => {
    const of = program(
      'ephemeral "random_password" "p" {\n  length = 20\n}\nresource "aws_x" "x" {\n  password_wo = ephemeral.random_password.p.result\n  password_wo_version = 3\n}\nresource "aws_x" "y" {\n  w = aws_x.x.password_wo\n  n = aws_x.x.password_wo_version\n}\n',
    );
    assert.deepEqual(
      of.resources.map((r) => r.address),
      ["aws_x.x", "aws_x.y"],
    );
    assert.equal(plain(property(of, "aws_x.x", "password_wo")), "<ephemeral.random_password.p.result>");
    assert.equal(plain(property(of, "aws_x.y", "w")), null, "nobody can read what is only written");
    assert.equal(plain(property(of, "aws_x.y", "n")), 3);
  });

  it("a provider's function is not worked out, but is what it is", () => {
    const of = program(
      'resource "aws_x" "x" {\n  a = provider::aws::arn_parse("a").region\n  b = provider::aws::arn_parse("a") == provider::aws::arn_parse("a")\n  c = try(provider::aws::arn_parse("a").region, "none")\n}\n',
    );
    assert.equal(plain(property(of, "aws_x.x", "a")), '<provider::aws::arn_parse("a").region>');
    assert.equal(plain(property(of, "aws_x.x", "b")), true);
    assert.notEqual(plain(property(of, "aws_x.x", "c")), "none", "it may well have a region");
  });

  it("locals that lead back to themselves leave the others alone", () => {
    const of = program(
      'locals {\n  a = local.b\n  b = [local.a]\n  c = { d = local.c, e = 1 }\n  f = "x"\n}\nresource "aws_x" "x" {\n  a = local.a\n  f = local.f\n}\noutput "o" {\n  value = local.b\n  ephemeral = true\n}\n',
    );
    assert.equal(property(of, "aws_x.x", "f").kind, "scalar");
    const reasons = property(of, "aws_x.x", "a");
    assert.match(JSON.stringify(plain(reasons)), /unknown/);
  });
});
