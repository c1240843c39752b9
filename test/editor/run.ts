/**
 * Runs one suite inside an editor's extension host and leaves mocha's JSON report.
 *
 *     GROUNDRULE_RESULTS=file node --import tsx test/editor/run.ts infrastructure|other
 *
 * GROUNDRULE_EDITOR chooses the editor: "desktop" (downloaded by @vscode/test-electron), the path of a desktop
 * VS Code, or "workbench" (code-server's in a headless browser), which is the default on Linux.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { Workbench } from "./workbench.ts";

const TIME_LIMIT = 5 * 60_000;
const root = path.join(import.meta.dirname, "../..");
const suites = ["infrastructure", "other"];

const [suite] = process.argv.slice(2);
const results = process.env.GROUNDRULE_RESULTS;
if (!suite || !suites.includes(suite)) throw new Error(`The suites are ${suites.join(" and ")}`);
if (!results) throw new Error("GROUNDRULE_RESULTS says where the report goes");

const editor = process.env.GROUNDRULE_EDITOR ?? (process.platform === "linux" ? "workbench" : "desktop");
// Inside the project: mocha is found from there.
const bundled = path.join(root, "out/editor-suites");
await build({
  entryPoints: ["main", ...suites].map((name) => path.join(import.meta.dirname, "suite", `${name}.ts`)),
  outdir: bundled,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  external: ["vscode", "mocha"],
  logLevel: "warning",
});

// The tests write into the workspace.
const folder = mkdtempSync(path.join(os.tmpdir(), "groundrule-workspace-"));
cpSync(path.join(import.meta.dirname, "fixtures", suite), folder, { recursive: true });
mkdirSync(path.dirname(results), { recursive: true });
rmSync(results, { force: true });
console.log(`Editor: ${editor}`);
const env = { GROUNDRULE_SUITE: suite, GROUNDRULE_RESULTS: path.resolve(results) };
const tests = path.join(bundled, "main.cjs");
try {
  process.exitCode = editor === "workbench" ? await inWorkbench() : await inDesktop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function inWorkbench(): Promise<number> {
  const workbench = await Workbench.start(path.join(root, `out/editor-${suite}.log`), { env });
  try {
    const window = await workbench.open({ folder, extension: root, tests });
    try {
      return await Promise.race([window.exit, timeLimit()]);
    } catch (error) {
      await window.page.screenshot({ path: path.join(root, `out/editor-${suite}-failed.png`) });
      throw error;
    } finally {
      await window.close();
    }
  } finally {
    await workbench.stop();
  }
}

function inDesktop(): Promise<number> {
  return runTests({
    ...(editor !== "desktop" && { vscodeExecutablePath: path.resolve(editor) }),
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs: [folder, "--disable-extensions", "--disable-workspace-trust"],
  });
}

function timeLimit(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("The tests in the editor did not end")), TIME_LIMIT).unref();
  });
}
