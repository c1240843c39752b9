import assert from "node:assert/strict";
import { Source } from "../../server/core/span.ts";
import { applyFixes } from "../../server/workspace/apply-fixes.ts";
import type { Located, LocatedEdit } from "../../server/workspace/reports.ts";

const text = "one two\nthree four\n";
const source = Source.whole("/a", text);

function edit(start: number, end: number, newText: string, path = "/a"): LocatedEdit {
  return { path, range: { start: source.position(start), end: source.position(end) }, newText };
}

function finding(...fixes: { safe?: boolean; edits: LocatedEdit[] | undefined }[]): Located {
  const range = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
  const located = fixes.map(({ safe = true, edits }) => ({ title: "Mend it", safe, edits }));
  return { finding: {} as Located["finding"], range, related: [], fixes: located };
}

const apply = (findings: Located[]) =>
  applyFixes(
    findings,
    (f) => f.safe,
    (path) => (path === "/a" ? source : undefined),
  );

describe("applying fixes", () => {
  it("applies all that do not touch each other, whatever their order", () => {
    const { texts, count } = apply([
      finding({ edits: [edit(8, 13, "3")] }),
      finding({ edits: [edit(0, 3, "1"), edit(14, 18, "4")] }),
    ]);
    assert.deepEqual([...texts], [["/a", "1 two\n3 4\n"]]);
    assert.equal(count, 2);
  });

  it("applies a fix whole or not at all", () => {
    const { texts, count } = apply([
      finding({ edits: [edit(0, 3, "1")] }),
      finding({ edits: [edit(14, 18, "4"), edit(2, 5, "x")] }),
      finding({ edits: [edit(3, 3, "!")] }),
      finding({ edits: [edit(4, 7, "2"), edit(0, 0, "x", "/not-read")] }),
    ]);
    assert.deepEqual([...texts], [["/a", "1 two\nthree four\n"]]);
    assert.equal(count, 1);
  });

  it("takes the first fix of a finding that is wanted and can be written", () => {
    const { texts } = apply([
      finding({ safe: false, edits: [edit(0, 3, "unsafe")] }, { edits: undefined }, { edits: [edit(0, 3, "1")] }),
    ]);
    assert.deepEqual([...texts], [["/a", "1 two\nthree four\n"]]);
  });

  it("says that nothing changes when an edit writes what stands there", () => {
    assert.equal(apply([finding({ edits: [edit(0, 3, "one")] })]).texts.size, 0);
  });
});
