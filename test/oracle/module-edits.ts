/**
 * Makes edits to real modules and checks what comes out of each; where terraform is on the PATH, that what was
 * formatted before is formatted after.
 *
 *     npx tsx test/oracle/module-edits.ts FOLDER [EDITS PER FILE] [SEED]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { random } from "../languages/terraform/syntax/reading.ts";
import { randomEdits } from "../languages/terraform/writer/random-edits.ts";

const [folder = ".", most = "8", seed = "1"] = process.argv.slice(2);
const next = random(Number(seed));
const counts = new Map<string, { made: number; refused: number; wrong: number; unformatted: number }>();
const countOf = (kind: string) => {
  const count = counts.get(kind) ?? { made: 0, refused: 0, wrong: 0, unformatted: 0 };
  counts.set(kind, count);
  return count;
};
const work = mkdtempSync(path.join(tmpdir(), "module-edits-"));
const written = new Map<string, { kind: string; what: string; before: string }>();
const write = (name: string, text: string) => writeFileSync(path.join(work, name), text);
let files = 0;
let shown = 0;
const show = (lines: string) => {
  if (shown++ < 40) console.log(lines);
};
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
  const file = path.join(folder, name);
  if (!/\.tf(\.json)?$/.test(name) || !statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
  const text = readFileSync(file, "utf8");
  const before = `before-${files}.tf`;
  let edited = 0;
  for (const outcome of randomEdits(text, next, Number(most))) {
    edited++;
    const count = countOf(outcome.kind);
    if (outcome.text === undefined) count.refused++;
    else if (outcome.wrong !== undefined) {
      count.wrong++;
      show(`${file}\n    ${outcome.what.slice(0, 300)}\n    ${outcome.wrong}`);
    } else {
      count.made++;
      const after = `after-${files}-${edited}.tf`;
      if (file.endsWith(".json")) continue;
      write(after, outcome.text);
      written.set(after, { kind: outcome.kind, what: `${file}\n    ${outcome.what.slice(0, 300)}`, before });
    }
  }
  if (edited === 0) continue;
  if (!file.endsWith(".json")) write(before, text);
  files++;
}
const { stdout, error } = spawnSync("terraform", ["fmt", "-check", "-list=true", "-no-color", work], {
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
if (error) console.log("terraform is not on the PATH: how it is formatted was not looked at");
else {
  const unformatted = new Set(stdout.split("\n").map((line) => path.basename(line.trim())));
  let clean = 0;
  for (const [after, { kind, what, before }] of written) {
    if (unformatted.has(before)) continue;
    clean++;
    if (!unformatted.has(after)) continue;
    countOf(kind).unformatted++;
    const { stdout: diff } = spawnSync("terraform", ["fmt", "-diff", "-write=false", path.join(work, after)], {
      encoding: "utf8",
    });
    show(`${what}\n    is not formatted\n${diff.split("\n").slice(0, 24).join("\n")}`);
  }
  console.log(`${clean} edits of formatted files were held against terraform fmt`);
}
rmSync(work, { recursive: true });
console.log(`${files} files`);
console.table(Object.fromEntries([...counts].sort()));
if ([...counts.values()].some((c) => c.wrong + c.unformatted > 0)) process.exitCode = 1;
