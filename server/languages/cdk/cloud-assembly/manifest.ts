/** What a synthesized cloud assembly (`cdk.out`) says of itself: its stacks, and which construct made which resource. */
import { type Files, folderOf, joinPath } from "../../../core/files.ts";

/** How many stacks one assembly may have, and how deep stages may lie in each other. */
const MOST_STACKS = 500;
const DEEPEST_STAGE = 5;

export interface AssembledStack {
  /** The template's path. */
  readonly template: string;
  /** Where it is deployed, where the app says it. */
  readonly region: string | undefined;
  /** What made each resource, by logical id. */
  readonly made: ReadonlyMap<string, MadeBy>;
}

export interface MadeBy {
  /** The construct's ids from the app down, joined with "/". */
  readonly path: string;
  /** Where the program made it, the innermost place first; lines and columns count from 1. */
  readonly trace: readonly Frame[];
}

export interface Frame {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface Assembly {
  readonly stacks: readonly AssembledStack[];
}

/** The assembly in a folder; one without stacks where its manifest cannot be read. */
export function readAssembly(folder: string, files: Files): Assembly {
  const stacks: AssembledStack[] = [];
  collect(folder, files, stacks, 0);
  return { stacks };
}

function collect(folder: string, files: Files, stacks: AssembledStack[], depth: number): void {
  const artifacts = members(members(json(`${folder}/manifest.json`, files))?.artifacts);
  for (const value of Object.values(artifacts ?? {})) {
    const artifact = members(value);
    const properties = members(artifact?.properties);
    if (!artifact || stacks.length >= MOST_STACKS) continue;
    if (artifact.type === "cdk:cloud-assembly" && depth < DEEPEST_STAGE) {
      const inner = inside(folder, properties?.directoryName);
      if (inner) collect(inner, files, stacks, depth + 1);
    } else if (artifact.type === "aws:cloudformation:stack") addStack(folder, artifact, files, stacks);
  }
}

/** A stack, and the nested stacks whose templates lie beside its own. */
function addStack(folder: string, artifact: Members, files: Files, stacks: AssembledStack[]): void {
  const template = inside(folder, members(artifact.properties)?.templateFile);
  if (!template) return;
  const more = inside(folder, artifact.additionalMetadataFile);
  const metadata = { ...members(artifact.metadata), ...(more && members(json(more, files))) };
  const region = /^aws:\/\/[^/]+\/(.+)$/.exec(String(artifact.environment))?.[1];
  const nested = new Map<string, string>();
  for (const [path, entries] of Object.entries(metadata))
    for (const e of list(entries))
      if (members(e)?.type === "aws:cdk:templateFile" && String(members(e)?.data).endsWith(".nested.template.json")) {
        const file = inside(folder, members(e)?.data);
        if (file) nested.set(path, file);
      }
  const made = new Map<string, Map<string, MadeBy>>();
  for (const [path, entries] of Object.entries(metadata)) {
    const id = list(entries).find((e) => members(e)?.type === "aws:cdk:logicalId");
    if (!id) continue;
    const holder = [...nested.keys()].filter((n) => path.startsWith(`${n}/`)).sort((a, b) => b.length - a.length)[0];
    const file = (holder !== undefined && nested.get(holder)) || template;
    const ofFile = made.get(file) ?? new Map<string, MadeBy>();
    made.set(file, ofFile);
    ofFile.set(String(members(id)?.data), { path: path.replace(/^\//, ""), trace: traceOf(list(entries)) });
  }
  for (const file of new Set([template, ...nested.values()]))
    stacks.push({
      template: file,
      region: region === undefined || region === "unknown-region" ? undefined : region,
      made: made.get(file) ?? new Map(),
    });
}

/** The frames of the program itself; those of packages are left out of them, or folded to `...`. */
function traceOf(entries: readonly unknown[]): Frame[] {
  const frames: Frame[] = [];
  for (const e of entries) {
    const entry = members(e);
    const lines = entry?.type === "aws:cdk:creationStack" ? entry.data : entry?.trace;
    for (const line of list(lines)) {
      const found = /\(?((?:[A-Za-z]:)?[^():]+):(\d+):(\d+)\)?$/.exec(String(line).trim());
      if (found && !found[1]!.includes("node_modules"))
        frames.push({ path: slashed(found[1]!.replace(/^at /, "")), line: Number(found[2]), column: Number(found[3]) });
    }
    if (frames.length > 0) break;
  }
  return frames;
}

function slashed(path: string): string {
  const forward = path.trim().replaceAll("\\", "/");
  return /^[A-Za-z]:/.test(forward) ? `/${forward}` : forward;
}

type Members = Readonly<Record<string, unknown>>;

function members(value: unknown): Members | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A file or folder of the assembly; undefined for a path that leads out of it. */
function inside(folder: string, name: unknown): string | undefined {
  if (typeof name !== "string" || name === "" || /^[/\\]|^[A-Za-z]:/.test(name)) return undefined;
  const path = joinPath(folder, name.replaceAll("\\", "/"));
  return path !== undefined && (path.startsWith(`${folder}/`) || folderOf(path) === folder) ? path : undefined;
}

function json(path: string, files: Files): unknown {
  const read = files.read(path);
  if (typeof read === "string") return undefined;
  try {
    return JSON.parse(read.text);
  } catch {
    return undefined; // half-written: as if nothing had been synthesized
  }
}
