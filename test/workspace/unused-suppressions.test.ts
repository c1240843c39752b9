import assert from "node:assert/strict";
import { applyFixes } from "../../server/workspace/apply-fixes.ts";
import { Linter, type LinterOptions } from "../../server/workspace/linter.ts";
import { boxProduct } from "./boxes.ts";
import { MemoryFileSystem } from "./memory-file-system.ts";

async function lint(files: Record<string, string>, more: Partial<LinterOptions> = {}, path = "/w/a.box") {
  const fileSystem = new MemoryFileSystem(files);
  const linter = new Linter({ product: boxProduct(), fileSystem, folders: ["/w"], today: "2026-11-25", ...more });
  const run = (await linter.lintAll())!;
  const report = run.reports.find((r) => r.path === path);
  const found = (report?.findings ?? []).map(({ finding, range }) => {
    const source = report!.source!;
    const text = source.text.slice(source.offset(range.start), source.offset(range.end));
    return `${finding.rule}/${finding.variant} ${range.start.line + 1}: ${text}`;
  });
  const applied = applyFixes(
    report?.findings ?? [],
    (f) => f.safe,
    (p) => linter.sourceOf(p),
  );
  return { found, mended: applied.texts.get(path) };
}

describe("unused suppressions", () => {
  it("are reported, and the comment is removed with its line", async () => {
    const { found, mended } = await lint({
      "/w/a.box": "boxes\n  # groundrule-disable-next-line box-size -- old\nbox A size=2\n",
    });
    assert.deepEqual(found, ["unused-suppression/unused 2: groundrule-disable-next-line box-size"]);
    assert.equal(mended, "boxes\nbox A size=2\n");
  });

  it("at the end of a line lose the comment, and the space before it", async () => {
    const { mended } = await lint({ "/w/a.box": "boxes\nbox A size=2   # groundrule-disable-line box-size\n" });
    assert.equal(mended, "boxes\nbox A size=2\n");
  });

  it("are not those that took something away", async () => {
    const { found } = await lint({
      "/w/a.box":
        "boxes\n# groundrule-disable-next-line box-size\nbox A size=20\nbox B size=30 # groundrule-disable-line\n",
    });
    assert.deepEqual(found, []);
  });

  it("are not those that one of several programs needs", async () => {
    const { found } = await lint(
      {
        "/w/a.box": "boxes\nuse s.box\n",
        "/w/b.box": "boxes\nuse s.box\n",
        "/w/s.box": "boxes\n# groundrule-disable-next-line box-size\nbox S size=huge\n",
        "/w/.groundrule.yaml": "deployments:\n  - { files: b.box, parameters: { huge: 99 } }\n",
      },
      {},
      "/w/s.box",
    );
    assert.deepEqual(found, []);
  });

  it("are not known of a rule that did not run", async () => {
    const text = "boxes\n# groundrule-disable-next-line box-five\nbox A size=2\n# groundrule-disable\n";
    assert.deepEqual((await lint({ "/w/a.box": text })).found, []);
    assert.deepEqual((await lint({ "/w/a.box": text }, { profile: "strict" })).found, [
      "unused-suppression/unused 2: groundrule-disable-next-line box-five",
      "unused-suppression/unused 4: groundrule-disable",
    ]);
  });

  it("say when there is no such rule, at its name", async () => {
    const { found, mended } = await lint({
      "/w/a.box": "boxes\n# groundrule-disable-next-line box-size, box-siez, box-size/under\nbox A size=20\n",
    });
    assert.deepEqual(found, [
      "unused-suppression/unknown-rule 2: box-siez",
      "unused-suppression/unknown-rule 2: box-size/under",
    ]);
    assert.equal(mended, undefined);
  });

  it("can be switched off like any rule", async () => {
    const { found } = await lint({
      "/w/a.box": "boxes\n# groundrule-disable-next-line box-size\nbox A size=2\n",
      "/w/.groundrule.yaml": "rules: { unused-suppression: off }\n",
    });
    assert.deepEqual(found, []);
  });
});
