/**
 * Holds what we know of modules of the public registry against all versions of them: the resources that stand in for
 * a module that is not installed have the values that the module gives them. Not part of the suite: it needs the
 * repositories.
 *
 *   npx tsx test/oracle/known-modules.ts NAME=REPOSITORY…     security-group=/repositories/security-group/.git
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { memoryFiles } from "../../server/core/files.ts";
import type { Program } from "../../server/core/resources.ts";
import type { Value } from "../../server/core/values.ts";
import { terraform } from "../../server/languages/terraform/index.ts";
import { parseFile } from "../../server/languages/terraform/parser.ts";

/** Calls of each module, in files named after it. */
const callsOf = (name: string) => readFileSync(new URL(`./known-modules/${name}.tf`, import.meta.url), "utf8");

const MOST_SHOWN = 3;

function evaluate(files: Record<string, string>): Program {
  return terraform().evaluate({ language: "terraform", path: "/w" }, memoryFiles(files));
}

/** A value in words: numbers and texts of them are one; undefined when a part of it is not known. */
function shown(value: Value): string | undefined {
  switch (value.kind) {
    case "scalar":
      return String(value.value);
    case "absent":
      return "nothing";
    case "list":
      return value.closed ? joined(value.items.map(shown)) : undefined;
    case "object":
      return value.closed
        ? joined([...value.entries.values()].flatMap((e) => (isNothing(e.value) ? [] : [e.key, shown(e.value)])))
        : undefined;
    default:
      return undefined;
  }
}

function isNothing(value: Value): boolean {
  return value.kind === "absent";
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.length === 0 ? "nothing" : `[${parts.join(" ")}]`;
}

/** The calls with an argument that a version does not have: Terraform refuses them. */
function refusedCalls(calls: string, files: Readonly<Record<string, string>>): Set<string> {
  const variables = new Set<string>();
  for (const [path, text] of Object.entries(files))
    for (const block of parseFile(path, text).blocks)
      if (block.type === "variable" && block.labels[0]) variables.add(block.labels[0].text);
  const refused = new Set<string>();
  for (const block of parseFile("/w/main.tf", calls).blocks)
    if (block.type === "module" && block.body.attributes.some((a) => a.name !== "source" && !variables.has(a.name)))
      refused.add(`module.${block.labels[0]!.text}`);
  return refused;
}

function compareVersion(outline: Program, real: Program, refused: ReadonlySet<string>) {
  const differences: string[] = [];
  let compared = 0;
  for (const resource of outline.resources) {
    const { address } = resource;
    if (refused.has(resource.module)) continue;
    // Where there is one of its type in the module, its name does not matter.
    const ofType = real.resources.filter((r) => r.module === resource.module && r.type === resource.type);
    const same = ofType.find((r) => r.address === address) ?? (ofType.length === 1 ? ofType[0] : undefined);
    if (!same) {
      differences.push(`${address} is not there`);
      continue;
    }
    for (const e of resource.properties.entries.values()) {
      const ours = shown(e.value);
      if (ours === undefined) continue;
      const value = same.properties.entries.get(e.key)?.value;
      const theirs = value ? shown(value) : "nothing";
      // What is not worked out of a version is no difference; nor is a list of nothing but null.
      if (theirs === undefined) continue;
      compared++;
      if (theirs !== ours && theirs !== `[${ours}]`)
        differences.push(`${address}.${e.key}: ours ${ours}, theirs ${theirs}`);
    }
  }
  return { compared, differences };
}

for (const [name, repository] of process.argv.slice(2).map((a) => a.split("=") as [string, string])) {
  const git = (...args: string[]) =>
    execFileSync("git", ["--git-dir", repository, ...args], { encoding: "utf8", maxBuffer: 1 << 26 });
  const calls = callsOf(name);
  const keys = [...calls.matchAll(/^module "(\w+)"/gm)].map((m) => m[1]);
  const outline = evaluate({ "/w/main.tf": calls });
  const versions = git("tag", "--sort=v:refname").trim().split("\n");
  let alike = 0;
  let values = 0;
  for (const version of versions) {
    const names = git("ls-tree", "--name-only", version).split("\n");
    const module: Record<string, string> = {};
    for (const file of names.filter((n) => n.endsWith(".tf")))
      module[`/w/.terraform/modules/m/${file}`] = git("show", `${version}:${file}`);
    const files: Record<string, string> = { "/w/main.tf": calls, ...module };
    files["/w/.terraform/modules/modules.json"] = JSON.stringify({
      Modules: keys.map((key) => ({ Key: key, Dir: ".terraform/modules/m" })),
    });
    const { compared, differences } = compareVersion(outline, evaluate(files), refusedCalls(calls, module));
    values += compared;
    if (differences.length === 0) alike++;
    else console.log(`${name} ${version}: ${differences.length} of ${compared} differ`);
    for (const d of differences.slice(0, MOST_SHOWN)) console.log(`  ${d}`);
  }
  console.log(`${name}: ${alike} of ${versions.length} versions are alike, in ${values} values`);
}
