import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FileStore } from "../../server/workspace/file-store.ts";
import { nodeFiles, windowsPath } from "../../server/workspace/node-files.ts";

describe("the file system of this machine", () => {
  const files = nodeFiles();
  let root: string;
  const at = (name: string) => path.posix.join(root, name);
  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), "groundrule-files-")));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("tells text from what is absent, too large, or no text", () => {
    writeFileSync(at("a"), "\uFEFFtext");
    writeFileSync(at("b"), Buffer.from([1, 0, 2]));
    mkdirSync(at("folder"));
    const modified = statSync(at("a")).mtimeMs;
    assert.deepEqual(files.read(at("a"), 100), { kind: "text", text: "text", modified });
    assert.deepEqual(files.read(at("a"), 3), {
      kind: "unreadable",
      reason: `it is larger than ${3 / 1024 / 1024} MB`,
      severity: "note",
    });
    assert.deepEqual(files.read(at("b"), 100), { kind: "unreadable", reason: "it is not text", severity: "note" });
    for (const name of ["none", "folder", "a/below"]) assert.deepEqual(files.read(at(name), 100), { kind: "absent" });
  });

  it("does not wait for a pipe that nobody writes to", () => {
    if (process.platform === "win32") return;
    execFileSync("mkfifo", [at("pipe")]);
    assert.deepEqual(files.read(at("pipe"), 100), {
      kind: "unreadable",
      reason: "it is not a regular file",
      severity: "error",
    });
  });

  it("says what is in a folder, links as links", () => {
    writeFileSync(at("file"), "");
    mkdirSync(at("folder"));
    symlinkSync(at("folder"), at("link"));
    const entries = files.list(root) as { name: string; kind: string }[];
    assert.deepEqual(entries.map((e) => `${e.name} ${e.kind}`).sort(), ["file file", "folder folder", "link link"]);
    assert.equal(files.list(at("none")), undefined);
    assert.deepEqual(
      [files.kind(at("link")), files.kind(at("file")), files.kind(at("none"))],
      ["folder", "file", "absent"],
    );
  });

  it("keeps a byte order mark, and leaves alone what is not UTF-8", () => {
    writeFileSync(at("a"), "\uFEFFold");
    files.write(at("a"), "new");
    assert.equal(readFileSync(at("a"), "utf8"), "\uFEFFnew");
    writeFileSync(at("b"), Buffer.from([0x61, 0xe9, 0x62]));
    assert.throws(() => files.write(at("b"), "new"), /not UTF-8/);
    assert.equal(readFileSync(at("b")).length, 3);
  });

  it("reads through links that stay in the workspace, and no others", async () => {
    mkdirSync(at("workspace/real"), { recursive: true });
    mkdirSync(at("outside"));
    writeFileSync(at("workspace/real/a"), "a");
    writeFileSync(at("outside/b"), "b");
    symlinkSync(at("workspace/real"), at("workspace/inner"));
    symlinkSync(at("outside"), at("workspace/outer"));
    const store = new FileStore(files, [at("workspace")]);
    const modified = statSync(at("workspace/inner/a")).mtimeMs;
    assert.deepEqual(store.read(at("workspace/inner/a")), { kind: "text", text: "a", modified });
    const refused = { kind: "unreadable", reason: "it is outside of the workspace", severity: "note" };
    assert.deepEqual(store.read(at("workspace/outer/b")), refused);
    assert.deepEqual(store.read(at("outside/b")), refused);
    assert.deepEqual(store.list(at("workspace")), ["inner/", "outer/", "real/"]);
    assert.equal(store.list(at("workspace/outer")), "absent");
  });

  it("names Windows paths with slashes", () => {
    assert.equal(windowsPath("C:\\code\\a.tf"), "/C:/code/a.tf");
    assert.equal(windowsPath("/code/a.tf"), "/code/a.tf");
  });
});
