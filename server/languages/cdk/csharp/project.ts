/** The files of a project of C#: all of them see each other's types, whatever folder they are in. */
import { type Files, folderOf, joinPath } from "../../../core/files.ts";

/** How far up the project's file is looked for. */
const HIGHEST = 8;
const MOST_FOLDERS = 300;
const MOST_FILES = 1_000;
const MOST_PROJECTS = 10;

interface Project {
  /** Its source files, and those of the projects that it refers to. */
  readonly sources: readonly string[];
  /** Namespaces that each of its files uses without saying so. */
  readonly usings: readonly string[];
  /** The files that declare a type, by its name, as far as it has been asked. */
  readonly declarers: Map<string, readonly string[]>;
}

/** What has been read of a snapshot of the files. Each evaluation has one of its own. */
const known = new WeakMap<Files, Map<string, Project>>();

export function projectOf(from: string, files: Files): Project {
  const folder = projectFolder(folderOf(from), files);
  if (folder === undefined) return loose(folderOf(from), files);
  return remembered(folder, files, () => read(folder, files));
}

/** Files without a project see those of their folder. */
function loose(folder: string, files: Files): Project {
  return remembered(folder, files, () => {
    const names = files.list(folder);
    const sources = typeof names === "string" ? [] : names.filter(isSource).map((n) => `${folder}/${n}`);
    return { sources, usings: globalUsings(sources, files), declarers: new Map() };
  });
}

function remembered(folder: string, files: Files, make: () => Project): Project {
  let projects = known.get(files);
  if (!projects) {
    projects = new Map();
    known.set(files, projects);
  }
  let project = projects.get(folder);
  if (!project) {
    project = make();
    projects.set(folder, project);
  }
  return project;
}

function isSource(name: string): boolean {
  return name.endsWith(".cs");
}

function projectFolder(from: string, files: Files): string | undefined {
  let folder = from;
  for (let i = 0; i < HIGHEST && folder !== "" && folder !== "/"; i++) {
    if (projectFileIn(folder, files) !== undefined) return folder;
    folder = folderOf(folder);
  }
  return undefined;
}

function projectFileIn(folder: string, files: Files): string | undefined {
  const names = files.list(folder);
  return typeof names === "string" ? undefined : names.find((n) => n.endsWith(".csproj"));
}

function read(first: string, files: Files): Project {
  const folders = [first];
  const sources: string[] = [];
  const usings: string[] = [];
  for (let i = 0; i < folders.length && i < MOST_PROJECTS; i++) {
    const folder = folders[i]!;
    const file = projectFileIn(folder, files);
    const content = file === undefined ? "absent" : files.read(`${folder}/${file}`);
    const text = typeof content === "string" ? "" : content.text;
    if (i === 0) usings.push(...[...text.matchAll(/<Using\s+Include\s*=\s*"([\w.]+)"/g)].map((m) => m[1]!));
    for (const m of text.matchAll(/<ProjectReference\s+Include\s*=\s*"([^"]+)"/g)) {
      const path = joinPath(folder, m[1]!.replace(/\\/g, "/"));
      const referred = path === undefined ? undefined : folderOf(path);
      if (referred !== undefined && !folders.includes(referred)) folders.push(referred);
    }
    sources.push(...sourcesBelow(folder, files));
  }
  return { sources, usings: [...usings, ...globalUsings(sources, files)], declarers: new Map() };
}

/** The source files below a folder, those of the folder itself first. */
export function sourcesBelow(folder: string, files: Files): string[] {
  const found: string[] = [];
  let level = [folder];
  for (let looked = 0; level.length > 0; ) {
    const next: string[] = [];
    for (const at of level) {
      if (++looked > MOST_FOLDERS || found.length > MOST_FILES) return found;
      const names = files.list(at);
      if (typeof names === "string") continue;
      for (const name of names) {
        if (isSource(name)) found.push(`${at}/${name}`);
        else if (name.endsWith("/") && !/^(\.|bin\/|obj\/|node_modules\/|cdk\.out\/)/.test(name))
          next.push(`${at}/${name.slice(0, -1)}`);
      }
    }
    level = next;
  }
  return found;
}

function globalUsings(sources: readonly string[], files: Files): string[] {
  return sources.flatMap((path) => {
    const content = files.read(path);
    if (typeof content === "string" || !content.text.includes("global")) return [];
    return [...content.text.matchAll(/^\s*global\s+using\s+(?:static\s+)?([\w.]+)\s*;/gm)].map((m) => m[1]!);
  });
}

/** The files that may declare a type of this name: what is called like it first, then what stands beside the file. */
export function declarersOf(from: string, name: string, files: Files): readonly string[] {
  if (!/^[A-Z_]\w*$/.test(name)) return [];
  const project = projectOf(from, files);
  let declarers = project.declarers.get(name);
  if (!declarers) {
    const declares = new RegExp(`\\b(?:class|record|struct|interface|enum)\\s+${name}\\b`);
    declarers = project.sources.filter((path) => {
      const content = files.read(path);
      return typeof content !== "string" && content.text.includes(name) && declares.test(content.text);
    });
    project.declarers.set(name, declarers);
  }
  if (declarers.length < 2) return declarers;
  const folder = folderOf(from);
  const rank = (path: string) => (path.endsWith(`/${name}.cs`) ? 0 : 1) + (folderOf(path) === folder ? 0 : 2);
  return [...declarers].sort((a, b) => rank(a) - rank(b));
}
