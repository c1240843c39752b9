import assert from "node:assert/strict";
import { parseTemplateFile, parseTemplateText } from "../../../../server/languages/terraform/parser.ts";
import type { TemplatePart } from "../../../../server/languages/terraform/syntax.ts";
import { parse, placed, shape } from "./reading.ts";

/** What Terraform makes of the heredocs here was looked up in `terraform console` 1.11. */
function pieces(text: string): string[] {
  const value = parse(text).attributes[0]!.value;
  assert(value.kind === "template");
  return value.parts.map((p) => (p.kind === "piece" ? p.text : "…"));
}

describe("Terraform heredocs", () => {
  it("keeps the lines, each with its place", () => {
    const file = parse("x = <<EOF\none\n  two\nEOF\ny = 1\n");
    const value = file.attributes[0]!.value;
    assert(value.kind === "template");
    assert.equal(value.form, "heredoc");
    assert.deepEqual(
      value.parts.map((p) => placed(file, p.span)),
      [String.raw`2:1 "one\n"`, String.raw`3:1 "  two\n"`],
    );
    assert.equal(file.attributes[1]!.name, "y");
    assert.deepEqual(file.problems, []);
  });

  it("takes the shared indentation off with <<-, and keeps lines of blanks", () => {
    const file = parse('x = <<-EOT\n    a\n      b ${"x"}\n\n    \n    c\n  EOT\n');
    const value = file.attributes[0]!.value;
    assert(value.kind === "template");
    assert.equal(shape(value), '"a\n|  b |${"x"}|\n|\n|    \n|c\n"');
    assert.equal(placed(file, value.parts[0]!.span), String.raw`2:5 "a\n"`);
  });

  it("counts an interpolation at the start of a line as text", () => {
    assert.deepEqual(pieces('x = <<-EOF\n\t  tab\n    sp\n   ${"x"} y\nEOF\n'), ["tab\n", " sp\n", "…", " y\n"]);
    assert.deepEqual(pieces('x = <<-EOF\n    c ${~ "x"}\n\n   ${~ "x"}\n  EOF\n'), [
      "    c",
      "…",
      "\n",
      "\n",
      "…",
      "\n",
    ]);
  });

  it("strips the blanks of one line with ~, not of the next", () => {
    assert.deepEqual(pieces('x = <<EOF\na ${~ "x" ~}\n\n   b\nEOF\n'), ["a", "…", "\n", "   b\n"]);
    const { parts } = parseTemplateFile("/t.tpl", 'a \n\n ${~ "x" ~} \n\n   b\n');
    assert.equal(text(parts), "a \n\n…\n   b\n");
  });

  it("knows no backslashes", () => assert.deepEqual(pieces("x = <<EOF\na\\nb\\\nEOF\n"), ["a\\nb\\\n"]));

  it("keeps carriage returns", () => assert.deepEqual(pieces("x = <<EOF\r\na\r\nEOF\r\n"), ["a\r\n"]));

  it("ends at an indented marker, not at one with something after it", () =>
    assert.deepEqual(pieces("x = <<EOF\nEOF x\n  EOF\n"), ["EOF x\n"]));

  it("holds what looks like the header of a block", () => {
    const file = parse('x = <<EOF\nresource "a" "b" {\nEOF\nresource "c" "d" {}\n');
    assert.deepEqual(file.problems, []);
    assert.deepEqual(
      file.blocks.map((b) => b.labels[1]!.text),
      ["d"],
    );
  });

  it("reads a template that was put together from pieces", () => {
    const file = parse('x = "a $${b} \\"c\\""\n');
    const value = file.attributes[0]!.value;
    assert(value.kind === "template");
    const literal = value.parts.filter((p) => p.kind === "piece");
    const again = parseTemplateText("/main.tf", literal)!;
    assert.equal(text(again.parts), 'a … "c"');
    const [, inner] = again.parts;
    assert(inner?.kind === "interpolation");
    assert.equal(placed(file, inner.expression.span), '1:11 "b"');
  });
});

function text(parts: readonly TemplatePart[]): string {
  return parts.map((p) => (p.kind === "piece" ? p.text : "…")).join("");
}
