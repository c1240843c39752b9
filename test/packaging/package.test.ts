/** What a user installs: everything that it needs, and nothing else. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";

const root = path.join(import.meta.dirname, "../..");
const BUDGET = 10 * 1024 * 1024;
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

describe("the package", () => {
  let files: string[];

  before(async () => {
    files = (await listFiles({ cwd: root, packageManager: PackageManager.None })).map((f) => f.replaceAll("\\", "/"));
  });

  it("holds the extension, the server, the command line and the pages", () => {
    for (const file of [
      "package.json",
      "README.md",
      "LICENSE",
      "NOTICE",
      "groundrule.schema.json",
      "dist/client.cjs",
      "dist/server.js",
      "dist/cli.js",
      "dist/pages.json",
      "dist/licences.txt",
      "dist/tree-sitter.wasm.br",
      "dist/tree-sitter-c-sharp.wasm.br",
      "dist/tree-sitter-go.wasm.br",
      "dist/tree-sitter-java.wasm.br",
      "dist/tree-sitter-python.wasm.br",
    ])
      assert.ok(files.includes(file), `${file} is missing`);
  });

  it("holds no sources, tests, packages or source maps", () => {
    const unwanted = files.filter(
      (file) =>
        /^(client|server|rules|test|scripts|node_modules|notes|docs|examples|out|\.)/.test(file) ||
        /\.(ts|map)$/.test(file),
    );
    assert.deepEqual(unwanted, []);
  });

  it("is within its budget", () => {
    const size = files.reduce((sum, file) => sum + statSync(path.join(root, file)).size, 0);
    assert.ok(size < BUDGET, `${size} bytes before compression`);
  });

  it("has every file that its manifest names", () => {
    const { languages, grammars, jsonValidation, yamlValidation } = manifest.contributes;
    const named = [
      manifest.main,
      ...Object.values<string>(manifest.bin),
      ...languages.map((l: { configuration: string }) => l.configuration),
      ...grammars.map((g: { path: string }) => g.path),
      ...[...jsonValidation, ...yamlValidation].map((v: { url: string }) => v.url),
    ].map((file: string) => path.posix.normalize(file));
    assert.deepEqual(
      named.filter((file) => !files.includes(file)),
      [],
    );
  });

  it("names each grammar by the scope that is in it", () => {
    for (const { path: file, scopeName } of manifest.contributes.grammars)
      assert.equal(JSON.parse(readFileSync(path.join(root, file), "utf8")).scopeName, scopeName, file);
  });

  it("has a page for every rule", async () => {
    const { rules } = await import("../../rules/index.ts");
    const pages = JSON.parse(readFileSync(path.join(root, "dist/pages.json"), "utf8"));
    assert.deepEqual(
      rules.map((r: { id: string }) => r.id).filter((id: string) => !pages[id]),
      [],
    );
  });

  it("is a program", () => {
    assert.ok(readFileSync(path.join(root, "dist/cli.js"), "utf8").startsWith("#!/usr/bin/env node\n"));
  });

  it("locks its dependencies without naming a host", () => {
    for (const folder of [".", "test/editor/vscode-server", "test/editor/chromium"]) {
      const { packages } = JSON.parse(readFileSync(path.join(root, folder, "package-lock.json"), "utf8"));
      const resolved = Object.values<{ resolved?: string }>(packages).flatMap((p) => p.resolved ?? []);
      // What is resolved is a folder of this project.
      assert.deepEqual(
        resolved.filter((where) => !existsSync(path.join(root, folder, where))),
        [],
      );
    }
  });
});
