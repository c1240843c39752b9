/** The cloud assembly that belongs to an app, if it is there and not older than the app. */
import { type Files, folderOf, joinPath } from "../../../core/files.ts";
import type { Problem } from "../../../core/resources.ts";
import { Source } from "../../../core/span.ts";
import { entryOfManifest } from "../roots.ts";
import type { SourceLanguage } from "../source-language.ts";
import { type Assembly, readAssembly } from "./manifest.ts";

/** How many folders above the app's entry a `cdk.json` is looked for. */
const FARTHEST = 8;

export interface FoundAssembly {
  readonly assembly?: Assembly;
  /** That it is there, but too old to be trusted; said of the `cdk.json`. */
  readonly stale?: { readonly problem: Problem; readonly source: Source } | undefined;
}

/**
 * Looks for the assembly of an app.
 *
 * @param entry the file that the app starts from
 * @param sources the files that it is made of
 * @param source the language that it is written in
 */
export function findAssembly(
  entry: string,
  sources: Iterable<string>,
  files: Files,
  source: SourceLanguage,
): FoundAssembly {
  const manifest = manifestOf(entry, files, source);
  if (manifest === undefined) return {};
  const folder = outputOf(manifest, files);
  const written = folder === undefined ? undefined : modifiedAt(`${folder}/manifest.json`, files);
  if (folder === undefined || written === undefined) return {};
  // Before anything of it is parsed: while somebody types this is asked at every key.
  for (const path of [...sources, manifest]) {
    if (path.includes("/node_modules/")) continue;
    const modified = modifiedAt(path, files);
    if (modified !== undefined && modified <= written) continue;
    return modified === undefined || modified === Number.POSITIVE_INFINITY
      ? {}
      : { stale: staleness(manifest, folder, path, files) };
  }
  const assembly = readAssembly(folder, files);
  return assembly.stacks.length === 0 ? {} : { assembly };
}

function modifiedAt(path: string, files: Files): number | undefined {
  const read = files.read(path);
  return typeof read === "string" ? undefined : read.modified;
}

function staleness(manifest: string, output: string, newer: string, files: Files): FoundAssembly["stale"] {
  const folder = `${folderOf(manifest)}/`;
  const shown = (path: string) => (path.startsWith(folder) ? path.slice(folder.length) : path);
  const read = files.read(manifest);
  return {
    problem: {
      path: manifest,
      message: `The templates in ${shown(output)} are older than ${shown(newer)}, and are not looked at. Run "cdk synth" to have them checked too.`,
      severity: "note",
    },
    source: Source.whole(manifest, typeof read === "string" ? "" : read.text),
  };
}

/** The `cdk.json` whose app starts from this file. */
function manifestOf(entry: string, files: Files, source: SourceLanguage): string | undefined {
  let folder = folderOf(entry);
  for (let n = 0; n < FARTHEST && folder !== ""; n++) {
    const path = folder === "/" ? "/cdk.json" : `${folder}/cdk.json`;
    if (typeof files.read(path) !== "string") return entryOfManifest(path, files, source) === entry ? path : undefined;
    if (folder === "/") return undefined;
    folder = folderOf(folder);
  }
  return undefined;
}

/** The folder that the app is synthesized to; it lies beside or below its `cdk.json`. */
function outputOf(manifest: string, files: Files): string | undefined {
  const read = files.read(manifest);
  if (typeof read === "string") return undefined;
  const output = /"output"\s*:\s*"([\w./-]+)"/.exec(read.text)?.[1] ?? "cdk.out";
  const folder = folderOf(manifest);
  const path = output.startsWith("/") ? undefined : joinPath(folder, output);
  return path?.startsWith(`${folder}/`) ? path : undefined;
}
