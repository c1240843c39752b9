/** What the files of a module's folder declare. */
import { joinPath } from "../../../core/files.ts";
import { knownFile } from "../known-modules/index.ts";
import type { Attribute, Block, Body, ParsedFile } from "../syntax.ts";
import type { Evaluation } from "./evaluation.ts";

export interface Declaration {
  readonly block: Block;
  readonly file: ParsedFile;
}

export interface ModuleSource {
  readonly folder: string;
  readonly files: readonly ParsedFile[];
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, Attribute>;
  /** By "type.name", in the order of the files. */
  readonly resources: ReadonlyMap<string, Declaration>;
  readonly data: ReadonlyMap<string, Declaration>;
  readonly modules: ReadonlyMap<string, Declaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly providers: readonly Declaration[];
  /** It stands in for files that are not here: nothing follows from what is not in it. */
  readonly isOutline: boolean;
}

export function isModuleFile(name: string): boolean {
  return name.endsWith(".tf") || name.endsWith(".tf.json");
}

function isOverride(path: string): boolean {
  return /(^|\/)([^/]*_)?override\.tf(\.json)?$/.test(path);
}

const kept = new WeakMap<ParsedFile, { files: readonly ParsedFile[]; source: ModuleSource }>();

/**
 * Reads a module's folder. Undefined when it is not there, not loaded, or has no Terraform files. `Evaluation.module`
 * reads each once.
 */
export function readModule(folder: string, evaluation: Evaluation): ModuleSource | undefined {
  const known = knownFile(folder);
  // It is no file of the program: its own text is never shown.
  if (known) return moduleOf(folder, [evaluation.parsed.file(known.path, known.text)], true);
  const names = evaluation.files.list(folder);
  if (typeof names === "string") return undefined;
  const files: ParsedFile[] = [];
  for (const name of names) {
    if (!isModuleFile(name)) continue;
    const path = joinPath(folder, name);
    if (path === undefined) continue;
    const read = evaluation.files.read(path);
    if (read === "absent") continue;
    if (read === "not loaded") {
      evaluation.unread.add(path);
      continue;
    }
    files.push(evaluation.readParsed(path, read.text));
  }
  return moduleOf(folder, files, false);
}

/** The module of some files, the same object while they are the same. */
function moduleOf(folder: string, files: readonly ParsedFile[], isOutline: boolean): ModuleSource | undefined {
  const [first] = files;
  if (!first) return undefined;
  const before = kept.get(first);
  if (before && before.files.length === files.length && before.files.every((f, i) => f === files[i]))
    return before.source;
  const source = indexFiles(folder, files, isOutline);
  kept.set(first, { files, source });
  return source;
}

/** Sorts the blocks of a module's files by what they declare. The first of two with one name counts. */
function indexFiles(folder: string, files: readonly ParsedFile[], isOutline: boolean): ModuleSource {
  const tables = {
    variable: new Map<string, Declaration>(),
    resource: new Map<string, Declaration>(),
    data: new Map<string, Declaration>(),
    module: new Map<string, Declaration>(),
    output: new Map<string, Declaration>(),
  };
  const locals = new Map<string, Attribute>();
  const providers: Declaration[] = [];
  const ordered = [...files.filter((f) => !isOverride(f.path)), ...files.filter((f) => isOverride(f.path))];
  for (const file of ordered) {
    const override = isOverride(file.path);
    for (const block of file.blocks) {
      if (block.type === "check") {
        // Its data source is read as every other one is.
        for (const inner of block.body.blocks) {
          const key = inner.type === "data" ? typeAndName(inner) : undefined;
          if (key !== undefined && !tables.data.has(key)) tables.data.set(key, { block: inner, file });
        }
      } else if (block.type === "locals") {
        for (const a of block.body.attributes) if (override || !locals.has(a.name)) locals.set(a.name, a);
      } else if (block.type === "provider") {
        const at = override ? providers.findIndex((p) => isSameProvider(p.block, block)) : -1;
        if (at >= 0) providers[at] = { file: providers[at]!.file, block: overridden(providers[at]!.block, block) };
        else providers.push({ block, file });
      } else if (Object.hasOwn(tables, block.type)) {
        const type = block.type as keyof typeof tables;
        const key = type === "resource" || type === "data" ? typeAndName(block) : block.labels[0]?.text;
        if (key === undefined) continue;
        const before = tables[type].get(key);
        if (!before) tables[type].set(key, { block, file });
        else if (override) tables[type].set(key, { file: before.file, block: overridden(before.block, block) });
      }
    }
  }
  return {
    folder,
    files,
    variables: tables.variable,
    locals,
    resources: tables.resource,
    data: tables.data,
    modules: tables.module,
    outputs: tables.output,
    providers,
    isOutline,
  };
}

const names = new WeakMap<Block, string>();

/** "type.name", made once for each block: large modules are indexed after every edit. */
function typeAndName(block: Block): string | undefined {
  let name = names.get(block);
  if (name === undefined) {
    const [type, label] = block.labels;
    if (!type || !label) return undefined;
    name = `${type.text}.${label.text}`;
    names.set(block, name);
  }
  return name;
}

function isSameProvider(a: Block, b: Block): boolean {
  const alias = (block: Block) => block.body.attributes.find((x) => x.name === "alias");
  return a.labels[0]?.text === b.labels[0]?.text && !alias(a) && !alias(b);
}

const overrides = new WeakMap<Block, WeakMap<Block, Block>>();

/** An override file's block over another one, the same object while both are the same. */
function overridden(block: Block, by: Block): Block {
  let made = overrides.get(block);
  if (!made) {
    made = new WeakMap();
    overrides.set(block, made);
  }
  let result = made.get(by);
  if (!result) {
    result = laidOver(block, by);
    made.set(by, result);
  }
  return result;
}

/** Its arguments win, its nested blocks replace all of their type. */
function laidOver(block: Block, by: Block): Block {
  const names = new Set(by.body.attributes.map((a) => a.name));
  const types = new Set(by.body.blocks.map((b) => (b.type === "dynamic" ? (b.labels[0]?.text ?? "") : b.type)));
  const stays = (item: Attribute | Block) =>
    item.kind === "attribute"
      ? !names.has(item.name)
      : !types.has(item.type === "dynamic" ? (item.labels[0]?.text ?? "") : item.type) || item.type === "lifecycle";
  const items = [...block.body.items.filter(stays), ...by.body.items];
  const body: Body = {
    ...block.body,
    items,
    attributes: items.filter((i): i is Attribute => i.kind === "attribute"),
    blocks: items.filter((i): i is Block => i.kind === "block"),
  };
  return { ...block, body };
}
