/**
 * Compares the parser with `terraform fmt` on which files are valid: every .tf file below the folders that are given,
 * and the same with a random change each. Not part of the suite: it needs terraform on the PATH.
 *
 *   npx tsx test/oracle/terraform-fmt.ts FOLDER… [--seed=N]
 *
 * One difference is meant: a heredoc whose end marker is missing, and that Terraform closes at the marker of a later
 * heredoc in another block, is a problem here.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseFile } from "../../server/languages/terraform/parser.ts";
import { random } from "../languages/terraform/syntax/reading.ts";

const MARKS = [...'{}[]()"$%=,.:?!<>-+*/~\\\n #a1'];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith(".tf"))
    .map((e) => join(e.parentPath, e.name));
}

function changed(text: string, next: (below: number) => number): string {
  const at = next(text.length + 1);
  const way = next(3);
  if (way === 0) return text.slice(0, at) + text.slice(at + 1 + next(3));
  if (way === 1) return text.slice(0, at) + MARKS[next(MARKS.length)] + text.slice(at);
  const start = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  return text.slice(0, start) + (end < 0 ? "" : text.slice(end + 1));
}

const folders = process.argv.slice(2).filter((a) => !a.startsWith("--"));
const seed = Number(process.argv.find((a) => a.startsWith("--seed="))?.slice(7) ?? 1);
const next = random(seed);
const work = mkdtempSync(join(tmpdir(), "terraform-fmt-"));
const texts = new Map<string, { text: string; from: string }>();
for (const path of folders.flatMap(filesBelow)) {
  const text = readFileSync(path, "utf8");
  for (const [kind, variant] of [
    ["as it is", text],
    ["changed", changed(text, next)],
  ] as const) {
    const name = `${texts.size}.tf`;
    texts.set(name, { text: variant, from: `${path}, ${kind}` });
    writeFileSync(join(work, name), variant);
  }
}
const { stderr, error } = spawnSync("terraform", ["fmt", "-check", "-list=false", "-no-color", work], {
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
rmSync(work, { recursive: true });
if (error) throw error;
const refused = new Map([...stderr.matchAll(/Error: (.*)\n\n {2}on \S*?(\d+\.tf) line (\d+)/g)].map((m) => [m[2]!, m]));
let different = 0;
for (const [name, { text, from }] of texts) {
  const { problems } = parseFile(`/${name}`, text);
  const theirs = refused.get(name);
  if (problems.length > 0 === (theirs !== undefined)) continue;
  different++;
  const line = theirs && JSON.stringify(text.split("\n")[Number(theirs[3]) - 1]);
  console.log(
    `${from}: ${theirs ? `terraform, line ${theirs[3]}: ${theirs[1]}: ${line}` : `ours: ${problems[0]!.message}`}`,
  );
}
console.log(`${texts.size} files, ${refused.size} refused by terraform, ${different} judged differently`);
process.exitCode = different > 0 ? 1 : 0;
