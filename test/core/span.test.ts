import assert from "node:assert/strict";
import { cutChunks, Source } from "../../server/core/span.ts";

describe("source", () => {
  it("places a cached chunk anew after an edit above it", () => {
    const before = cutChunks("/t", ["one\n", "two\n", "three\n"]);
    const after = cutChunks("/t", ["one and more\n", "two\n", "three\n"], before);
    assert.equal(after[1], before[1]);
    const source = new Source("/t", "one and more\ntwo\nthree\n", after);
    assert.deepEqual(source.absolute({ chunk: before[1]!, start: 0, end: 3 }), { start: 13, end: 16 });
    assert.equal(source.absolute({ chunk: before[0]!, start: 0, end: 3 }), undefined);
  });

  it("keeps equal pieces of one file apart", () => {
    const chunks = cutChunks("/t", ["same\n", "same\n"]);
    assert.notEqual(chunks[0], chunks[1]);
    const again = cutChunks("/t", ["same\n", "new\n", "same\n"], chunks);
    assert.equal(again[0], chunks[0]);
    assert.equal(again[2], chunks[1]);
  });

  it("counts lines as editors do, and columns in UTF-16", () => {
    const source = Source.whole("/t", "a\r\nb\rc\n😀d");
    assert.deepEqual(source.position(3), { line: 1, column: 0 });
    assert.deepEqual(source.position(5), { line: 2, column: 0 });
    assert.deepEqual(source.position(9), { line: 3, column: 2 });
    assert.equal(source.offset({ line: 3, column: 2 }), 9);
    assert.equal(source.offset({ line: 99, column: 0 }), source.text.length);
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => source.offset({ line, column: 99 })),
      [1, 4, 6, 10],
    );
  });

  it("finds the chunk of an offset", () => {
    const source = new Source("/t", "abcd", cutChunks("/t", ["ab", "cd"]));
    const span = source.spanAt(3, 4)!;
    assert.equal(span.chunk, source.chunks[1]);
    assert.deepEqual([span.start, span.end], [1, 2]);
    assert.equal(source.spanAt(4)!.chunk, source.chunks[1]);
    assert.equal(source.spanAt(2)!.chunk, source.chunks[1]);
    assert.deepEqual([source.spanAt(1, 4)!.start, source.spanAt(1, 4)!.end], [1, 2]);
    assert.equal(source.spanAt(5), undefined);
    assert.equal(Source.whole("/t", "").spanAt(0)!.start, 0);
  });
});
