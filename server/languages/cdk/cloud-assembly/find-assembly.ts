/** The cloud assembly that belongs to an app, if it is there and not older than the app. */
import { type Files, folderOf, joinPath } from "../../../core/files.ts";
import type { Problem } from "../../../core/resources.ts";
import { Source } from "../../../core/span.ts";
import { entryOfManifest } from "../roots.ts";
import { type Assembly, readAssembly } from "./manifest.ts";

/** How many folders above the app's entry a `cdk.json` is looked for. */
const FARTHEST = 8;

export interface FoundAssembly {
  readonly assembly?: Assembly;
  /** That it is there, but too old to be trusted; said of the `cdk.json`. */
  readonly stale?: { readonly problem: Problem; readonly source: Source };
}

/**
 * Looks for the assembly of an app.
 *
 * @param entry the file that the app starts from
 * @param sources the files that it is made of
 */
export function findAssembly(entry: string, sources: Iterable<string>, files: Files): FoundAssembly {
  const manifest = manifestOf(entry, files);
  if (manifest === undefined) return {};
  const folder = outputOf(manifest, files);
  const assembly = folder === undefined ? undefined : readAssembly(folder, files);
  if (!assembly) return {};
  for (const path of [...sources, manifest]) {
    if (path.includes("/node_modules/")) continue;
    const read = files.read(path);
    const modified = typeof read === "string" ? undefined : read.modified;
    if (modified !== undefined && modified <= assembly.written) continue;
    // While somebody types everybody knows.
    if (modified === undefined || modified === Number.POSITIVE_INFINITY) return {};
    const message = `The templates in ${folder!.slice(folderOf(manifest).length + 1)} are older than ${path.slice(folderOf(manifest).length + 1)}, and are not looked at. Run "cdk synth" to have them checked too.`;
    const text = files.read(manifest);
    return {
      stale: {
        problem: { path: manifest, message, severity: "note" },
        source: Source.whole(manifest, typeof text === "string" ? "" : text.text),
      },
    };
  }
  return { assembly };
}

/** The `cdk.json` whose app starts from this file. */
function manifestOf(entry: string, files: Files): string | undefined {
  let folder = folderOf(entry);
  for (let n = 0; n < FARTHEST && folder !== ""; n++) {
    const path = folder === "/" ? "/cdk.json" : `${folder}/cdk.json`;
    if (typeof files.read(path) !== "string") return entryOfManifest(path, files) === entry ? path : undefined;
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
