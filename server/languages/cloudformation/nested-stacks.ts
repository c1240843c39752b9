/** Nested stacks whose template is a local file. */
import type { Files } from "../../core/files.ts";
import { folderOf, joinPath } from "../../core/files.ts";
import type { Resource } from "../../core/resources.ts";
import type { Value } from "../../core/values.ts";
import { alternativesOf } from "./distribute.ts";
import { child, scalarText, type Template } from "./syntax.ts";
import type { TemplateResource } from "./template-resources.ts";

/** How many folders up the file of an uploaded template is looked for, and by how many steps of its path. */
const MOST_FOLDERS = 5;
const MOST_STEPS = 6;
/** How many files are looked for. */
const MOST_CANDIDATES = 40;

export interface Locations {
  /** Where the template may be, the likeliest first. */
  readonly paths: readonly string[];
  /** True when it was uploaded from somewhere: a file with the end of its path is it only if it fits. */
  readonly isGuess: boolean;
}

/** The local files that a nested stack's template may be. */
export function locationsOf(resource: TemplateResource, path: string): Locations {
  const { native } = resource;
  if (native.type === "AWS::Serverless::Application") {
    const location = child(child(native.entry.value, "Properties"), "Location");
    const local = location?.tag === undefined ? localPath(scalarText(location), path) : undefined;
    return { paths: local === undefined ? [] : [local], isGuess: false };
  }
  const value = resource.properties.entries.get("TemplateURL")?.value;
  const alternatives = value ? alternativesOf(value).map((a) => a.value) : [];
  const local = new Set<string>();
  const tails = new Set<string>();
  for (const each of alternatives) {
    if (each.kind === "scalar" && !String(each.value).includes("://")) local.add(String(each.value));
    else for (const tail of tailsOf(each)) tails.add(tail);
  }
  if (local.size > 0) {
    const only = local.size === 1 && tails.size === 0 ? localPath([...local][0], path) : undefined;
    return { paths: only === undefined ? [] : [only], isGuess: false };
  }
  return { paths: candidates(tails, path), isGuess: true };
}

/** The known ends of the path of a URL, the longest first. */
function tailsOf(url: Value): string[] {
  let known = "";
  if (url.kind === "scalar") known = /^[a-z0-9]+:\/\/[^/]+\/([^?#]*)/i.exec(String(url.value))?.[1] ?? "";
  else if (url.kind === "text") {
    for (const part of url.parts) known = part.kind === "piece" ? known + part.text : "";
    known = known.replace(/[?#].*$/s, "");
  }
  const steps = known.split("/").filter((s) => s !== "");
  if (steps.length === 0 || steps.some((s) => s === "..")) return [];
  return steps.slice(-MOST_STEPS).map((_, i, all) => all.slice(i).join("/"));
}

function candidates(tails: ReadonlySet<string>, path: string): string[] {
  const found: string[] = [];
  const ordered = [...tails].sort((a, b) => b.split("/").length - a.split("/").length);
  for (const tail of ordered) {
    let folder = folderOf(path);
    // A bare name says little: only its own folder is meant.
    for (let up = 0; up < (tail.includes("/") ? MOST_FOLDERS : 1); up++) {
      const candidate = localPath(tail, `${folder}/x`);
      if (candidate !== undefined && candidate !== path && found.length < MOST_CANDIDATES) found.push(candidate);
      if (folder === "" || folder === "/") break;
      folder = folderOf(folder);
    }
  }
  return found;
}

/** Whether a template is the one that a nested stack means: it takes every parameter that is handed in. */
export function fits(template: Template, resource: Resource): boolean {
  const given = resource.properties.entries.get("Parameters")?.value;
  const names = given?.kind === "object" ? [...given.entries.keys()] : [];
  const declared = new Set((template.sections.get("Parameters") ?? []).map((p) => p.key));
  return template.sections.has("Resources") && names.every((name) => declared.has(name));
}

/** The path of a file that is named beside another one; undefined for what is not a path in the workspace. */
export function localPath(written: string | undefined, path: string): string | undefined {
  if (written === undefined || written === "" || written.startsWith("/") || written.includes("://")) return undefined;
  if (!/^[\w./ @+-]+$/.test(written)) return undefined;
  return joinPath(folderOf(path), written);
}

const location =
  /(?:TemplateURL|Location)["']?[ \t]*:[ \t]*(?:!Sub[ \t]+)?["']?([\w./ @+-]+?)["']?[ \t]*(?:[,#\r\n}]|$)/g;

export interface Reached {
  /** The files that another one enters as a nested stack or includes. */
  readonly reached: ReadonlySet<string>;
  /** The files that enter each of them. */
  readonly parents: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Which of some files others of them enter; found without parsing. */
export function reachedTemplates(paths: readonly string[], files: Files): Reached {
  const known = new Set(paths);
  const reached = new Set<string>();
  const parents = new Map<string, Set<string>>();
  const edges = new Map<string, string[]>();
  for (const path of paths) {
    const read = files.read(path);
    if (
      typeof read === "string" ||
      !/AWS::CloudFormation::Stack|AWS::Serverless::Application|AWS::Include/.test(read.text)
    )
      continue;
    for (const match of read.text.matchAll(location)) {
      const target = localPath(match[1]!.trim(), path);
      if (target === undefined || target === path || !known.has(target)) continue;
      const list = edges.get(path);
      if (list) list.push(target);
      else edges.set(path, [target]);
      reached.add(target);
      parents.set(target, (parents.get(target) ?? new Set()).add(path));
    }
  }
  // Of templates that only reach each other, the first stays a root.
  const visited = new Set<string>();
  const visit = (from: string) => {
    const stack = [from];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (visited.has(at)) continue;
      visited.add(at);
      stack.push(...(edges.get(at) ?? []));
    }
  };
  for (const path of paths) if (!reached.has(path)) visit(path);
  for (const path of paths)
    if (!visited.has(path)) {
      reached.delete(path);
      visit(path);
    }
  return { reached, parents };
}
