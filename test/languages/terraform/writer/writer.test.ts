import assert from "node:assert/strict";
import { attribute, input, literal } from "../../../../server/core/fixes.ts";
import { object } from "../../../../server/core/values.ts";
import { main, Project } from "./writing.ts";

const FN = 'resource "aws_lambda_function" "fn" {\n  function_name = "f"\n  timeout       = 1000 # long\n}\n';

describe("The Terraform writer", () => {
  describe("replaces", () => {
    it("a value", () => {
      const p = main(FN);
      assert.equal(
        p.main({
          do: "replace",
          resource: p.resource("aws_lambda_function.fn"),
          value: p.value("1000"),
          with: literal(900),
        }),
        FN.replace("1000", "900"),
      );
    });

    it("a value with text, escaped", () => {
      const p = main('resource "a" "b" {\n  x = "old"\n}\n');
      assert.equal(
        p.main({
          do: "replace",
          resource: p.resource("a.b"),
          value: p.value('"old"'),
          with: literal('say "${x}"\n'),
        }),
        'resource "a" "b" {\n  x = "say \\"$${x}\\"\\n"\n}\n',
      );
    });

    it("a value with an attribute, of the same instance where there are many", () => {
      const text = (zone: string) =>
        `resource "aws_instance" "web" {\n  count = 2\n}\n\nresource "aws_ebs_volume" "v" {\n  count = 2\n  zone  = ${zone}\n}\n\nresource "aws_ebs_volume" "w" {\n  place = "here"\n}\n`;
      const p = main(text('"there"'));
      const of = attribute(p.resource("aws_instance.web"), "availability_zone");
      assert.equal(
        p.main({ do: "replace", resource: p.resource("aws_ebs_volume.v"), value: p.value('"there"'), with: of }),
        text("aws_instance.web[count.index].availability_zone"),
      );
      assert.match(
        p.main({ do: "replace", resource: p.resource("aws_ebs_volume.w"), value: p.value('"here"'), with: of })!,
        /place = aws_instance\.web\[0\]\.availability_zone\n/,
      );
    });

    it("where the call of the module hands the value in", () => {
      const p = new Project({
        "main.tf": 'module "child" {\n  source  = "./child"\n  timeout = 1000\n}\n',
        "child/main.tf": 'resource "aws_lambda_function" "fn" {\n  timeout = var.timeout\n}\n',
      });
      const resource = p.resource("aws_lambda_function.fn");
      const value = {
        ...p.value("1000"),
        origin: {
          span: p.span("var.timeout", "child/main.tf"),
          from: { step: "argument" as const, name: "module child", origin: { span: p.span("1000") } },
        },
      };
      const files = p.files({ do: "replace", resource, value, with: literal(900) })!;
      assert.match(files["main.tf"]!, /timeout = 900\n/);
      assert.match(files["child/main.tf"]!, /timeout = var\.timeout\n/);
    });
  });

  describe("sets", () => {
    it("an argument that is missing, aligned with its neighbours", () => {
      const p = main('resource "a" "b" {\n  name = "x"\n  zone = "y" # here\n\n  block {\n  }\n}\n');
      assert.equal(
        p.main({ do: "set", resource: p.resource("a.b"), path: ["instance_profile"], to: literal(true) }),
        'resource "a" "b" {\n  name             = "x"\n  zone             = "y" # here\n  instance_profile = true\n\n  block {\n  }\n}\n',
      );
    });

    it("aligns across a heredoc, as the formatter does, and not across a list of several lines", () => {
      const p = main('resource "a" "b" {\n  l = [\n    1,\n  ]\n  doc = <<EOF\nx = 1\nEOF\n  u   = 1\n}\n');
      assert.equal(
        p.main({ do: "set", resource: p.resource("a.b"), path: ["timeout"], to: literal(3) }),
        'resource "a" "b" {\n  l = [\n    1,\n  ]\n  doc     = <<EOF\nx = 1\nEOF\n  u       = 1\n  timeout = 3\n}\n',
      );
    });

    it("and leaves the neighbours where they were not aligned", () => {
      const p = main('resource "a" "b" {\n  name="x"\n}\n');
      assert.equal(
        p.main({ do: "set", resource: p.resource("a.b"), path: ["instance_profile"], to: literal(1) }),
        'resource "a" "b" {\n  name="x"\n  instance_profile = 1\n}\n',
      );
    });

    it("an argument in a block that is missing, with the line ends of the file", () => {
      const p = main('resource "a" "b" {\r\n  name = "x"\r\n}\r\n');
      assert.equal(
        p.main({
          do: "set",
          resource: p.resource("a.b"),
          path: ["root_block_device", 0, "encrypted"],
          to: literal(true),
        }),
        'resource "a" "b" {\r\n  name = "x"\r\n\r\n  root_block_device {\r\n    encrypted = true\r\n  }\r\n}\r\n',
      );
    });

    it("an argument in a block that is there, by its index", () => {
      const p = main('resource "a" "b" {\n  in {\n    p = 1\n  }\n  in { p = 2 }\n  in {}\n}\n');
      const set = (index: number) =>
        p.main({ do: "set", resource: p.resource("a.b"), path: ["in", index, "q"], to: literal(3) })!;
      assert.match(set(0), /in \{\n {4}p = 1\n {4}q = 3\n {2}\}\n {2}in \{ p = 2 \}/);
      assert.match(set(1), /in \{\n {4}p = 2\n {4}q = 3\n {2}\}\n {2}in \{\}/);
      assert.match(set(2), /in \{\n {4}q = 3\n {2}\}\n\}\n$/);
    });

    it("a map as an argument and an entry in it", () => {
      const p = main('resource "a" "b" {\n}\n');
      const to = { kind: "object" as const, entries: { Name: literal("x") } };
      assert.equal(
        p.main({ do: "set", resource: p.resource("a.b"), path: ["tags"], to }),
        'resource "a" "b" {\n  tags = {\n    Name = "x"\n  }\n}\n',
      );
      const q = main('resource "a" "b" {\n  tags = {\n    Name = "x"\n  }\n}\n');
      assert.equal(
        q.main({ do: "set", resource: q.resource("a.b"), path: ["tags", "Owner"], to: literal("y") }),
        'resource "a" "b" {\n  tags = {\n    Name  = "x"\n    Owner = "y"\n  }\n}\n',
      );
    });

    it("an argument in a provisioner, whose label is a step", () => {
      const text = (own: string, more: string) =>
        `resource "a" "b" {\n  provisioner "file" {\n    source = "x"\n  }\n  provisioner "remote-exec" {\n    inline = ["${own}"]${more}\n  }\n}\n`;
      const p = main(text("one", ""));
      const set = (path: (string | number)[], to = literal("two")) =>
        p.main({ do: "set", resource: p.resource("a.b"), path, to });
      assert.equal(set(["provisioner", 1, "remote-exec", "inline", 0]), text("two", ""));
      assert.equal(
        set(["provisioner", 1, "remote-exec", "on_failure"]),
        text("one", '\n    on_failure = "two"').replace("inline =", "inline     ="),
      );
      assert.equal(set(["provisioner", 1, "file", "source"]), undefined, "it is no provisioner of that kind");
    });

    it("nothing where a dynamic block makes the blocks", () => {
      const p = main('resource "a" "b" {\n  dynamic "in" {\n    for_each = var.x\n    content {}\n  }\n}\n');
      assert.equal(p.main({ do: "set", resource: p.resource("a.b"), path: ["in", 0, "q"], to: literal(3) }), undefined);
    });

    it("makes an alias record of a CNAME, in one fix", () => {
      const p = main(
        'resource "aws_lb" "web" {}\n\nresource "aws_route53_record" "apex" {\n  zone_id = var.zone\n  name    = "example.com"\n  type    = "CNAME"\n  ttl     = 300\n  records = [aws_lb.web.dns_name]\n}\n',
      );
      const resource = p.resource("aws_route53_record.apex");
      const lb = p.resource("aws_lb.web");
      assert.equal(
        p.main(
          { do: "replace", resource, value: p.value('"CNAME"'), with: literal("A") },
          { do: "remove", resource, path: ["ttl"] },
          { do: "remove", resource, path: ["records"] },
          {
            do: "set",
            resource,
            path: ["alias"],
            to: {
              kind: "object",
              entries: {
                name: attribute(lb, "dns_name"),
                zone_id: attribute(lb, "zone_id"),
                evaluate_target_health: literal(true),
              },
            },
          },
        ),
        'resource "aws_lb" "web" {}\n\nresource "aws_route53_record" "apex" {\n  zone_id = var.zone\n  name    = "example.com"\n  type    = "A"\n\n  alias {\n    name                   = aws_lb.web.dns_name\n    zone_id                = aws_lb.web.zone_id\n    evaluate_target_health = true\n  }\n}\n',
      );
    });
  });

  describe("removes", () => {
    it("the argument with the longest name, and aligns the others", () => {
      const p = main('resource "a" "b" {\n  x         = 1\n  long_name = 2\n  yy        = 3\n}\n');
      assert.equal(
        p.main({ do: "remove", resource: p.resource("a.b"), path: ["long_name"] }),
        'resource "a" "b" {\n  x  = 1\n  yy = 3\n}\n',
      );
    });

    const RULES = (cidrs: string) =>
      `resource "aws_security_group" "sg" {\n  name = "x"\n\n  # SSH\n  ingress {\n    from_port   = 22\n    cidr_blocks = [${cidrs}]\n  }\n\n  egress {\n  }\n}\n`;

    it("one of several networks of a rule", () => {
      const p = main(RULES('"10.0.0.0/8", "0.0.0.0/0"'));
      const resource = p.resource("aws_security_group.sg");
      assert.equal(p.main({ do: "removeItem", resource, value: p.value('"0.0.0.0/0"') }), RULES('"10.0.0.0/8"'));
      assert.equal(p.main({ do: "removeItem", resource, value: p.value('"10.0.0.0/8"') }), RULES('"0.0.0.0/0"'));
    });

    it("the block of a rule with its only network", () => {
      const p = main(RULES('"0.0.0.0/0"'));
      const resource = p.resource("aws_security_group.sg");
      const without = 'resource "aws_security_group" "sg" {\n  name = "x"\n\n  egress {\n  }\n}\n';
      assert.equal(p.main({ do: "removeItem", resource, value: p.value('"0.0.0.0/0"') }), without);
      const block = object([], { span: p.span("ingress") }, { nameSpan: p.span("ingress") });
      assert.equal(p.main({ do: "removeItem", resource, value: block }), without);
    });

    it("the only network of a rule that has another source", () => {
      const p = main(RULES('"0.0.0.0/0"]\n    security_groups = [var.x'));
      const resource = p.resource("aws_security_group.sg");
      assert.match(
        p.main({ do: "removeItem", resource, value: p.value('"0.0.0.0/0"') })!,
        /from_port = 22\n {4}security_groups = \[var\.x\]\n|from_port {3}= 22\n {4}security_groups = \[var\.x\]\n/,
      );
    });

    it("the resource of a rule with its only network, and one blank line", () => {
      const rule = (name: string, cidr: string) =>
        `resource "aws_security_group_rule" "${name}" {\n  cidr_blocks = ["${cidr}"]\n}\n`;
      const p = main(`${rule("a", "10.0.0.0/8")}\n# Open.\n${rule("b", "0.0.0.0/0")}\n${rule("c", "10.1.0.0/16")}`);
      const resource = p.resource("aws_security_group_rule.b");
      const without = `${rule("a", "10.0.0.0/8")}\n${rule("c", "10.1.0.0/16")}`;
      assert.equal(p.main({ do: "removeItem", resource, value: p.value('"0.0.0.0/0"') }), without);
      assert.equal(p.main({ do: "removeResource", resource }), without);
    });

    it("the item of a rule that is written as an object", () => {
      const p = main(
        'resource "aws_security_group" "sg" {\n  ingress = [\n    {\n      cidr_blocks = ["10.0.0.0/8"]\n    },\n    {\n      cidr_blocks = ["0.0.0.0/0"]\n    },\n  ]\n}\n',
      );
      assert.equal(
        p.main({ do: "removeItem", resource: p.resource("aws_security_group.sg"), value: p.value('"0.0.0.0/0"') }),
        'resource "aws_security_group" "sg" {\n  ingress = [\n    {\n      cidr_blocks = ["10.0.0.0/8"]\n    },\n  ]\n}\n',
      );
    });

    it("nothing that is written elsewhere", () => {
      const p = main(
        'variable "cidrs" {\n  default = ["0.0.0.0/0"]\n}\n\nresource "aws_security_group_rule" "r" {\n  cidr_blocks = var.cidrs\n}\n',
      );
      const resource = p.resource("aws_security_group_rule.r");
      assert.equal(p.main({ do: "removeItem", resource, value: p.value('"0.0.0.0/0"') }), undefined);
    });
  });

  describe("adds", () => {
    it("a resource after another one", () => {
      const p = main(`${FN}\noutput "o" {\n}\n`);
      assert.equal(
        p.main({
          do: "addResource",
          near: p.resource("aws_lambda_function.fn"),
          type: "aws_lambda_alias",
          name: "the alias",
          properties: {
            name: literal("live"),
            function_name: attribute(p.resource("aws_lambda_function.fn"), "function_name"),
            routing_config: { kind: "object", entries: { weights: literal(1) } },
          },
        }),
        `${FN}\nresource "aws_lambda_alias" "the_alias" {\n  name          = "live"\n  function_name = aws_lambda_function.fn.function_name\n\n  routing_config {\n    weights = 1\n  }\n}\n\noutput "o" {\n}\n`,
      );
    });

    const VARIABLE = 'variable "net" {\n  description = "Who may connect"\n  type        = string\n}\n';
    const add = (p: Project, name: string) => {
      const resource = p.resource("a.b");
      return p.files(
        { do: "replace", resource, value: p.value('"0.0.0.0/0"', name), with: input("net") },
        { do: "addInput", near: resource, name: "net", description: "Who may connect", type: "string" },
      )!;
    };
    const RULE = 'resource "a" "b" {\n  x = "0.0.0.0/0"\n}\n';
    const FIXED = 'resource "a" "b" {\n  x = var.net\n}\n';

    it("a variable at the end of the file", () =>
      assert.deepEqual(add(new Project({ "main.tf": RULE }), "main.tf"), { "main.tf": `${FIXED}\n${VARIABLE}` }));

    it("a variable in variables.tf, also where that is empty", () => {
      assert.deepEqual(add(new Project({ "main.tf": RULE, "variables.tf": 'variable "a" {}' }), "main.tf"), {
        "main.tf": FIXED,
        "variables.tf": `variable "a" {}\n\n${VARIABLE}`,
      });
      assert.deepEqual(add(new Project({ "main.tf": RULE, "variables.tf": "" }), "main.tf"), {
        "main.tf": FIXED,
        "variables.tf": VARIABLE,
      });
    });

    it("a variable after the last one of the file", () =>
      assert.deepEqual(add(new Project({ "main.tf": `variable "a" {}\n\n${RULE}` }), "main.tf"), {
        "main.tf": `variable "a" {}\n\n${VARIABLE}\n${FIXED}`,
      }));

    it("no variable that is there", () =>
      assert.deepEqual(add(new Project({ "main.tf": RULE, "in.tf": VARIABLE }), "main.tf"), {
        "main.tf": FIXED,
        "in.tf": VARIABLE,
      }));
  });

  describe("in scripts", () => {
    it("removes a line of a heredoc", () => {
      const p = main('resource "a" "b" {\n  u = <<-EOF\n    one\n    aws configure set x\n    two\n  EOF\n}\n');
      assert.equal(
        p.main({ do: "removeScriptLine", span: p.span("aws configure set x") }),
        'resource "a" "b" {\n  u = <<-EOF\n    one\n    two\n  EOF\n}\n',
      );
    });

    it("removes a command of a list and of a string", () => {
      const p = main('resource "a" "b" {\n  u = join("\\n", ["one", "aws configure"])\n  v = "a\\naws logs\\nb"\n}\n');
      assert.equal(
        p.main(
          { do: "removeScriptLine", span: p.span("aws configure") },
          { do: "removeScriptLine", span: p.span("aws logs") },
        ),
        'resource "a" "b" {\n  u = join("\\n", ["one"])\n  v = "a\\nb"\n}\n',
      );
    });

    it("removes a line of a script file, unless it does something else too", () => {
      const p = new Project({ "run.sh": "one\nsudo aws configure\nfoo && aws logs\n" });
      assert.deepEqual(p.files({ do: "removeScriptLine", span: p.span("aws configure", "run.sh") }), {
        "run.sh": "one\nfoo && aws logs\n",
      });
      assert.equal(p.files({ do: "removeScriptLine", span: p.span("aws logs", "run.sh") }), undefined);
    });

    it("replaces characters as they are", () => {
      const p = main('resource "a" "b" {\n  u = "yum install -yaml"\n}\n');
      assert.equal(
        p.main({ do: "replaceText", span: p.span("-yaml"), text: "-y" }),
        'resource "a" "b" {\n  u = "yum install -y"\n}\n',
      );
    });
  });

  it("writes into JSON", () => {
    const text =
      '{\n  "resource": {\n    "a": {\n      "b": {\n        "timeout": 1000,\n        "x": 1\n      }\n    }\n  }\n}\n';
    const p = new Project({ "main.tf.json": text });
    const resource = p.resource("a.b");
    const value = p.value("1000", "main.tf.json");
    const json = (...intents: Parameters<Project["files"]>) => p.files(...intents)?.["main.tf.json"];
    assert.equal(json({ do: "replace", resource, value, with: literal(900) }), text.replace("1000", "900"));
    assert.equal(
      json({ do: "replace", resource, value, with: attribute(resource, "x") }),
      text.replace("1000", '"${a.b.x}"'),
    );
    assert.equal(
      json({ do: "set", resource, path: ["y"], to: literal("${z}") }),
      text.replace('"x": 1', () => '"x": 1,\n        "y": "$${z}"'),
    );
    assert.equal(json({ do: "remove", resource, path: ["x"] }), text.replace(',\n        "x": 1', ""));
    assert.equal(json({ do: "set", resource, path: ["x", "y"], to: literal(1) }), undefined);
  });

  describe("in JSON", () => {
    const group = (...rules: object[]) =>
      `${JSON.stringify({ resource: { aws_security_group: { g: { name: "g", ingress: rules } } } }, null, 2)}\n`;
    const open = { from_port: 22, cidr_blocks: ["0.0.0.0/0"] };
    const mixed = { from_port: 22, cidr_blocks: ["10.0.0.0/8", "0.0.0.0/0"] };

    const removed = (text: string) => {
      const p = new Project({ "main.tf.json": text });
      const resource = p.resource("aws_security_group.g");
      const value = p.value('"0.0.0.0/0"', "main.tf.json");
      return p.files({ do: "removeItem", resource, value })?.["main.tf.json"];
    };

    it("removes an item of a list", () => {
      assert.equal(removed(group(mixed)), group({ ...mixed, cidr_blocks: ["10.0.0.0/8"] }));
    });

    it("removes a rule with its only source, and the list with its only rule", () => {
      assert.equal(removed(group(open, { from_port: 80 })), group({ from_port: 80 }));
      assert.equal(removed(group({ from_port: 80 }, open)), group({ from_port: 80 }));
      assert.deepEqual(JSON.parse(removed(group(open))!), {
        resource: { aws_security_group: { g: { name: "g" } } },
      });
    });

    it("keeps a rule that has another source", () => {
      const text = group({ ...open, security_groups: ["sg-1"] });
      assert.equal(removed(text), group({ from_port: 22, security_groups: ["sg-1"] }));
    });

    it("adds a resource beside another one", () => {
      const text = `${JSON.stringify({ resource: { aws_s: { s: { x: 1 } } } }, null, 2)}\n`;
      const p = new Project({ "main.tf.json": text });
      const near = p.resource("aws_s.s");
      const add = (type: string, name: string) =>
        JSON.parse(
          p.files({ do: "addResource", near, name, type, properties: { of: attribute(near, "id") } })!["main.tf.json"]!,
        ).resource;
      assert.deepEqual(add("aws_t", "t"), { aws_s: { s: { x: 1 } }, aws_t: { t: { of: "${aws_s.s.id}" } } });
      assert.deepEqual(add("aws_s", "s"), { aws_s: { s: { x: 1 }, s_2: { of: "${aws_s.s.id}" } } });
    });

    it("removes the line of a script", () => {
      const text = (...lines: string[]) =>
        `${JSON.stringify({ resource: { a: { b: { script: lines.join("\n"), list: lines } } } }, null, 2)}\n`;
      const before = text("#!/bin/sh", "printf 'a\\n'", "yum install x");
      const p = new Project({ "main.tf.json": before });
      const { chunk } = p.resource("a.b").span;
      const removed = (at: number, of: string) => {
        const span = { chunk, start: at, end: at + of.length };
        return JSON.parse(p.files({ do: "removeScriptLine", span })!["main.tf.json"]!).resource.a.b;
      };
      const line = "yum install x";
      const left = ["#!/bin/sh", "printf 'a\\n'"];
      assert.deepEqual(removed(before.indexOf(line), line).script, `${left.join("\n")}\n`);
      assert.deepEqual(removed(before.lastIndexOf(line), line).list, left);
    });

    it("leaves a file of one line in one line", () => {
      const p = new Project({ "main.tf.json": '{"resource":{"a":{"b":{"x":1,"y":[1,2]}}}}' });
      const resource = p.resource("a.b");
      const set = p.files({ do: "set", resource, path: ["z"], to: literal("q") });
      assert.equal(set?.["main.tf.json"], '{"resource":{"a":{"b":{"x":1,"y":[1,2],"z": "q"}}}}');
      const gone = p.files({ do: "remove", resource, path: ["y", 1] });
      assert.equal(gone?.["main.tf.json"], '{"resource":{"a":{"b":{"x":1,"y":[1]}}}}');
    });
  });

  it("aligns comments that were aligned, and leaves those that were not", () => {
    const text = (first: string, second: string) => `resource "a" "b" {\n  x = ${first}\n  y = ${second}\n}\n`;
    const replaced = (before: string) => {
      const p = main(before);
      return p.main({ do: "replace", resource: p.resource("a.b"), value: p.value("1000"), with: literal(9) });
    };
    assert.equal(replaced(text("1000 # one", "20   # two")), text("9  # one", "20 # two"));
    assert.equal(replaced(text("1000 # one", "20 # two")), text("9 # one", "20 # two"));
  });

  it("leaves nothing in the braces of a block in one line", () => {
    const p = main('resource "a" "b" { x = 1 }\n');
    assert.equal(p.main({ do: "remove", resource: p.resource("a.b"), path: ["x"] }), 'resource "a" "b" {}\n');
  });
});
