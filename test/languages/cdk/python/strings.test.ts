import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import { expressionOf } from "./python-source.ts";

/** Each run of characters, and where it stands. */
function runs(text: string): string[] {
  const node = expressionOf(text);
  if (node.kind === "template")
    return node.parts.map((p) => (p.kind === "piece" ? `${p.text}|${spanText(p.span)}` : `{${spanText(p.span)}}`));
  assert.ok(node.kind === "literal");
  return node.pieces?.map((p) => `${p.text}|${spanText(p.span)}`) ?? [String(node.value)];
}

describe("strings in Python", () => {
  it("stand verbatim between two quotes, or in runs", () => {
    assert.deepEqual(runs(`"abc"`), ["abc"]);
    assert.deepEqual(runs(String.raw`"a\nb\x41\u0042\101\q"`), [
      "a|a",
      "\n|\\n",
      "b|b",
      "A|\\x41",
      "B|\\u0042",
      "A|\\101",
      "\\q|\\q",
    ]);
    assert.deepEqual(runs(String.raw`r"a\nb"`), [String.raw`a\nb|a\nb`]);
    assert.deepEqual(runs(`"""a\n"b" """`), [`a\n"b" |a\n"b" `]);
    assert.deepEqual(runs(`"""\\\na\r\nb"""`), ["a|a", "\n|\r\n", "b|b"]);
    assert.deepEqual(runs(`""`), [""]);
  });

  it("are one where they stand side by side", () => {
    assert.deepEqual(runs(`("a"\n 'b')`), ["a|a", "b|b"]);
    assert.deepEqual(runs(`"a" f"b{c}"`), ["a|a", "b|b", "{c}"]);
  });

  it("hold expressions", () => {
    assert.deepEqual(runs(`f"a{b.c}d{{e}}"`), ["a|a", "{b.c}", "d|d", "{|{{", "e|e", "}|}}"]);
    assert.deepEqual(runs(`f"{x:>3}{y!s}{z!r}"`), ["{{x:>3}}", "{y}", "{{z!r}}"]);
    assert.deepEqual(runs(`f"plain"`), ["plain|plain"]);
  });
});
