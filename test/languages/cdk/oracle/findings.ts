/** The findings in a CDK source, and in the templates that CDK makes of it. */
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../../server/core/engine.ts";
import { memoryFiles } from "../../../../server/core/files.ts";
import type { Language } from "../../../../server/core/language.ts";
import { defaultSettings } from "../../../../server/core/settings.ts";
import { loadCdk } from "../../../../server/languages/cdk/index.ts";
import { cloudformation } from "../../../../server/languages/cloudformation/index.ts";
import { readDocument } from "../../../../server/languages/documents/index.ts";
import { readScript } from "../../../../server/languages/shell/index.ts";
import { synthesize } from "./synthesize.ts";

const cdk = await loadCdk();
const templates = cloudformation();

/** How many findings there are, by rule. */
export type Counts = Readonly<Record<string, number>>;

function count(language: Language, files: ReadonlyMap<string, string>): Counts {
  const snapshot = memoryFiles(files);
  for (const path of files.keys()) language.forget(path);
  const mine = [...files].filter(([p, text]) => language.mayBe(p) && language.recognise(p, text)).map(([p]) => p);
  const found: Record<string, number> = {};
  for (const root of language.roots(mine, snapshot)) {
    const settings = { ...defaultSettings, profile: "strict" as const };
    const readers = { script: readScript, document: readDocument };
    const result = lint(language.evaluate(root, snapshot), rules, settings, readers, "2026-11-25");
    for (const fault of result.faults) throw fault.error;
    for (const { rule } of result.findings) found[rule] = (found[rule] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The findings in the source; the first file is the app. */
export function inSource(files: ReadonlyMap<string, string>): Counts {
  return count(cdk, files);
}

/** The findings in the templates of the same app. */
export function inTemplates(files: ReadonlyMap<string, string>): Counts {
  const [[, text]] = [...files] as [[string, string]];
  const others = Object.fromEntries(
    [...files].map(([p, t]) => [p.slice(p.lastIndexOf("/page/") + "/page/".length), t]),
  );
  const stacks = synthesize(text, others);
  if (stacks.length === 0) throw new Error("the app makes no stack");
  const made = stacks.map(
    ({ name, template }) => [`/out/${name}.json`, JSON.stringify(template, undefined, 1)] as const,
  );
  return count(templates, new Map(made));
}
