import assert from "node:assert/strict";
import { Linter, type LinterOptions } from "../../server/workspace/linter.ts";
import type { FileReport } from "../../server/workspace/reports.ts";
import { Boxes, boxProduct, boxSize } from "./boxes.ts";
import { MemoryFileSystem } from "./memory-file-system.ts";

const files = {
  "/w/a.box": "boxes\nbox One size=20\nuse shared/s.box\n",
  "/w/b.box": "boxes\nbox Two size=3\nuse shared/s.box\n",
  "/w/shared/s.box": "boxes\n# shared\nbox Shared size=30\n",
  "/w/notes.txt": "boxes\nbox No size=99\n",
};

function setUp(given: Record<string, string> = files, more: Partial<LinterOptions> = {}, later = false) {
  const fileSystem = new MemoryFileSystem(given, later);
  const language = new Boxes();
  const linter = new Linter({
    product: boxProduct(language),
    fileSystem,
    folders: ["/w"],
    today: "2026-11-25",
    onFault: (fault) => {
      throw fault.error;
    },
    ...more,
  });
  return { fileSystem, language, linter };
}

/** "path line:column rule" of each finding; lines and columns from 1. */
function places(reports: readonly FileReport[] | undefined): string[] {
  return (reports ?? []).flatMap(({ path, findings }) =>
    findings.map(({ finding, range }) => `${path} ${range.start.line + 1}:${range.start.column + 1} ${finding.rule}`),
  );
}

