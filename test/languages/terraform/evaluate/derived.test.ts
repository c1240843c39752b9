/** What follows from what is written: data sources, providers, the resource that an expression stands in. */
import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import { readScript } from "../../../../server/languages/shell/index.ts";
import { plain, program, property } from "./program.ts";

const USE = (expression: string) => `resource "aws_x" "x" {\n  v = ${expression}\n}\n`;

function shown(files: string | Record<string, string>, dotted = "v", address = "aws_x.x"): unknown {
  return plain(property(program(files), address, dotted));
}

describe("Terraform: providers", () => {
  const regions = (files: string | Record<string, string>) =>
    Object.fromEntries(program(files).resources.map((r) => [r.address, plain(r.region!)]));

  it("follows aliases through modules, by every way of naming one", () => {
    const files = {
      "main.tf": `provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
provider "other" {
  region = "ap-south-1"
}
module "plain" {
  source = "./m"
}
module "swapped" {
  source    = "./m"
  providers = {
    aws     = aws.us
    aws.dst = aws
  }
}
resource "aws_x" "old" {
  provider = "aws.us"
}
resource "aws_x" "renamed" {
  provider = other
}`,
      "m/main.tf": `terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.dst]
    }
  }
}
resource "aws_x" "a" {}
resource "aws_x" "b" {
  provider = aws.dst
}`,
    };
    assert.deepEqual(regions(files), {
      "aws_x.old": "us-east-1",
      "aws_x.renamed": "ap-south-1",
      "module.plain.aws_x.a": "eu-west-1",
      "module.plain.aws_x.b": "<module.plain.region of provider aws.dst>",
      "module.swapped.aws_x.a": "us-east-1",
      "module.swapped.aws_x.b": "eu-west-1",
    });
  });

  it("picks one of a provider with for_each", () => {
    const text = `provider "aws" {
  alias    = "by"
  for_each = toset(["eu-west-1", "us-east-1"])
  region   = each.value
}
module "m" {
  source   = "./m"
  for_each = toset(["us-east-1"])
  providers = { aws = aws.by[each.key] }
}
resource "aws_x" "a" {
  provider = aws.by["eu-west-1"]
}
resource "aws_x" "b" {
  provider = aws.by[var.u]
}`;
    assert.deepEqual(regions({ "main.tf": text, "m/main.tf": 'resource "aws_x" "c" {}' }), {
      "aws_x.a": "eu-west-1",
      "aws_x.b": "<unknown>",
      'module.m["us-east-1"].aws_x.c': "us-east-1",
    });
  });

  it("does not take what an older provider calls region for the resource's own", () => {
    const text = 'resource "aws_config_aggregate_authorization" "a" {\n  account_id = "1"\n  region = "eu-west-1"\n}';
    assert.deepEqual(regions(text), { "aws_config_aggregate_authorization.a": "<unknown>" });
  });

  it("knows tags_all and the region of a resource", () => {
    const text = `provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { Team = "a", Name = "none" }
  }
}
resource "aws_vpc" "v" {
  tags = { Name = "v" }
}
resource "aws_vpc" "w" {}
${USE("[aws_vpc.v.tags_all, aws_vpc.w.tags_all, aws_vpc.v.region]")}`;
    assert.deepEqual(shown(text), [{ Team: "a", Name: "v" }, { Team: "a", Name: "none" }, "eu-west-1"]);
    assert.equal(shown(`resource "aws_vpc" "v" {}\n${USE("aws_vpc.v.tags_all")}`), "<aws_vpc.v.tags_all>");
  });
});

