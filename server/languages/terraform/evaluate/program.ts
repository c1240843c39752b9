/** Evaluates a root module with all that it calls. */
import { always } from "../../../core/conditions.ts";
import type { Program } from "../../../core/resources.ts";
import type { Value } from "../../../core/values.ts";
import { terraformWriter } from "../writer.ts";
import type { Evaluation } from "./evaluation.ts";
import { ModuleInstance } from "./module-instance.ts";
import { readModule } from "./module-source.ts";
import type { ModuleResource } from "./resource.ts";

const MOST_ESCAPED = 5000;

/** The program of a root module. Properties are worked out when somebody looks, with the same budget. */
export function evaluateProgram(evaluation: Evaluation): Program {
  const source = readModule(evaluation.root, evaluation);
  const resources: ModuleResource[] = [];
  const root = source && new ModuleInstance(evaluation, source, "", always);
  if (root) collect(root, resources);
  else evaluation.leaveOpen("the module's files are not loaded yet");
  let escaped: ReadonlySet<string> | undefined;
  return {
    language: "terraform",
    root: evaluation.root,
    resources,
    open: evaluation.open,
    sources: evaluation.sources,
    get comments() {
      return evaluation.comments();
    },
    problems: evaluation.problems,
    writer: terraformWriter(),
    get escaped() {
      escaped ??= root ? escapedFrom(root) : new Set<string>();
      return escaped;
    },
  };
}

function collect(module: ModuleInstance, resources: ModuleResource[]): void {
  for (const key of module.source.resources.keys()) resources.push(...module.instances("managed", key));
  for (const key of module.source.data.keys()) resources.push(...module.instances("data", key));
  for (const name of module.source.modules.keys())
    for (const called of module.called(name)?.instances ?? []) collect(called, resources);
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
  for (const name of root.source.outputs.keys()) walk(root.output(name), 0);
  return escaped;
}
