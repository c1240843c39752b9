/** The resources of a template. */
import { all, always, type Condition } from "../../core/conditions.ts";
import type { Resource } from "../../core/resources.ts";
import type { Span } from "../../core/span.ts";
import { type ObjectValue, object, type Value } from "../../core/values.ts";
import { callOf } from "./calls.ts";
import { type Context, evaluateMapping, inScope } from "./evaluate.ts";
import { isIncluded, isOpenEntry } from "./includes.ts";
import { type Expanded, expandLoop, isLoop, substituteVariables } from "./loops.ts";
import { attributesOf, dependenciesOf, lifecycleOf } from "./resource-attributes.ts";
import { embeddedConnector, embeddedConnectors } from "./sam/embedded-connectors.ts";
import { generatedResource, implicitResources } from "./sam/generated.ts";
import type { Globals } from "./sam/globals.ts";
import type { WrittenAt } from "./sam/lowering.ts";
import { type Sharing, shared } from "./sam/shared.ts";
import { type Draft, type Transformed, transform, transformedOf } from "./sam/transform.ts";
import type { Scope } from "./scope.ts";
import { child, type MappingEntry, scalarText, type Template } from "./syntax.ts";

/** What the writer needs to find a resource again. */
export interface NativeResource {
  readonly template: Template;
  readonly entry: MappingEntry;
  /** The type as written, before it was lowered. */
  readonly type: string;
  /** True for a resource that a loop or a transform makes: no text is its own. */
  readonly inLoop: boolean;
  /** Properties of what a transform makes that stand in the text of what it is made of, and where. */
  readonly writtenAt?: WrittenAt;
  /** What becomes of it where the transform makes it of several resources. */
  readonly sharing?: Sharing;
}

export interface TemplateResource extends Resource {
  readonly native: NativeResource;
}

export interface Found {
  readonly resources: readonly TemplateResource[];
  /** The ids of those that are not written, by every name that they have. */
  readonly generated: ReadonlyMap<string, string>;
  /** Why there may be more. */
  readonly open: readonly string[];
}

/** The resources of a template, in the order in which they stand; each is followed by those that are made of it. */
export function resourcesOf(scope: Scope): Found {
  const open: string[] = [];
  const drafts = draftsOf(scope, open);
  const made = transform(drafts, globalsOf(scope), {
    of: (draft) => (draft.inLoop ? undefined : scope.made.get(draft.entry)?.transformed),
    implicit: (id) => scope.implicit.get(id)?.transformed,
  });
  const byAddress = new Map<string, TemplateResource>();
  const names = new Map<string, string>();
  const unsaid = new Set<string>();
  const add = (all: readonly TemplateResource[], { lowered }: Transformed) => {
    for (const r of all) {
      const other = byAddress.get(r.address);
      byAddress.set(r.address, other ? shared(other, r) : r);
    }
    for (const { id, names: others } of lowered?.generated ?? [])
      for (const n of [id, ...(others ?? [])]) names.set(n, id);
    for (const why of lowered?.unsaid ?? []) unsaid.add(why);
  };
  for (const draft of drafts) {
    if (made.replaced.has(draft.id)) continue;
    const transformed = transformedOf(draft, made);
    const kept = draft.inLoop ? undefined : scope.made.get(draft.entry);
    const all = kept?.transformed === transformed ? kept.resources : makeResources(draft, transformed);
    if (!draft.inLoop) scope.made.set(draft.entry, { transformed, resources: all });
    add(all, transformed);
  }
  for (const api of made.implicit) {
    const kept = scope.implicit.get(api.id);
    const all = kept?.transformed === api ? kept.resources : implicitResources(api, disabledIn(api.first.entry));
    scope.implicit.set(api.id, { transformed: api, resources: all });
    add(all, api);
    names.set(api.id, api.id);
  }
  return { resources: [...byAddress.values()], generated: names, open: [...open, ...unsaid] };
}

/** A resource as it stands in the template, or as a loop makes it. */
export interface TemplateDraft extends Draft {
  readonly inLoop: boolean;
  /** The resource that it is an attribute of: a connector. */
  readonly owner?: MappingEntry;
  /** False when something may change it that is not understood. */
  readonly isClosed: boolean;
}