describe("Terraform: data sources that follow from the module", () => {
  it("knows a region that is named, the partition of a region, and one account for a provider", () => {
    const data = `data "aws_region" "here" {}
data "aws_region" "there" {
  name = "us-west-2"
}
data "aws_partition" "p" {}
data "aws_caller_identity" "a" {}
data "aws_caller_identity" "b" {}
`;
    const use = USE(
      "[data.aws_region.here.name, data.aws_region.there.name, data.aws_partition.p.partition, data.aws_partition.p.dns_suffix, data.aws_caller_identity.a.account_id, data.aws_caller_identity.b.account_id]",
    );
    const account = "<account_id of provider aws>";
    const of = (region: string) => `provider "aws" {\n  region = ${region}\n}\n`;
    assert.deepEqual(shown(of('"eu-west-1"') + data + use), [
      "eu-west-1",
      "us-west-2",
      "aws",
      "amazonaws.com",
      account,
      account,
    ]);
    assert.deepEqual((shown(of('"cn-north-1"') + data + use) as unknown[]).slice(2, 4), ["aws-cn", "amazonaws.com.cn"]);
    assert.deepEqual((shown(data + use) as unknown[])[2], "<aws_partition.partition>");
    assert.deepEqual((shown(of('"eusc-de-east-1"') + data + use) as unknown[])[2], "<aws_partition.partition>");
  });

  it("echoes what any data source is asked for, and reads local files", () => {
    const files = {
      "main.tf": `data "archive_file" "z" {
  type        = "zip"
  output_path = "out.zip"
}
data "local_file" "f" {
  filename = "\${path.module}/f.txt"
}
${USE("[data.archive_file.z.output_path, data.archive_file.z.output_md5, data.local_file.f.content, data.local_file.f.content_md5]")}`,
      "f.txt": "hello",
    };
    assert.deepEqual(shown(files), [
      "out.zip",
      "<data.archive_file.z.output_md5>",
      "hello",
      "5d41402abc4b2a76b9719d911017c592",
    ]);
  });

  for (const type of ["cloudinit_config", "template_cloudinit_config"])
    it(`makes the message of ${type}, in which scripts keep their places`, () => {
      const files = {
        "main.tf": `data "${type}" "c" {
  part {
    content_type = "text/x-shellscript"
    content      = file("start.sh")
  }
  part {
    filename     = "b.sh"
    content_type = "text/x-shellscript"
    content      = "#!/bin/sh\\nyum install \${var.p}\\n"
  }
}
data "${type}" "plain" {
  gzip          = false
  base64_encode = false
  boundary      = "X"
  part {
    content = "#!/bin/sh\\n"
  }
}
${USE(`[data.${type}.c.rendered, data.${type}.plain.rendered]`)}`,
        "start.sh": "#!/bin/bash\naws configure\n",
      };
      const value = property(program(files), "aws_x.x", "v");
      const [packed, open] = value.kind === "list" ? value.items : [];
      const script = readScript(packed!);
      assert.equal(script?.format, "multipart");
      assert.deepEqual(
        script?.commands.map((c) => `${c.span.chunk.path} ${spanText(c.span)}`),
        ["/w/start.sh aws configure", `/w/main.tf yum install \${var.p}`],
      );
      assert.equal(
        plain(open!),
        'Content-Type: multipart/mixed; boundary="X"\nMIME-Version: 1.0\r\n\r\n--X\r\nContent-Transfer-Encoding: 7bit\r\nContent-Type: text/plain\r\nMime-Version: 1.0\r\n\r\n#!/bin/sh\n\r\n--X--\r\n',
      );
    });
});

describe("Terraform: policies that take in others", () => {
  const statement = (sid: string | undefined, action: string) =>
    `  statement {\n${sid ? `    sid = "${sid}"\n` : ""}    actions = ["${action}"]\n    resources = ["*"]\n  }\n`;
  const document = (name: string, body: string) => `data "aws_iam_policy_document" "${name}" {\n${body}}\n`;
  const actions = (text: string): unknown => {
    const value = property(program(text), "aws_x.x", "v").madeFrom!.value;
    const statements = plain(value) as { Statement: unknown[] };
    return statements.Statement.map((s) => (typeof s === "string" ? s : (s as { Action: unknown }).Action?.toString()));
  };
  const use = USE("data.aws_iam_policy_document.d.json");

  it("has the statements of all, by Sid the last one", () => {
    const source = document("s", statement("A", "a:Source") + statement(undefined, "b:Source"));
    const over = document("o", statement("B", "b:Over"));
    const json = 'jsonencode({ Statement = { Sid = "C", Effect = "Allow", Action = "c:Json", Resource = "*" } })';
    const body = `  source_policy_documents   = [data.aws_iam_policy_document.s.json, "{\\"Statement\\": []}"]
  override_policy_documents = [data.aws_iam_policy_document.o.json, ${json}]
${statement("A", "a:Own")}${statement("B", "b:Own")}`;
    assert.deepEqual(actions(source + over + document("d", body) + use), ["a:Own", "b:Source", "b:Over", "c:Json"]);
  });

  it("is open where one is not known, and says of no statement that one replaces that it is there", () => {
    const own = statement("A", "a:Own") + statement(undefined, "b:Own");
    const before = document("d", `  source_policy_documents = [var.p]\n${own}`);
    assert.deepEqual(actions(before + use), ["a:Own", "b:Own", "<open>"]);
    const after = document("d", `  override_policy_documents = [var.p]\n${own}`);
    assert.deepEqual(actions(after + use), ["<unknown>", "b:Own", "<open>"]);
  });
});

describe("Terraform: provisioners", () => {
  it("stand under their kind, and know the resource that they stand in", () => {
    const text = `resource "aws_instance" "web" {
  count = 2
  key_name = "k\${count.index}"
  provisioner "file" {
    source = self.key_name
  }
  provisioner "remote-exec" {
    inline = ["yum install httpd", "echo \${self.public_ip}"]
    connection {
      host = self.public_ip
    }
  }
}
resource "terraform_data" "t" {
  input = 7
  provisioner "local-exec" {
    command = "echo \${self.output}"
  }
}
`;
    const address = "aws_instance.web[1]";
    assert.deepEqual(shown(text, "provisioner", address), [
      { file: { source: "k1" } },
      {
        "remote-exec": {
          inline: ["yum install httpd", `echo <${address}.public_ip>`],
          connection: [{ host: `<${address}.public_ip>` }],
        },
      },
    ]);
    assert.equal(shown(text, "provisioner.local-exec.command", "terraform_data.t"), "echo 7");
    const json = { resource: { aws_y: { y: { provisioner: [{ "local-exec": { command: "x" } }] } } } };
    assert.equal(shown({ "a.tf.json": JSON.stringify(json) }, "provisioner.local-exec.command", "aws_y.y"), "x");
  });
});
