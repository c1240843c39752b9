/**
 * Builds, and lints the examples: `npm start`. Lints something else: `npm start -- PATH`. What the command line
 * prints is the result; findings are not a failure of this script.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { build } from "./build.ts";

const root = path.join(import.meta.dirname, "..");
const FINDINGS = 1;

await build();
const asked = process.argv.slice(2);
const args = asked.length > 0 ? asked : ["examples"];
// npm runs scripts in the project's folder; a path is meant from where the user stands.
const cwd = asked.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : root;
console.log(`groundrule ${args.join(" ")}\n`);
const { status, error } = spawnSync(process.execPath, [path.join(root, "dist/cli.js"), ...args], {
  cwd,
  stdio: "inherit",
});
if (error) throw error;
if (status === FINDINGS)
  console.log(
    '\nThat is what Groundrule found. In CI use "groundrule" itself: it ends with 1 when there are findings.',
  );
else process.exitCode = status ?? 1;
