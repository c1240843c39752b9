/** What is used again after an edit equals what a fresh evaluation makes, however far an edit reaches. */
import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import type { Inputs, Language } from "../../../../server/core/language.ts";
import type { Program, Resource } from "../../../../server/core/resources.ts";
import type { Span } from "../../../../server/core/span.ts";
import type { Origin, Value } from "../../../../server/core/values.ts";
import { terraform } from "../../../../server/languages/terraform/index.ts";
import { randomEdits } from "../../../core/random-edits.ts";
import { shownCondition } from "./program.ts";

const original = new Map([
  [
    "/w/main.tf",
    `locals {
  sizes   = { a = 10, b = var.size }
  seconds = var.long ? 1000 : local.base * 2
  base    = 300
  name    = "\${var.prefix}-\${local.suffix}"
  suffix  = module.names.suffix
  zones   = [for z in var.zones : upper(z)]
}

resource "aws_lambda_function" "one" {
  function_name = local.name
  timeout       = local.seconds
  role          = aws_iam_role.role.arn
  tags          = { Zone = local.zones[0], All = join(",", local.zones) }
}

resource "aws_ebs_volume" "each" {
  for_each          = local.sizes
  size              = each.value
  availability_zone = aws_instance.server[0].availability_zone
}

resource "aws_instance" "server" {
  count             = var.servers
  ami               = data.aws_ami.linux.id
  availability_zone = var.zones[count.index]
  user_data         = templatefile("start.sh", { name = local.name })
  key_name          = file("key.txt")
  tags              = { for f in fileset(path.module, "*.txt") : f => filemd5(f) }
}

resource "aws_security_group" "open" {
  name = aws_lambda_function.one.function_name

  dynamic "ingress" {
    for_each = var.ports
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = module.net["a"].blocks
    }
  }
}

resource "aws_iam_role" "role" {
  name = "role"
}
`,
  ],
  [
    "/w/more.tf",
    `provider "aws" {
  region = local.region
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

locals {
  region = var.region
}

data "aws_ami" "linux" {
  owners = [local.name]
}

data "aws_region" "here" {}

data "aws_iam_policy_document" "policy" {
  statement {
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.logs.arn, "arn:aws:s3:::\${aws_s3_bucket.logs.bucket}/*"]
  }
}

resource "aws_s3_bucket" "logs" {
  provider = aws.west
  bucket   = "logs-\${data.aws_region.here.name}"
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = data.aws_iam_policy_document.policy.json
}

module "names" {
  source = "./names"
  size   = length(var.zones)
}

module "net" {
  source   = "./net"
  for_each = toset(["a", "b"])
  cidr     = var.cidr
  names    = module.names
  key      = each.key
  providers = {
    aws = aws.west
  }
}

output "group" {
  value = aws_security_group.open.id
}

output "subnets" {
  value = { for k, n in module.net : k => n.subnet }
}
`,
  ],
  [
    "/w/variables.tf",
    `variable "size" {
  type    = number
  default = "20"
}

variable "long" {}

variable "prefix" {
  default = "app"
}

variable "zones" {
  type    = list(string)
  default = ["us-east-1a", "us-east-1b"]
}

variable "servers" {
  default = 2
}

variable "ports" {
  default = [22, 443]
}

variable "region" {
  default = "eu-west-1"
}

variable "cidr" {
  default   = "10.0.0.0/8"
  sensitive = true
}
`,
  ],
  ["/w/app_override.tf", 'resource "aws_iam_role" "role" {\n  description = local.region\n}\n'],
  ["/w/terraform.tfvars", 'prefix = "live"\nservers = 2\n'],
  ["/w/start.sh", "#!/bin/bash\necho ${name}\n"],
  ["/w/key.txt", "key"],
  [
    "/w/names/main.tf",
    `variable "size" {}

output "suffix" {
  value = "s\${var.size}"
}

output "key" {
  value = file("key.txt")
}
`,
  ],
  [
    "/w/net/main.tf",
    `variable "cidr" {}
variable "names" {}
variable "key" {}

locals {
  cidr = cidrsubnet(var.cidr, 8, 1)
}

resource "aws_subnet" "subnet" {
  cidr_block = local.cidr
  tags       = { Name = "\${var.key}-\${var.names.suffix}" }
}

module "deeper" {
  source = "../names"
  size   = aws_subnet.subnet.cidr_block
}

output "blocks" {
  value = [local.cidr, module.deeper.suffix]
}

output "subnet" {
  value = aws_subnet.subnet.id
}
`,
  ],
]);

