/** Which folders are root modules. */
import { baseName, type Files, folderOf, joinPath } from "../../../core/files.ts";
import type { Root } from "../../../core/language.ts";
import { mayBe, mentionsAws } from "../recognise.ts";
import type { ParsedFiles } from "./evaluation.ts";
import { isLocal, sourceOfCall } from "./module-calls.ts";
import { isModuleFile } from "./module-source.ts";

/**
 * The root modules: every folder of ours that no local call of another one reaches. Where modules call each other in
 * a ring, the first of them is one.
 */
export function findRoots(paths: readonly string[], files: Files, parsed: ParsedFiles): Root[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    if (!mayBe(path)) continue;
    const folder = folderOf(path);
    const group = folders.get(folder);
    if (group) group.push(path);
    else folders.set(folder, [path]);
  }
  const calls = new Map<string, Set<string>>();
  const ours: string[] = [];
  for (const [folder, own] of folders) {
    const { mentions, called } = look(folder, own, files, parsed);
    calls.set(folder, called);
    if (mentions) ours.push(folder);
  }
  const reached = new Set([...calls].flatMap(([from, to]) => [...to].filter((t) => t !== from)));
  const roots = ours.filter((f) => !reached.has(f));
  const covered = new Set<string>();
  for (const root of roots) cover(root, calls, covered);
  for (const folder of ours.sort()) {
    if (covered.has(folder)) continue;
    roots.push(folder);
    cover(folder, calls, covered);
  }
  return roots.sort().map((path) => ({ language: "terraform", path }));
}

function cover(folder: string, calls: ReadonlyMap<string, ReadonlySet<string>>, covered: Set<string>): void {
  const waiting = [folder];
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    if (covered.has(next)) continue;
    covered.add(next);
    for (const called of calls.get(next) ?? []) waiting.push(called);
  }
}

function look(
  folder: string,
  recognised: readonly string[],
  files: Files,
  parsed: ParsedFiles,
): { mentions: boolean; called: Set<string> } {
  const called = new Set<string>();
  let mentions = false;
  const listed = files.list(folder);
  const paths = new Set(recognised);
  if (typeof listed !== "string")
    for (const name of listed) if (isModuleFile(name)) paths.add(joinPath(folder, baseName(name)) ?? name);
  for (const path of paths) {
    const read = files.read(path);
    if (typeof read === "string") continue;
    mentions ||= mentionsAws(read.text);
    if (!read.text.includes("module")) continue;
    for (const block of parsed.file(path, read.text).blocks) {
      const source = block.type === "module" ? sourceOfCall(block) : undefined;
      const target = source !== undefined && isLocal(source) ? joinPath(folder, source) : undefined;
      if (target !== undefined) called.add(target);
    }
  }
  return { mentions, called };
}
