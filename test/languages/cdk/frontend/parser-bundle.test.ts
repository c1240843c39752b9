import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { typescriptParser } from "../../../../scripts/build-typescript-parser.ts";
import { readModule } from "../../../../server/languages/cdk/typescript/front-end.ts";
import { loadTypeScript, type TypeScript } from "../../../../server/languages/cdk/typescript/parser.ts";
import { SyntaxTrees } from "../../../../server/languages/cdk/typescript/reparse.ts";

describe("the parser cut out of TypeScript", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "groundrule-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("is small, and reads a file as the whole package does", async () => {
    const outfile = join(folder, "parser.mjs");
    await build({
      stdin: { contents: 'export * from "typescript";', resolveDir: "." },
      plugins: [typescriptParser()],
      bundle: true,
      minify: true,
      format: "esm",
      platform: "node",
      outfile,
      logLevel: "silent",
    });
    assert.ok((await readFile(outfile)).length < 1_000_000);
    const cut = (await import(pathToFileURL(outfile).href)) as TypeScript;
    const whole = await loadTypeScript();
    for (const path of [
      "server/languages/cdk/evaluate/expressions.ts",
      "server/languages/cdk/evaluate/world.ts",
      "server/languages/cdk/ir.ts",
    ]) {
      const text = await readFile(path, "utf8");
      // Cut off in the middle, so that what the parser does about errors is compared too.
      for (const part of [
        text,
        text.slice(0, text.length / 2),
        `${text}\n/** @type {{ a: string }} */ const x = <a>b</a>`,
      ]) {
        const chunk = { path: "/a.ts", text: part };
        assert.deepEqual(readModule(cut, chunk), readModule(whole, chunk));
        const javascript = { path: "/a.js", text: part };
        assert.deepEqual(readModule(cut, javascript), readModule(whole, javascript));
        const trees = new SyntaxTrees(cut);
        readModule(cut, chunk, trees);
        const edited = { path: "/a.ts", text: part.replace("import type", "let x = 1;\nimport type") };
        assert.deepEqual(readModule(cut, edited, trees), readModule(whole, edited));
      }
    }
  });
});
