import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { notes } from "../../rules/notes/index.ts";
import { remarks, remarksByName } from "../../rules/remarks/index.ts";
import { ruleDocs } from "../../scripts/rule-docs.ts";

describe("the documents made from the rules", () => {
  it("are fresh", async () => {
    for (const [path, text] of await ruleDocs())
      assert.equal(
        await readFile(new URL(`../../${path}`, import.meta.url), "utf8"),
        text,
        `${path} is stale: npx tsx scripts/generate-rule-docs.ts`,
      );
  });

  it("leave no row of the notes without a carrier or a reason", () => {
    for (const row of notes.flatMap((n) => n.rows)) {
      assert.ok(
        row.rules.length + row.remarks.length > 0 || row.why,
        `lines ${row.lines}: nothing carries "${row.fact}"`,
      );
      for (const name of row.remarks) assert.ok(remarksByName[name], `lines ${row.lines}: no remark is named ${name}`);
    }
  });

  it("account for every line of the first half of the notes that says something", () => {
    const rows = notes[0]!.rows.flatMap((row) => row.lines.split(",").map((r) => r.split("-").map(Number)));
    for (const [from, to = from] of rows) assert.ok(from! >= 1 && to! >= from! && to! <= 545, `${from}-${to}`);
    const covered = new Set(
      rows.flatMap(([from, to = from!]) => Array.from({ length: to - from! + 1 }, (_, i) => from! + i)),
    );
    assert.ok(covered.size > 300, `${covered.size} lines`);
  });

  it("have a page and a day for each remark, and something that it is about", () => {
    for (const { text, source, checked, about } of remarks) {
      assert.match(source, /^https:\/\/(docs\.aws\.amazon\.com|aws\.amazon\.com)\//, text);
      assert.match(checked, /^\d{4}-\d{2}-\d{2}$/, text);
      assert.ok(about.length > 0, text);
    }
  });
});
