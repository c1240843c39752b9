import assert from "node:assert/strict";
import { piecesOf, type Value } from "../../../../server/core/values.ts";
import { at, evaluated, plain, program, property, shownCondition, trail } from "./program.ts";

describe("Terraform values", () => {
  it("follows a variable's default, a local and a lookup to the literal", () => {
    const value = evaluated(
      "local.sizes[var.env].timeout",
      'variable "env" { default = "dev" }\nlocals {\n  sizes = { dev = { timeout = 1200 } }\n}',
    );
    assert.equal(plain(value), 1200);
    assert.deepEqual(trail(value.origin), ["main.tf:local.sizes[var.env].timeout", "local local.sizes = main.tf:1200"]);
  });

  it("points from an item of a list at the use, and back at the item", () => {
    const p = program(
      'variable "c" { default = ["10.0.0.0/8", "0.0.0.0/0"] }\nresource "aws_x" "x" {\n  cidrs = var.c\n}',
    );
    const list = property(p, "aws_x.x", "cidrs");
    assert.deepEqual(list.kind === "list" && trail(list.items[1]!.origin), [
      "main.tf:var.c",
      'default variable c = main.tf:"0.0.0.0/0"',
    ]);
  });

  it("takes tfvars before defaults, auto.tfvars before them, and named inputs before all", () => {
    const files = {
      "main.tf":
        'variable "a" { default = 1 }\nvariable "b" { default = 1 }\nvariable "c" {\n  type = number\n  default = 1\n}\nresource "aws_x" "x" {\n  a = var.a\n  b = var.b\n  c = var.c\n}',
      "terraform.tfvars": "a = 2\nb = 2\nc = 2",
      "z.auto.tfvars": "b = 3",
    };
    const p = program(files, { parameters: { c: "4" } });
    assert.deepEqual(
      ["a", "b", "c"].map((n) => plain(property(p, "aws_x.x", n))),
      [2, 3, 4],
    );
    assert.deepEqual(trail(property(p, "aws_x.x", "b").origin), [
      "main.tf:var.b",
      "input variable b = z.auto.tfvars:3",
    ]);
  });

  it("takes lists and maps as inputs, the files of variables that are named, and a workspace", () => {
    const files = {
      "main.tf": `variable "ports" { type = list(number) }
variable "tags" { type = map(string) }
variable "zones" { type = list(string) }
variable "size" {}
variable "name" {}
resource "aws_x" "x" {
  v = [var.ports, var.tags, var.zones, var.size, var.name, terraform.workspace]
}`,
      "terraform.tfvars": "size = 1\nname = 1",
      "env/common.tfvars": "size = 2\nname = 2",
      "env/prod.tfvars": "name = 3",
    };
    const inputs = {
      parameters: { ports: ["22", 80], tags: { Team: "x", n: 1 }, zones: '["a"]' },
      variableFiles: ["/w/env/common.tfvars", "/w/env/prod.tfvars", "/w/env/gone.tfvars"],
      workspace: "prod",
    };
    const p = program(files, inputs);
    assert.deepEqual(plain(property(p, "aws_x.x", "v")), [[22, 80], { Team: "x", n: "1" }, ["a"], 2, 3, "prod"]);
    assert.deepEqual(
      p.problems.map((problem) => problem.message),
      ["There is no file /w/env/gone.tfvars, which the configuration names as tfvars."],
    );
    assert.equal((plain(property(program(files), "aws_x.x", "v")) as unknown[])[5], "<terraform.workspace>");
  });

  it("converts to a variable's type, and fills in optional attributes", () => {
    const around = `variable "o" {
  type    = object({ a = optional(number, 3), b = string, c = optional(string) })
  default = { b = 5, dropped = true }
}`;
    assert.deepEqual(plain(evaluated("var.o", around)), { a: 3, b: "5", c: null });
    assert.deepEqual(
      plain(evaluated("var.s", 'variable "s" {\n  type = set(string)\n  default = ["b", "a", "b"]\n}')),
      ["a", "b"],
    );
  });

  it("knows a variable without a default by its name alone", () => {
    assert.equal(plain(evaluated("var.zone", 'variable "zone" {}')), "<var.zone>");
  });

  it("keeps both branches of a condition that is not known", () => {
    const around = 'variable "prod" { type = bool }\nvariable "env" {}';
    assert.deepEqual(plain(evaluated("var.prod ? 900 : 1200", around)), [
      { when: "var.prod", value: 900 },
      { when: "!(var.prod)", value: 1200 },
    ]);
    assert.deepEqual(plain(evaluated('var.env == "prod" && !var.prod ? 1 : 2', around)), [
      { when: "all(variable env == prod, !(var.prod))", value: 1 },
      { when: "!(all(variable env == prod, !(var.prod)))", value: 2 },
    ]);
  });

  it("points at the branch that is taken", () => {
    const value = evaluated('var.env == "dev" ? 1200 : 3', 'variable "env" { default = "dev" }');
    assert.equal(at(value.origin.span), "main.tf:1200");
  });

  it("makes text with holes, and knows which characters are where", () => {
    const value = evaluated("<<-EOT\n    #!/bin/bash\n    aws configure --region ${var.r}\n  EOT", 'variable "r" {}');
    assert.equal(plain(value), "#!/bin/bash\naws configure --region <var.r>\n");
    const piece = value.kind === "text" && value.parts.find((x) => x.kind === "piece" && x.text.startsWith("aws"));
    assert.ok(piece && piece.kind === "piece");
    assert.equal(at(piece.span!), "main.tf:aws configure --region ");
  });

  it("gives a template with a condition as a choice of strings", () => {
    assert.deepEqual(plain(evaluated('"a-%{ if var.p }x%{ else }y%{ endif }"', 'variable "p" {}')), [
      { when: "var.p", value: "a-x" },
      { when: "!(var.p)", value: "a-y" },
    ]);
  });

  it("goes through lists and maps with for, and leaves open what it cannot decide", () => {
    assert.deepEqual(plain(evaluated("{ for k, v in { b = 1, a = 2 } : upper(k) => v if v > 1 }")), { A: 2 });
    assert.deepEqual(plain(evaluated("[for v in [1, 2] : v if var.u == v]", 'variable "u" {}')), ["<open>"]);
    assert.deepEqual(plain(evaluated("[{ a = 1 }, { a = 2 }][*].a")), [1, 2]);
  });

  it("does not go round in circles", () => {
    assert.equal(plain(evaluated("local.a", "locals {\n  a = local.b\n  b = local.a\n}")), "<unknown>");
    const p = program('resource "aws_x" "x" {\n  count = length(aws_x.x)\n  a = aws_x.x[0].a\n}');
    assert.equal(p.resources.length, 1);
  });

  it("stays within its depth", () => {
    const locals = Array.from({ length: 3000 }, (_, i) => `  l${i} = local.l${i + 1}`).join("\n");
    assert.equal(plain(evaluated("local.l0", `locals {\n${locals}\n  l3000 = 1\n}`)), "<unknown>");
  });

  it("makes no strings without bound", () => {
    const locals = Array.from({ length: 60 }, (_, i) => `  l${i} = upper("\${local.l${i + 1}}\${local.l${i + 1}}")`);
    const doubled = evaluated("local.l0", `locals {\n${locals.join("\n")}\n  l60 = "abc"\n}`);
    assert(doubled.kind === "text" && doubled.parts.length <= 20_000);
    assert(doubled.parts.every((part) => plain(part as Value) === "<unknown>"));
    assert.equal(
      plain(evaluated('indent(1000, join("", [for i in range(1000) : format("%1000s\\n", i)]))')),
      "<unknown>",
    );
  });

  it("makes no names without bound", () => {
    const locals = Array.from({ length: 60 }, (_, i) => `  l${i} = "\${local.l${i + 1}}\${local.l${i + 1}}x"`);
    const value = evaluated("upper(local.l0)", `variable "u" {}\nlocals {\n${locals.join("\n")}\n  l60 = var.u\n}`);
    assert(value.kind === "text" && value.parts.length <= 20_000);
    for (const part of value.parts) assert(part.kind !== "unknown" || (part.identity ?? "").length <= 2000);
  });

  it("takes lists that are very long", () => {
    const list = `[${"1,".repeat(200_000)}]`;
    assert.equal(plain(evaluated(`length(${list})`)), 200_000);
    assert.equal(plain(evaluated(`concat(${list}, [1])`)), `<unknown>`);
  });

  it("lets nothing that is half typed throw", () => {
    const text =
      'resource "aws_x" "x" {\n  a = var.\n  b = local\n  c = aws_y.\n  d = "${"\n  e = [1,\n}\nresource "aws_z" "z" {\n  v = 1\n}';
    for (let i = 0; i <= text.length; i++) {
      const p = program(text.slice(0, i));
      for (const r of p.resources) plain(r.properties);
    }
    assert.equal(plain(property(program(text.replace(/ {2}[de].*\n/g, "")), "aws_z.z", "v")), 1);
  });
});

