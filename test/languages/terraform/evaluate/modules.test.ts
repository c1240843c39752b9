import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { terraform } from "../../../../server/languages/terraform/index.ts";
import { plain, program, property, shownCondition, trail } from "./program.ts";

const FUNCTION = `variable "t" {
  type    = number
  default = 3
}
resource "aws_lambda_function" "f" {
  timeout = var.t
}
output "arn" {
  value = aws_lambda_function.f.arn
}
output "t" {
  value = var.t
}`;

describe("Terraform modules", () => {
  it("evaluates a local module per call, and points at the call's argument", () => {
    const p = program({
      "main.tf": `locals {
  slow = 1200
}
module "a" {
  source = "./fn"
  t      = local.slow
}
module "b" {
  source = "./fn"
}`,
      "fn/main.tf": FUNCTION,
    });
    const a = property(p, "module.a.aws_lambda_function.f", "timeout");
    assert.equal(plain(a), 1200);
    assert.deepEqual(trail(a.origin), [
      "fn/main.tf:var.t",
      "argument module a argument t = main.tf:local.slow",
      "local local.slow = main.tf:1200",
    ]);
    const b = property(p, "module.b.aws_lambda_function.f", "timeout");
    assert.deepEqual(trail(b.origin), ["fn/main.tf:var.t", "default variable t = fn/main.tf:3"]);
    assert.equal(p.resources[0]!.module, "module.a");
    assert.equal(p.resources[0]!.name, "aws_lambda_function.f");
  });

  it("hands out outputs, also of modules with for_each and of nested ones", () => {
    const p = program({
      "main.tf": `module "m" {
  source   = "./outer"
  for_each = { a = 5, b = 6 }
  t        = each.value
}
resource "aws_x" "x" {
  one = module.m["a"].arn
  all = [for k, m in module.m : m.t]
}`,
      "outer/main.tf": `variable "t" {}
module "fn" {
  source = "../fn"
  t      = var.t
}
output "arn" {
  value = module.fn.arn
}
output "t" {
  value = module.fn.t
}`,
      "fn/main.tf": FUNCTION,
    });
    assert.equal(plain(property(p, "aws_x.x", "one")), '<module.m["a"].module.fn.aws_lambda_function.f.arn>');
    assert.deepEqual(plain(property(p, "aws_x.x", "all")), [5, 6]);
    const timeout = property(p, 'module.m["b"].module.fn.aws_lambda_function.f', "timeout");
    assert.deepEqual(trail(timeout.origin), [
      "fn/main.tf:var.t",
      "argument module fn argument t = outer/main.tf:var.t",
      "argument module m argument t = main.tf:each.value",
      "local each.value = main.tf:6",
    ]);
  });

  it("puts what is in a conditional module under its condition", () => {
    const p = program({
      "main.tf": 'variable "on" {}\nmodule "m" {\n  source = "./fn"\n  count  = var.on ? 1 : 0\n}',
      "fn/main.tf": FUNCTION,
    });
    assert.equal(p.resources[0]!.address, "module.m[0].aws_lambda_function.f");
    assert.equal(shownCondition(p.resources[0]!.condition), "var.on");
  });

  it("gives one truth one name across a call", () => {
    const p = program({
      "main.tf": 'variable "on" {}\nmodule "m" {\n  source = "./m"\n  create = var.on\n}',
      "m/main.tf": 'variable "create" {}\nresource "aws_y" "y" {\n  count = var.create ? 1 : 0\n}',
    });
    assert.equal(shownCondition(p.resources[0]!.condition), "var.on");
  });

  it("looks into installed modules, and says of others that they are not here", () => {
    const files = {
      "main.tf": `module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
}
resource "aws_x" "x" {
  id = module.vpc.vpc_id
}`,
    };
    const without = program(files);
    assert.deepEqual(without.open, ["module.vpc: its source is not here"]);
    assert.equal(plain(property(without, "aws_x.x", "id")), "<module.vpc.vpc_id>");
    const p = program({
      ...files,
      ".terraform/modules/modules.json":
        '{"Modules":[{"Key":"","Dir":"."},{"Key":"vpc","Dir":".terraform/modules/vpc"},{"Key":"e","Dir":"../../etc"}]}',
      ".terraform/modules/vpc/main.tf": 'resource "aws_vpc" "this" {}\noutput "vpc_id" {\n  value = aws_vpc.this.id\n}',
    });
    assert.equal(plain(property(p, "aws_x.x", "id")), "<module.vpc.aws_vpc.this.id>");
    assert.deepEqual(p.open, []);
  });

  it("hands providers into modules", () => {
    const p = program({
      "main.tf": `provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
provider "aws" {
  region = "eu-west-1"
}
module "a" {
  source = "./fn"
  providers = {
    aws = aws.us
  }
}
module "b" {
  source = "./fn"
}`,
      "fn/main.tf": FUNCTION,
    });
    assert.deepEqual(
      p.resources.map((r) => plain(r.region!)),
      ["us-east-1", "eu-west-1"],
    );
  });

  it("survives modules that call themselves", () => {
    const p = program({
      "main.tf": 'module "m" {\n  source = "./m"\n}',
      "m/main.tf": 'module "m" {\n  source = "../m"\n}\nresource "aws_x" "x" {}',
    });
    assert.equal(p.resources.length, 16);
    assert.equal(p.open.length, 1);
  });

  it("uses path.module as Terraform does", () => {
    const p = program({
      "main.tf": 'module "m" {\n  source = "./m"\n}',
      "m/main.tf": 'resource "aws_x" "x" {\n  v = file("${path.module}/a.txt")\n}',
      "m/a.txt": "hello",
    });
    assert.equal(plain(property(p, "module.m.aws_x.x", "v")), "hello");
  });
});

