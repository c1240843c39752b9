/** What a provider echoes belongs to the resource of the module that it is written in. */
import assert from "node:assert/strict";
import { lintFiles } from "./lint-files.ts";

const trusting = (service: string) =>
  `jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "${service}" }, Action = "sts:AssumeRole" }] })`;
const server = (service: string) => `
resource "aws_iam_role" "server" {
  name               = "server"
  assume_role_policy = ${trusting(service)}
}
resource "aws_iam_instance_profile" "server" {
  name = "server"
  role = aws_iam_role.server.name
}
resource "aws_instance" "server" {
  ami                  = "ami-0abcdef1234567890"
  iam_instance_profile = aws_iam_instance_profile.server.name
}
`;

describe("attributes in modules", () => {
  it("finds the role of an instance in a module, and not that of the root that is called the same", () => {
    const { findings } = lintFiles(
      new Map([
        ["/app/main.tf", `module "servers" {\n  source = "./servers"\n}\n${server("ec2.amazonaws.com")}`],
        ["/app/servers/main.tf", server("lambda.amazonaws.com")],
      ]),
    );
    const wrong = findings.filter((f) => f.rule === "ec2-role-trust-mismatch");
    assert.deepEqual(
      wrong.map((f) => f.resource),
      ["module.servers.aws_iam_role.server"],
    );
  });
});
