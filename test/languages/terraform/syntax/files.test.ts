import assert from "node:assert/strict";
import { attributeOf } from "../../../../server/languages/terraform/syntax.ts";
import { parse, placed, problems, shape } from "./reading.ts";
import { SAMPLE } from "./sample.ts";

describe("Terraform files", () => {
  it("reads blocks with their labels, bare or quoted", () => {
    const file = parse(SAMPLE);
    assert.deepEqual(file.problems, []);
    assert.deepEqual(
      file.blocks.map((b) => [b.type, ...b.labels.map((l) => l.text)].join(" ")),
      [
        "terraform",
        "variable zones",
        "locals",
        "resource aws_instance web",
        "resource aws_eip eip",
        "output done",
        "data aws_ami one",
      ],
    );
    const web = file.blocks[3]!;
    assert.equal(placed(file, web.labels[1]!.span), '26:26 "web"');
    assert.equal(placed(file, web.headerSpan), String.raw`26:1 "resource \"aws_instance\" \"web\""`);
    assert.deepEqual(
      web.body.items.map((i) => (i.kind === "block" ? `${i.type} {}` : i.name)),
      ["count", "instance_type", "user_data", "dynamic {}", "lifecycle {}", "tags"],
    );
  });

  it("cuts the file into chunks that are its text", () => {
    const { source } = parse(SAMPLE);
    assert.equal(source.chunks.map((c) => c.text).join(""), SAMPLE);
    assert(source.chunks.some((c) => c.text.startsWith("/* A server\n") && c.text.endsWith("  }\n}\n")));
    assert.equal(parse("").source.chunks.length, 1);
  });

  it("gives comments with their places and without their marks", () => {
    const file = parse('# groundrule-disable one\nx = [ // two\n  1, /* three\n four */\n]\ny = "# no"\n## five\n');
    assert.deepEqual(
      file.comments.map((c) => c.text),
      ["groundrule-disable one", "two", "three\n four", "five"],
    );
    assert.equal(placed(file, file.comments[1]!.span), '2:7 "// two"');
  });

  it("reads CRLF, a byte order mark, and characters beyond ASCII", () => {
    const file = parse('\ufeffvariable "größe" {\r\n  default = "😀" # é\r\n}\r\n\r\nx = 1\r\n');
    assert.deepEqual(file.problems, []);
    assert.equal(file.blocks[0]!.labels[0]!.text, "größe");
    assert.equal(placed(file, attributeOf(file.blocks[0]!.body, "default")!.span), String.raw`2:3 "default = \"😀\""`);
    assert.equal(file.comments[0]!.text, "é");
    assert.equal(file.attributes[0]!.name, "x");
  });

  it("reads the style of Terraform 0.11", () => {
    const file = parse(
      'variable "m" {\n  type = "map"\n}\nresource "a" "b" {\n  count = "${length(var.m)}"\n  x = "${element(concat(aws_x.y.*.id, list("")), count.index)}"\n  tags = "${map("a", "${var.m["k"]}")}"\n}\n',
    );
    assert.deepEqual(file.problems, []);
    assert.equal(
      shape(attributeOf(file.blocks[1]!.body, "x")!.value),
      '"${element(concat(aws_x.y[*](it.id), list("")), count.index)}"',
    );
  });

  it("reads an interpolation over several lines, with braces and quotes in it", () => {
    const file = parse('resource "a" "b" {\n  x = "${merge(\n    { a = "}" },\n    var.m\n  )}"\n  y = 1\n}\nz = 1\n');
    assert.deepEqual(file.problems, []);
    assert.equal(file.blocks[0]!.body.attributes.length, 2);
    assert.equal(file.attributes.length, 1);
  });

  it("reads a body whose blocks are not indented", () => {
    const file = parse('resource "a" "b" {\ningress {\nx = 1\n}\ny = 2\n}\n');
    assert.deepEqual(file.problems, []);
    assert.deepEqual(
      file.blocks[0]!.body.items.map((i) => (i.kind === "block" ? i.type : i.name)),
      ["ingress", "y"],
    );
  });

  const refused: readonly (readonly [string, string])[] = [
    ["x =\n", '1:4 "" A value is expected here.'],
    ["x = 1 2\n", '1:7 "2" The end of the line is expected here, not "2".'],
    ['x = "a\ny = 1\n', `1:5 "\\"a" The string is not closed: '"' is missing.`],
    ["x = [1\ny = 2\n", '1:5 "[" The list is not closed: "]" is missing.'],
    ["x = 'a'\n", `1:5 "'" Strings are written in double quotes.`],
    ["x = 1\r y = 2\n", '1:6 "\\r" This carriage return has no line break behind it.'],
    ["}\nx = 1\n", '1:1 "}" This brace closes nothing.'],
    ['a "b"\nx = 1\n', '1:6 "" "{" is expected here.'],
    ["a {\n  x = 1 }\n", '2:9 "}" The end of the line is expected here, not "}".'],
    ["a {\n  x = 1\n  x = 2\n}\n", '3:3 "x" "x" is written twice.'],
    ['x = "${a b}c"\n', '1:6 "${a" This is not closed: "}" is missing.'],
    ['x = "%{ if a }b"\n', '1:6 "%{ if a }" This is not closed: %{ endif } is missing.'],
    ['x = "\\q"\n', '1:6 "\\\\q" \\q is no escape. Write a backslash as \\\\.'],
    ["/* x\ny = 1\n", '1:1 "/* x\\ny = 1\\n" The comment is not closed: */ is missing.'],
  ];
  for (const [text, expected] of refused)
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(problems(parse(text))[0], expected));
});
