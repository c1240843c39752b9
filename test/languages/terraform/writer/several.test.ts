import assert from "node:assert/strict";
import { IngressRule } from "../../../../server/aws/security-group.ts";
import { memoryFiles } from "../../../../server/core/files.ts";
import { FixBuilder } from "../../../../server/core/fix-builder.ts";
import { input } from "../../../../server/core/fixes.ts";
import { subjectsOf } from "../../../../server/core/subjects.ts";
import { terraform } from "../../../../server/languages/terraform/index.ts";

const rule = (cidrs: string) => `resource "aws_security_group" "g" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ${cidrs}
  }
}
`;
const keyed = `resource "aws_vpc_security_group_ingress_rule" "in" {
  for_each          = var.rules
  security_group_id = "sg-1"
  from_port         = each.value
  to_port           = each.value
  ip_protocol       = "tcp"
  cidr_ipv4         = "0.0.0.0/0"
}
`;

/** The new texts of the two fixes of an open rule: another network, and no rule; undefined for one that is not offered. */
function fixes(files: Readonly<Record<string, string>>, folder = "/w") {
  const program = terraform().evaluate({ language: "terraform", path: folder }, memoryFiles(files));
  const subjects = program.resources.flatMap((r) => subjectsOf(IngressRule, r, program));
  const open = subjects.find((s) => s.peer.readings[0]!.isKnown && s.peer.readings[0]!.value === "0.0.0.0/0")!;
  const text = (build: FixBuilder) =>
    program.writer.write(build.intents, program)?.map((e) => e.newText.replace(/\s+/g, " ").trim());
  return {
    ask: text(new FixBuilder().addInput(open.resource, "from", "d").replace(open.peer.readings[0]!, input("from"))),
    remove: text(new FixBuilder().removeSubject(open)),
  };
}

describe("Terraform fixes of one among several", () => {
  it("keep a list that is used by its name a list", () => {
    const { ask, remove } = fixes({ "/w/main.tf": `locals {\n  all = ["0.0.0.0/0"]\n}\n${rule("local.all")}` });
    assert.ok(ask!.includes("[var.from]"));
    assert.deepEqual(remove, [""]);
  });

  it("are not offered for an item of such a list that has others", () => {
    const text = `locals {\n  all = ["10.0.0.0/8", "0.0.0.0/0"]\n}\n${rule("local.all")}`;
    assert.deepEqual(fixes({ "/w/main.tf": text }), { ask: undefined, remove: undefined });
  });

  it("change the one item of a list that is written out", () => {
    const { ask } = fixes({ "/w/main.tf": rule('["10.0.0.0/8", "0.0.0.0/0"]') });
    assert.ok(ask!.includes("var.from"));
  });

  it("do not remove a block that makes other resources too", () => {
    const text = `variable "rules" {\n  default = { ssh = 22, https = 443 }\n}\n${keyed}`;
    assert.equal(fixes({ "/w/main.tf": text }).remove, undefined);
    assert.deepEqual(fixes({ "/w/main.tf": text.replace(", https = 443", "") }).remove!.length > 0, true);
  });

  it("add no variable to a module that others call", () => {
    const files = { "/w/main.tf": 'module "m" {\n  source = "./m"\n}\n', "/w/m/main.tf": rule('["0.0.0.0/0"]') };
    const called = fixes(files);
    assert.equal(called.ask, undefined);
    assert.ok(called.remove);
  });
});
