import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { terraform } from "../../../../server/languages/terraform/index.ts";
import { planned } from "../plan/planned.ts";
import { plain, program, property, ROOT, trail } from "./program.ts";

const call = (more: string, source = "terraform-aws-modules/security-group/aws") =>
  `module "web" {\n  source = "${source}"\n${more}\n}\n`;

describe("Modules of the registry that are not installed", () => {
  it("are known by the arguments that they hand on, which point at the call", () => {
    const of = program(
      call(
        '  ingress_cidr_blocks = ["0.0.0.0/0"]\n  ingress_rules = ["ssh-tcp"]\n  ingress_with_cidr_blocks = [{ from_port = 8080, to_port = 8081, protocol = "tcp", cidr_blocks = "10.0.0.0/8,0.0.0.0/0" }]',
      ),
    );
    const named = "module.web.aws_security_group_rule.ingress_rules[0]";
    const ranges = "module.web.aws_security_group_rule.ingress_with_cidr_blocks[0]";
    assert.deepEqual(
      of.resources.map((r) => [r.address, r.closed]),
      [
        [named, false],
        [ranges, false],
      ],
    );
    assert.deepEqual(
      ["from_port", "to_port", "protocol"].map((n) => plain(property(of, named, n))),
      [22, 22, "tcp"],
    );
    assert.equal(plain(property(of, ranges, "to_port")), 8081);
    const blocks = property(of, ranges, "cidr_blocks");
    assert(blocks.kind === "list");
    assert.deepEqual(blocks.items.map(plain), ["10.0.0.0/8", "0.0.0.0/0"]);
    assert.equal(
      trail(blocks.items[1]!.origin).at(-1),
      'argument module web argument ingress_with_cidr_blocks = main.tf:"10.0.0.0/8,0.0.0.0/0"',
    );
    assert.equal(
      trail((property(of, named, "cidr_blocks") as typeof blocks).items[0]!.origin).at(-1),
      'argument module web argument ingress_cidr_blocks = main.tf:"0.0.0.0/0"',
    );
  });

  it("leave the program open, and what they hand out unknown", () => {
    const of = program(`${call("")}resource "aws_x" "x" {\n  v = module.web.security_group_id\n}\n`);
    assert.deepEqual(of.open, ["module.web: its source is not here"]);
    assert.equal(plain(property(of, "aws_x.x", "v")), "<module.web.security_group_id>");
    assert.deepEqual([...of.sources.keys()], [`${ROOT}/main.tf`]);
  });

  it("say nothing of what is not written in the call", () => {
    const of = program(call('  instance_type = "t3.micro"', "terraform-aws-modules/ec2-instance/aws"));
    assert.equal(plain(property(of, "module.web.aws_instance.this[0]", "instance_type")), "t3.micro");
    assert.equal(property(of, "module.web.aws_instance.this[0]", "user_data").kind, "unknown");
  });

  it("make what a version makes, under its conditions", () => {
    const lambda = (more: string) =>
      program(call(more, "registry.terraform.io/terraform-aws-modules/lambda/aws")).resources;
    const [one] = lambda("  timeout = 901\n  environment_variables = {}");
    assert.equal(plain(one!.properties.entries.get("timeout")!.value), 901);
    assert.equal(plain(one!.properties.entries.get("environment")!.value), null);
    assert.equal(
      plain(lambda("  timeout = 901\n  lambda_at_edge = true")[0]!.properties.entries.get("timeout")!.value)
        ?.toString()
        .startsWith("<"),
      true,
    );
    assert.deepEqual(lambda("  create_layer = true"), []);
    assert.deepEqual(lambda("  create = false"), []);
  });

  it("are not known in a version that nobody looked at, under another name, or in part", () => {
    const count = (text: string) => program(text).resources.length;
    const rules = '  ingress_rules = ["ssh-tcp"]\n  ingress_cidr_blocks = ["0.0.0.0/0"]\n';
    assert.equal(count(call(`${rules}  version = "~> 5.1"`)), 1);
    assert.equal(count(call(`${rules}  version = ">= 4.9.0, < 6.0.0"`)), 1);
    assert.equal(count(call(`${rules}  version = ">= 4.9.0, < 6.1"`)), 0);
    assert.equal(count(call(`${rules}  version = "!= 7.0.0"`)), 1);
    assert.equal(count(call(`${rules}  version = "6.0.0"`)), 0);
    assert.equal(count(call(rules, "terraform-aws-modules/security-group/aws//modules/ssh")), 0);
    assert.equal(count(call(rules, "app.terraform.io/us/security-group/aws")), 0);
    assert.equal(count(call(rules, "constructor")), 0);
  });

  it("give way to those that are installed", () => {
    const of = program({
      "main.tf": call('  ingress_rules = ["ssh-tcp"]'),
      ".terraform/modules/modules.json": '{"Modules":[{"Key":"web","Dir":".terraform/modules/web"}]}',
      ".terraform/modules/web/main.tf":
        'variable "ingress_rules" {}\nresource "aws_x" "x" {\n  v = var.ingress_rules\n}\n',
    });
    assert.deepEqual(
      of.resources.map((r) => [r.address, r.closed]),
      [["module.web.aws_x.x", true]],
    );
    assert.deepEqual(of.open, []);
  });

  it("are what they are after every edit", () => {
    const language = terraform();
    const rounds = ["a", "b"].map((name) => {
      const text = `${call(`  ingress_rules = ["ssh-tcp"]\n  ingress_cidr_blocks = [var.${name}]`)}variable "${name}" {}\n`;
      const files = memoryFiles({ [`${ROOT}/main.tf`]: text });
      const [again, fresh] = [language, terraform()].map((l) =>
        l.evaluate({ language: "terraform", path: ROOT }, files),
      );
      const shown = (p: typeof again) => p!.resources.map((r) => [r.address, plain(r.properties)]);
      assert.deepEqual(shown(again), shown(fresh));
      return again!.resources.length;
    });
    assert.deepEqual(rounds, [1, 1]);
  });

  it("stand in for nothing in a plan, which knows all of it", () => {
    const address = "module.web.aws_security_group_rule.ingress_rules[0]";
    const of = planned(call('  ingress_rules = ["ssh-tcp"]'), {
      [address]: { values: { from_port: 22, cidr_blocks: ["0.0.0.0/0"] }, unknown: { security_group_id: true } },
    });
    assert.equal(property(of, address, "security_group_id").kind, "unknown");
    assert.equal(plain(property(of, address, "from_port")), 22);
  });
});
