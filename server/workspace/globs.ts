/** Globs of a configuration, relative to its folder. */
import { baseName } from "../core/files.ts";
import { isInside } from "./file-system.ts";

export type Matches = (path: string) => boolean;

/**
 * Compiles globs as .gitignore users expect them: one without a "/" matches a name at any depth, a folder matches all
 * that is in it. A leading "!" takes paths away again.
 */
export async function compileGlobs(globs: readonly string[], folder: string): Promise<Matches> {
  if (globs.length === 0) return () => false;
  const { default: picomatch } = await import("picomatch");
  const tests = globs.map((glob) => {
    const negated = glob.startsWith("!");
    const bare = (negated ? glob.slice(1) : glob).replace(/^\.?\//, "").replace(/\/$/, "");
    const anywhere = !bare.includes("/") && !/^!?\.?\//.test(glob);
    return { negated, anywhere, matches: picomatch(bare, { dot: true }) };
  });
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return (path) => {
    if (path === folder || !isInside(path, folder)) return false;
    const candidates = withFolders(path.slice(prefix.length));
    let matched = false;
    for (const t of tests)
      if (candidates.some((c) => t.matches(c) || (t.anywhere && t.matches(baseName(c))))) matched = !t.negated;
    return matched;
  };
}

/** A relative path and every folder on the way to it. */
function withFolders(relative: string): string[] {
  const candidates: string[] = [];
  for (let slash = relative.indexOf("/"); slash >= 0; slash = relative.indexOf("/", slash + 1))
    candidates.push(relative.slice(0, slash));
  candidates.push(relative);
  return candidates;
}