describe("the linter", () => {
  for (const later of [false, true])
    it(`reports every file of the programs that contain a file${later ? ", loading as it goes" : ""}`, async () => {
      const { linter } = setUp(files, {}, later);
      assert.deepEqual(places(await linter.lint("/w/a.box")), [
        "/w/a.box 2:14 box-size",
        "/w/shared/s.box 3:17 box-size",
      ]);
    });

  it("puts findings of several programs in one file together", async () => {
    const { linter } = setUp();
    const reports = await linter.lint("/w/shared/s.box");
    assert.deepEqual(places(reports), ["/w/shared/s.box 3:17 box-size", "/w/a.box 2:14 box-size"]);
    assert.deepEqual(
      reports?.map((r) => r.path),
      ["/w/shared/s.box", "/w/a.box", "/w/b.box"],
    );
  });

  it("says nothing of a file that no program contains", async () => {
    const { linter } = setUp();
    assert.deepEqual(await linter.lint("/w/notes.txt"), []);
  });

  it("prefers the editor's text, until the file is closed", async () => {
    const { linter } = setUp();
    linter.open("/w/a.box", "boxes\n\n\nbox One size=11\n");
    assert.deepEqual(places(await linter.lint("/w/a.box")), ["/w/a.box 4:14 box-size"]);
    linter.change("/w/a.box", "boxes\nbox One size=1\n");
    assert.deepEqual(places(await linter.lint("/w/a.box")), []);
    linter.close("/w/a.box");
    assert.deepEqual(places(await linter.lint("/w/a.box")), [
      "/w/a.box 2:14 box-size",
      "/w/shared/s.box 3:17 box-size",
    ]);
  });

  it("evaluates again only what a change touches", async () => {
    const { linter, language } = setUp();
    await linter.lintAll();
    language.evaluated.length = 0;
    linter.open("/w/a.box", "boxes\nbox One size=12\nuse shared/s.box\n");
    await linter.lint("/w/a.box");
    assert.deepEqual(language.evaluated, ["/w/a.box"]);
    language.evaluated.length = 0;
    linter.open("/w/shared/s.box", "boxes\nbox Shared size=12\n");
    await linter.lint("/w/shared/s.box");
    assert.deepEqual([...language.evaluated].sort(), ["/w/a.box", "/w/b.box"]);
    language.evaluated.length = 0;
    assert.deepEqual(places(await linter.lint("/w/a.box")), [
      "/w/a.box 2:14 box-size",
      "/w/shared/s.box 2:17 box-size",
    ]);
    assert.deepEqual(language.evaluated, []);
  });

  it("finds the programs again when a keystroke changes what one reads, and only then", async () => {
    const { linter, language } = setUp();
    linter.open("/w/a.box", files["/w/a.box"]);
    await linter.lintAll();
    language.grouped = 0;
    linter.change("/w/a.box", "boxes\nbox One size=21\nuse shared/s.box\n");
    await linter.lint("/w/a.box");
    assert.equal(language.grouped, 0);
    linter.change("/w/a.box", "boxes\nuse b.box\n");
    assert.deepEqual(places(await linter.lint("/w/a.box")), ["/w/shared/s.box 3:17 box-size"]);
    assert.equal(language.grouped, 1);
    linter.change("/w/a.box", "boxes\n");
    linter.open("/w/b.box", "boxes\n");
    assert.deepEqual(places(await linter.lint("/w/shared/s.box")), ["/w/shared/s.box 3:17 box-size"]);
  });

  it("takes up files that are made, changed and removed on disk", async () => {
    const { linter, fileSystem } = setUp();
    await linter.lintAll();
    fileSystem.files.set("/w/new/n.box", "boxes\nbox N size=40\n");
    fileSystem.files.set("/w/b.box", "boxes\nbox Two size=50\n");
    fileSystem.files.delete("/w/a.box");
    linter.invalidate(["/w/new", "/w/b.box", "/w/a.box"]);
    const run = await linter.lintAll();
    assert.deepEqual(places(run?.reports), [
      "/w/b.box 2:14 box-size",
      "/w/new/n.box 2:12 box-size",
      "/w/shared/s.box 3:17 box-size",
    ]);
    fileSystem.files.delete("/w/new/n.box");
    linter.invalidate(["/w/new"]);
    assert.deepEqual(places((await linter.lintAll())?.reports), [
      "/w/b.box 2:14 box-size",
      "/w/shared/s.box 3:17 box-size",
    ]);
  });

  it("gives what a new linter gives, after every edit of many", async () => {
    const { linter } = setUp();
    const texts = [
      "boxes\nbox One size=20\nbox One size=20\n",
      "boxes\n# groundrule-disable-next-line box-size\nbox One size=20\n",
      "boxes\n# groundrule-disable-next-line box-size\nbox One size=2\n",
      "box",
      "boxes\nuse shared/s.box\nuse b.box\n",
      "boxes\nuse a.box\n",
      "",
    ];
    const open = new Map<string, string>();
    for (let i = 0; i < 60; i++) {
      const path = ["/w/a.box", "/w/b.box", "/w/shared/s.box"][(i * 7) % 3]!;
      const text = texts[(i * 5) % texts.length]!;
      if (i % 11 === 10) {
        linter.close(path);
        open.delete(path);
      } else {
        if (open.has(path)) linter.change(path, text);
        else linter.open(path, text);
        open.set(path, text);
      }
      const fresh = setUp().linter;
      for (const [p, t] of open) fresh.open(p, t);
      const [a, b] = [await linter.lintAll(), await fresh.lintAll()];
      assert.deepEqual(places(a?.reports), places(b?.reports), `after edit ${i}`);
      assert.equal(a?.files, b?.files);
    }
  });

  it("answers several questions at once", async () => {
    const { linter, language } = setUp(files, {}, true);
    const [a, shared, all] = await Promise.all([
      linter.lint("/w/a.box"),
      linter.lint("/w/shared/s.box"),
      linter.lintAll(),
    ]);
    assert.deepEqual(places(a), ["/w/a.box 2:14 box-size", "/w/shared/s.box 3:17 box-size"]);
    assert.deepEqual(places(shared), ["/w/shared/s.box 3:17 box-size", "/w/a.box 2:14 box-size"]);
    assert.deepEqual(places(all?.reports), places(a));
    assert.equal(language.grouped, 1);
  });

  it("stops when it is told to", async () => {
    const { linter } = setUp();
    assert.equal(await linter.lint("/w/a.box", () => true), undefined);
    assert.equal(await linter.lintAll(() => true), undefined);
  });

  it("works out a fix when it is asked for, in lines and columns", async () => {
    const { linter } = setUp();
    const [report] = (await linter.lint("/w/a.box"))!;
    const [fix] = report!.findings[0]!.fixes;
    assert.equal(fix?.title, "Make it 10");
    assert.deepEqual(fix?.edits, [
      { path: "/w/a.box", range: { start: { line: 1, column: 13 }, end: { line: 1, column: 15 } }, newText: "10" },
    ]);
  });

  it("goes on when a rule or a language fails, and says which", async () => {
    const faults: string[] = [];
    const language = new Boxes();
    const evaluate = language.evaluate.bind(language);
    language.evaluate = (root, given, inputs) => {
      if (root.path === "/w/b.box") throw new Error("no");
      return evaluate(root, given, inputs);
    };
    const failing = { ...boxSize, id: "box-fails", check: () => assert.fail("never mind") };
    const { linter } = setUp(files, {
      product: boxProduct(language, [failing, boxSize]),
      onFault: ({ path, rule, language: id }) => faults.push(`${path} ${rule ?? id}`),
    });
    const run = await linter.lintAll();
    assert.deepEqual(places(run?.reports), ["/w/a.box 2:14 box-size", "/w/shared/s.box 3:17 box-size"]);
    assert.deepEqual(faults, ["/w/a.box box-fails", "/w/b.box boxes"]);
  });

  it("never reads outside of the workspace, by name or by link", async () => {
    const { linter, fileSystem } = setUp({
      "/w/a.box": "boxes\nuse ../other/o.box\nuse link/o.box\nbox A size=20\n",
      "/other/o.box": "boxes\nbox Other size=77\n",
    });
    fileSystem.links.set("/w/link", "/other");
    assert.deepEqual(places((await linter.lintAll())?.reports), ["/w/a.box 4:12 box-size"]);
    assert.deepEqual(
      (await linter.lint("/w/a.box"))?.map((r) => r.path),
      ["/w/a.box"],
    );
  });

  it("lints an open file that lies outside of the workspace", async () => {
    const { linter } = setUp({ "/else/x.box": "boxes\nuse y.box\n", "/else/y.box": "boxes\nbox Y size=60\n" });
    linter.open("/else/x.box", "boxes\nuse y.box\nbox X size=70\n");
    assert.deepEqual(places(await linter.lint("/else/x.box")), [
      "/else/x.box 3:12 box-size",
      "/else/y.box 2:12 box-size",
    ]);
  });

  it("skips folders that are not the user's", async () => {
    const { linter } = setUp({
      "/w/node_modules/p/a.box": "boxes\nbox A size=20\n",
      "/w/.hidden/a.box": "boxes\nbox A size=20\n",
      "/w/dist/a.box": "boxes\nbox A size=20\n",
      "/w/src/a.box": "boxes\nbox A size=20\n",
    });
    assert.deepEqual(places((await linter.lintAll())?.reports), ["/w/src/a.box 2:12 box-size"]);
  });
});

