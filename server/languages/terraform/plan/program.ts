/** The program of a plan: what will be, at the places of what is written. */
import type { Files } from "../../../core/files.ts";
import { baseName } from "../../../core/files.ts";
import type { Language } from "../../../core/language.ts";
import type { Program, Resource } from "../../../core/resources.ts";
import { Source } from "../../../core/span.ts";
import type { Origin } from "../../../core/values.ts";
import { plannedTarget, SourceResources, withoutKeys } from "./addresses.ts";
import type { Overlay, Path } from "./overlay.ts";
import { PlanPlaces } from "./places.ts";
import { PlannedResource } from "./planned-resource.ts";
import { array, isObject, type Json, type Plan, type PlannedResource as Planned } from "./read-plan.ts";
import { isAssignments, variablesFile, withVariables } from "./variables.ts";

export interface PlanFile {
  readonly path: string;
  readonly text: string;
  readonly plan: Plan;
}

/** Evaluates the module of a folder as it was planned. */
export function planProgram(
  { path, text, plan }: PlanFile,
  folder: string,
  files: Files,
  terraform: Language,
): Program {
  const root = { language: terraform.id, path: folder };
  const names = files.list(folder);
  const assigned = typeof names !== "string" && names.some((name) => isAssignments(baseName(name)));
  const written = terraform.evaluate(root, withVariables(files, folder, plan, assigned));
  const places = new PlanPlaces(Source.whole(path, text));
  const sources = new Map(written.sources);
  sources.delete(variablesFile(folder));
  const resources = plannedResources(plan, written, places);
  if (places.isUsed || sources.size === 0) sources.set(path, places.source);
  return {
    language: terraform.id,
    root: folder,
    resources: resources.map((r) => r.resource),
    open: plan.open,
    sources,
    comments: written.comments,
    problems: written.problems.filter((p) => p.path !== folder),
    // What a plan says is of the past by the time that a fix changes its source.
    writer: { write: () => undefined },
    get escaped() {
      return new Set(
        resources.flatMap((r) => (r.source && written.escaped.has(r.source.address) ? [r.resource.address] : [])),
      );
    },
  };
}

function plannedResources(
  plan: Plan,
  written: Program,
  places: PlanPlaces,
): { resource: Resource; source: Resource | undefined }[] {
  const bySource = new SourceResources(written.resources.filter((r) => r.closed));
  const byAddress = new Map(plan.resources.map((r) => [r.address, r]));
  const addresses = new Set(byAddress.keys());
  const ids = idsOf(plan.resources);
  return plan.resources.map((planned) => {
    const match = bySource.match(planned.address);
    const source = match?.resource;
    const place = source
      ? undefined
      : (path: Path): Origin => ({ span: places.at([...planned.path, "values", ...path]) });
    const overlay: Overlay = {
      address: planned.address,
      exact: match?.exact ?? true,
      place,
      target: (of) => (source ? plannedTarget(of, source, planned, addresses) : undefined),
      known: (target, attribute) => byAddress.get(target)?.values[attribute],
      withId: (id) => ids.get(id),
      configured: (path) => configured(planned, path, plan, addresses),
    };
    const own = source?.span ?? places.at([...planned.path, "address"]);
    return { resource: new PlannedResource(planned, plan, match, overlay, own), source };
  });
}

/** Resources by their ids, where no other one has the same. */
function idsOf(resources: readonly Planned[]): Map<string, string> {
  const ids = new Map<string, string>();
  const twice = new Set<string>();
  for (const { address, mode, values } of resources) {
    if (mode !== "managed" || typeof values.id !== "string") continue;
    if (ids.has(values.id)) twice.add(values.id);
    ids.set(values.id, address);
  }
  for (const id of twice) ids.delete(id);
  return ids;
}

/** The id of a planned resource that an argument is set to, where the plan's copy of the configuration says no more. */
function configured(
  { address, module }: Planned,
  path: Path,
  plan: Plan,
  addresses: ReadonlySet<string>,
): { target: string; attribute: string } | undefined {
  const [name] = path;
  if (path.length !== 1 || typeof name !== "string" || !/_(id|arn)$/.test(name)) return undefined;
  const expression: Json | undefined = plan.configurations.get(withoutKeys(address))?.expressions[name];
  const references = isObject(expression) ? array(expression.references).filter((r) => typeof r === "string") : [];
  const [full, ...rest] = references;
  const attribute = full === undefined ? undefined : /\.(id|arn)$/.exec(full)?.[1];
  if (attribute === undefined || !rest.every((r) => full!.startsWith(r))) return undefined;
  const local = full!.slice(0, -attribute.length - 1);
  const target = module === "" ? local : `${module}.${local}`;
  return addresses.has(target) ? { target, attribute } : undefined;
}