function evaluated(language: Language, files: ReadonlyMap<string, string>, inputs?: Inputs): Program {
  return language.evaluate({ language: "terraform", path: "/w" }, memoryFiles(files), inputs);
}

const everything = () => true;

/**
 * The program as text, with every place in its file. `looked` says at which resources; what is wrong with a template
 * is only known to who looks at everything that uses it.
 */
function shown(program: Program, looked: (index: number) => boolean = everything): string[] {
  const place = ({ chunk, start, end }: Span) => {
    const at = program.sources.get(chunk.path)?.absolute({ chunk, start, end });
    return at
      ? `${chunk.path}:${at.start}-${at.end}`
      : `NOT IN THE PROGRAM ${chunk.path}:${chunk.text.slice(start, end)}`;
  };
  const way = (origin: Origin): string =>
    place(origin.span) + (origin.from ? ` < ${origin.from.step} ${origin.from.name} ${way(origin.from.origin)}` : "");
  const truths = (text: string) => text.replace(/(\d+)\?\d+/g, "$1?");
  const value = (v: Value): unknown => {
    const marks = v.marks ? [...v.marks] : [];
    const base = [v.kind, way(v.origin), ...marks];
    switch (v.kind) {
      case "scalar":
        return [...base, v.value, v.pieces?.map((p) => [p.text, p.span && place(p.span)])];
      case "absent":
        return base;
      case "list":
        return [...base, v.closed, v.items.map(value)];
      case "object":
        return [
          ...base,
          v.closed,
          [...v.entries.values()].map((e) => [e.key, e.keySpan && place(e.keySpan), value(e.value)]),
        ];
      case "choice":
        return [...base, v.alternatives.map((a) => [truths(shownCondition(a.when)), value(a.value)])];
      case "reference":
        return [...base, v.target, v.attribute];
      case "text":
        return [...base, v.parts.map((p) => (p.kind === "piece" ? [p.text, p.span && place(p.span)] : value(p)))];
      case "unknown":
        return [...base, v.reason, v.identity && truths(v.identity), v.index];
    }
  };
  const resource = (r: Resource) =>
    JSON.stringify([
      r.address,
      r.mode,
      place(r.span),
      place(r.nameSpan),
      shownCondition(r.condition),
      value(r.properties),
      r.region && value(r.region),
      r.lifecycle,
    ]);
  return [
    ...program.resources.filter((_, i) => looked(i)).map(resource),
    ...program.resources.map((r) => r.address),
    ...program.open.map((o) => `open: ${o}`),
    ...program.problems
      .filter((p) => looked === everything || p.path.endsWith(".tf"))
      .map((p) => `${p.severity} ${p.path} ${p.span ? place(p.span) : ""} ${p.message}`),
    ...program.comments.map((c) => `comment ${place(c.span)} ${c.text}`),
  ];
}

function escaped(program: Program): string[] {
  return [...program.escaped].sort();
}

/** Properties of resources by address, the same object where one was used again. */
function same(before: Program, after: Program): string[] {
  const objects = new Set(before.resources);
  return after.resources.filter((r) => objects.has(r)).map((r) => r.address);
}

function changed(path: string, from: string, to: string): Map<string, string> {
  const text = original.get(path)!;
  assert.ok(text.includes(from), `${path} has ${from}`);
  return new Map(original).set(path, text.replace(from, to));
}

