/**
 * Holds our values against Terraform's own: `npx tsx test/oracle/terraform-console.ts`, with terraform 1.11 on PATH.
 *
 * Every expression has the same value for both, or both refuse it. An unknown of ours counts as "not said" and is
 * listed, for it is no error. Exits with 1 when something differs. Not part of the suite: it needs Terraform.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryFiles } from "../../server/core/files.ts";
import { isFunction } from "../../server/languages/terraform/functions/call.ts";
import { jsonOf } from "../../server/languages/terraform/functions/json.ts";
import { hasFailed, NotKnown } from "../../server/languages/terraform/functions/outcomes.ts";
import { loadYaml, yamlReader } from "../../server/languages/terraform/functions/yaml-loading.ts";
import { terraform } from "../../server/languages/terraform/index.ts";

/** One a line. */
const expressions = readFileSync(new URL("./terraform-expressions.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "");

/** A type and a value of a variable with it, one pair a line. */
const types = readFileSync(new URL("./terraform-types.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "");

/** Variables with these types and defaults, named by their places. */
function variables(pairs: readonly string[]): string {
  return pairs
    .map((pair, i) => {
      const [type, value] = pair.split(" <- ");
      return `variable "v${i}" {\n  type    = ${type}\n  default = ${value}\n}\n`;
    })
    .join("");
}

/** The JSON of each variable; as below, a module that is refused is cut in two. */
function theirVariables(pairs: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "console-"));
  try {
    writeFileSync(join(folder, "main.tf"), variables(pairs));
    const input = `jsonencode([${pairs.map((_, i) => `jsonencode([var.v${i}])`).join(", ")}])`;
    const run = spawnSync("terraform", ["console"], { cwd: folder, input, encoding: "utf8" });
    if (run.error) throw run.error;
    if (run.stdout.startsWith('"')) return JSON.parse(JSON.parse(run.stdout) as string) as string[];
    if (pairs.length === 1) return ["refused"];
    const middle = pairs.length >> 1;
    return [...theirVariables(pairs.slice(0, middle)), ...theirVariables(pairs.slice(middle))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The JSON of each expression, many in one run; a run that is refused even so is cut in two, to find which it was. */
function theirs(all: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "console-"));
  const ask = (some: readonly string[]): string[] => {
    const input = `jsonencode([${some.map((e) => `try(jsonencode([${e}]), "refused")`).join(", ")}])`;
    const run = spawnSync("terraform", ["console"], { cwd: folder, input, encoding: "utf8" });
    if (run.error) throw run.error;
    if (run.stdout.startsWith('"')) return JSON.parse(JSON.parse(run.stdout) as string) as string[];
    if (some.length === 1) return [run.stdout.includes("known after apply") ? "not known" : "refused"];
    const middle = some.length >> 1;
    return [...ask(some.slice(0, middle)), ...ask(some.slice(middle))];
  };
  try {
    return ask(all);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The functions of Terraform that we have not heard of. */
function missingFunctions(): string[] {
  const run = spawnSync("terraform", ["metadata", "functions", "-json"], { encoding: "utf8" });
  if (run.error) throw run.error;
  const { function_signatures: all } = JSON.parse(run.stdout) as { function_signatures: Record<string, unknown> };
  return Object.keys(all).filter((name) => !isFunction(name));
}

yamlReader();
await loadYaml();

function ours(all: readonly string[], around = ""): { known: string | undefined; why: string }[] {
  const text = `${around}resource "aws_x" "x" {\n${all.map((e, i) => `  a${i} = [${e}]`).join("\n")}\n}\n`;
  const program = terraform().evaluate({ language: "terraform", path: "/w" }, memoryFiles({ "/w/main.tf": text }));
  return all.map((_, i) => {
    const value = program.resources[0]!.properties.entries.get(`a${i}`)!.value;
    const item = value.kind === "list" ? value.items[0]! : value;
    if (hasFailed(item)) return { known: "refused", why: item.reason };
    try {
      return { known: jsonOf(value), why: "" };
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      return { known: undefined, why: item.kind === "unknown" ? item.reason : error.reason };
    }
  });
}

/** Numbers compare to 15 digits. */
function same(a: string, b: string): boolean {
  const rounded = (s: string) => s.replace(/-?\d+\.\d{12,}/g, (n) => Number(n).toPrecision(12));
  return a === b || rounded(a) === rounded(b);
}

const asked = [...expressions, ...types];
const wanted = [...theirs(expressions), ...theirVariables(types)];
const got = [
  ...ours(expressions),
  ...ours(
    types.map((_, i) => `var.v${i}`),
    variables(types),
  ),
];
let differing = 0;
let unsaid = 0;
for (const [i, expression] of asked.entries()) {
  const { known, why } = got[i]!;
  if (known === undefined) {
    unsaid++;
    console.log(`not said   ${expression}   (${why}); Terraform: ${wanted[i]}`);
  } else if (!same(known, wanted[i]!)) {
    differing++;
    console.log(`DIFFERENT  ${expression}\n  Terraform: ${wanted[i]}\n  ours:      ${known} ${why}`);
  }
}
console.log(`${expressions.length} expressions and ${types.length} types, ${differing} different, ${unsaid} not said`);
const missing = missingFunctions();
console.log(`functions that are missing: ${missing.join(", ") || "none"}`);
process.exitCode = differing > 0 || missing.length > 0 ? 1 : 0;