describe("linting paths", () => {
  it("counts the files that were linted, and reports those that were asked for", async () => {
    const { linter } = setUp(files, { keep: false });
    const run = await linter.lintFiles(["/w/a.box", "/w/notes.txt", "/w/none.box"]);
    assert.equal(run.files, 1);
    assert.deepEqual(places(run.reports), ["/w/a.box 2:14 box-size"]);
    assert.deepEqual(run.strangers, ["/w/notes.txt"]);
    assert.deepEqual(run.problems, [
      { path: "/w/none.box", message: "There is no such file or folder.", severity: "error" },
    ]);
  });

  it("lints a folder that a walk would skip when it is named", async () => {
    const { linter } = setUp({ "/w/dist/a.box": "boxes\nbox A size=20\n" });
    assert.deepEqual(places((await linter.lintFiles(["/w/dist"])).reports), ["/w/dist/a.box 2:12 box-size"]);
  });

  it("says which file cannot be read, and goes on", async () => {
    const { linter, fileSystem } = setUp();
    fileSystem.unreadable.add("/w/b.box");
    const run = await linter.lintFiles(["/w"]);
    assert.deepEqual(run.problems, [
      { path: "/w/b.box", message: "This file cannot be read: permission denied.", severity: "error" },
    ]);
    assert.deepEqual(places(run.reports), ["/w/a.box 2:14 box-size", "/w/shared/s.box 3:17 box-size"]);
  });

  it("reports what cannot be understood with its place", async () => {
    const { linter } = setUp({ "/w/a.box": "boxes\nbox\nbox A size=20\n" });
    const run = await linter.lintFiles(["/w"]);
    assert.deepEqual(run.reports[0]?.problems, [
      {
        path: "/w/a.box",
        message: "A box has a name and a size.",
        range: { start: { line: 1, column: 0 }, end: { line: 1, column: 3 } },
        severity: "error",
      },
    ]);
    assert.deepEqual(places(run.reports), ["/w/a.box 3:12 box-size"]);
  });
});
