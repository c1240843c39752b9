import assert from "node:assert/strict";
import { parseFile, parseTemplateFile } from "../../../../server/languages/terraform/parser.ts";
import { absolute, PATH, parse, random } from "./reading.ts";
import { SAMPLE } from "./sample.ts";

const PIECES = [
  "{", "}", "[", "]", "(", ")", '"', "${", "%{", "~}", "$", "<<EOF\n", "<<-EOF\n", "EOF\n", "\n", "\r\n", "#", "//", "/*", "*/",
  "=", "==", "=>", "?", ":", ",", ".", "...", "*", ".*", "[*]", "for ", " in ", "if ", "else", "endif", "endfor", "x", "resource",
  'resource "a" "b" {\n', " ", "  ", "0", "1e", "\\", "\\u00", "\0", "\ufeff", "é", "😀", "\ud800", "-", "!", "&&", "~", "'",
]; // biome-ignore format: a table

describe("The Terraform parser", () => {
  it("gives after each of 1,000 edits what a fresh parse gives", function () {
    this.timeout(120_000);
    const next = random(7);
    let file = parse(SAMPLE);
    for (let i = 0; i < 1000; i++) {
      let { text } = file;
      // Now and then back to text that is right, so that both are edited.
      if (i % 25 === 0) text = SAMPLE;
      const at = next(text.length + 1);
      const cut = next(3) === 0 ? next(12) : 0;
      const piece = next(4) === 0 ? "" : PIECES[next(PIECES.length)]!;
      text = text.slice(0, at) + piece + text.slice(at + cut);
      file = parseFile(PATH, text, file);
      const fresh = parse(text);
      assert.equal(file.source.chunks.map((c) => c.text).join(""), text);
      assert.equal(JSON.stringify(absolute(file)), JSON.stringify(absolute(fresh)), `after edit ${i}`);
    }
  });

  it("keeps the chunks that an edit does not touch", () => {
    const before = parse(SAMPLE);
    const after = parseFile(PATH, SAMPLE.replace('"t3.micro"', '"t3.large"'), before);
    const kept = after.source.chunks.filter((c) => before.source.chunks.includes(c));
    assert.equal(kept.length, before.source.chunks.length - 1);
    assert.equal(after.blocks[0], before.blocks[0]);
    assert.notEqual(after.blocks[3], before.blocks[3]);
  });

  it("reads every beginning of a file", () => {
    for (let end = 0; end <= SAMPLE.length; end++) {
      const file = parse(SAMPLE.slice(0, end));
      assert.equal(typeof file.problems.length, "number");
      assert(file.blocks.length <= 7);
    }
  });

  it("reads any soup of tokens", () => {
    const next = random(11);
    for (let i = 0; i < 3000; i++) {
      let text = "";
      for (let n = next(40); n >= 0; n--) text += PIECES[next(PIECES.length)]!;
      const file = parse(text);
      assert.doesNotThrow(() => absolute(file));
      for (const p of file.problems) assert(file.source.absolute(p.span!), "a problem has its place");
      assert.equal(typeof parseTemplateFile("/t.tpl", text).problems.length, "number");
      assert.equal(typeof parse(text, "/main.tf.json").problems.length, "number");
    }
  });

  for (const [what, text] of [
    ["brackets", `x = ${"[".repeat(50_000)}`],
    ["braces", `x = ${"{a=".repeat(50_000)}`],
    ["parentheses", `x = ${"(".repeat(50_000)}1${")".repeat(50_000)}`],
    ["interpolations", `x = ${'"${'.repeat(50_000)}`],
    ["blocks", "a {\n".repeat(50_000)],
    ["signs", `x = ${"-".repeat(50_000)}1`],
    ["conditions", `x = ${"a ? b : ".repeat(50_000)}c`],
    ["operators", `x = 1${" + 1".repeat(50_000)}`],
    ["steps", `x = a${".b".repeat(50_000)}`],
    ["splats", `x = a${"[*]".repeat(50_000)}`],
    ["indexes", `x = ${"a[".repeat(50_000)}`],
    ["directives", `x = "${"%{ if a }".repeat(50_000)}"`],
    ["heredocs without an end", "x = <<A\n".repeat(50_000)],
    [
      "heredocs with markers of their own",
      Array.from({ length: 20_000 }, (_, i) => `x = <<A${i}\nlocals {\n`).join(""),
    ],
    ["quotes", '"'.repeat(50_000)],
    ["lines that are nothing", "= {\n".repeat(50_000)],
  ] as const)
    it(`bounds ${what} that have no end`, () => {
      const { problems } = parse(text);
      assert(problems.length > 0);
    });

  it("bounds brackets of JSON", () => {
    const { problems } = parse("[".repeat(100_000), "/main.tf.json");
    assert.deepEqual(
      problems.map((p) => p.message),
      ["This lies too deep in brackets to be read."],
    );
  });
});
