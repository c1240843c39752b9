import assert from "node:assert/strict";
import { type Chunk, span, spanText } from "../../../server/core/span.ts";
import { piece, scalar, text, unknown } from "../../../server/core/values.ts";
import { readScript } from "../../../server/languages/shell/index.ts";
import { commandsOf, marked, pieced, scriptOf } from "./reading.ts";

describe("places of commands", () => {
  it("are the characters of the command, without what wraps it", () => {
    const script = scriptOf("#!/bin/bash\nif true; then\n  sudo -u x  aws   configure  # now\nfi\n");
    assert.deepEqual(marked(script), ["true", "aws   configure"]);
    assert.deepEqual(
      script.commands[1]!.words.map((word) => [word.text, word.span.start, word.span.end]),
      [
        ["aws", 39, 42],
        ["configure", 45, 54],
      ],
    );
  });

  it("lie inside the quotes of a nested script", () => {
    assert.deepEqual(marked(scriptOf('su - x -c "cd /tmp && aws \\"configure\\" "')), [
      "cd /tmp",
      'aws \\"configure\\"',
    ]);
    assert.deepEqual(marked(scriptOf("bash <<EOF\nls\n\taws configure\nEOF")), ["ls", "aws configure"]);
  });

  it("follow lines of a block scalar, whose indentation is not part of them", () => {
    const script = readScript(pieced("|\n    «#!/bin/bash\n»    «aws configure \\\n»    «  list\n»    «date»"))!;
    assert.deepEqual(commandsOf(script), ["aws configure list", "date"]);
    assert.deepEqual(marked(script), ["aws configure \\\n»    «  list", "date"]);
  });

  it("follow the items of a join, and words over two of them", () => {
    const script = readScript(pieced('["", ["«aws con»", "«figure »", ‹Tail›, "«;date»"]]'))!;
    assert.deepEqual(commandsOf(script), ["aws configure ?", "date"]);
    assert.deepEqual(marked(script), ['aws con»", "«figure »", ‹Tail', "date"]);
    assert.equal(spanText(script.commands[0]!.words[1]!.span), 'con»", "«figure');
  });

  it("have holes for what is not known", () => {
    const script = readScript(pieced("«aws configure set region »${‹Region›}«\necho a»${‹B›}«c\n»${‹Tool›}« x»"))!;
    assert.deepEqual(commandsOf(script), ["aws configure set region ?", "echo ?", "? x"]);
    assert.equal(spanText(script.commands[0]!.span), "aws configure set region »${‹Region");
    assert.equal(spanText(script.commands[1]!.words[1]!.span), "a»${‹B›}«c");
  });

  it("stay with the first piece when the next is in another file", () => {
    const here: Chunk = { path: "/main.tf", text: '"aws ${local.what} x"' };
    const there: Chunk = { path: "/locals.tf", text: 'what = "configure list"' };
    const script = readScript(
      text(
        [piece("aws ", span(here, 1, 5)), piece("configure list", span(there, 8, 22)), piece(" x", span(here, 18, 20))],
        { span: span(here, 0, 21) },
      ),
    )!;
    assert.deepEqual(commandsOf(script), ["aws configure list x"]);
    assert.equal(spanText(script.commands[0]!.span), "aws ${local.what} x");
    assert.equal(spanText(script.commands[0]!.words[1]!.span), "configure");
  });

  it("are not drawn to a literal further down in the same chunk", () => {
    const chunk: Chunk = { path: "/main.tf", text: 'user_data = "aws ${local.what}"\n\nwhat = "configure"' };
    const script = readScript(
      text([piece("aws ", span(chunk, 13, 17)), piece("configure", span(chunk, 41, 50))], {
        span: span(chunk, 12, 31),
      }),
    )!;
    assert.equal(spanText(script.commands[0]!.words[1]!.span), "configure");
    assert.equal(spanText(script.commands[0]!.span), "aws");
  });

  it("cover an escape whole", () => {
    const chunk: Chunk = { path: "/main.tf", text: '"date\\naws configure\\n"' };
    const pieces = [
      piece("date", span(chunk, 1, 5)),
      piece("\n", span(chunk, 5, 7)),
      piece("aws configure", span(chunk, 7, 20)),
      piece("\n", span(chunk, 20, 22)),
    ];
    const script = readScript(scalar("date\naws configure\n", { span: span(chunk, 0, 23) }, pieces))!;
    assert.deepEqual(marked(script), ["date", "aws configure"]);
  });

  it("are those of the inner text when it is encoded", () => {
    const inner = pieced("«aws configure\n»${‹X›}");
    const encoded = {
      ...unknown("base64 of text with holes", inner.origin),
      madeFrom: { by: "base64" as const, value: inner },
    };
    assert.deepEqual(marked(readScript(encoded)!).slice(0, 1), ["aws configure"]);
  });
});

describe("a value that is read again", () => {
  it("gives the same script", () => {
    const value = pieced("«date»");
    assert.equal(readScript(value), readScript(value));
  });
});

describe("a value that is no known text", () => {
  it("has no script", () => {
    const { origin } = pieced("x");
    assert.equal(readScript(unknown("who knows", origin)), undefined);
    assert.equal(readScript(scalar(5, origin)), undefined);
    assert.equal(readScript({ kind: "choice", alternatives: [], origin }), undefined);
  });
});
