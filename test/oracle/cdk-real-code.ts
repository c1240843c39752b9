/**
 * Holds what is found in the source of real CDK apps against what is found in the templates that CDK makes of them.
 * Not part of the suite.
 *
 *   npx tsx test/oracle/cdk-real-code.ts [--packages NODE_MODULES] [--into FOLDER] [--again] FOLDER…
 *
 * `--into` keeps the templates; with `--again` those that are kept there are used. `--packages` is a `node_modules`
 * with what apps need beside CDK: what an app imports and is not there, keeps it from being synthesized.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rules } from "../../rules/index.ts";
import { lint } from "../../server/core/engine.ts";
import type { Files } from "../../server/core/files.ts";
import { memoryFiles } from "../../server/core/files.ts";
import type { Finding } from "../../server/core/findings.ts";
import type { Language } from "../../server/core/language.ts";
import type { Program } from "../../server/core/resources.ts";
import { defaultSettings } from "../../server/core/settings.ts";
import { loadCdk } from "../../server/languages/cdk/index.ts";
import { cloudformation } from "../../server/languages/cloudformation/index.ts";
import { readDocument } from "../../server/languages/documents/index.ts";
import { readScript } from "../../server/languages/shell/index.ts";
import { type App, appsBelow, synthesizeApp } from "./cdk-apps.ts";

const cdk = await loadCdk();
const templates = cloudformation();
const settings = { ...defaultSettings, profile: "strict" as const };
const readers = { script: readScript, document: readDocument };
const TODAY = "2026-11-25";

/** Templates that are made already are not looked at as source. */
const disk: Files = {
  read(path) {
    if (/\/(cdk\.out|node_modules)\//.test(path)) return "absent";
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

interface Found {
  readonly rule: string;
  /** The construct as it is written in source; the path in the template where it has none there. */
  readonly at: string;
  readonly message: string;
}

function findings(language: Language, path: string, files: Files): { program: Program; found: readonly Finding[] } {
  const program = language.evaluate({ language: language.id, path }, files);
  const { findings: found, faults } = lint(program, rules, settings, readers, TODAY);
  for (const fault of faults) throw fault.error;
  return { program, found };
}

function inSource(app: App): { found: Found[]; placeOf: (path: string) => string | undefined } {
  const { program, found } = findings(cdk, join(app.folder, app.entry), disk);
  const byAddress = new Map(program.resources.map((r) => [r.address, r]));
  const place = (address: string) => {
    const resource = byAddress.get(address);
    return (
      resource &&
      `${resource.span.chunk.path}:${resource.span.start}+${JSON.stringify(chunkNumber(resource.span.chunk))}`
    );
  };
  const inParts = [...byAddress.keys()].filter((a) => a.includes("{")).map((a) => [pattern(a), a] as const);
  const written = (path: string) => {
    const same = byAddress.has(path) ? path : inParts.find(([is]) => is.test(path))?.[1];
    return same === undefined ? undefined : place(same);
  };
  return {
    found: found.map((f) => ({ rule: f.rule, at: place(f.resource) ?? f.resource, message: f.message })),
    placeOf(path) {
      for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
        const known = written(at) ?? written(`${at}/SecurityGroup`);
        if (known !== undefined) return known;
      }
      return undefined;
    },
  };
}

/** Paths that an address stands for whose ids are not all known: "{0}", and "{0}#2" for another one like it. */
function pattern(address: string): RegExp {
  const parts = address.replace(/#\d+(?=\/|$)/g, "").split(/\{\d+\}/);
  return new RegExp(`^${parts.map((p) => p.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^/]+")}$`);
}

const chunks = new Map<object, number>();
function chunkNumber(chunk: object): number {
  const known = chunks.get(chunk) ?? chunks.size;
  chunks.set(chunk, known);
  return known;
}

function inTemplates(out: string, placeOf: (path: string) => string | undefined): Found[] {
  const seen = new Map<string, Found>();
  for (const name of readdirSync(out, { recursive: true, encoding: "utf8" })) {
    if (!/\.template\.json$/.test(name)) continue;
    const text = readFileSync(join(out, name), "utf8");
    const path = `/out/${name}`;
    templates.forget(path);
    const { found } = findings(templates, path, memoryFiles({ [path]: text }));
    const resources = (JSON.parse(text) as { Resources?: Record<string, { Metadata?: Record<string, string> }> })
      .Resources;
    for (const f of found) {
      const construct = resources?.[f.resource]?.Metadata?.["aws:cdk:path"] ?? f.resource;
      const at = placeOf(construct) ?? construct;
      seen.set(`${f.rule} ${at}`, { rule: f.rule, at, message: `${construct}: ${f.message}` });
    }
  }
  return [...seen.values()];
}

interface Row {
  both: number;
  readonly onlyTemplate: string[];
  readonly onlySource: string[];
}

const table = new Map<string, Row>();
function row(rule: string): Row {
  const known = table.get(rule) ?? { both: 0, onlyTemplate: [], onlySource: [] };
  table.set(rule, known);
  return known;
}

/** Pairs what is found at the same construct; what is left of the same rule in the same app is paired too. */
function compare(app: string, source: readonly Found[], template: readonly Found[]): void {
  const distinct = new Map(source.map((f) => [`${f.rule} ${f.at}`, f]));
  const left: Found[] = [];
  for (const t of template)
    if (distinct.delete(`${t.rule} ${t.at}`)) row(t.rule).both++;
    else left.push(t);
  for (const t of left) {
    const other = [...distinct].find(([, s]) => s.rule === t.rule);
    if (other && distinct.delete(other[0])) row(t.rule).both++;
    else row(t.rule).onlyTemplate.push(`${app}: ${t.message}`);
  }
  for (const s of distinct.values()) row(s.rule).onlySource.push(`${app}: ${s.at}: ${s.message}`);
}

function keptIn(target: string): { out: string } | { failed: string } {
  const out = join(target, "cdk.out");
  return existsSync(join(out, "manifest.json")) ? { out } : { failed: "as before" };
}

const args = process.argv.slice(2);
const option = (name: string) => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};
const packages = option("--packages");
const into = option("--into") ?? mkdtempSync(join(tmpdir(), "cdk-real-code-"));
const again = args.includes("--again");
const folders = args.filter((a) => a !== "--again").map((a) => resolve(a));
const failed: string[] = [];
let done = 0;
for (const folder of folders)
  for (const app of appsBelow(folder)) {
    const name = app.folder.slice(folder.lastIndexOf("/") + 1);
    const target = join(into, app.folder.replaceAll("/", "_"));
    const made = again && existsSync(target) ? keptIn(target) : await synthesizeApp(app, target, packages);
    if ("failed" in made) {
      failed.push(`${name}: ${made.failed}`);
      continue;
    }
    const source = inSource(app);
    compare(name, source.found, inTemplates(made.out, source.placeOf));
    done++;
  }

console.log(`${done} apps compared, ${failed.length} not synthesized\n`);
console.log("| rule | in both | only in the template | only in source |\n| --- | ---: | ---: | ---: |");
let sums = [0, 0, 0];
for (const [rule, r] of [...table].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const counts = [r.both, r.onlyTemplate.length, r.onlySource.length];
  sums = sums.map((n, i) => n + counts[i]!);
  console.log(`| \`${rule}\` | ${counts.join(" | ")} |`);
}
console.log(`| **all** | ${sums.join(" | ")} |\n`);
for (const [title, pick] of [
  ["Only in source", "onlySource"],
  ["Only in the template", "onlyTemplate"],
] as const)
  for (const [rule, r] of table) for (const line of r[pick]) console.log(`${title} ${rule} ${line}`);
for (const line of failed) console.log(`Not synthesized ${line}`);
