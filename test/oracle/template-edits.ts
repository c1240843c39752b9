/**
 * Makes edits to real templates and checks what comes out of each.
 *
 *     npx tsx test/oracle/template-edits.ts FOLDER [EDITS PER TEMPLATE] [SEED]
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { mayBe, recognise } from "../../server/languages/cloudformation/recognise.ts";
import { editsOf } from "../fuzz/template-edits.ts";

const [folder = ".", most = "20", seed = "1"] = process.argv.slice(2);
const counts = new Map<string, { made: number; refused: number; wrong: number }>();
let templates = 0;
let shown = 0;
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  const file = path.join(folder, name);
  if (!mayBe(file) || !statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
  const text = readFileSync(file, "utf8");
  if (!recognise(file, text)) continue;
  templates++;
  for (const outcome of editsOf(file, text, Number(seed) + templates, Number(most))) {
    const count = counts.get(outcome.kind) ?? { made: 0, refused: 0, wrong: 0 };
    counts.set(outcome.kind, count);
    if (outcome.refused) count.refused++;
    else if (outcome.wrong === undefined) count.made++;
    else {
      count.wrong++;
      if (shown++ < 60) console.log(`${file}\n    ${outcome.what.slice(0, 400)}\n    ${outcome.wrong}`);
    }
  }
}
console.log(`${templates} templates`);
console.table(Object.fromEntries(counts));
if ([...counts.values()].some((c) => c.wrong > 0)) process.exitCode = 1;
