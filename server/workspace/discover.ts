/** Finds the files that a program may start from, by their content. */
import { grouped } from "../core/facts.ts";
import type { Configurations } from "./configurations.ts";
import type { FileStore } from "./file-store.ts";
import type { Product } from "./product.ts";
import type { LinterFault, LocatedProblem } from "./reports.ts";

/** How many files of one walk are looked at. */
const MOST_FILES = 50_000;
const SKIPPED = new Set(["node_modules", "cdk.out", "dist", "__pycache__", "bower_components"]);

export interface Discovery {
  /** Each file that some language recognised, with the ids of those languages. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly LocatedProblem[];
}

export interface Surroundings {
  readonly product: Product;
  readonly store: FileStore;
  readonly configurations: Configurations;
  readonly onFault: (fault: LinterFault) => void;
  readonly mostFiles?: number;
}

/** What one file is, judged by its name and content. Its text is kept only when it is ours. */
export async function recogniseFile(
  path: string,
  around: Surroundings,
): Promise<{ languages: readonly string[]; problem?: LocatedProblem }> {
  const { product, store, configurations } = around;
  const candidates = product.languages.filter((language) => language.mayBe(path));
  if (candidates.length === 0 || (await configurations.ignores(path))) return { languages: [] };
  const content = await store.load(path);
  if (content.kind === "absent") return { languages: [] };
  if (content.kind === "unreadable") {
    const message = `This file cannot be read: ${content.reason}.`;
    return { languages: [], problem: { path, message, severity: content.severity } };
  }
  const languages: string[] = [];
  for (const language of candidates) {
    try {
      if (language.recognise(path, content.text)) languages.push(language.id);
    } catch (error) {
      around.onFault({ path, language: language.id, error });
    }
  }
  if (languages.length === 0) store.release(path);
  return { languages };
}

/** Walks folders. Links are never followed: what they lead to inside the workspace is met where it really is. */
export async function discoverFolder(start: string, around: Surroundings): Promise<Discovery> {
  const { product, store, configurations, mostFiles = MOST_FILES } = around;
  const files = new Map<string, readonly string[]>();
  const problems: LocatedProblem[] = [];
  const stack = [start];
  let seen = 0;
  while (stack.length > 0) {
    const folder = stack.pop()!;
    const entries = await store.loadEntries(folder);
    const folders: string[] = [];
    for (const { name, kind } of entries) {
      const path = `${folder === "/" ? "" : folder}/${name}`;
      if (kind === "folder") {
        if (!name.startsWith(".") && !SKIPPED.has(name)) folders.push(path);
        continue;
      }
      if (kind === "link" || !product.languages.some((l) => l.mayBe(path))) continue;
      if (++seen > mostFiles) {
        const message = `More than ${grouped(mostFiles)} files; the rest of ${start} is not looked at.`;
        problems.push({ path: start, message, severity: "note" });
        return { files, problems };
      }
      const { languages, problem } = await recogniseFile(path, around);
      if (problem) problems.push(problem);
      if (languages.length > 0) files.set(path, languages);
    }
    for (const path of folders.reverse()) if (!(await configurations.ignores(path))) stack.push(path);
  }
  return { files, problems };
}
