import assert from "node:assert/strict";
import { lookup, path } from "../../../server/core/lookup.ts";
import { type Chunk, span, spanText } from "../../../server/core/span.ts";
import { literalOf, piecesOf, scalar, unknown, type Value } from "../../../server/core/values.ts";
import { readDocument } from "../../../server/languages/documents/index.ts";
import { pieced, written } from "../shell/reading.ts";

const at = (document: Value | undefined, dotted: string) => lookup(document!, path(dotted));
const plain = (value: Value): unknown => {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "absent":
      return null;
    case "list":
      return value.items.map(plain);
    case "object":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
    default:
      return value.kind;
  }
};
const place = (value: Value) => spanText(value.origin.span);

describe("JSON in a string", () => {
  it("becomes values with their places", () => {
    const document = readDocument(
      written('{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "N": 1.5, "B": true, "Z": null }] }'),
    );
    assert.deepEqual(plain(document!), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", N: 1.5, B: true, Z: null }],
    });
    assert.equal(place(at(document, "Statement.0.Effect")), '"Allow"');
    assert.equal(place(at(document, "Statement.0.N")), "1.5");
    assert.equal(document?.kind === "object" && spanText(document.entries.get("Version")!.keySpan!), '"Version"');
  });

  it("maps strings with escapes run by run", () => {
    const value = at(readDocument(written('{"a": "x\\ny \\"\\u0041\\\\z"}')), "a");
    assert.equal(value.kind, "scalar");
    if (value.kind !== "scalar") return;
    assert.equal(value.value, 'x\ny "A\\z');
    assert.deepEqual(
      piecesOf(value).map((p) => [p.text, spanText(p.span!)]),
      [
        ["x", "x"],
        ["\n", "\\n"],
        ["y ", "y "],
        ['"', '"'],
        ["A", "\\u0041"],
        ["\\z", "\\z"],
      ],
    );
  });

  it("keeps holes: as values, in strings, between items and as keys", () => {
    const document = readDocument(
      pieced(
        '«{"Port": »‹Port›«, "Arn": "arn:aws:s3:::»‹Bucket›«/*", "All": "»‹All›«", "L": ["a", »‹More›«], "»‹Key›«": 1}»',
      ),
    );
    const port = at(document, "Port");
    assert.equal(port.kind === "unknown" && port.identity, "Port");
    const arn = at(document, "Arn");
    assert.deepEqual(arn.kind === "text" && arn.parts.map((p) => (p.kind === "piece" ? p.text : p.kind)), [
      "arn:aws:s3:::",
      "unknown",
      "/*",
    ]);
    const all = at(document, "All");
    assert.equal(all.kind === "unknown" && all.identity, "All");
    const list = at(document, "L");
    assert.equal(list.kind === "list" && list.items.length, 2);
    assert.equal(list.kind === "list" && list.closed, false);
    assert.equal(document?.kind === "object" && document.closed, false);
    assert.equal(at(readDocument(pieced('«{"a": 1»‹Digits›«}»')), "a").kind, "unknown");
  });

  it("takes the last of equal keys", () => {
    assert.deepEqual(plain(readDocument(written('{"a": 1, "a": 2}'))!), { a: 2 });
  });

  it("that cannot be read is unknown, and says where", () => {
    const broken = readDocument(written('{\n "a": ]\n'));
    assert.match(broken?.kind === "unknown" ? broken.reason : "", /JSON cannot be read.*line 2/);
    assert.equal(readDocument(pieced("«{»‹Body›«}»"))?.kind, "unknown");
    assert.equal(readDocument(pieced('«{"a": 1»‹More›«, "b": }»'))?.kind, "unknown");
    const deep = readDocument(written(`${"[".repeat(100_000)}${"]".repeat(100_000)}`));
    assert.match(deep?.kind === "unknown" ? deep.reason : "", /100 levels/);
    const large = readDocument(written(`["${"x".repeat(1024 * 1024)}"]`));
    assert.match(large?.kind === "unknown" ? large.reason : "", /1 MB/);
  });
});

