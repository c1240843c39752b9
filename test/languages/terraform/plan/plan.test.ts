import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { memoryFiles } from "../../../../server/core/files.ts";
import { piecesOf, type Scalar } from "../../../../server/core/values.ts";
import { NoPlan, terraformPlan } from "../../../../server/languages/terraform/plan/index.ts";
import { readPlan } from "../../../../server/languages/terraform/plan/read-plan.ts";
import { at, plain, property, ROOT, trail } from "../evaluate/program.ts";
import { PLAN, planned, planText } from "./planned.ts";

describe("a plan", () => {
  it("gives the values that will be, at the places of the source", () => {
    const of = planned('variable "v" {}\nresource "aws_x" "a" {\n  size = var.v\n}\n', {
      "aws_x.a": { values: { size: 7 } },
    });
    const size = property(of, "aws_x.a", "size");
    assert.equal(plain(size), 7);
    assert.deepEqual(trail(size.origin), ["main.tf:var.v"]);
    assert.deepEqual(
      of.resources.map((r) => at(r.nameSpan)),
      ["main.tf:a"],
    );
  });

  it("keeps the way of a value that is what the source says", () => {
    const of = planned('variable "v" {\n  default = 7\n}\nresource "aws_x" "a" {\n  size = var.v\n}\n', {
      "aws_x.a": { values: { size: 7 } },
    });
    assert.deepEqual(trail(property(of, "aws_x.a", "size").origin), [
      "main.tf:var.v",
      "default variable v = main.tf:7",
    ]);
  });

  it("does not say of a default that it is the planned value when it is not", () => {
    const of = planned(
      {
        "main.tf": 'module "m" {\n  source = "./m"\n  v = var.v\n}\nvariable "v" {\n  default = 1\n}\n',
        "m/main.tf": 'variable "v" {}\nresource "aws_x" "a" {\n  size = var.v\n}\n',
      },
      { "module.m.aws_x.a": { values: { size: 7 } } },
    );
    assert.deepEqual(trail(property(of, "module.m.aws_x.a", "size").origin), [
      "m/main.tf:var.v",
      "argument module m argument v = main.tf:var.v",
    ]);
  });

  it("keeps the calls that a value came through which only the plan knows", () => {
    const of = planned(
      {
        "main.tf":
          'variable "v" {}\nmodule "m" {\n  source = "./m"\n  v = var.v\n  more = { size = var.v, sizes = var.v }\n}\n',
        "m/main.tf":
          'variable "v" {}\nvariable "more" {}\nlocals {\n  x = var.v\n}\nresource "aws_x" "a" {\n  size = var.v\n  b = var.more.size\n  c = local.x\n  d = var.more.sizes[0]\n  e = upper(var.v)\n}\nmodule "n" {\n  source = "./n"\n  w = local.x\n}\n',
        "m/n/main.tf": 'variable "w" {}\nresource "aws_x" "b" {\n  size = var.w\n}\n',
      },
      {
        "module.m.aws_x.a": { values: { size: 7, b: 7, c: 7, d: 7, e: "7" } },
        "module.m.module.n.aws_x.b": { values: { size: 7 } },
      },
    );
    const way = (address: string, name: string) => trail(property(of, address, name).origin);
    assert.deepEqual(way("module.m.aws_x.a", "size"), [
      "m/main.tf:var.v",
      "argument module m argument v = main.tf:var.v",
    ]);
    assert.deepEqual(way("module.m.aws_x.a", "b"), [
      "m/main.tf:var.more.size",
      "argument module m argument more = main.tf:var.v",
    ]);
    assert.deepEqual(way("module.m.aws_x.a", "c"), [
      "m/main.tf:local.x",
      "local local.x = m/main.tf:var.v",
      "argument module m argument v = main.tf:var.v",
    ]);
    assert.deepEqual(
      way("module.m.aws_x.a", "d").at(-1),
      "argument module m argument more = main.tf:{ size = var.v, sizes = var.v }",
    );
    assert.deepEqual(way("module.m.aws_x.a", "e"), ["m/main.tf:upper(var.v)"], "the module makes another value of it");
    assert.deepEqual(way("module.m.module.n.aws_x.b", "size"), [
      "m/n/main.tf:var.w",
      "argument module n argument w = m/main.tf:local.x",
      "local local.x = m/main.tf:var.v",
      "argument module m argument v = main.tf:var.v",
    ]);
  });

  it("makes as many resources as were planned, and no more", () => {
    const source =
      'variable "n" {}\nresource "aws_x" "a" {\n  count = var.n\n  size = count.index\n}\nresource "aws_x" "off" {\n  count = 0\n}\n';
    const of = planned(source, { "aws_x.a[0]": { values: { size: 0 } }, "aws_x.a[1]": { values: { size: 1 } } });
    assert.deepEqual(
      of.resources.map((r) => r.address),
      ["aws_x.a[0]", "aws_x.a[1]"],
    );
    assert.deepEqual(
      of.resources.map((r) => r.key),
      [0, 1],
    );
    assert.equal(plain(property(of, "aws_x.a[1]", "size")), 1);
    assert.deepEqual(of.open, []);
  });

  it("evaluates the source with the variables of the plan", () => {
    const source =
      'variable "names" {\n  type = set(string)\n}\nresource "aws_s" "s" {\n  for_each = var.names\n}\nresource "aws_x" "a" {\n  for_each = var.names\n  ref = aws_s.s[each.key].id\n}\n';
    const of = planned(
      source,
      {
        'aws_s.s["p"]': { values: {}, unknown: { id: true } },
        'aws_s.s["q"]': { values: {}, unknown: { id: true } },
        'aws_x.a["p"]': { values: {}, unknown: { ref: true } },
        'aws_x.a["q"]': { values: {}, unknown: { ref: true } },
      },
      { variables: { names: { value: ["p", "q"] } } },
    );
    assert.equal(plain(property(of, 'aws_x.a["q"]', "ref")), '<aws_s.s["q"].id>');
    assert.ok([...of.sources.keys()].every((file) => file === "/w/main.tf"));
  });

  it("follows references inside an instance of a module whose keys only the plan knows", () => {
    const files = {
      "main.tf": 'data "aws_d" "d" {}\nmodule "m" {\n  source = "./m"\n  for_each = data.aws_d.d.names\n}\n',
      "m/main.tf":
        'resource "aws_s" "s" {}\nresource "aws_x" "a" {\n  ref = aws_s.s.id\n  other = "${aws_s.s.id}-x"\n}\n',
    };
    const of = planned(files, {
      'module.m["k"].aws_s.s': { values: {}, unknown: { id: true } },
      'module.m["k"].aws_x.a': { values: {}, unknown: { ref: true, other: true } },
    });
    assert.equal(plain(property(of, 'module.m["k"].aws_x.a', "ref")), '<module.m["k"].aws_s.s.id>');
    assert.equal(plain(property(of, 'module.m["k"].aws_x.a', "other")), "<unknown>");
  });

  it("keeps a reference whose id the plan knows, and makes one of an id that nothing else has", () => {
    const source =
      'resource "aws_s" "s" {}\nresource "aws_x" "a" {\n  ref = aws_s.s.id\n  zone = aws_s.s.zone\n  by = var.v\n}\n';
    const of = planned(source, {
      "aws_s.s": { values: { id: "subnet-0123456789abcdef0", zone: "eu-west-1a" } },
      "aws_x.a": {
        values: { ref: "subnet-0123456789abcdef0", zone: "eu-west-1a", by: "subnet-0123456789abcdef0" },
      },
    });
    assert.equal(plain(property(of, "aws_x.a", "ref")), "<aws_s.s.id>");
    assert.equal(plain(property(of, "aws_x.a", "zone")), "eu-west-1a");
    assert.equal(plain(property(of, "aws_x.a", "by")), "<aws_s.s.id>");
  });

  it("says nothing of what is known only after it is applied", () => {
    const of = planned('resource "aws_x" "a" {\n  v = timestamp()\n}\n', {
      "aws_x.a": { values: { w: null }, unknown: { v: true, computed: true } },
    });
    assert.equal(property(of, "aws_x.a", "v").kind, "unknown");
    // Where nothing is written the service decides, as rules know it.
    assert.equal(property(of, "aws_x.a", "computed").kind, "absent");
    assert.equal(property(of, "aws_x.a", "w").kind, "absent");
  });

  it("finds blocks of a set again, whatever order they are planned in", () => {
    const source = `variable "p" {}
resource "aws_security_group" "g" {
  ingress {
    from_port   = 22
    cidr_blocks = ["10.0.0.0/8"]
  }
  ingress {
    from_port   = var.p
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
    const ingress = (from_port: number, cidr: string) => ({
      cidr_blocks: [cidr],
      description: "",
      from_port,
      ipv6_cidr_blocks: [],
      self: false,
    });
    const of = planned(source, {
      "aws_security_group.g": { values: { ingress: [ingress(80, "0.0.0.0/0"), ingress(22, "10.0.0.0/8")] } },
    });
    const first = property(of, "aws_security_group.g", "ingress.0.from_port");
    assert.equal(plain(first), 80);
    assert.equal(at(first.origin.span), "main.tf:var.p");
    assert.equal(
      at(property(of, "aws_security_group.g", "ingress.1.cidr_blocks.0").origin.span),
      'main.tf:"10.0.0.0/8"',
    );
    assert.equal(property(of, "aws_security_group.g", "ingress.0.description").kind, "absent");
    assert.equal(property(of, "aws_security_group.g", "ingress.0.ipv6_cidr_blocks").kind, "absent");
  });

  it("fills the holes of a script, each in its place", () => {
    const source =
      'variable "p" {}\nresource "aws_x" "a" {\n  v = <<-EOT\n    #!/bin/sh\n    echo ${var.p}\n    yum install x\n  EOT\n}\n';
    const text = "#!/bin/sh\necho one\ntwo\nyum install x\n";
    const of = planned(source, { "aws_x.a": { values: { v: text } } });
    const value = property(of, "aws_x.a", "v") as Scalar;
    assert.equal(value.value, text);
    const pieces = piecesOf(value).map((p) => [p.text, p.span && at(p.span)]);
    assert.deepEqual(pieces.at(-1), ["yum install x\n", "main.tf:yum install x\n"]);
    assert.ok(pieces.some(([t, place]) => t === "one\ntwo" && place === "main.tf:${var.p}"));
  });

  it("looks into what was encoded", () => {
    const source =
      'variable "p" {}\nresource "aws_x" "a" {\n  policy = jsonencode({ Action = var.p })\n  user_data_base64 = base64encode("#!/bin/sh\\n${var.p}")\n}\n';
    const of = planned(source, {
      "aws_x.a": { values: { policy: '{"Action":"s3:*"}', user_data_base64: btoa("#!/bin/sh\nls") } },
    });
    const policy = property(of, "aws_x.a", "policy");
    assert.deepEqual(plain(policy.madeFrom!.value), { Action: "s3:*" });
    assert.equal(plain(property(of, "aws_x.a", "user_data_base64").madeFrom!.value), "#!/bin/sh\nls");
  });

  it("does not take the digest of user data for a script", () => {
    const of = planned('resource "aws_instance" "a" {\n  user_data = "#!/bin/sh\\nls"\n}\n', {
      "aws_instance.a": { values: { user_data: "da39a3ee5e6b4b0d3255bfef95601890afd80709" } },
    });
    assert.equal(plain(property(of, "aws_instance.a", "user_data")), "#!/bin/sh\nls");
  });

  it("marks what is sensitive", () => {
    const of = planned('variable "p" {}\nresource "aws_x" "a" {\n  v = var.p\n  w = var.p\n}\n', {
      "aws_x.a": { values: { v: "x", w: "x" }, sensitive: { v: true } },
    });
    assert.ok(property(of, "aws_x.a", "v").marks?.has("secret"));
    assert.ok(!property(of, "aws_x.a", "w").marks?.has("secret"));
  });

  it("places what no source has in the plan", () => {
    const of = planned("", { "aws_x.gone": { values: { a: { b: 1 }, subnet_id: null }, unknown: { id: true } } });
    const b = property(of, "aws_x.gone", "a.b");
    assert.equal(plain(b), 1);
    const { chunk, start, end } = b.origin.span;
    assert.deepEqual([chunk.path, chunk.text.slice(start - 5, end)], [PLAN, '{"b":1']);
    assert.equal(of.resources[0]!.nameSpan.chunk.path, PLAN);
    assert.ok(of.sources.has(PLAN));
    assert.equal(property(of, "aws_x.gone", "id").kind, "unknown");
  });

  it("knows where an id comes from by the plan's copy of the configuration", () => {
    const references = ["aws_s.s.id", "aws_s.s"];
    const resources = [{ address: "aws_x.a", expressions: { subnet_id: { references }, other: { references } } }];
    const of = planned(
      "",
      { "aws_s.s": { values: {} }, "aws_x.a": { values: {}, unknown: { subnet_id: true, other: true } } },
      { configuration: { root_module: { resources } } },
    );
    assert.equal(plain(property(of, "aws_x.a", "subnet_id")), "<aws_s.s.id>");
    assert.equal(property(of, "aws_x.a", "other").kind, "unknown");
  });

  it("places what is in an installed module at its call", () => {
    const of = planned(
      {
        "main.tf": 'module "m" {\n  source = "a/b/c"\n}\n',
        ".terraform/modules/modules.json": '{"Modules":[{"Key":"m","Source":"a/b/c","Dir":".terraform/modules/m"}]}',
        ".terraform/modules/m/main.tf": 'resource "aws_x" "a" {\n  v = 1\n}\n',
      },
      { "module.m.aws_x.a": { values: { v: 1 } } },
    );
    assert.equal(at(of.resources[0]!.nameSpan), "main.tf:m");
  });

  it("knows the region of a provider", () => {
    const provider = (region: object) => ({
      variables: { r: { value: "eu-central-1" } },
      configuration: {
        provider_config: { aws: { expressions: { region } } },
        root_module: { resources: [{ address: "aws_x.a", provider_config_key: "aws", expressions: {} }] },
      },
    });
    const region = (more: object, values = {}) =>
      planned("", { "aws_x.a": { values } }, { ...more }).resources[0]!.region!;
    assert.equal(plain(region(provider({ constant_value: "eu-west-1" }))), "eu-west-1");
    assert.equal(plain(region(provider({ references: ["var.r"] }))), "eu-central-1");
    assert.equal(plain(region(provider({ constant_value: "eu-west-1" }), { region: "us-east-1" })), "us-east-1");
    assert.equal(region(provider({ references: ["local.r"] })).kind, "unknown");
  });

  it("has data sources that were read", () => {
    const of = planned('data "aws_d" "d" {}\nresource "aws_x" "a" {\n  v = data.aws_d.d.v\n}\n', {
      "data.aws_d.d": { mode: "data", values: { v: 3 } },
      "aws_x.a": { values: { v: 3 } },
    });
    assert.deepEqual(
      of.resources.map((r) => [r.address, r.mode]),
      [
        ["aws_x.a", "managed"],
        ["data.aws_d.d", "data"],
      ],
    );
    assert.equal(plain(property(of, "data.aws_d.d", "v")), 3);
  });

  it("keeps provisioners, which are in no plan", () => {
    const of = planned('resource "aws_x" "a" {\n  provisioner "local-exec" {\n    command = "ls"\n  }\n}\n', {
      "aws_x.a": { values: {} },
    });
    assert.equal(plain(property(of, "aws_x.a", "provisioner.local-exec.command")), "ls");
  });

  it("may lack something when it is not complete", () => {
    assert.deepEqual(planned("", {}, { complete: false }).open, ["the plan is not complete"]);
    assert.deepEqual(planned("", {}, { errored: true }).open, ["the plan has failed"]);
  });

  it("is what terraform 1.11 makes of a module", () => {
    const files = {
      "/w/main.tf": `variable "n" {
  default = 1
}
variable "secret" {
  default   = "x"
  sensitive = true
}
resource "terraform_data" "a" {
  count = var.n
  input = { x = "v", list = [1, 2], s = var.secret }
}
resource "terraform_data" "b" {
  input = terraform_data.a[0].id
}
module "m" {
  source   = "./m"
  for_each = { k = "1" }
  v        = each.key
}
`,
      "/w/m/main.tf": 'variable "v" {}\nresource "terraform_data" "in" {\n  input = var.v\n}\n',
    };
    const text = readFileSync(path.join(import.meta.dirname, "terraform-1.11.plan.json"), "utf8");
    const of = terraformPlan(PLAN, text, ROOT).evaluate({ language: "terraform", path: ROOT }, memoryFiles(files));
    const a = { input: { list: [1, 2], s: "x", x: "v" } };
    assert.deepEqual(
      of.resources.map((r) => [r.address, plain(r.properties), at(r.nameSpan)]),
      [
        ["terraform_data.a[0]", a, "main.tf:a"],
        ["terraform_data.a[1]", a, "main.tf:a"],
        ["terraform_data.b", { input: "<terraform_data.a[0].id>" }, "main.tf:b"],
        ['module.m["k"].terraform_data.in', { input: "k" }, "m/main.tf:in"],
      ],
    );
    assert.ok(property(of, "terraform_data.a[1]", "input.s").marks?.has("secret"));
    assert.deepEqual([...of.sources.keys()].sort(), Object.keys(files).sort());
  });

  const refused: [string, string, RegExp][] = [
    ["an empty file", " ", /^it is empty/],
    ["a plan file of Terraform's own", "PK\u0003\u0004…", /^it is a plan file of Terraform's own/],
    ["a truncated plan", planText({ "aws_x.a": { values: {} } }).slice(0, 200), /^it is not complete, or no JSON/],
    ["a state file", '{"version":4,"serial":1,"lineage":"x","resources":[]}', /^it is a state file/],
    ["a shown state", '{"format_version":"1.0","values":{}}', /^it shows a state/],
    ["a log", '{"@level":"info"}\n{"@level":"info"}\n', /^it is the log of `terraform plan -json`/],
    ["a newer format", '{"format_version":"2.0","planned_values":{}}', /^it has the format 2\.0/],
    ["another JSON", "[1]", /^it is JSON, but no plan/],
    ["source", 'resource "a" "b" {}', /^it is no JSON/],
  ];
  for (const [what, text, message] of refused)
    it(`is not ${what}`, () => {
      assert.throws(
        () => readPlan(text),
        (e) => e instanceof NoPlan && message.test(e.message),
      );
    });
});
