/** The resources of one template that the transform AWS::Serverless reaches: how they depend on each other. */
import { any, type Condition } from "../../../core/conditions.ts";
import type { Lifecycle } from "../../../core/resources.ts";
import { type ObjectValue, object } from "../../../core/values.ts";
import { type Context, inScope } from "../evaluate.ts";
import { child, type MappingEntry, scalarText } from "../syntax.ts";
import { made } from "./build.ts";
import type { Route } from "./events/index.ts";
import { type Globals, mergeObjects } from "./globals.ts";
import {
  type Change,
  globalsKey,
  implicitApis,
  isServerless,
  type Lowered,
  lowerServerless,
  type Other,
  takesRoutes,
} from "./lowering.ts";

/** A resource as it stands in the template. */
export interface Draft {
  readonly entry: MappingEntry;
  readonly id: string;
  readonly type: string;
  readonly context: Context;
  readonly condition: Condition;
  readonly properties: () => ObjectValue;
  readonly lifecycle: () => Lifecycle | undefined;
}

/** What a resource comes to, with all that it depends on beside itself. */
export interface Transformed {
  /** Undefined for a resource that is not of AWS::Serverless. */
  readonly lowered: Lowered | undefined;
  readonly changes: readonly Change[];
  readonly routes: readonly Route[];
  /** The entries of other resources that were looked at. */
  readonly looked: ReadonlyMap<string, MappingEntry | undefined>;
}

/** An API that is not written. */
export interface Implicit extends Transformed {
  readonly id: string;
  readonly lowered: Lowered;
  readonly condition: Condition;
  readonly lifecycle: Lifecycle | undefined;
  /** The resource whose event asked for it first. */
  readonly first: Draft;
  readonly place: MappingEntry["keySpan"];
}

export interface Transform<D extends Draft> {
  readonly of: ReadonlyMap<D, Transformed>;
  readonly implicit: readonly Implicit[];
  /** The ids of resources that are not there after the transform: an implicit API takes their place. */
  readonly replaced: ReadonlySet<string>;
}

const untouched: Transformed = { lowered: undefined, changes: [], routes: [], looked: new Map() };

/** What was made of an earlier version of the same template, by its entry or the id of an implicit API. */
export interface Earlier<D extends Draft> {
  readonly of: (draft: D) => Transformed | undefined;
  readonly implicit: (id: string) => Implicit | undefined;
}

/** Lowers the resources of a template. What does not depend on anything that has changed is what it was. */
export function transform<D extends Draft>(drafts: readonly D[], globals: Globals, earlier: Earlier<D>): Transform<D> {
  const byId = new Map(drafts.map((d) => [d.id, d]));
  const of = new Map<D, Transformed>();
  const changes = new Map<string, Change[]>();
  const routes = new Map<string, Route[]>();
  const lower = (draft: D, asked: readonly Route[]) => {
    const kept = earlier.of(draft);
    if (kept?.lowered && same(kept.routes, asked) && holds(kept.looked, byId)) {
      of.set(draft, kept);
      return kept.lowered;
    }
    const looked = new Map<string, MappingEntry | undefined>();
    const lowered = lowerServerless(
      {
        id: draft.id,
        type: draft.type,
        properties: withGlobals(draft, globals),
        context: draft.context,
        condition: draft.condition,
        span: draft.entry.value.span,
        nameSpan: draft.entry.keySpan,
        look: (id) => look(id, byId, globals, looked),
      },
      asked,
    );
    of.set(draft, { lowered, changes: [], routes: asked, looked });
    return lowered;
  };
  const asking = drafts.filter((d) => isServerless(d.type) && !takesRoutes(d.type));
  for (const draft of asking) lower(draft, []);
  const replaced = replacedBy(
    asking.flatMap((d) => of.get(d)?.lowered?.routes ?? []),
    byId,
  );
  for (const id of replaced) byId.delete(id);
  for (const draft of asking) {
    if (replaced.has(draft.id)) continue;
    for (const change of of.get(draft)?.lowered?.changes ?? []) push(changes, change.target, change);
    for (const route of of.get(draft)?.lowered?.routes ?? []) push(routes, route.target, route);
  }
  for (const draft of drafts)
    if (takesRoutes(draft.type) && !replaced.has(draft.id)) lower(draft, routes.get(draft.id) ?? []);
  for (const draft of drafts) {
    if (isServerless(draft.type)) continue;
    const asked = changes.get(draft.id);
    if (!asked) continue;
    const kept = earlier.of(draft);
    of.set(draft, kept && same(kept.changes, asked) ? kept : { ...untouched, changes: asked });
  }
  const implicit: Implicit[] = [];
  for (const [id, type] of Object.entries(implicitApis)) {
    const asked = routes.get(id);
    if (!asked || byId.has(id)) continue;
    const kept = earlier.implicit(id);
    const api =
      kept && same(kept.routes, asked) && holds(kept.looked, byId) ? kept : implicitApi(id, type, asked, byId, globals);
    if (api) implicit.push(api);
  }
  return { of, implicit, replaced };
}

