/** The files of a workspace as an evaluator sees them: a snapshot with a synchronous read. */

/** "absent": there is no such file. "not loaded": it may exist; what needs it is unknown until it is loaded. */
export type Read =
  /** `modified`: when it was last written, in milliseconds; Infinity for what is not saved, undefined where not known. */
  { readonly text: string; readonly modified?: number | undefined } | "absent" | "not loaded";

export interface Files {
  /** The text of a file. Every call, hit or miss, makes the file a dependency of the program that is evaluated. */
  read(path: string): Read;
  /** The names of the files and folders (folders end with "/") in a folder. */
  list(folder: string): readonly string[] | "absent" | "not loaded";
}

/** Files held in memory, for tests and for text without a file. Paths are absolute, with "/" as separator. */
export function memoryFiles(
  files: ReadonlyMap<string, string> | Record<string, string>,
  modified?: (path: string) => number,
): Files {
  const map = files instanceof Map ? files : new Map(Object.entries(files as Record<string, string>));
  return {
    read(path) {
      const text = map.get(path);
      return text === undefined ? "absent" : { text, ...(modified && { modified: modified(path) }) };
    },
    list(folder) {
      const prefix = folder.endsWith("/") ? folder : `${folder}/`;
      const names = new Set<string>();
      for (const path of map.keys()) {
        if (!path.startsWith(prefix)) continue;
        const rest = path.slice(prefix.length);
        const slash = rest.indexOf("/");
        names.add(slash < 0 ? rest : rest.slice(0, slash + 1));
      }
      return names.size === 0 ? "absent" : [...names].sort();
    },
  };
}

/** Resolves a relative path against a folder; both use "/". Returns undefined when it climbs above the root. */
export function joinPath(folder: string, relative: string): string | undefined {
  const from = relative.startsWith("/") ? [] : folder.split("/").filter((s) => s !== "");
  const parts = [...from];
  for (const step of relative.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === "..") {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(step);
  }
  return (folder.startsWith("/") || relative.startsWith("/") ? "/" : "") + parts.join("/");
}

/** The folder of a path, without a trailing "/". The folder of "/a" is "/". */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : slash === 0 ? "/" : path.slice(0, slash);
}

/** The last segment of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
