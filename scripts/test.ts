/**
 * Everything that `npm test` runs: build, types, format and lint, every mocha suite, the editor. Each suite has to
 * run; the last line counts all tests.
 *
 *     npm test                all of it
 *     npm test -- core lsp    only these suites, after the build
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const results = path.join(root, "out/results");
const TIME_LIMIT = 15 * 60_000;
/** Two cores is what most have to spare; the editor's suites run alone, they wait for a screen. */
const SIDE_BY_SIDE = 2;
/** Suites without which a run is worth nothing. Others are found. */
const REQUIRED = ["core", "languages", "rules", "workspace", "cli", "lsp", "packaging", "editor"];
/** Not tests: measured by `npm run bench`. */
const NOT_SUITES = ["bench"];

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Where mocha's report goes; a step without one passes by its exit code and counts as one test. */
  readonly report?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Outcome {
  readonly step: Step;
  readonly passed: number;
  readonly failed: number;
  readonly details: string;
  readonly seconds: number;
}

const tsx = ["--import", "tsx"];
const bin = (name: string) => path.join(root, "node_modules", name);

const checks: Step[] = [
  { name: "build", command: process.execPath, args: [...tsx, "scripts/build.ts"] },
  { name: "types", command: process.execPath, args: [bin("typescript/bin/tsc"), "-p", "."] },
  {
    name: "format and lint",
    command: process.execPath,
    args: [bin("@biomejs/biome/bin/biome"), "ci", "--colors=off", "--diagnostic-level=warn", "."],
  },
];

function mochaStep(name: string, files: readonly string[]): Step {
  const report = path.join(results, `${name.replace(/\W+/g, "-")}.json`);
  const options = ["--reporter", "json", "--reporter-option", `output=${report}`];
  return { name, command: process.execPath, args: [bin("mocha/bin/mocha.js"), ...options, ...files], report };
}

function editorStep(suite: string): Step {
  const report = path.join(results, `editor-${suite}.json`);
  return {
    name: `editor: ${suite} workspace`,
    command: process.execPath,
    args: [...tsx, "test/editor/run.ts", suite],
    report,
    env: { GROUNDRULE_RESULTS: report },
  };
}

/** The folders of test/, and what lies directly in it. */
function suites(): Step[] {
  const steps: Step[] = [];
  const entries = readdirSync(path.join(root, "test"), { withFileTypes: true });
  const direct = entries.filter((e) => e.isFile() && e.name.endsWith(".test.ts")).map((e) => `test/${e.name}`);
  if (direct.length > 0) steps.push(mochaStep("structure", direct));
  const folders = entries.filter((e) => e.isDirectory() && !NOT_SUITES.includes(e.name)).map((e) => e.name);
  for (const name of new Set([...REQUIRED, ...folders])) {
    if (name === "editor") continue;
    const files = testsIn(`test/${name}`);
    // A folder that only serves other suites is none; a required one without tests fails, for it ran nothing.
    if (files.length > 0 || REQUIRED.includes(name)) steps.push(mochaStep(name, files));
  }
  return steps;
}

function testsIn(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !file.includes("node_modules"))
    .map((file) => path.join(folder, file))
    .sort();
}

async function run(step: Step): Promise<Outcome> {
  const started = performance.now();
  if (step.report) rmSync(step.report, { force: true });
  const { code, output } = await execute(step);
  const seconds = (performance.now() - started) / 1000;
  const counted = step.report ? readReport(step.report) : undefined;
  if (!step.report || !counted)
    return {
      step,
      passed: !step.report && code === 0 ? 1 : 0,
      failed: step.report || code !== 0 ? 1 : 0,
      details: output,
      seconds,
    };
  // Fewer than one test, a skipped one, or a process that failed without a failed test: not a suite that ran.
  const failures = [...counted.failures];
  if (counted.pending > 0) failures.push(`${counted.pending} tests were skipped`);
  if (counted.passes === 0 && failures.length === 0) failures.push("No test ran");
  if (code !== 0 && failures.length === 0) failures.push(`It ended with code ${code}\n${output}`);
  return { step, passed: counted.passes, failed: failures.length, details: failures.join("\n\n"), seconds };
}

function readReport(file: string): { passes: number; pending: number; failures: string[] } | undefined {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, "utf8"));
  return {
    passes: report.stats.passes,
    pending: report.stats.pending,
    failures: report.failures.map(
      (f: { fullTitle: string; err: { stack?: string; message?: string } }) =>
        `${f.fullTitle}\n${f.err.stack ?? f.err.message ?? "failed"}`,
    ),
  };
}

function execute({ command, args, env }: Step): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (data) => chunks.push(data));
    child.stderr.on("data", (data) => chunks.push(data));
    const timer = setTimeout(() => {
      chunks.push(Buffer.from("It took too long and was ended\n"));
      child.kill("SIGKILL");
    }, TIME_LIMIT);
    child.once("error", (error) => chunks.push(Buffer.from(String(error))));
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

function print({ step, passed, failed, details, seconds }: Outcome): void {
  console.log(`${failed > 0 ? "✗" : "✓"} ${step.name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`);
  if (failed > 0) console.log(details.replace(/^/gm, "    "));
}

/** Runs the steps in order, some side by side. */
async function runAll(steps: readonly Step[], width: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const outcome = await run(step);
      outcomes.push(outcome);
      print(outcome);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return outcomes;
}

mkdirSync(results, { recursive: true });
const chosen = process.argv.slice(2);
const wanted = ({ name }: Step) => chosen.length === 0 || chosen.some((c) => name === c || name.startsWith(`${c}:`));
const [build, ...otherChecks] = checks;
const outcomes = await runAll([build!], 1);
if (outcomes[0]!.failed === 0) {
  const editor = [
    editorStep("infrastructure"),
    editorStep("other"),
    mochaStep("editor: mouse and keyboard", ["test/editor/ui.test.ts"]),
  ];
  outcomes.push(...(await runAll([...otherChecks, ...suites()].filter(wanted), SIDE_BY_SIDE)));
  outcomes.push(...(await runAll(editor.filter(wanted), 1)));
}
const passed = outcomes.reduce((sum, o) => sum + o.passed, 0);
const failed = outcomes.reduce((sum, o) => sum + o.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0) process.exitCode = 1;
