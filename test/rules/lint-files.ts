/** Lints files that are held in memory, with every language and rule of the product. */

import assert from "node:assert/strict";
import { rules } from "../../rules/index.ts";
import { type Lint, lint } from "../../server/core/engine.ts";
import { memoryFiles } from "../../server/core/files.ts";
import type { Finding } from "../../server/core/findings.ts";
import type { Language } from "../../server/core/language.ts";
import type { Problem } from "../../server/core/resources.ts";
import type { Rule } from "../../server/core/rules.ts";
import { defaultSettings, type Settings } from "../../server/core/settings.ts";
import type { Range, Source, Span } from "../../server/core/span.ts";
import { readGrammar } from "../../server/grammars.ts";
import { loadCsharp } from "../../server/languages/cdk/csharp/load.ts";
import { loadGo } from "../../server/languages/cdk/go/load.ts";
import { loadCdk } from "../../server/languages/cdk/index.ts";
import { loadJava } from "../../server/languages/cdk/java/load.ts";
import { loadPython } from "../../server/languages/cdk/python/load.ts";
import { cloudformation } from "../../server/languages/cloudformation/index.ts";
import { readDocument } from "../../server/languages/documents/index.ts";
import { readScript } from "../../server/languages/shell/index.ts";
import { terraform } from "../../server/languages/terraform/index.ts";

export interface Linted {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** How many programs were found. */
  readonly programs: number;
  /** The line and column of a span. */
  range(span: Span): Range;
  source(path: string): Source;
}

const languages: Language[] = [
  cloudformation(),
  terraform(),
  await loadCdk(),
  await loadPython(readGrammar),
  await loadGo(readGrammar),
  await loadJava(readGrammar),
  await loadCsharp(readGrammar),
];

/** The same rules, none of them handed one resource at a time. */
const whole = rules.map(({ alone, ...rule }) => rule as Rule);

function assertSame(one: Lint, other: Lint): void {
  const shown = ({ findings }: Lint) =>
    findings.map((f) => JSON.stringify([f.rule, f.variant, f.span, f.message])).sort();
  assert.deepEqual(shown(one), shown(other), "a rule that is alone says something else of all resources at once");
}

/** The strict profile: every error, warning and info shows. `region` is what a deployment says of it. */
export function lintFiles(
  files: ReadonlyMap<string, string>,
  settings: Settings = { ...defaultSettings, profile: "strict" },
  region?: string,
): Linted {
  const snapshot = memoryFiles(files);
  const findings: Finding[] = [];
  const problems: Problem[] = [];
  const sources = new Map<string, Source>();
  let programs = 0;
  for (const language of languages) {
    for (const path of files.keys()) language.forget(path);
    const mine = [...files].filter(([p, text]) => language.mayBe(p) && language.recognise(p, text)).map(([p]) => p);
    for (const root of language.roots(mine, snapshot)) {
      programs++;
      const program = language.evaluate(root, snapshot, region === undefined ? undefined : { parameters: {}, region });
      const result = lint(program, rules, settings, { script: readScript, document: readDocument }, "2026-11-25");
      for (const fault of result.faults) throw fault.error;
      assertSame(result, lint(program, whole, settings, { script: readScript, document: readDocument }, "2026-11-25"));
      findings.push(...result.findings);
      problems.push(...program.problems);
      for (const [p, source] of program.sources) sources.set(p, source);
    }
  }
  const source = (path: string): Source => {
    const found = sources.get(path);
    if (!found) throw new Error(`${path} was not read`);
    return found;
  };
  return {
    findings,
    problems,
    programs,
    source,
    range: (span) => source(span.chunk.path).range(span)!,
  };
}

/** The files after a fix. */
export function applyFix(files: ReadonlyMap<string, string>, finding: Finding, title: string, linted: Linted) {
  const fix = finding.fixes.find((f) => f.title === title);
  if (!fix) throw new Error(`no fix "${title}", only: ${finding.fixes.map((f) => f.title).join(" | ")}`);
  if (!fix.edits) throw new Error(`the fix "${title}" cannot be written here`);
  const changed = new Map(files);
  const edits = fix.edits
    .map((e) => ({
      path: e.span.chunk.path,
      newText: e.newText,
      ...linted.source(e.span.chunk.path).absolute(e.span)!,
    }))
    .sort((a, b) => b.start - a.start || b.end - a.end);
  for (const { path, start, end, newText } of edits) {
    const text = changed.get(path)!;
    changed.set(path, text.slice(0, start) + newText + text.slice(end));
  }
  return changed;
}
