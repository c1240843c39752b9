/** What else of a script a rule can ask for: expansions, what feeds a command, what only runs it. */
import assert from "node:assert/strict";
import { HOLE } from "../../../server/core/scripts.ts";
import { spanText } from "../../../server/core/span.ts";
import { scriptOf } from "./reading.ts";

const expanded = (text: string) => scriptOf(text).expansions.map((e) => e.text);
const fed = (text: string) => scriptOf(text).commands.map((c) => c.isFed ?? false);
const wrapped = (text: string) => scriptOf(text).commands.map((c) => (c.wrappers ?? []).map((w) => w.text).join(" "));

describe("what a shell expands", () => {
  it("is found in words, quotes and here-documents, at its characters", () => {
    const script = scriptOf('#!/bin/bash\necho ${a b} "x ${c d}"\ncat <<EOF\n${e f}\nEOF\n');
    assert.deepEqual(
      script.expansions.map((e) => spanText(e.span)),
      ["${a b}", "${c d}", "${e f}"],
    );
  });

  it("is nothing in single quotes, comments, quoted here-documents and functions that nobody calls", () => {
    assert.deepEqual(expanded("echo '${a b}' # ${c d}\ncat <<'EOF'\n${e f}\nEOF\nf() { echo ${g h}; }\n"), []);
  });
});

describe("what feeds a command", () => {
  it("is a pipe or a file", () => assert.deepEqual(fed("yes | a\nb < file\nc <<< y\n"), [false, true, true, true]));

  it("is not a file that it writes", () => assert.deepEqual(fed("a > file 2>&1\nb 3< file\n"), [false, false]));
});

describe("what only runs a command", () => {
  it("is told apart from it", () =>
    assert.deepEqual(wrapped("sudo -E a b\nnohup sudo c\nd\n"), ["sudo -E", "nohup sudo", ""]));
});

describe("the text of a script", () => {
  it("has a mark for what is not known, and no text where it is compressed", () => {
    assert.equal(scriptOf("echo a\n").text?.text, "echo a\n");
    assert.equal(HOLE.length, 1);
  });
});