describe("Terraform files", () => {
  const main =
    'resource "aws_instance" "web" {\n  user_data = templatefile("${path.module}/run.sh", { region = var.r, n = 2 })\n}\nvariable "r" { default = "eu-west-1" }';

  it("renders a template file, its characters in the file", () => {
    const p = program({
      "main.tf": main,
      "run.sh": "#!/bin/bash\naws configure set region ${region}\n%{ for i in range(n) ~}\necho ${i}\n%{ endfor ~}\n",
    });
    const value = property(p, "aws_instance.web", "user_data");
    assert.equal(plain(value), "#!/bin/bash\naws configure set region eu-west-1\necho 0\necho 1\n");
    assert.deepEqual(
      trail(value.origin).map((s) => s.split("\n")[0]),
      [
        'main.tf:templatefile("${path.module}/run.sh", { region = var.r, n = 2 })',
        "file file ./run.sh = run.sh:#!/bin/bash",
      ],
    );
    const pieces = value.kind === "scalar" ? piecesOf(value) : [];
    const command = pieces.find((x) => x.text.includes("aws configure"))!;
    assert.equal(command.span!.chunk.path, "/w/run.sh");
    assert.ok(p.sources.get("/w/run.sh")!.absolute(command.span!));
    assert.equal(at(pieces.find((x) => x.text === "eu-west-1")!.span!), "main.tf:eu-west-1");
  });

  it("says what is wrong with a template file, in that file", () => {
    const p = program({ "main.tf": main, "run.sh": "#!/bin/bash\necho ${region\n" });
    plain(property(p, "aws_instance.web", "user_data"));
    assert.ok(p.problems.length > 0);
    assert.equal(p.problems[0]!.path, "/w/run.sh");
  });

  it("takes a file that is not there as a failure, and one that is not loaded as unknown", () => {
    assert.equal(plain(property(program(main), "aws_instance.web", "user_data")), "<refused>");
    assert.equal(plain(evaluated('fileexists("x.sh")')), false);
    assert.equal(plain(evaluated('try(file("x.sh"), "none")')), "none");
  });

  it("renders data template_file, from a heredoc and with a 0.11 vars block", () => {
    const p = program(`data "template_file" "t" {
  template = <<END
hello $\${name}
END
  vars { name = "\${var.n}" }
}
variable "n" { default = "you" }
resource "aws_x" "x" {
  v = data.template_file.t.rendered
}`);
    assert.equal(plain(property(p, "aws_x.x", "v")), "hello you\n");
  });
});

describe("Terraform conditions", () => {
  it("gives the same truth the same name in every place", () => {
    const p = program(
      'variable "on" {}\nresource "aws_x" "a" {\n  count = var.on ? 1 : 0\n}\nresource "aws_x" "b" {\n  v = var.on ? 1 : 2\n}',
    );
    const a = p.resources.find((r) => r.address === "aws_x.a[0]")!;
    assert.equal(shownCondition(a.condition), "var.on");
    assert.deepEqual(plain(property(p, "aws_x.b", "v")), [
      { when: "var.on", value: 1 },
      { when: "!(var.on)", value: 2 },
    ]);
  });
});
