/** Modules whose project is in the workspace: a fragment of a template, and `.rpdk-config` that names its type. */
import { baseName, type Files, folderOf } from "../../core/files.ts";

/** How long a configuration may be. */
const LONGEST = 100_000;
/** How deep modules may use each other. */
const DEEPEST = 20;

export function isModule(type: string): boolean {
  return type.endsWith("::MODULE");
}

export interface ModuleProject {
  /** The template that the module stands for. */
  readonly fragment: string;
  /** The file that names its type. */
  readonly configuration: string;
}

/** The modules whose fragments are among these files, by type. A type that two projects have is left out. */
export function modulesOf(paths: readonly string[], files: Files): Map<string, ModuleProject> {
  const modules = new Map<string, ModuleProject>();
  const twice = new Set<string>();
  for (const fragment of paths) {
    const folder = folderOf(fragment);
    if (baseName(folder) !== "fragments") continue;
    const configuration = `${folderOf(folder)}/.rpdk-config`;
    const type = moduleType(files, configuration);
    if (type === undefined) continue;
    if (modules.has(type)) twice.add(type);
    modules.set(type, { fragment, configuration });
  }
  for (const type of twice) modules.delete(type);
  return modules;
}

/** The fragments that a template among these files uses. Of modules that only use each other none is left out. */
export function usedFragments(
  paths: readonly string[],
  files: Files,
  modules: ReadonlyMap<string, ModuleProject>,
): string[] {
  if (modules.size === 0) return [];
  const fragments = new Set([...modules.values()].map((m) => m.fragment));
  const used = new Set<string>();
  const look = (path: string, depth: number) => {
    const read = files.read(path);
    if (typeof read === "string" || depth > DEEPEST) return;
    for (const [type, { fragment }] of modules)
      if (fragment !== path && !used.has(fragment) && read.text.includes(type)) {
        used.add(fragment);
        look(fragment, depth + 1);
      }
  };
  for (const path of paths) if (!fragments.has(path)) look(path, 0);
  return [...used];
}

interface Configuration {
  readonly artifact_type?: unknown;
  readonly typeName?: unknown;
}

function moduleType(files: Files, path: string): string | undefined {
  const read = files.read(path);
  if (typeof read === "string" || read.text.length > LONGEST) return undefined;
  let said: Configuration | null;
  try {
    said = JSON.parse(read.text);
  } catch {
    return undefined; // half typed: it names no type
  }
  const type = said?.artifact_type === "MODULE" ? said.typeName : undefined;
  return typeof type === "string" && isModule(type) ? type : undefined;
}
