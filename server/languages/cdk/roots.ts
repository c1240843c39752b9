/** Where apps start: the entries of `cdk.json` files, and files that no app reaches. */
import { type Files, folderOf, joinPath } from "../../core/files.ts";
import { appOf } from "./recognise.ts";
import type { SourceLanguage } from "./source-language.ts";

/** The modules that a file imports, as paths in the project; undefined where the file is not there. */
export type ImportsOf = (path: string) => readonly string[] | undefined;

/** The entry files of the apps that these files make up. */
export function rootsOf(
  paths: readonly string[],
  files: Files,
  source: SourceLanguage,
  importsOf: ImportsOf,
): string[] {
  const roots: string[] = [];
  for (const path of paths) {
    if (!path.endsWith("/cdk.json")) continue;
    const entry = entryOfManifest(path, files, source);
    if (entry !== undefined && !roots.includes(entry)) roots.push(entry);
  }
  const reached = new Set<string>();
  for (const root of roots) reach(root, importsOf, reached);
  // A file that another one imports is no root; of files that import each other in a circle, the first is.
  const left = paths.filter((p) => source.files.isSource(p) && !source.files.isTest(p) && !reached.has(p));
  const imported = new Set(left.flatMap((p) => (importsOf(p) ?? []).filter((i) => i !== p)));
  for (const path of [...left.filter((p) => !imported.has(p)), ...left]) {
    if (reached.has(path)) continue;
    roots.push(path);
    reach(path, importsOf, reached);
  }
  return roots;
}

function reach(root: string, importsOf: ImportsOf, reached: Set<string>): void {
  const stack = [root];
  while (stack.length > 0) {
    const path = stack.pop()!;
    if (reached.has(path)) continue;
    reached.add(path);
    stack.push(...(importsOf(path) ?? []));
  }
}

/** The file that the app of a `cdk.json` starts from; undefined where that is no source that is there. */
export function entryOfManifest(path: string, files: Files, source: SourceLanguage): string | undefined {
  const read = files.read(path);
  if (typeof read === "string") return undefined;
  const app = appOf(read.text);
  if (app === undefined || !source.files.runs(app)) return undefined;
  for (const candidate of source.entriesOf(app, folderOf(path), files)) {
    const full = joinPath(folderOf(path), candidate);
    if (full !== undefined && typeof files.read(full) !== "string") return full;
  }
  return undefined;
}
