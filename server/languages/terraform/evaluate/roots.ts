/** Which folders are root modules. */
import { baseName, type Files, folderOf, joinPath } from "../../../core/files.ts";
import type { Root } from "../../../core/language.ts";
import { mayBe, mentionsAws } from "../recognise.ts";
import { attributeOf, type Block } from "../syntax.ts";
import { isLocal, sourceOfCall } from "./module-calls.ts";
import { isModuleFile } from "./module-source.ts";
import type { ParsedFiles } from "./parsed-files.ts";

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
  const calls: Block[] = [];
  const variables: Block[] = [];
  for (const path of paths) {
    const read = files.read(path);
    if (typeof read === "string") continue;
    mentions ||= mentionsAws(read.text);
    if (!/\bmodule\b|\bvariable\b/.test(read.text)) continue;
    for (const block of parsed.file(path, read.text).blocks)
      if (block.type === "module") calls.push(block);
      else if (block.type === "variable") variables.push(block);
  }
  for (const block of calls) {
    const source = sourceOfCall(block);
    const target = source !== undefined && isLocal(source) ? joinPath(folder, source) : undefined;
    if (target !== undefined && !makesNothing(block, variables)) called.add(target);
  }
  return { mentions, called };
}

/**
 * True for a call for each item of a variable that has none by default. Such a wrapper makes instances for others; the
 * module is looked at by itself.
 */
function makesNothing(call: Block, variables: readonly Block[]): boolean {
  const forEach = attributeOf(call.body, "for_each")?.value;
  if (forEach?.kind !== "access" || forEach.of.kind !== "variable" || forEach.of.name !== "var") return false;
  const variable = variables.find((v) => v.labels[0]?.text === forEach.name);
  const byDefault = variable && attributeOf(variable.body, "default")?.value;
  return (byDefault?.kind === "object" || byDefault?.kind === "tuple") && byDefault.items.length === 0;
}
