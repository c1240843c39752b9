/** Plans as `terraform show -json` writes them, kept small, over modules held in memory. */
import { memoryFiles } from "../../../../server/core/files.ts";
import type { Program } from "../../../../server/core/resources.ts";
import { terraformPlan } from "../../../../server/languages/terraform/plan/index.ts";
import { ROOT } from "../evaluate/program.ts";

export const PLAN = "/w/plan.json";

export interface Change {
  readonly values: Record<string, unknown>;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  readonly mode?: "data";
}

/** The JSON of a plan for these resources, by address. */
export function planText(changes: Record<string, Change>, more: Record<string, unknown> = {}): string {
  const modules = new Map<string, object[]>([["", []]]);
  const data: object[] = [];
  for (const [address, { values, sensitive = {}, mode = "managed" }] of Object.entries(changes)) {
    const [, within, , type, name, key] =
      /^((?:module\.\w+(?:\[[^\]]*\])?\.?)*?)\.?(data\.)?(\w+)\.(\w+)(?:\[(.*)\])?$/.exec(address)!;
    const module = within!.replace(/\.$/, "");
    const resource = {
      address,
      mode,
      type,
      name,
      ...(key !== undefined && { index: JSON.parse(key) }),
      values,
      sensitive_values: sensitive,
    };
    const own = mode === "data" ? data : (modules.get(module) ?? []);
    own.push(resource);
    if (mode !== "data") modules.set(module, own);
  }
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {
      root_module: {
        resources: modules.get(""),
        child_modules: [...modules].flatMap(([address, resources]) => (address === "" ? [] : [{ address, resources }])),
      },
    },
    resource_changes: Object.entries(changes).map(([address, { unknown = {} }]) => ({
      address,
      change: { actions: ["create"], after_unknown: unknown },
    })),
    prior_state: { format_version: "1.0", values: { root_module: { resources: data } } },
    configuration: { root_module: {} },
    ...more,
  });
}

/** The program of a plan over files relative to the root; a string is `main.tf`. */
export function planned(
  files: string | Record<string, string>,
  changes: Record<string, Change>,
  more: Record<string, unknown> = {},
): Program {
  const named = typeof files === "string" ? { "main.tf": files } : files;
  const all = Object.fromEntries(Object.entries(named).map(([name, text]) => [`${ROOT}/${name}`, text]));
  const language = terraformPlan(PLAN, planText(changes, more), ROOT);
  const [root] = language.roots([PLAN], memoryFiles(all));
  return language.evaluate(root!, memoryFiles(all));
}