describe("Terraform roots", () => {
  const roots = (files: Record<string, string>) => {
    const language = terraform();
    const paths = Object.keys(files).filter((p) => language.mayBe(p) && language.recognise(p, files[p]!));
    return language.roots(paths, memoryFiles(files)).map((r) => r.path);
  };
  const AWS = 'resource "aws_x" "x" {}';

  it("are the folders that no local call reaches", () => {
    assert.deepEqual(
      roots({
        "/w/a/main.tf": 'module "m" {\n  source = "../m"\n}',
        "/w/m/main.tf": AWS,
        "/w/b/main.tf": AWS,
        "/w/b/.terraform/modules/x/main.tf": AWS,
        "/w/c/main.tf": 'resource "azurerm_x" "x" {}',
        "/w/d/vars.tf": 'variable "x" {}',
        "/w/d/main.tf": AWS,
      }),
      ["/w/a", "/w/b", "/w/d"],
    );
  });

  it("are modules that are only wrapped for each item of a variable that has none", () => {
    const wrapper = (items: string) =>
      `variable "items" {\n  default = ${items}\n}\nmodule "w" {\n  source = "../m"\n  for_each = var.items\n}`;
    assert.deepEqual(roots({ "/w/a/main.tf": wrapper("{}"), "/w/m/main.tf": AWS }), ["/w/a", "/w/m"]);
    assert.deepEqual(roots({ "/w/a/main.tf": wrapper("{ x = {} }"), "/w/m/main.tf": AWS }), ["/w/a"]);
  });

  it("are one of a ring", () => {
    assert.deepEqual(
      roots({
        "/w/a/main.tf": 'module "m" {\n  source = "../b"\n}',
        "/w/b/main.tf": 'module "m" {\n  source = "../a"\n}',
      }),
      ["/w/a"],
    );
  });
});

describe("Terraform after an edit", () => {
  it("says the same as when it is read anew", () => {
    const language = terraform();
    const read = (l: ReturnType<typeof terraform>, text: string) => {
      const p = l.evaluate({ language: "terraform", path: "/w" }, memoryFiles({ "/w/main.tf": text }));
      const source = p.sources.get("/w/main.tf")!;
      return p.resources.map((r) => [r.address, source.range(r.nameSpan), plain(r.properties)]);
    };
    let text = `variable "t" { default = 3 }
resource "aws_x" "a" {
  t = var.t
}
resource "aws_x" "b" {
  t = aws_x.a.t
}
`;
    for (const edit of [
      (s: string) => s.replace("= 3", "= 300"),
      (s: string) => `# above\n${s}`,
      (s: string) => s.replace('"a"', '"c"'),
      (s: string) => s.replace("aws_x.a.t", "aws_x.c.t"),
      (s: string) => s.replace("}\nresource", "\nresource"),
      (s: string) => s.replaceAll("\n", "\r\n"),
    ]) {
      text = edit(text);
      assert.deepEqual(read(language, text), read(terraform(), text));
    }
  });
});
