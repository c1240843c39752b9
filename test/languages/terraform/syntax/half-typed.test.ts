import assert from "node:assert/strict";
import { parse } from "./reading.ts";

const BEFORE = 'resource "a" "before" {\n  x = 1\n}\n\n';
const AFTER = '\n\nresource "a" "after" {\n  y = "z"\n}\n\noutput "o" {\n  value = 1\n}\n';

/** What is typed, and what of it is there: blocks as `type name { arguments and blocks }`. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ["res", []],
  ["resource", []],
  ["resource ", []],
  ['resource "', ["resource {}"]],
  ['resource "aws_inst', ["resource aws_inst {}"]],
  ['resource "a" "b"', ["resource a b {}"]],
  ['resource "a" "b" {', ["resource a b {}"]],
  ['resource "a" "b" {\n  am', ["resource a b {}"]],
  ['resource "a" "b" {\n  ami =', ["resource a b {ami}"]],
  ['resource "a" "b" {\n  ami =\n  t = 1\n}', ["resource a b {ami t}"]],
  ['resource "a" "b" {\n  ami = "x\n  t = 1\n}', ["resource a b {ami t}"]],
  ['resource "a" "b" {\n  ami = "${var.\n  t = 1\n}', ["resource a b {ami t}"]],
  ['resource "a" "b" {\n  ami = "${var.x"\n  t = 1\n}', ["resource a b {ami t}"]],
  ['resource "a" "b" {\n  ami = "x${\n  t = 1\n}', ["resource a b {ami t}"]],
  ['resource "a" "b" {\n  ids = ["x",\n  t = 1\n}', ["resource a b {ids t}"]],
  ['resource "a" "b" {\n  ids = ["x" "y"]\n  t = 1\n}', ["resource a b {ids t}"]],
  ['resource "a" "b" {\n  ids = [\n    "x\n  ]\n  t = 1\n}', ["resource a b {ids t}"]],
  ['resource "a" "b" {\n  n = max(1,\n  t = 1\n}', ["resource a b {n t}"]],
  ['resource "a" "b" {\n  n = (1 +\n  t = 1\n}', ["resource a b {n t}"]],
  ['resource "a" "b" {\n  n = var.\n  t = 1\n}', ["resource a b {n t}"]],
  ['resource "a" "b" {\n  n = var.x[\n  t = 1\n}', ["resource a b {n t}"]],
  ['resource "a" "b" {\n  n = a ? b\n  t = 1\n}', ["resource a b {n t}"]],
  ['resource "a" "b" {\n  tags = {\n    A = 1\n  t = 1\n}', ["resource a b {tags t}"]],
  ['resource "a" "b" {\n  tags = {\n    A\n  }\n  t = 1\n}', ["resource a b {tags t}"]],
  ['resource "a" "b" {\n  tags = {\n    A = \n    B = 1\n  }\n  t = 1\n}', ["resource a b {tags t}"]],
  ['resource "a" "b" {\n  tags = {\n  ingress {\n  }\n  t = 1\n}', ["resource a b {tags ingress{} t}"]],
  ['resource "a" "b" {\n  ingress {\n    p = 1\n  t = 1\n}', ["resource a b {ingress{} t}"]],
  [
    'resource "a" "b" {\n  ingress {\n    p = 1\n\n  egress {\n    p = 2\n  }\n}',
    ["resource a b {ingress{} egress{}}"],
  ],
  ['resource "a" "b" {\n  ingress\n  t = 1\n}', ["resource a b {t}"]],
  ['resource "a" "b" {\n  = = {\n    x = 1\n  }\n  t = 1\n}', ["resource a b {t}"]],
  ['resource "a" "b" {\n  u = <<EOF\n  t = 1\n}', ["resource a b {u}"]],
  ['resource "a" "b" {\n  u = <<\n  t = 1\n}', ["resource a b {u t}"]],
  ['resource "a" "b" {\n  x = 1\n}\n}', ["resource a b {x}"]],
  ['resource "a" "b" {\n  x = [for i in\n  t = 1\n}', ["resource a b {x t}"]],
  ["locals {\n  a = \n  b = 1\n}", ["locals {a b}"]],
];

function outline(text: string): string[] {
  return parse(text).blocks.map((b) => {
    const items = b.body.items.map((i) => (i.kind === "block" ? `${i.type}{}` : i.name));
    return [b.type, ...b.labels.map((l) => l.text).filter((l) => l !== ""), `{${items.join(" ")}}`].join(" ");
  });
}

describe("Half-typed Terraform", () => {
  for (const [typed, expected] of CASES)
    it(`${JSON.stringify(typed)} leaves the blocks around it intact`, () => {
      const text = BEFORE + typed + AFTER;
      assert.deepEqual(outline(text), [
        "resource a before {x}",
        ...expected,
        "resource a after {y}",
        "output o {value}",
      ]);
      assert(parse(text).problems.length > 0, "it is not right yet");
    });

  it("a heredoc without an end leaves the next one with the same marker alone", () => {
    const text = 'resource "a" "b" {\n  u = <<EOF\n  x\n}\n\nresource "a" "c" {\n  u = <<EOF\n  y\nEOF\n  t = 1\n}\n';
    assert.deepEqual(outline(text), ["resource a b {u}", "resource a c {u t}"]);
    assert.deepEqual(
      parse(text).problems.map((p) => p.message),
      [`The heredoc is not closed: a line "EOF" is missing.`, `The block "resource" is not closed: "}" is missing.`],
    );
  });
});
