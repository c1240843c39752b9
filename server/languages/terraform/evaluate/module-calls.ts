/** Calls of modules: where their files are, and the instances that they make. */
import { all } from "../../../core/conditions.ts";
import { joinPath } from "../../../core/files.ts";
import { knownFolder } from "../known-modules/index.ts";
import { attributeOf, type Block, constantText } from "../syntax.ts";
import type { Cell } from "./cell.ts";
import type { Evaluation } from "./evaluation.ts";
import { type Expansion, expand } from "./expansion.ts";
import { instanceAddress, ModuleInstance } from "./module-instance.ts";
import { Scope } from "./scope.ts";

/** How deep modules are called. */
const DEEPEST = 16;

export interface Called {
  readonly expansion: Expansion;
  readonly instances: readonly ModuleInstance[];
  /** Why nothing is known of what it hands out. */
  readonly opaque?: string;
  /** Why there may be more in it than is known. */
  readonly open?: string;
}

/** Calls a module, for the cell of the call. */
export function callModule(caller: ModuleInstance, name: string, block: Block, cell: Cell): Called {
  const { evaluation } = caller;
  const address = caller.qualified(`module.${name}`);
  const expansion = expand(block.body, new Scope(caller, cell), address);
  const opaque = (why: string): Called => {
    const open = `${address}: ${why}`;
    return { expansion, instances: [], opaque: open, open };
  };
  if (caller.depth >= DEEPEST) return opaque("modules call each other too deep");
  const folder = folderOfCall(caller, name, block);
  if (folder === undefined) return opaque("its source is not here");
  const source = evaluation.module(folder);
  if (!source) return opaque("its files are not here");
  const instances: ModuleInstance[] = [];
  for (const instance of expansion.instances) {
    if (!evaluation.countInstance()) break;
    const scope = new Scope(caller, cell, instance.repetition);
    instances.push(
      new ModuleInstance(
        evaluation,
        source,
        instanceAddress(address, instance.key),
        all(caller.condition, instance.condition),
        { name, block, scope },
      ),
    );
  }
  if (source.isOutline) return { ...opaque("its source is not here"), instances };
  if (expansion.shapes) return { expansion, instances };
  return { expansion, instances, open: `how many there are of ${address} is not known` };
}

/** The source of a call, as it is written. */
export function sourceOfCall(block: Block): string | undefined {
  const attribute = attributeOf(block.body, "source");
  return attribute && constantText(attribute.value);
}

function versionsOfCall(block: Block): string | undefined {
  const attribute = attributeOf(block.body, "version");
  return attribute && constantText(attribute.value);
}

export function isLocal(source: string): boolean {
  return /^\.\.?(\/|$)/.test(source);
}

/** Where the files of a called module are, or what stands in for them; undefined when they are not here. */
export function folderOfCall(caller: ModuleInstance, name: string, block: Block): string | undefined {
  const source = sourceOfCall(block);
  if (source === undefined) return undefined;
  if (isLocal(source)) return joinPath(caller.source.folder, source);
  return installedModules(caller.evaluation).get(keyOf(caller, name)) ?? knownFolder(source, versionsOfCall(block));
}

/** The key of a call in `modules.json`: the names of the calls that lead to it. */
function keyOf(caller: ModuleInstance, name: string): string {
  const names = [name];
  for (let at: ModuleInstance | undefined = caller; at?.call; at = at.call.scope.module) names.unshift(at.call.name);
  return names.join(".");
}

const installed = new WeakMap<Evaluation, ReadonlyMap<string, string>>();

/** The folders of the modules that `terraform init` installed, by key; those that lie within the root module's. */
function installedModules(evaluation: Evaluation): ReadonlyMap<string, string> {
  let folders = installed.get(evaluation);
  if (!folders) {
    folders = readInstalled(evaluation);
    installed.set(evaluation, folders);
  }
  return folders;
}

function readInstalled(evaluation: Evaluation): Map<string, string> {
  const folders = new Map<string, string>();
  const path = joinPath(evaluation.root, ".terraform/modules/modules.json");
  const read = path === undefined ? "absent" : evaluation.files.read(path);
  if (typeof read === "string") return folders;
  let manifest: unknown;
  try {
    manifest = JSON.parse(read.text);
  } catch {
    evaluation.note("modules.json is no JSON: installed modules are not looked into.", path!);
    return folders;
  }
  const modules = isRecord(manifest) && Array.isArray(manifest.Modules) ? manifest.Modules : [];
  for (const m of modules) {
    if (!isRecord(m) || typeof m.Key !== "string" || typeof m.Dir !== "string" || m.Key === "") continue;
    const folder = m.Dir.startsWith("/") ? undefined : joinPath(evaluation.root, m.Dir);
    if (folder?.startsWith(`${evaluation.root}/.terraform/modules/`)) folders.set(m.Key, folder);
  }
  return folders;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