/** Of the resources that are called like an implicit API, those that it takes the place of: another one asks for it. */
function replacedBy(routes: readonly Route[], byId: ReadonlyMap<string, Draft>): ReadonlySet<string> {
  const replaced = new Set<string>();
  for (const { target, source, event } of routes) {
    if (!Object.hasOwn(implicitApis, target) || !byId.has(target) || source.written.id === target) continue;
    const names = event.properties.entries;
    if (!names.has("RestApiId") && !names.has("ApiId")) replaced.add(target);
  }
  return replaced;
}

/** What is kept for a resource that nothing was done to. */
export function transformedOf<D extends Draft>(draft: D, { of }: Transform<D>): Transformed {
  return of.get(draft) ?? untouched;
}

function implicitApi(
  id: string,
  type: string,
  routes: readonly Route[],
  byId: ReadonlyMap<string, Draft>,
  globals: Globals,
): Implicit | undefined {
  const { source, event } = routes[0]!;
  const first = byId.get(source.written.id);
  if (!first) return undefined;
  const looked = new Map<string, MappingEntry | undefined>();
  const own = type === "AWS::Serverless::Api" ? [{ key: "StageName", value: made("Prod", event.place) }] : [];
  const condition = any(...routes.map((r) => r.source.written.condition));
  const context = inScope(source.written.context.scope);
  const lowered = lowerServerless(
    {
      id,
      type,
      properties: withGlobals(
        { type, properties: () => object(own, { span: event.place }, { nameSpan: event.place }) },
        globals,
      ),
      context,
      condition,
      span: event.place,
      nameSpan: event.place,
      look: (other) => look(other, byId, globals, looked),
    },
    routes,
  );
  const lifecycle = longest(routes.map((r) => byId.get(r.source.written.id)?.lifecycle()));
  return { id, lowered, condition, lifecycle, first, place: event.place, changes: [], routes, looked };
}

/** An implicit API is retained as soon as one of those who ask for it is. */
function longest(policies: readonly (Lifecycle | undefined)[]): Lifecycle | undefined {
  const of = (key: "onDelete" | "onReplace") => {
    const values = policies.map((p) => p?.[key]).filter((v) => v !== undefined);
    return values.includes("retain") ? "retain" : values[0];
  };
  const [onDelete, onReplace] = [of("onDelete"), of("onReplace")];
  return onDelete || onReplace ? { ...(onDelete && { onDelete }), ...(onReplace && { onReplace }) } : undefined;
}

function withGlobals(
  { type, properties, entry }: Pick<Draft, "type" | "properties"> & { readonly entry?: MappingEntry },
  globals: Globals,
): ObjectValue {
  const own = properties();
  const shared = globals.get(globalsKey(type))?.();
  if (shared?.kind !== "object") return own;
  const ignored = ignoredGlobals(entry);
  if (ignored === "all") return own;
  return mergeObjects(ignored.size === 0 ? shared : without(shared, ignored), own);
}

/** The attribute `IgnoreGlobals`: names of properties, or `*`. */
function ignoredGlobals(entry: MappingEntry | undefined): ReadonlySet<string> | "all" {
  const node = child(entry?.value, "IgnoreGlobals");
  if (scalarText(node) === "*") return "all";
  const items = node?.kind === "sequence" ? node.items.map(scalarText) : [];
  return new Set(items.filter((i) => i !== undefined));
}

function without(shared: ObjectValue, ignored: ReadonlySet<string>): ObjectValue {
  return { ...shared, entries: new Map([...shared.entries].filter(([key]) => !ignored.has(key))) };
}

function look(
  id: string,
  byId: ReadonlyMap<string, Draft>,
  globals: Globals,
  looked: Map<string, MappingEntry | undefined>,
): Other | undefined {
  const draft = byId.get(id);
  looked.set(id, draft?.entry);
  return draft && { id, type: draft.type, properties: withGlobals(draft, globals) };
}

function holds(looked: Transformed["looked"], byId: ReadonlyMap<string, Draft>): boolean {
  for (const [id, entry] of looked) if (byId.get(id)?.entry !== entry) return false;
  return true;
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
