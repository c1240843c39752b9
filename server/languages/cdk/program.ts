/** The CDK as a language: parsing, evaluating, lowering, put together. */
import type { Files } from "../../core/files.ts";
import type { Writer } from "../../core/fixes.ts";
import type { Language, Root } from "../../core/language.ts";
import type { Comment, Problem, Program, Resource } from "../../core/resources.ts";
import { findAssembly } from "./cloud-assembly/find-assembly.ts";
import { overlay } from "./cloud-assembly/overlay.ts";
import { sourceOnly } from "./cloud-assembly/source-only-writer.ts";
import type { Evaluation } from "./constructs.ts";
import { evaluateApp } from "./evaluate/evaluation.ts";
import { ModuleLoader } from "./evaluate/modules.ts";
import { type ManifestContext, manifestContext } from "./manifest-context.ts";
import { ParsedFiles } from "./parsing.ts";
import { recogniser } from "./recognise.ts";
import { rootsOf } from "./roots.ts";
import type { SourceLanguage } from "./source-language.ts";

/** What constructs become. */
export interface Lowered {
  readonly resources: readonly Resource[];
  readonly open: readonly string[];
  readonly escaped: ReadonlySet<string>;
}

export interface Parts {
  /** What tells its programs from those of other languages: "cdk" for TypeScript, "cdk-python". */
  readonly id: string;
  readonly source: SourceLanguage;
  lower(evaluation: Evaluation, context?: ManifestContext): Lowered;
  readonly writer: Writer;
  /** Loads the language of the templates that an app is synthesized to. */
  loadTemplates?(): Promise<Language>;
}

/** The language of templates, loaded when an app has some. */
interface Templates {
  language: Language | undefined;
  isWanted: boolean;
}

/** The language, with a parser that has been loaded. */
export function cdkLanguage(parts: Parts): Language {
  const parsed = new ParsedFiles(parts.source);
  const templates: Templates = { language: undefined, isWanted: false };
  return {
    id: parts.id,
    ...recogniser(parts.source.files),
    roots(paths, files) {
      const loader = new ModuleLoader(files, parsed);
      const { isSource } = parts.source.files;
      const importsOf = (path: string) => (isSource(path) ? loader.reachedFrom(path) : undefined);
      return rootsOf(paths, files, parts.source, importsOf).map((path) => ({ language: parts.id, path }));
    },
    evaluate: (root, files) => evaluateProgram(root, files, parsed, parts, templates),
    async load() {
      if (!templates.isWanted || templates.language || !parts.loadTemplates) return false;
      templates.language = await parts.loadTemplates();
      return true;
    },
    forget(path) {
      parsed.forget(path);
      templates.language?.forget(path);
    },
  };
}

function evaluateProgram(root: Root, files: Files, parsed: ParsedFiles, parts: Parts, templates: Templates): Program {
  const loader = new ModuleLoader(files, parsed);
  const evaluation = evaluateApp(root.path, loader);
  const seen = parts.lower(evaluation, manifestContext(root.path, files));
  const { assembly, stale } = findAssembly(root.path, loader.sources.keys(), files, parts.source);
  templates.isWanted ||= assembly !== undefined;
  const overlaid =
    assembly && templates.language
      ? overlay({ ...evaluation, lowered: seen, sources: loader.sources }, assembly, templates.language, files)
      : undefined;
  const lowered = overlaid ?? { ...seen, open: [...evaluation.open, ...seen.open] };
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  for (const { module } of loader.records.values()) {
    comments.push(...module.comments);
    problems.push(...module.problems);
  }
  for (const limit of evaluation.limits)
    problems.push({ path: root.path, message: `Not all of this app was looked at: ${limit}.`, severity: "note" });
  if (stale) problems.push(stale.problem);
  const more = [...(overlaid?.sources ?? []), ...(stale ? [stale.source] : [])];
  const sources =
    more.length === 0 ? loader.sources : new Map([...loader.sources, ...more.map((s) => [s.path, s] as const)]);
  return {
    language: parts.id,
    root: root.path,
    resources: lowered.resources,
    open: [...new Set(lowered.open)],
    sources,
    comments,
    problems,
    writer: overlaid ? sourceOnly(parts.writer) : parts.writer,
    escaped: lowered.escaped,
  };
}
