/**
 * What a user waits for, measured on the built product: `npm run bench`. Figures are medians of several runs on this
 * machine; compare ratios, not milliseconds. Where cfn-lint is on PATH it runs beside ours on the same files.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../scripts/build.ts";
import { Client } from "../lsp/client.ts";
import { decidedConditions } from "./conditions.ts";
import { type Input, inputs } from "./inputs.ts";

const root = join(import.meta.dirname, "../..");
const cli = join(root, "dist/cli.js");
const server = [join(root, "dist/server.js")];
// The time to read extra certificates is Node's, not ours.
delete process.env.NODE_EXTRA_CA_CERTS;

const hasCfnLint = spawnSync("cfn-lint", ["--version"]).status === 0;

await build();
console.log("keystroke to diagnostics (milliseconds)");
console.log("  language        size   first     p50     p99   server RSS");
for (const size of [5_000, 100_000, 1_000_000]) for (const input of inputs(size)) await keystrokes(input);

const small = inputs(5_000);
console.log("\nstart");
await serverStart();
for (const input of small) coldStart(input);
throughput();
const [firstDecided = 0, ...decided] = decidedConditions(21);
console.log(
  `\n41 chained conditions over 74 parameters: first ${ms(firstDecided)} ms, then ${median(decided).toFixed(2)} ms`,
);

async function keystrokes(input: Input): Promise<void> {
  const client = new Client({ [input.name]: input.text }, server);
  await client.start();
  const opened = performance.now();
  await client.open(input.name, input.languageId, input.text);
  await client.published(input.name, 1);
  const first = performance.now() - opened;
  const times: number[] = [];
  const { line, start, end } = input.edit;
  const count = input.text.length > 500_000 ? 40 : 200;
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    const version = await client.type(input.name, line, start, end, String(100 + (i % 800)));
    await client.published(input.name, version);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const kb = `${Math.round(input.text.length / 1000)} KB`;
  console.log(
    `  ${input.language.padEnd(14)}${kb.padStart(6)}${ms(first)}${ms(at(times, 0.5))}${ms(at(times, 0.99))}${client.memory().padStart(11)}`,
  );
  await client.stop();
}

async function serverStart(): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 9; i++) {
    const began = performance.now();
    const client = new Client({}, server);
    await client.start();
    times.push(performance.now() - began);
    await client.stop();
  }
  console.log(`  server ready                ${ms(median(times))}`);
}

function coldStart(input: Input): void {
  const folder = mkdtempSync(join(tmpdir(), "groundrule-bench-"));
  const file = join(folder, input.name);
  writeFileSync(file, input.text);
  const ours = timed(() => spawnSync(process.execPath, [cli, file]), 9);
  let line = `  command line, 5 KB ${input.language.padEnd(14)}${ms(ours).padStart(2)}`;
  if (input.language === "CloudFormation" && hasCfnLint) {
    const theirs = timed(() => spawnSync("cfn-lint", [file]), 3);
    line += `   cfn-lint ${ms(theirs)}: ${(theirs / ours).toFixed(1)} times as long`;
  }
  console.log(line);
  rmSync(folder, { recursive: true });
}

function throughput(): void {
  const folder = mkdtempSync(join(tmpdir(), "groundrule-bench-"));
  const { text } = small[0]!;
  const files = Array.from({ length: 1000 }, (_, i) => join(folder, `template-${i}.yaml`));
  for (const [i, file] of files.entries()) writeFileSync(file, text.replaceAll("Function0", `Function0x${i}`));
  const ours = timed(() => spawnSync(process.execPath, [cli, folder]), 3);
  console.log(`\n1,000 templates of 5 KB: ${ms(ours)} ms`);
  if (hasCfnLint) {
    const sample = files.slice(0, 40);
    const theirs = timed(() => spawnSync("cfn-lint", sample), 1) * (files.length / sample.length);
    console.log(
      `  cfn-lint, from ${sample.length} of them: ${ms(theirs)} ms, ${(theirs / ours).toFixed(0)} times as long`,
    );
  }
  rmSync(folder, { recursive: true });
}

function timed(run: () => void, count: number): number {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    run();
    times.push(performance.now() - began);
  }
  return median(times);
}

function median(times: number[]): number {
  return at(
    [...times].sort((a, b) => a - b),
    0.5,
  );
}

function at(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

function ms(n: number): string {
  return n.toFixed(n < 100 ? 1 : 0).padStart(8);
}
