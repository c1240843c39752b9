import assert from "node:assert/strict";
import { parse, placed, problems, shape } from "./reading.ts";

const PATH = "/m/main.tf.json";

describe("Terraform in JSON", () => {
  it("makes blocks at the known places", () => {
    const file = parse(
      `{
  "//": "made by hand",
  "resource": {
    "aws_instance": {
      "web": { "ami": "ami-1", "count": 2, "ebs_block_device": [{ "device_name": "x" }], "lifecycle": { "prevent_destroy": true } },
      "two": [{ "ami": null }]
    }
  },
  "variable": { "zone": { "default": "a", "type": "string" } },
  "locals": { "x": "\${var.zone}-\${1 + 2}" },
  "terraform": { "backend": { "s3": { "bucket": "b" } } }
}`,
      PATH,
    );
    assert.deepEqual(problems(file), []);
    assert.deepEqual(
      file.blocks.map((b) => [b.type, ...b.labels.map((l) => l.text)].join(" ")),
      ["resource aws_instance web", "resource aws_instance two", "variable zone", "locals", "terraform"],
    );
    const web = file.blocks[0]!;
    assert.equal(placed(file, web.labels[1]!.span), '5:8 "web"');
    assert.deepEqual(
      web.body.items.map((i) => (i.kind === "block" ? `${i.type} {}` : `${i.name} = ${shape(i.value)}`)),
      ['ami = "ami-1"', "count = 2", 'ebs_block_device = [{device_name: "x"}]', "lifecycle {}"],
    );
    assert.equal(placed(file, web.body.attributes[0]!.value.span), String.raw`5:23 "\"ami-1\""`);
    assert.equal(shape(file.blocks[3]!.body.attributes[0]!.value), '"${var.zone}|-|${(1 + 2)}"');
    assert.deepEqual(
      file.blocks[4]!.body.blocks.map((b) => [b.type, b.labels[0]!.text]),
      [["backend", "s3"]],
    );
  });

  it("finds places behind escapes", () => {
    const file = parse(String.raw`{ "locals": { "x": "a\n\u0024{f(\"é\")} b" } }`, PATH);
    const value = file.blocks[0]!.body.attributes[0]!.value;
    assert(value.kind === "template");
    assert.equal(shape(value), '"a|\n|${f("é")}| b"');
    const [, , call] = value.parts;
    assert(call?.kind === "interpolation" && call.expression.kind === "call");
    assert.equal(placed(file, call.expression.span), String.raw`1:31 "f(\\\"é\\\")"`);
    assert.equal(placed(file, call.expression.args[0]!.span), String.raw`1:33 "\\\"é\\\""`);
  });

  it("takes the strings of a file of values as they are", () => {
    const file = parse('{ "x": "${not} a template" }', "/m/terraform.tfvars.json");
    assert.equal(shape(file.attributes[0]!.value), '"${not} a template"');
    assert.deepEqual(file.problems, []);
  });

  it("says what is wrong, and keeps what is right", () => {
    const file = parse('{ "locals": { "a": 1, "b": }, "output": { "o": { "value": "${1 +}" } } }', PATH);
    assert.deepEqual(problems(file), [
      '1:28 "}" This is no JSON: value expected.',
      '1:65 "}" A value is expected here, not "}".',
    ]);
    assert.deepEqual(
      file.blocks.map((b) => b.type),
      ["locals", "output"],
    );
    assert.deepEqual(problems(parse("[1", PATH)).length > 0, true);
    assert.deepEqual(problems(parse("", PATH)).length, 1);
  });

  const around = (inner: string) =>
    `{\n  "resource": {\n    "aws_x": {\n      "a": { "v": 1 },\n${inner}\n      "c": { "v": 3 }\n    }\n  }\n}\n`;
  for (const [what, inner] of [
    ["a value", '      "b": { "v": },'],
    ["a string", '      "b": {\n        "v": "x\n      },'],
    ["a key", '      "b": {\n        "v\n      },'],
    ["a key without a value", '      "b": {\n        "v"\n      },'],
    ["a comma", '      "b": { "v": 1 "w": 2 },'],
  ] as const)
    it(`leaves what is around ${what} that is half typed intact`, () => {
      const file = parse(around(inner), PATH);
      assert(file.problems.length > 0);
      const blocks = file.blocks.map((b) => [b.labels[1]!.text, b.body.attributes.map((a) => shape(a.value)).join()]);
      assert.deepEqual(blocks[0], ["a", "1"]);
      assert.deepEqual(blocks.at(-1), ["c", "3"]);
    });
});
