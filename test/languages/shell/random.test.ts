import assert from "node:assert/strict";
import type { Script } from "../../../server/core/scripts.ts";
import { type Chunk, type Span, span } from "../../../server/core/span.ts";
import { type Piece, piece, text as textOf, unknown, type Value } from "../../../server/core/values.ts";
import { readDocument } from "../../../server/languages/documents/index.ts";
import { readScript } from "../../../server/languages/shell/index.ts";

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SHELL = [
  ..."\n\n  \t'\"`\\$(){}[]|&;<>#!*?~=:-%\r",
  "$(",
  "${",
  "$((",
  "<<EOF\n",
  "<<-'E'\n",
  "EOF\n",
  "bash -c ",
  "sudo -u x ",
  "su - y -c ",
  "if ",
  "then ",
  "fi\n",
  "for x in ",
  "do ",
  "done\n",
  "case $x in ",
  "esac",
  "f() {",
  "f\n",
  "aws configure ",
  "xargs ",
  "eval ",
  "#!/bin/sh\n",
  "#cloud-config\nruncmd:\n - ",
  "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n",
  "\uE000",
  "😀",
];
const DOCUMENT = [
  ..."\n\n  \t'\"\\{}[],:-#&*!|>%@?0a\r",
  '"a": ',
  "- ",
  "a: ",
  "|\n  ",
  ">-\n  ",
  "&x ",
  "*x",
  "<<: *x\n",
  "!!map ",
  "\\u0041",
  "''",
  "true",
  "null",
  "1e5",
  "\uE000",
  "😀",
];

/** Text with holes: some of the source's pieces, in their order, with gaps, in two chunks. */
function randomText(words: readonly string[], seed: number): Value {
  const next = numbers(seed);
  const chunks: Chunk[] = [];
  const parts: (Piece | Value)[] = [];
  for (let c = 0; c < 2; c++) {
    let written = "";
    const ranges: { from: number; to: number; hole: boolean }[] = [];
    for (let i = next(12) + 1; i > 0; i--) {
      const from = written.length;
      for (let k = next(8); k > 0; k--) written += words[next(words.length)];
      if (next(8) > 0) ranges.push({ from, to: written.length, hole: next(5) === 0 });
    }
    const chunk = { path: `/${c}`, text: written };
    chunks.push(chunk);
    for (const { from, to, hole } of ranges) {
      const at = span(chunk, from, to);
      parts.push(hole ? unknown("hole", { span: at }) : piece(written.slice(from, to), at));
    }
  }
  return textOf(parts, { span: span(chunks[0]!, 0, chunks[0]!.text.length) });
}

function assertInside(s: Span): void {
  assert.ok(s.start >= 0 && s.start <= s.end && s.end <= s.chunk.text.length, `${s.start}-${s.end}`);
}

function assertScript(script: Script | undefined): void {
  for (const command of script?.commands ?? []) {
    assert.ok(command.words.length > 0);
    assertInside(command.span);
    for (const word of command.words) assertInside(word.span);
    for (const { target } of command.writes) assertInside(target.span);
    if (command.input) assertInside(command.input.span);
  }
  for (const problem of script?.problems ?? []) if (problem.span) assertInside(problem.span);
}

function assertValue(value: Value | undefined, depth = 0): void {
  if (!value || depth > 30) return;
  assertInside(value.origin.span);
  if (value.kind === "scalar" && value.pieces) {
    assert.equal(value.pieces.map((p) => p.text).join(""), value.value);
    for (const p of value.pieces) if (p.span) assertInside(p.span);
  } else if (value.kind === "list") for (const item of value.items) assertValue(item, depth + 1);
  else if (value.kind === "object")
    for (const entry of value.entries.values()) {
      if (entry.keySpan) assertInside(entry.keySpan);
      assertValue(entry.value, depth + 1);
    }
}

describe("readers of random text", () => {
  it("read any script, and stay inside the source", () => {
    for (let seed = 0; seed < 1500; seed++) assertScript(readScript(randomText(SHELL, seed)));
  });

  it("read any document, and stay inside the source", () => {
    for (let seed = 0; seed < 1500; seed++) assertValue(readDocument(randomText(DOCUMENT, seed)));
  });

  it("read scripts that nest without end", () => {
    for (const opening of [
      "$(",
      "`",
      "(",
      "{ ",
      "if ",
      "f() { f;",
      "bash -c '",
      "<(",
      "${a:-",
      "[[ (",
      "$((",
      '"$(',
      "while ",
    ]) {
      const origin = { span: span({ path: "/x", text: "" }, 0, 0) };
      assertScript(readScript(textOf([piece(opening.repeat(20_000))], origin)));
    }
    let calls = "";
    for (let i = 0; i < 2000; i++) calls += `f${i}() { f${i + 1}; }\n`;
    assertScript(readScript(textOf([piece(`${calls}f0`)], { span: span({ path: "/x", text: "" }, 0, 0) })));
  });
});
