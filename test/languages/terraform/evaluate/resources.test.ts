import assert from "node:assert/strict";
import { compare } from "../../../../server/core/compare.ts";
import { spanText } from "../../../../server/core/span.ts";
import { at, plain, program, property, shownCondition, trail } from "./program.ts";

const addresses = (p: ReturnType<typeof program>) => p.resources.map((r) => r.address);

describe("Terraform resources", () => {
  it("has type, name, places and the native block", () => {
    const p = program('resource "aws_instance" "web" {\n  ami = "a"\n}\n');
    const [r] = p.resources;
    assert.equal(r!.type, "aws_instance");
    assert.equal(r!.name, "aws_instance.web");
    assert.equal(r!.vocabulary, "terraform");
    assert.equal(spanText(r!.nameSpan), "web");
    assert.equal(spanText(r!.span), 'resource "aws_instance" "web" {\n  ami = "a"\n}');
    assert.equal(spanText(r!.properties.entries.get("ami")!.keySpan!), "ami");
  });

  it("makes lists of nested blocks, named by their type", () => {
    const p = program(`resource "aws_security_group" "g" {
  ingress {
    from_port = 22
  }
  ingress {
    from_port = 80
  }
}`);
    const ingress = property(p, "aws_security_group.g", "ingress");
    assert.deepEqual(plain(ingress), [{ from_port: 22 }, { from_port: 80 }]);
    assert.ok(ingress.kind === "list" && ingress.items[1]!.kind === "object");
    assert.equal(spanText(ingress.items[1]!.nameSpan!), "ingress");
  });

  it("repeats dynamic blocks, with an iterator of their own", () => {
    const p = program(`variable "ports" { default = [22, 80] }
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = var.ports
    iterator = it
    content {
      from_port = it.value
      to_port   = it.value + it.key
    }
  }
}`);
    assert.deepEqual(plain(property(p, "aws_security_group.g", "ingress")), [
      { from_port: 22, to_port: 22 },
      { from_port: 80, to_port: 81 },
    ]);
  });

  it("leaves a list open for a dynamic block of unknown size", () => {
    const block = (content: string) => `variable "u" {}
resource "aws_x" "x" {
  dynamic "b" {
    for_each = var.u
    content {
      a = ${content}
    }
  }
}`;
    assert.deepEqual(plain(property(program(block("b.value")), "aws_x.x", "b")), ["<open>"]);
    assert.deepEqual(plain(property(program(block("1")), "aws_x.x", "b")), [
      [
        { when: "var.u is not empty", value: { a: 1 } },
        { when: "!(var.u is not empty)", value: null },
      ],
      "<open>",
    ]);
  });

  it("takes a dynamic block that makes none for no block", () => {
    const text = 'resource "aws_x" "x" {\n  dynamic "b" {\n    for_each = []\n    content {}\n  }\n}';
    assert.equal(property(program(text), "aws_x.x", "b").kind, "absent");
  });

  it("expands count and for_each", () => {
    const p = program(`resource "aws_x" "c" {
  count = 2
  v     = "n\${count.index}"
}
resource "aws_x" "f" {
  for_each = { b = 2, a = 1 }
  v        = "\${each.key}\${each.value}"
}
resource "aws_x" "s" {
  for_each = toset(["z"])
  v        = each.value
}`);
    assert.deepEqual(addresses(p), ["aws_x.c[0]", "aws_x.c[1]", 'aws_x.f["a"]', 'aws_x.f["b"]', 'aws_x.s["z"]']);
    assert.deepEqual(
      p.resources.map((r) => plain(r.properties.entries.get("v")!.value)),
      ["n0", "n1", "a1", "b2", "z"],
    );
    assert.equal(p.resources[2]!.key, "a");
  });

  it("stands for all instances with one where their number is not known", () => {
    const p = program(`variable "u" {}
resource "aws_x" "x" {
  for_each = var.u
  v        = each.key
}
resource "aws_y" "y" {
  ids = aws_x.x
}`);
    assert.deepEqual(addresses(p), ["aws_x.x[*]", "aws_y.y"]);
    assert.equal(p.resources[0]!.key, "symbolic");
    assert.equal(plain(property(p, "aws_x.x[*]", "v")), "<aws_x.x.each.key>");
    assert.equal(plain(property(p, "aws_y.y", "ids")), "<aws_x.x>");
    assert.deepEqual(p.open, ["how many there are of aws_x.x is not known"]);
  });

  it("puts an instance under the condition of its count", () => {
    const p = program(`variable "on" {}
resource "aws_x" "x" {
  count = var.on ? 1 : 0
}
resource "aws_y" "y" {
  id = try(aws_x.x[0].id, "none")
}`);
    assert.equal(shownCondition(p.resources[0]!.condition), "var.on");
    assert.deepEqual(plain(property(p, "aws_y.y", "id")), [
      { when: "var.on", value: "<aws_x.x[0].id>" },
      { when: "!(var.on)", value: "none" },
    ]);
  });

  it("sees an argument of another resource through its attribute, and names what it cannot see", () => {
    const p = program(`resource "aws_instance" "a" {
  availability_zone = "us-east-1a"
  root_block_device {
    volume_size = 8
  }
}
resource "aws_ebs_volume" "v" {
  availability_zone = aws_instance.a.availability_zone
  subnet            = aws_instance.a.subnet_id
  size              = aws_instance.a.root_block_device[0].volume_size
  other             = aws_instance.a.root_block_device[0].volume_id
}`);
    const zone = property(p, "aws_ebs_volume.v", "availability_zone");
    assert.equal(plain(zone), "us-east-1a");
    assert.deepEqual(trail(zone.origin), [
      "main.tf:aws_instance.a.availability_zone",
      'attribute aws_instance.a.availability_zone = main.tf:"us-east-1a"',
    ]);
    assert.equal(plain(property(p, "aws_ebs_volume.v", "subnet")), "<aws_instance.a.subnet_id>");
    assert.equal(plain(property(p, "aws_ebs_volume.v", "size")), 8);
    assert.equal(plain(property(p, "aws_ebs_volume.v", "other")), "<unknown>");
  });

  it("refers to instances one by one and all at once", () => {
    const p = program(`resource "aws_subnet" "s" {
  count = 2
}
resource "aws_x" "x" {
  one  = aws_subnet.s[1].id
  all  = aws_subnet.s[*].id
  old  = "\${aws_subnet.s.*.id}"
  much = [for s in aws_subnet.s : s.arn]
  past = aws_subnet.s[2].id
}`);
    assert.equal(plain(property(p, "aws_x.x", "one")), "<aws_subnet.s[1].id>");
    assert.deepEqual(plain(property(p, "aws_x.x", "all")), ["<aws_subnet.s[0].id>", "<aws_subnet.s[1].id>"]);
    assert.deepEqual(plain(property(p, "aws_x.x", "old")), ["<aws_subnet.s[0].id>", "<aws_subnet.s[1].id>"]);
    assert.deepEqual(plain(property(p, "aws_x.x", "much")), ["<aws_subnet.s[0].arn>", "<aws_subnet.s[1].arn>"]);
    assert.equal(plain(property(p, "aws_x.x", "past")), "<refused>");
  });

  it("knows that two availability zones differ", () => {
    const p = program(`data "aws_availability_zones" "z" {}
locals {
  zones = slice(data.aws_availability_zones.z.names, 0, 2)
}
resource "aws_x" "x" {
  a = data.aws_availability_zones.z.names[0]
  b = local.zones[1]
}`);
    assert.equal(plain(property(p, "aws_x.x", "a")), "<data.aws_availability_zones.z.names#0>");
    assert.equal(plain(property(p, "aws_x.x", "b")), "<data.aws_availability_zones.z.names#1>");
    assert.equal(p.resources.at(-1)!.mode, "data");
  });

  it("sees what a data source was asked for", () => {
    const p = program(`data "aws_route53_zone" "z" {
  name = "example.com"
}
resource "aws_x" "x" {
  name = data.aws_route53_zone.z.name
  id   = data.aws_route53_zone.z.zone_id
}`);
    assert.equal(plain(property(p, "aws_x.x", "name")), "example.com");
    assert.equal(plain(property(p, "aws_x.x", "id")), "<data.aws_route53_zone.z.zone_id>");
  });

  it("does not take two data sources for two things", () => {
    const p = program(`data "aws_subnet" "a" {}
data "aws_subnet" "b" {}
resource "aws_subnet" "c" {}
resource "aws_subnet" "d" {}
resource "aws_x" "x" {
  a = data.aws_subnet.a.id
  b = data.aws_subnet.b.id
  c = aws_subnet.c.id
  d = aws_subnet.d.id
}`);
    const [a, b, c, d] = ["a", "b", "c", "d"].map((n) => property(p, "aws_x.x", n));
    assert.equal(compare(a!, b!), "unknown");
    assert.equal(compare(a!, c!), "unknown");
    assert.equal(compare(a!, a!), "same");
    assert.equal(compare(c!, d!), "different");
  });

  it("makes the document of a policy data source", () => {
    const p = program(`data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
resource "aws_x" "x" {
  policy = data.aws_iam_policy_document.d.json
}`);
    const { madeFrom } = property(p, "aws_x.x", "policy");
    assert.deepEqual(plain(madeFrom!.value), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:*"],
          Resource: ["*"],
          Principal: { AWS: ["*"] },
          Condition: { Bool: { "aws:SecureTransport": ["false"] } },
        },
      ],
    });
  });

  it("has the region of its provider", () => {
    const p = program(`provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
resource "aws_x" "a" {}
resource "aws_x" "b" {
  provider = aws.us
}
resource "aws_x" "c" {
  region = "eu-north-1"
}`);
    assert.deepEqual(
      p.resources.map((r) => plain(r.region!)),
      ["eu-west-1", "us-east-1", "eu-north-1"],
    );
    const q = program('resource "aws_x" "a" {}\nresource "aws_x" "b" {}');
    assert.deepEqual(
      q.resources.map((r) => plain(r.region!)),
      ["<region of provider aws>", "<region of provider aws>"],
    );
  });

  it("reads its lifecycle, and leaves Terraform's own arguments out of the properties", () => {
    const p = program(`resource "aws_x" "x" {
  depends_on = [aws_y.y]
  a          = 1
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags, "b"]
  }
}`);
    assert.deepEqual(p.resources[0]!.lifecycle, { preventDestroy: true, ignoreChanges: ["tags", "b"] });
    assert.deepEqual(plain(p.resources[0]!.properties), { a: 1 });
  });

  it("says which resources its outputs hand out", () => {
    const p = program(
      'resource "aws_x" "x" {}\nresource "aws_x" "y" {}\noutput "o" {\n  value = { id = aws_x.x.id }\n}',
    );
    assert.deepEqual([...p.escaped], ["aws_x.x"]);
  });

  it("lets override files win", () => {
    const p = program({
      "main.tf": 'resource "aws_x" "x" {\n  a = 1\n  b = 1\n  block {\n    c = 1\n  }\n}',
      "x_override.tf": 'resource "aws_x" "x" {\n  b = 2\n  block {\n    c = 2\n  }\n}',
    });
    assert.deepEqual(plain(p.resources[0]!.properties), { a: 1, b: 2, block: [{ c: 2 }] });
  });

  it("reads JSON as it reads native syntax", () => {
    const p = program({
      "main.tf.json": JSON.stringify({
        variable: { t: { default: 900 } },
        resource: { aws_x: { x: { timeout: "${var.t}", ingress: [{ from_port: 22 }] } } },
      }),
    });
    assert.deepEqual(plain(p.resources[0]!.properties), { timeout: 900, ingress: [{ from_port: 22 }] });
  });

  it("takes no more instances than it can", () => {
    const p = program('resource "aws_x" "x" {\n  count = 900\n}\nresource "aws_y" "y" {\n  count = 900\n}');
    assert.equal(p.resources.length, 1000);
    assert.deepEqual(p.open, ["there are too many instances"]);
    assert.equal(p.problems.length, 1);
  });

  it("hands over comments and problems with their places", () => {
    const p = program('# groundrule-disable-next-line x\nresource "aws_x" "x" {\n  a = \n}');
    assert.deepEqual(
      p.comments.map((c) => c.text),
      ["groundrule-disable-next-line x"],
    );
    assert.equal(p.problems.length, 1);
    assert.ok(at(p.problems[0]!.span!).startsWith("main.tf:"));
  });
});
