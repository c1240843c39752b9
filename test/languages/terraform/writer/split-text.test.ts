import assert from "node:assert/strict";
import { literal } from "../../../../server/core/fixes.ts";
import type { Program, Resource } from "../../../../server/core/resources.ts";
import type { ListValue } from "../../../../server/core/values.ts";
import { program, property } from "../evaluate/program.ts";

const MODULE =
  'variable "rules" {\n  type = list(map(string))\n}\nresource "aws_x" "a" {\n  cidr_blocks = split(",", var.rules[0].cidr_blocks)\n}\n';

function evaluated(networks: string): { of: Program; resource: Resource; blocks: ListValue } {
  const of = program({
    "main.tf": `module "m" {\n  source = "./m"\n  rules  = [{ cidr_blocks = "${networks}" }]\n}\n`,
    "m/main.tf": MODULE,
  });
  const blocks = property(of, "module.m.aws_x.a", "cidr_blocks");
  assert(blocks.kind === "list");
  return { of, resource: of.resources[0]!, blocks };
}

describe("Terraform fixes of a text that is split in a module", () => {
  const replaced = (networks: string, item: number): string | undefined => {
    const { of, resource, blocks } = evaluated(networks);
    const value = blocks.items[item]!;
    const path = ["cidr_blocks", item];
    const edits = of.writer.write([{ do: "replace", value, resource, with: literal("10.0.0.0/8"), path }], of);
    if (!edits) return undefined;
    assert.equal(edits.length, 1);
    const { span, newText } = edits[0]!;
    return span.chunk.text.slice(0, span.start) + newText + span.chunk.text.slice(span.end);
  };

  it("write another one in the call", () =>
    assert.equal(
      replaced("0.0.0.0/0", 0),
      'module "m" {\n  source = "./m"\n  rules  = [{ cidr_blocks = "10.0.0.0/8" }]\n}\n',
    ));

  it("leave one of several alone: the others would be gone", () =>
    assert.equal(replaced("192.168.0.0/16,0.0.0.0/0", 1), undefined));
});
