/** The context that the `cdk.json` of an app gives it: feature flags among others. */
import { type Files, folderOf } from "../../core/files.ts";

/** What a `cdk.json` says; undefined where there is none, or none that can be read. */
export type ManifestContext = Readonly<Record<string, unknown>> | undefined;

/** How many folders above the app's entry a `cdk.json` is looked for. */
const FARTHEST = 8;

/** The context in the nearest `cdk.json` above the file that an app starts from. */
export function manifestContext(entry: string, files: Files): ManifestContext {
  let folder = folderOf(entry);
  for (let n = 0; n < FARTHEST && folder !== ""; n++) {
    const found = files.read(folder === "/" ? "/cdk.json" : `${folder}/cdk.json`);
    if (typeof found !== "string") return contextIn(found.text);
    if (folder === "/") return undefined;
    folder = folderOf(folder);
  }
  return undefined;
}

function contextIn(manifest: string): ManifestContext {
  let parsed: unknown;
  try {
    parsed = JSON.parse(manifest);
  } catch {
    return undefined; // somebody is writing it: nothing is known of it
  }
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const { context = {} } = parsed as { context?: unknown };
  return typeof context === "object" && context !== null ? (context as Record<string, unknown>) : undefined;
}
