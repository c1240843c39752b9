/**
 * Holds our values against Terraform's own: `npx tsx test/oracle/terraform-console.ts`, with terraform 1.11 on PATH.
 *
 * Every expression has the same value for both, or both refuse it. An unknown of ours counts as "not said" and is
 * listed, for it is no error. Exits with 1 when something differs. Not part of the suite: it needs Terraform.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryFiles } from "../../server/core/files.ts";
import { jsonOf } from "../../server/languages/terraform/functions/json.ts";
import { hasFailed, NotKnown } from "../../server/languages/terraform/functions/outcomes.ts";
import { loadYaml, yamlReader } from "../../server/languages/terraform/functions/yaml-loading.ts";
import { terraform } from "../../server/languages/terraform/index.ts";

/** One a line. */
const expressions = readFileSync(new URL("./terraform-expressions.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "");

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

yamlReader();
await loadYaml();

function ours(all: readonly string[]): { known: string | undefined; why: string }[] {
  const text = `resource "aws_x" "x" {\n${all.map((e, i) => `  a${i} = [${e}]`).join("\n")}\n}\n`;
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

const wanted = theirs(expressions);
const got = ours(expressions);
let differing = 0;
let unsaid = 0;
for (const [i, expression] of expressions.entries()) {
  const { known, why } = got[i]!;
  if (known === undefined) {
    unsaid++;
    console.log(`not said   ${expression}   (${why}); Terraform: ${wanted[i]}`);
  } else if (!same(known, wanted[i]!)) {
    differing++;
    console.log(`DIFFERENT  ${expression}\n  Terraform: ${wanted[i]}\n  ours:      ${known} ${why}`);
  }
}
console.log(`${expressions.length} expressions, ${differing} different, ${unsaid} not said`);
process.exitCode = differing > 0 ? 1 : 0;
