/**
 * Measures recall: puts one defect at a time into real code, and asks whether the rule about it says so. The defects
 * are those of mutations.ts; each is written by the language's own writer, into resources that do not have it yet.
 * Not part of the suite.
 *
 *   npx tsx test/oracle/mutants.ts [--rule ID] [--most N] [--show N] [--text] FOLDER…
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { lint } from "../../server/core/engine.ts";
import type { Files } from "../../server/core/files.ts";
import type { Intent, TextEdit } from "../../server/core/fixes.ts";
import type { Language, Root } from "../../server/core/language.ts";
import type { Program, Resource } from "../../server/core/resources.ts";
import { defaultSettings } from "../../server/core/settings.ts";
import { product } from "../../server/product.ts";
import { mutations } from "./mutations.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rule: { type: "string" },
    most: { type: "string", default: "40" },
    show: { type: "string", default: "5" },
    text: { type: "boolean", default: false },
  },
});
const most = Number(options.most);
const wanted = mutations.filter((m) => options.rule === undefined || m.rule === options.rule);
const readers = { script: await product.readScript(), document: await product.readDocument() };
const rules = await product.rules();
const settings = { ...defaultSettings, profile: "strict" as const };
const SKIPPED = new Set(["node_modules", "cdk.out", "dist"]);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
    const path = join(folder, e.name);
    if (e.isDirectory()) return e.name.startsWith(".") || SKIPPED.has(e.name) ? [] : filesBelow(path);
    return e.isFile() ? [path] : [];
  });
}

/** The files on the disk, with other texts in place of some. */
function filesWith(changed: ReadonlyMap<string, string>): Files {
  return {
    read(path) {
      const text = changed.get(path);
      if (text !== undefined) return { text };
      try {
        return { text: readFileSync(path, "utf8") };
      } catch {
        return "absent"; // what cannot be read is not there for an evaluator
      }
    },
    list(folder) {
      try {
        return readdirSync(folder, { withFileTypes: true }).map((e) => (e.isDirectory() ? `${e.name}/` : e.name));
      } catch {
        return "absent"; // as above
      }
    },
  };
}

/** What a rule finds: where, and in which words. */
function findingsOf(program: Program, rule: string) {
  const one = rules.filter((r) => r.id === rule);
  return lint(program, one, settings, readers, "2026-11-25").findings;
}

type Finding = ReturnType<typeof findingsOf>[number];

/** Whether there are more findings, or others: what was wrong before may be so in another way. */
function saysMore(before: readonly Finding[], after: readonly Finding[]): boolean {
  const said = new Set(before.map((f) => f.message));
  return after.length > before.length || after.some((f) => !said.has(f.message));
}

/** The texts of the files that edits change. */
function changedTexts(program: Program, edits: readonly TextEdit[]): Map<string, string> | undefined {
  const texts = new Map<string, string>();
  const places = edits.map((edit) => {
    const source = program.sources.get(edit.span.chunk.path);
    return source && { source, newText: edit.newText, at: source.absolute(edit.span) };
  });
  for (const place of places.sort((a, b) => (b?.at?.start ?? 0) - (a?.at?.start ?? 0))) {
    if (!place?.at) return undefined;
    const { source, newText, at } = place;
    const text = texts.get(source.path) ?? source.text;
    texts.set(source.path, text.slice(0, at.start) + newText + text.slice(at.end));
  }
  return texts;
}

/** What the writer makes of intents; other characters need none. */
function editsOf(intents: readonly Intent[], program: Program): readonly TextEdit[] | undefined {
  const verbatim = intents.flatMap((i) => (i.do === "replaceText" ? [{ span: i.span, newText: i.text }] : []));
  const others = intents.filter((i) => i.do !== "replaceText");
  const written = others.length > 0 ? program.writer.write(others, program) : [];
  return written && [...verbatim, ...written];
}

function written(edits: readonly TextEdit[]): string {
  return edits.map((e) => `\n        ${JSON.stringify(e.newText).slice(0, 300)}`).join("");
}

interface Count {
  made: number;
  found: number;
  readonly missed: string[];
}

const counts = new Map<string, Count>();

function countFor(rule: string, vocabulary: string): Count {
  const key = `${rule} ${vocabulary}`;
  const count = counts.get(key) ?? { made: 0, found: 0, missed: [] };
  counts.set(key, count);
  return count;
}

/** Where a resource stands: one that is made several times is told once. */
function placeOf(resource: Resource | undefined): string | undefined {
  return resource && `${resource.span.chunk.path} ${resource.type} ${resource.name}`;
}

/** Makes one mutant; false where it cannot be made. */
function tryMutant(
  language: Language,
  root: Root,
  program: Program,
  resource: Resource,
  rule: string,
  intents: Intent[],
) {
  const count = countFor(rule, program.language);
  const before = findingsOf(program, rule);
  // It has the defect as it is; instances of one block are told once.
  const has = new Set(before.map((f) => placeOf(program.resources.find((r) => r.address === f.resource))));
  if (has.has(placeOf(resource))) return false;
  const edits = editsOf(intents, program);
  const texts = edits && changedTexts(program, edits);
  if (!texts || texts.size === 0) return false;
  const after = findingsOf(language.evaluate(root, filesWith(texts)), rule);
  for (const path of texts.keys()) language.forget(path);
  count.made++;
  if (saysMore(before, after)) count.found++;
  else count.missed.push(`${resource.span.chunk.path} ${resource.address}${options.text ? written(edits) : ""}`);
  return true;
}

for (const entry of product.languages) {
  const disk = filesWith(new Map());
  const paths = positionals.flatMap((folder) => filesBelow(resolve(folder)));
  const mine = paths.filter((path) => {
    if (!entry.mayBe(path)) return false;
    const read = disk.read(path);
    return typeof read === "object" && entry.recognise(path, read.text);
  });
  if (mine.length === 0) continue;
  const language = await entry.load();
  for (const root of language.roots(mine, disk)) {
    const program = language.evaluate(root, disk);
    // One mutant for each rule and program: many files have the same defect to offer again and again.
    for (const mutation of wanted) {
      if (countFor(mutation.rule, program.language).made >= most) continue;
      for (const resource of program.resources) {
        const ways = mutation.into(resource, program);
        if (ways.some((intents) => tryMutant(language, root, program, resource, mutation.rule, intents))) break;
      }
    }
  }
}

const shown = Number(options.show);
for (const [key, { made, found, missed }] of [...counts].sort()) {
  if (made === 0) continue;
  console.log(`${key}: ${found} of ${made}`);
  for (const line of missed.slice(0, shown)) console.log(`    ${line}`);
}
const total = [...counts.values()].reduce((sum, c) => ({ made: sum.made + c.made, found: sum.found + c.found }), {
  made: 0,
  found: 0,
});
console.log(`all: ${total.found} of ${total.made}`);