function draftsOf(scope: Scope, open: string[]): TemplateDraft[] {
  const entries = scope.template.sections.get("Resources") ?? [];
  const root = inScope(scope);
  const { broken } = scope.template;
  const loops: Expanded[] = [];
  for (const e of entries) {
    if (isLoop(e)) {
      const { made, complete } = expandLoop(e, root);
      if (!complete) open.push(`the list of ${e.key} is not known`);
      for (const m of made) {
        scope.addResource(m.key);
        loops.push(m);
      }
    } else if (isOpenEntry(e)) open.push(`${e.key} includes more resources`);
  }
  const drafts: TemplateDraft[] = [];
  const add = (entry: MappingEntry, id: string, context: Context, round?: Condition) => {
    const isBroken = broken.has(entry.keySpan.chunk);
    const kept = round ? undefined : scope.drafts.get(entry);
    const all = kept?.isBroken === isBroken ? kept.drafts : make(entry, id, context, isBroken, round);
    if (!round) scope.drafts.set(entry, { isBroken, drafts: all });
    for (const draft of all) drafts.push(draft);
  };
  const make = (entry: MappingEntry, id: string, context: Context, isBroken: boolean, round?: Condition) => {
    const made: TemplateDraft[] = [];
    const node = entry.value;
    const typeNode = child(node, "Type");
    const type = scalarText(typeNode);
    if (type === undefined || node.kind !== "mapping" || typeNode?.tag !== undefined) return made;
    const name = scalarText(child(node, "Condition"));
    const own = name === undefined ? always : scope.condition(substituteVariables(name, context));
    const condition = all(own, round ?? always);
    // What a syntax error hides may be anything.
    const isClosed = !scope.isTransformed && !isBroken && !hasTransform(entry);
    const properties = () => propertiesOf(entry, context, isClosed);
    const lifecycle = () => lifecycleOf(entry, context);
    made.push({ entry, id, type, context, condition, properties, lifecycle, inLoop: round !== undefined, isClosed });
    for (const e of embeddedConnectors(entry)) {
      const own = scalarText(child(e.value, "Condition"));
      made.push({
        entry: e,
        owner: entry,
        id: `${id}${e.key}`,
        type: "AWS::Serverless::Connector",
        context,
        condition: all(own === undefined ? always : scope.condition(own), round ?? always),
        properties: () => embeddedConnector(id, e.keySpan, propertiesOf(e, context, isClosed)),
        lifecycle: () => lifecycleOf(e, context),
        inLoop: round !== undefined,
        isClosed,
      });
    }
    return made;
  };
  for (const e of entries) if (!isLoop(e) && !e.key.startsWith("Fn::")) add(e, e.key, root);
  for (const { entry, key, context, when } of loops) add(entry, key, context, when);
  return drafts;
}

/** A resource and what the transform makes of it. */
function makeResources(draft: TemplateDraft, { lowered, changes }: Transformed): TemplateResource[] {
  const { entry: e, id, type, context, inLoop, isClosed } = draft;
  const { scope } = context;
  const typeNode = child(e.value, "Type");
  const written = draft.lifecycle();
  const lifecycle = lowered?.lifecycle ?? (lowered?.otherwise ? { ...lowered.otherwise, ...written } : written);
  const dependsOn = dependenciesOf(e, context);
  const attributes = attributesOf(e, context);
  const disabled = disabledIn(e);
  let properties: ObjectValue | undefined;
  const region = scope.refer("AWS::Region", e.keySpan);
  const main: TemplateResource = {
    address: scope.address(id),
    name: id,
    module: scope.module,
    mode: "managed",
    vocabulary: "cloudformation",
    type: lowered?.type ?? type,
    get properties() {
      properties ??= changes.reduce((now, change) => change.apply(now), lowered?.properties() ?? draft.properties());
      return properties;
    },
    condition: all(draft.condition, scope.enclosing),
    span: spanOfEntry(e),
    nameSpan: e.keySpan,
    ...(typeNode && { typeSpan: typeNode.span }),
    region,
    ...(lifecycle && { lifecycle }),
    ...(dependsOn.length > 0 && { dependsOn }),
    ...(attributes && { attributes }),
    closed: isClosed && !lowered?.open,
    ...(disabled.length > 0 && { disabled }),
    native: {
      // The version that the scope has now: an unchanged resource outlives the one that it was made of.
      get template() {
        return scope.template;
      },
      entry: e,
      type,
      inLoop,
    },
  };
  const owner = draft.owner ?? e;
  const source = { ...draft, entry: owner, disabled: disabledIn(owner), region, lifecycle: written };
  const generated = (lowered?.generated ?? []).map((g) => generatedResource(g, source));
  return lowered?.isReplaced ? generated : [main, ...generated];
}

/** From the key to the end of the value. */
export function spanOfEntry(e: MappingEntry): Span {
  const { keySpan, value } = e;
  return { ...keySpan, end: value.span.chunk === keySpan.chunk ? Math.max(keySpan.end, value.span.end) : keySpan.end };
}

function propertiesOf(e: MappingEntry, context: Context, isClosed: boolean): ObjectValue {
  const node = child(e.value, "Properties");
  const nameSpan = e.keySpan;
  if (!node || (node.kind === "scalar" && node.value === null))
    return object([], { span: nameSpan }, { nameSpan, closed: isClosed });
  if (node.kind === "mapping" && !callOf(node)) {
    const made = evaluateMapping(node, context, nameSpan);
    return isClosed ? made : { ...made, closed: false };
  }
  return object([], { span: node.span }, { nameSpan, closed: false });
}

function hasTransform(e: MappingEntry): boolean {
  const properties = child(e.value, "Properties");
  return (
    (e.value.kind === "mapping" && e.value.entries.some(isTransform)) ||
    (properties?.kind === "mapping" && properties.entries.some(isTransform))
  );
}

function isTransform(e: MappingEntry): boolean {
  return e.key === "Fn::Transform" && !isIncluded(e);
}

function disabledIn(e: MappingEntry): { rule: string; span: Span }[] {
  const list = child(child(child(e.value, "Metadata"), "groundrule"), "disable");
  const nodes = list?.kind === "sequence" ? list.items : list ? [list] : [];
  return nodes.flatMap((n) => {
    const rule = scalarText(n);
    return rule === undefined ? [] : [{ rule, span: n.span }];
  });
}

function globalsOf(scope: Scope): Globals {
  const entries = scope.template.sections.get("Globals") ?? [];
  const globals = new Map<string, () => Value>();
  for (const e of entries) {
    const { value } = e;
    if (value.kind === "mapping") globals.set(e.key, () => evaluateMapping(value, inScope(scope), e.keySpan));
  }
  return globals;
}
