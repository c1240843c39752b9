/** Reads what `terraform show -json` says of a plan. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A resource or data source as it will be. */
export interface PlannedResource {
  readonly address: string;
  /** The address of its module; "" for the root module. */
  readonly module: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly label: string;
  readonly key: string | number | undefined;
  readonly values: JsonObject;
  /** `true` wherever a value is known only after it is applied. */
  readonly unknown: Json;
  /** `true` wherever a value is sensitive. */
  readonly sensitive: Json;
  /** Where it stands in the plan. */
  readonly path: readonly (string | number)[];
}

/** What the plan's copy of the configuration says of a resource, whatever its instances. */
export interface PlannedConfiguration {
  readonly provider: string | undefined;
  readonly expressions: JsonObject;
}

export interface Plan {
  readonly variables: JsonObject;
  /** The defaults of the root module's variables, for those that have one. */
  readonly defaults: JsonObject;
  readonly resources: readonly PlannedResource[];
  /** By address without keys. */
  readonly configurations: ReadonlyMap<string, PlannedConfiguration>;
  /** The configurations of providers, by their keys. */
  readonly providers: JsonObject;
  /** Why there may be more than the plan says; empty when there is nothing. */
  readonly open: readonly string[];
}

/** Says why a text is no plan. */
export class NoPlan extends Error {}

const MOST_DEPTH = 100;
const MAKE_ONE = "make one with `terraform show -json PLANFILE > plan.json`";

/** Reads a plan. Throws a `NoPlan` with a sentence for whoever made the file. */
export function readPlan(text: string): Plan {
  const root = parsed(text);
  const { format_version: version } = root;
  if (isObject(root.planned_values) && typeof version === "string") {
    if (!/^[01]\./.test(version)) throw new NoPlan(`it has the format ${version}; formats 0 and 1 are understood`);
    return planOf(root);
  }
  if (root.values !== undefined && version !== undefined) throw new NoPlan(`it shows a state, not a plan; ${MAKE_ONE}`);
  if (root.lineage !== undefined || (root.serial !== undefined && root.resources !== undefined))
    throw new NoPlan(`it is a state file, not a plan; ${MAKE_ONE}`);
  throw new NoPlan(`it is JSON, but no plan; ${MAKE_ONE}`);
}

function parsed(text: string): JsonObject {
  if (text.trim() === "") throw new NoPlan(`it is empty; ${MAKE_ONE}`);
  if (text.startsWith("PK")) throw new NoPlan(`it is a plan file of Terraform's own; ${MAKE_ONE}`);
  let root: Json;
  try {
    root = JSON.parse(text) as Json;
  } catch (error) {
    if (/^\s*\{[^\n]*"@level"/.test(text))
      throw new NoPlan(`it is the log of \`terraform plan -json\`, not the plan; ${MAKE_ONE}`);
    if (/^\s*[{[]/.test(text))
      throw new NoPlan(`it is not complete, or no JSON (${(error as Error).message}); ${MAKE_ONE}`);
    throw new NoPlan(`it is no JSON; ${MAKE_ONE}`);
  }
  if (!isObject(root)) throw new NoPlan(`it is JSON, but no plan; ${MAKE_ONE}`);
  return root;
}

function planOf(root: JsonObject): Plan {
  const changes = new Map<string, JsonObject>();
  for (const change of array(root.resource_changes))
    if (isObject(change) && typeof change.address === "string" && change.deposed === undefined)
      changes.set(change.address, object(change.change));
  const resources = new Map<string, PlannedResource>();
  const read = (at: Json | undefined, path: readonly (string | number)[], only?: "data") =>
    eachModule(at, path, (module, address, where) => {
      array(module.resources).forEach((r, i) => {
        const found = isObject(r) ? resourceOf(r, address, [...where, "resources", i], changes) : undefined;
        if (found && (only === undefined || found.mode === only) && !resources.has(found.address))
          resources.set(found.address, found);
      });
    });
  read(object(root.planned_values).root_module, ["planned_values", "root_module"]);
  const prior = object(object(root.prior_state).values).root_module;
  read(prior, ["prior_state", "values", "root_module"], "data");
  const configuration = object(root.configuration);
  const variables: [string, Json][] = [];
  for (const [name, variable] of Object.entries(object(root.variables)))
    if (isObject(variable) && variable.value !== undefined) variables.push([name, variable.value]);
  const defaults: [string, Json][] = [];
  for (const [name, variable] of Object.entries(object(object(configuration.root_module).variables)))
    if (isObject(variable) && variable.default !== undefined) defaults.push([name, variable.default]);
  const open: string[] = [];
  if (root.errored === true) open.push("the plan has failed");
  else if (root.complete === false) open.push("the plan is not complete");
  if (array(root.deferred_changes).length > 0) open.push("the plan defers changes");
  return {
    variables: Object.fromEntries(variables),
    defaults: Object.fromEntries(defaults),
    resources: [...resources.values()],
    configurations: configurationsOf(object(configuration.root_module)),
    providers: object(configuration.provider_config),
    open,
  };
}

type Visit = (module: JsonObject, address: string, path: readonly (string | number)[]) => void;

function eachModule(root: Json | undefined, path: readonly (string | number)[], visit: Visit): void {
  const walk = (module: Json | undefined, at: readonly (string | number)[], depth: number): void => {
    if (!isObject(module) || depth > MOST_DEPTH) return;
    visit(module, typeof module.address === "string" ? module.address : "", at);
    array(module.child_modules).forEach((child, i) => {
      walk(child, [...at, "child_modules", i], depth + 1);
    });
  };
  walk(root, path, 0);
}

function resourceOf(
  of: JsonObject,
  module: string,
  path: readonly (string | number)[],
  changes: ReadonlyMap<string, JsonObject>,
): PlannedResource | undefined {
  const { address, mode, type, name, index } = of;
  if (typeof address !== "string" || typeof type !== "string" || typeof name !== "string") return undefined;
  const change = changes.get(address);
  return {
    address,
    module,
    mode: mode === "data" ? "data" : "managed",
    type,
    label: name,
    key: typeof index === "string" || typeof index === "number" ? index : undefined,
    values: object(of.values),
    unknown: change?.after_unknown ?? false,
    sensitive: of.sensitive_values ?? change?.after_sensitive ?? false,
    path,
  };
}

function configurationsOf(root: JsonObject): Map<string, PlannedConfiguration> {
  const found = new Map<string, PlannedConfiguration>();
  const walk = (module: JsonObject, prefix: string, depth: number): void => {
    if (depth > MOST_DEPTH) return;
    for (const r of array(module.resources)) {
      if (!isObject(r) || typeof r.address !== "string") continue;
      const provider = typeof r.provider_config_key === "string" ? r.provider_config_key : undefined;
      found.set(prefix + r.address, { provider, expressions: object(r.expressions) });
    }
    for (const [name, call] of Object.entries(object(module.module_calls)))
      if (isObject(call)) walk(object(call.module), `${prefix}module.${name}.`, depth + 1);
  };
  walk(root, "", 0);
  return found;
}

/** True for what `{ … }` makes. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object, an empty one where there is none. */
export function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** A list, an empty one where there is none. */
export function array(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