describe("YAML in a string", () => {
  it("becomes values with their places", () => {
    const document = readDocument(
      written("a: 1\nb:\n  - x: 'it''s'\n  - \"t\\tb\"\n  - true\nc:\nd: &d {e: 5}\nf: *d\ng: plain text\n"),
    );
    assert.deepEqual(plain(document!), {
      a: 1,
      b: [{ x: "it's" }, "t\tb", true],
      c: null,
      d: { e: 5 },
      f: { e: 5 },
      g: "plain text",
    });
    assert.equal(place(at(document, "b.0.x")), "'it''s'");
    assert.equal(place(at(document, "g")), "plain text");
  });

  it("maps block scalars and folded lines exactly", () => {
    const text =
      'a: |\n  one\n    two\n\n  three\nb: >-\n  one\n  two\n\n  three\n   four\nc: x\n  y\n\n  z\nd: "p\n  q\\\n  r"\n';
    const document = readDocument(written(text));
    assert.deepEqual(plain(document!), {
      a: "one\n  two\n\nthree\n",
      b: "one two\nthree\n four",
      c: "x y\nz",
      d: "p qr",
    });
    for (const key of ["a", "b", "c", "d"]) {
      const value = at(document, key);
      assert.equal(value.kind, "scalar");
      if (value.kind !== "scalar") continue;
      assert.equal(
        piecesOf(value)
          .map((p) => p.text)
          .join(""),
        value.value,
      );
      for (const p of piecesOf(value)) if (p.text.trim() !== "") assert.equal(spanText(p.span!), p.text);
    }
  });

  it("keeps holes", () => {
    const document = readDocument(pieced('«a: »‹A›«\nb: x»‹B›«y\nc: "»‹C›«"\n»‹K›«: 1\n»'));
    assert.equal(at(document, "a").kind, "unknown");
    assert.equal(at(document, "b").kind, "text");
    const c = at(document, "c");
    assert.equal(c.kind === "unknown" && c.identity, "C");
    assert.equal(document?.kind === "object" && document.closed, false);
  });

  it("does not follow aliases without end", () => {
    const bomb = ["a0: &a0 [x, x]"];
    for (let i = 1; i < 60; i++) bomb.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
    assert.equal(at(readDocument(written(bomb.join("\n"))), "a59").kind, "list");
    const loop = at(readDocument(written("a: &a\n  b: *a\n")), "a.b");
    assert.equal(loop.kind, "unknown");
  });

  it("that cannot be read is unknown", () => {
    assert.equal(readDocument(written("a: [1\nb: 2\n"))?.kind, "unknown");
    assert.equal(readDocument(written("- ".repeat(100_000)))?.kind, "unknown");
    assert.equal(at(readDocument(written("a: !Ref X\n")), "a").kind, "unknown");
  });
});

describe("a value that is more than text", () => {
  it("gives the structure that it was made from or is", () => {
    const made = readDocument(written('{"a": 1}'))!;
    const { origin } = made;
    assert.equal(readDocument(made), made);
    assert.equal(readDocument({ ...scalar("{}", origin), madeFrom: { by: "json", value: made } }), made);
    const text = written('["x"]');
    assert.deepEqual(plain(readDocument({ ...scalar("WyJ4Il0=", origin), madeFrom: { by: "base64", value: text } })!), [
      "x",
    ]);
    assert.equal(readDocument(unknown("who knows", origin)), undefined);
    assert.equal(readDocument(scalar(5, origin)), undefined);
  });

  it("points into the chunk that holds the text", () => {
    const chunk: Chunk = { path: "/t.json", text: 'Policy: "[\\"a\\", \\"b\\"]"' };
    const pieces = [...'["a", "b"]'].map((c) => c);
    let offset = 9;
    const spelled = pieces.map((c) => {
      const length = c === '"' ? 2 : 1;
      const p = { kind: "piece" as const, text: c, span: span(chunk, offset, offset + length) };
      offset += length;
      return p;
    });
    const document = readDocument(scalar('["a", "b"]', { span: span(chunk, 8, chunk.text.length) }, spelled));
    const b = at(document, "1");
    assert.equal(place(b), '\\"b\\"');
    assert.equal(b.kind === "scalar" && spanText(piecesOf(b)[0]!.span!), "b");
    assert.equal(spanText(literalOf(b.origin)), '\\"b\\"');
  });
});