describe("Terraform: what no change has reached is used again", () => {
  it("equals a fresh evaluation after each of 1,000 random edits, looked at in part or in full", function () {
    this.timeout(0);
    for (let seed = 1; seed <= 10; seed++) {
      const language = terraform();
      let turn = seed;
      for (const { files, what } of randomEdits(original, { seed: seed + 100, edits: 100 })) {
        turn = (turn * 7 + 3) % 31;
        const looked = turn % 3 === 0 ? everything : (i: number) => (i + turn) % 4 === 0;
        const now = evaluated(language, files);
        const fresh = evaluated(terraform(), files);
        assert.deepEqual(shown(now, looked), shown(fresh, looked), `seed ${seed}, ${what}`);
        if (turn % 2 === 0) assert.deepEqual(escaped(now), escaped(fresh), `seed ${seed}, ${what}`);
      }
    }
  });

  const edits: [string, string, string, string][] = [
    ["a local that resources use", "/w/main.tf", "base    = 300", "base    = 400"],
    ["a local that is gone", "/w/main.tf", "  base    = 300\n", ""],
    ["what is above everything", "/w/main.tf", "locals {", "# more\n\nlocals {"],
    ["keys of for_each over a local", "/w/main.tf", "a = 10", "c = 10"],
    ["a size that is a default", "/w/variables.tf", '"20"', '"30"'],
    ["how many there are", "/w/terraform.tfvars", "servers = 2", "servers = 1"],
    ["which of two names a tfvars file gives", "/w/terraform.tfvars", "prefix", "region"],
    ["ports of a dynamic block", "/w/variables.tf", "[22, 443]", "[3389]"],
    ["a variable that another module gets", "/w/variables.tf", "10.0.0.0/8", "172.16.0.0/12"],
    ["whether a variable is sensitive", "/w/variables.tf", "sensitive = true", "sensitive = false"],
    ["the region of a provider", "/w/more.tf", "us-west-2", "us-west-1"],
    ["a provider for an alias that is gone", "/w/more.tf", 'alias  = "west"', 'alias  = "east"'],
    ["an attribute that others echo", "/w/more.tf", 'bucket   = "logs', 'bucket   = "data'],
    ["an attribute that others take for computed", "/w/main.tf", 'name = "role"', 'arn = "role"'],
    ["an argument of a module", "/w/more.tf", "length(var.zones)", "7"],
    ["an argument that a module no longer gets", "/w/more.tf", "  size   = length(var.zones)\n", ""],
    ["an argument that a module does not know", "/w/more.tf", "  size   = length", "  sise   = length"],
    [
      "a provider that a module gets",
      "/w/more.tf",
      "size   = length(var.zones)",
      "size = 1\n  providers = { aws = aws.west }",
    ],
    ["a comment in a call", "/w/more.tf", 'module "names" {', '# The names.\nmodule "names" { # of all'],
    [
      "how often a module is called that was called once",
      "/w/more.tf",
      "  size   = length(var.zones)",
      "  size   = 1\n  count  = 2",
    ],
    ["an output of a module", "/w/names/main.tf", '"s${var', '"t${var'],
    ["an output's name", "/w/net/main.tf", 'output "blocks"', 'output "block"'],
    ["a resource in a module", "/w/net/main.tf", "cidr_block = local.cidr", 'cidr_block = "10.1.0.0/16"'],
    ["how often a module is called", "/w/more.tf", '["a", "b"]', '["b", "c"]'],
    ["where a module is", "/w/net/main.tf", "../names", "../gone"],
    ["a template file", "/w/start.sh", "echo ${name}", "echo hello ${name} ${other}"],
    ["a file that is read", "/w/key.txt", "key", "another"],
    ["what an override file says", "/w/app_override.tf", "description = local.region", "path = local.name"],
    ["a resource that is gone", "/w/main.tf", 'resource "aws_iam_role" "role"', 'resource "aws_iam_role" "other"'],
    ["a local that leads to itself", "/w/main.tf", "base    = 300", "base    = local.seconds"],
  ];
  for (const [what, path, from, to] of edits)
    it(`sees ${what}, and its return`, () => {
      const language = terraform();
      shown(evaluated(language, original));
      const files = changed(path, from, to);
      for (const version of [files, original, files])
        for (const looked of [(i: number) => i % 2 === 0, everything]) {
          const [now, fresh] = [evaluated(language, version), evaluated(terraform(), version)];
          assert.deepEqual(shown(now, looked), shown(fresh, looked));
          assert.deepEqual(escaped(now), escaped(fresh));
        }
      assert.notDeepEqual(shown(evaluated(language, files)), shown(evaluated(language, original)));
    });

  it("sees files that come and go", () => {
    const language = terraform();
    for (const gone of ["/w/start.sh", "/w/key.txt", "/w/terraform.tfvars", "/w/more.tf", "/w/names/main.tf"]) {
      const files = new Map(original);
      files.delete(gone);
      for (const version of [original, files, original])
        assert.deepEqual(shown(evaluated(language, version)), shown(evaluated(terraform(), version)), gone);
    }
  });

  it("sees a file that a pattern takes, though nothing reads it", () => {
    const language = terraform();
    const text = 'resource "aws_x" "x" {\n  files = fileset("d", "*.txt")\n}\n';
    const some = new Map([
      ["/w/main.tf", text],
      ["/w/d/a.txt", "a"],
    ]);
    const more = new Map(some).set("/w/d/b.txt", "b");
    for (const version of [some, more, some])
      assert.deepEqual(shown(evaluated(language, version)), shown(evaluated(terraform(), version)));
  });

  it("uses the resources that do not hang on the edit again", () => {
    const language = terraform();
    const before = evaluated(language, original);
    shown(before);
    const all = before.resources.map((r) => r.address);
    const without = (...gone: string[]) => all.filter((a) => !gone.some((g) => a.includes(g)));
    assert.deepEqual(same(before, evaluated(language, new Map(original))), all);
    const edited = evaluated(
      language,
      changed("/w/main.tf", "function_name = local.name", "function_name = local.suffix"),
    );
    // The group is named after the function; the role, the module and the servers are not.
    assert.deepEqual(same(before, edited), without("aws_lambda_function.one", "aws_security_group.open"));
  });

  it("uses what is in a module again that does not hang on the argument that is edited", () => {
    const language = terraform();
    const files = (size: number, name: string) =>
      new Map([
        ["/w/main.tf", `module "m" {\n  source = "./m"\n  size   = ${size}\n  name   = "${name}"\n}\n`],
        [
          "/w/m/main.tf",
          'variable "size" {}\nvariable "name" {}\nvariable "more" {\n  default = 1\n}\nresource "aws_x" "plain" {\n  a = var.more\n}\nresource "aws_x" "size" {\n  a = var.size > 5 ? aws_x.plain.a : 0\n}\nresource "aws_x" "many" {\n  count = var.size\n  name = var.name\n}\n',
        ],
      ]);
    const before = evaluated(language, files(2, "a"));
    shown(before);
    const after = evaluated(language, files(3, "a"));
    assert.deepEqual(same(before, after), ["module.m.aws_x.plain"]);
    for (const version of [files(3, "a"), files(3, "b"), files(7, "b")])
      assert.deepEqual(shown(evaluated(language, version)), shown(evaluated(terraform(), version)));
  });

  it("keeps what is used apart for different inputs", () => {
    const language = terraform();
    const inputs = (prefix: string): Inputs => ({ parameters: { prefix }, region: "eu-north-1" });
    for (const prefix of ["a", "b", "a"])
      assert.deepEqual(
        shown(evaluated(language, original, inputs(prefix))),
        shown(evaluated(terraform(), original, inputs(prefix))),
      );
  });

  it("keeps nothing of files that are forgotten", () => {
    const language = terraform();
    const before = evaluated(language, original);
    language.forget("/w/main.tf");
    assert.deepEqual(same(before, evaluated(language, original)), []);
  });

  it("evaluates as if for the first time when a limit is met", () => {
    const language = terraform();
    const many = (n: number) =>
      new Map([
        [
          "/w/main.tf",
          `locals {\n  n = ${n}\n}\nresource "aws_x" "a" {\n  count = local.n\n}\nresource "aws_x" "b" {\n  count = 600\n}\n`,
        ],
      ]);
    for (const n of [3, 600, 4, 600])
      assert.deepEqual(shown(evaluated(language, many(n))), shown(evaluated(terraform(), many(n))));
  });
});
