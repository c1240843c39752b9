/** Evaluates a root module with all that it calls. */
import { always } from "../../../core/conditions.ts";
import type { Files } from "../../../core/files.ts";
import type { Inputs } from "../../../core/language.ts";
import type { Program } from "../../../core/resources.ts";
import type { Value } from "../../../core/values.ts";
import { terraformWriter } from "../writer.ts";
import { Evaluation } from "./evaluation.ts";
import { ModuleInstance } from "./module-instance.ts";
import type { ParsedFiles } from "./parsed-files.ts";
import { renew } from "./renewal.ts";
import type { ModuleResource } from "./resource.ts";

const MOST_ESCAPED = 5000;

/** A program, and the modules that the next version of it may use again. */
export interface Evaluated {
  readonly program: Program;
  readonly root: ModuleInstance | undefined;
}

/**
 * The program of a root module. Properties are worked out when somebody looks, with the same budget.
 *
 * @param previous what was evaluated of an earlier version, with the same inputs
 */
export function evaluateProgram(
  folder: string,
  files: Files,
  parsed: ParsedFiles,
  inputs: Inputs,
  previous?: Evaluated,
): Evaluated {
  const before = previous?.root?.evaluation.isReusable ? previous.root : undefined;
  const evaluation = new Evaluation(folder, files, parsed, inputs, before?.evaluation);
  const source = evaluation.module(folder);
  evaluation.assignments();
  if (source && before) renew(before, source, evaluation);
  const root = source && (before ?? new ModuleInstance(evaluation, source, "", always));
  const resources: ModuleResource[] = [];
  const open = new Set<string>();
  if (root) collect(root, resources, open);
  // Limits are met in the order of the first questions, which only a fresh evaluation has.
  if (before && !evaluation.isReusable) return evaluateProgram(folder, files, parsed, inputs);
  let escaped: ReadonlySet<string> | undefined;
  const program: Program = {
    language: "terraform",
    reusesResources: true,
    root: folder,
    resources,
    open: [
      ...(root ? [] : ["the module's files are not loaded yet"]),
      ...[...evaluation.unread].sort().map((path) => `${path} is not loaded yet`),
      ...open,
      ...(evaluation.hasTooManyInstances ? ["there are too many instances"] : []),
    ],
    sources: evaluation.sources,
    get comments() {
      return evaluation.comments();
    },
    get problems() {
      return evaluation.problems();
    },
    writer: terraformWriter(),
    get escaped() {
      escaped ??= root ? escapedFrom(root) : new Set<string>();
      return escaped;
    },
  };
  return { program, root };
}

function collect(module: ModuleInstance, resources: ModuleResource[], open: Set<string>): void {
  const { source } = module;
  for (const key of source.resources.keys()) {
    for (const resource of module.instances("managed", key).list) resources.push(resource);
    if (module.isOpen(key)) open.add(`how many there are of ${module.qualified(key)} is not known`);
  }
  for (const key of source.data.keys())
    for (const resource of module.instances("data", key).list) resources.push(resource);
  for (const name of source.modules.keys()) {
    const called = module.called(name);
    if (called?.open !== undefined) open.add(called.open);
    for (const instance of called?.instances ?? []) collect(instance, resources, open);
  }
}

/** Resources that the root module's outputs hand out. */
function escapedFrom(root: ModuleInstance): Set<string> {
  const escaped = new Set<string>();
  let budget = MOST_ESCAPED;
  const walk = (value: Value, depth: number): void => {
    if (--budget < 0 || depth > 20) return;
    if (value.kind === "reference") escaped.add(value.target);
    else if (value.kind === "list") for (const item of value.items) walk(item, depth + 1);
    else if (value.kind === "object") for (const e of value.entries.values()) walk(e.value, depth + 1);
    else if (value.kind === "choice") for (const a of value.alternatives) walk(a.value, depth + 1);
    else if (value.kind === "text") for (const p of value.parts) if (p.kind !== "piece") walk(p, depth + 1);
  };
  for (const name of root.source.outputs.keys()) walk(root.output(name, undefined), 0);
  return escaped;
}
