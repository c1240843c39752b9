/** The resources of a template. */
import { all, always } from "../../core/conditions.ts";
import type { Lifecycle, Resource } from "../../core/resources.ts";
import type { Span } from "../../core/span.ts";
import { type ObjectValue, object, type Value } from "../../core/values.ts";
import { callOf } from "./calls.ts";
import { type Context, evaluate, evaluateMapping, inScope } from "./evaluate.ts";
import { expandLoop, isLoop, substituteVariables } from "./loops.ts";
import type { Scope } from "./scope.ts";
import { type Globals, lower } from "./serverless.ts";
import { child, type MappingEntry, scalarText, type Template } from "./syntax.ts";

/** What the writer needs to find a resource again. */
export interface NativeResource {
  readonly template: Template;
  readonly entry: MappingEntry;
  /** The type as written, before it was lowered. */
  readonly type: string;
  /** True for a resource that a loop makes. */
  readonly inLoop: boolean;
}

export interface TemplateResource extends Resource {
  readonly native: NativeResource;
}

export interface Found {
  readonly resources: readonly TemplateResource[];
  /** Why there may be more. */
  readonly open: readonly string[];
}

/** The resources of a template, in the order in which they stand. */
export function resourcesOf(scope: Scope): Found {
  const resources: TemplateResource[] = [];
  const open: string[] = [];
  const entries = scope.template.sections.get("Resources") ?? [];
  const globals = globalsOf(scope);
  const root = inScope(scope);
  const broken = new Set(scope.template.problems.map((p) => p.span?.chunk));
  const loops: { entry: MappingEntry; key: string; context: Context }[] = [];
  for (const e of entries) {
    if (isLoop(e)) {
      const made = expandLoop(e, root);
      if (!made) open.push(`the list of ${e.key} is not known`);
      for (const m of made ?? []) {
        scope.addResource(m.key);
        loops.push(m);
      }
    } else if (e.key.startsWith("Fn::")) open.push(`${e.key} includes more resources`);
  }
  for (const e of entries) {
    if (isLoop(e) || e.key.startsWith("Fn::")) continue;
    const isBroken = broken.has(e.keySpan.chunk);
    const made = scope.made.get(e) ?? makeResource(e, e.key, root, globals, { inLoop: false, isBroken });
    if (!made) continue;
    scope.made.set(e, made);
    resources.push(made);
  }
  for (const { entry: e, key, context } of loops) {
    const made = makeResource(e, key, context, globals, { inLoop: true, isBroken: broken.has(e.keySpan.chunk) });
    if (made) resources.push(made);
  }
  const serverless = resources.find((r) => r.native.type.startsWith("AWS::Serverless::"));
  if (serverless) open.push(`${serverless.native.type} makes resources that are not in the template`);
  return { resources, open };
}

function makeResource(
  e: MappingEntry,
  key: string,
  context: Context,
  globals: Globals,
  more: { readonly inLoop: boolean; readonly isBroken: boolean },
): TemplateResource | undefined {
  const { scope } = context;
  const node = e.value;
  const typeNode = child(node, "Type");
  const type = scalarText(typeNode);
  if (type === undefined || node.kind !== "mapping" || typeNode?.tag !== undefined) return undefined;
  const conditionName = scalarText(child(node, "Condition"));
  const condition = conditionName === undefined ? always : scope.condition(substituteVariables(conditionName, context));
  // What a syntax error hides may be anything.
  const isClosed = !scope.isTransformed && !more.isBroken && !hasTransform(e);
  const lowered = lower(type, () => propertiesOf(e, context, isClosed), globals);
  const region = scope.refer("AWS::Region", e.keySpan);
  const lifecycle = lifecycleOf(e, context);
  const disabled = disabledIn(e);
  const span = spanOfEntry(e);
  let properties: ObjectValue | undefined;
  return {
    address: scope.address(key),
    name: key,
    module: scope.module,
    mode: "managed",
    vocabulary: "cloudformation",
    type: lowered.type,
    get properties() {
      properties ??= lowered.properties();
      return properties;
    },
    condition: all(condition, scope.enclosing),
    span,
    nameSpan: e.keySpan,
    ...(typeNode && { typeSpan: typeNode.span }),
    region,
    ...(lifecycle && { lifecycle }),
    closed: isClosed && !lowered.open,
    ...(disabled.length > 0 && { disabled }),
    native: {
      // The version that the scope has now: an unchanged resource outlives the one that it was made of.
      get template() {
        return scope.template;
      },
      entry: e,
      type,
      inLoop: more.inLoop,
    },
  };
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
    child(e.value, "Fn::Transform") !== undefined ||
    (properties?.kind === "mapping" && properties.entries.some((p) => p.key === "Fn::Transform"))
  );
}

const policies: Readonly<Record<string, Lifecycle["onDelete"]>> = {
  Delete: "delete",
  Retain: "retain",
  RetainExceptOnCreate: "retain",
  Snapshot: "snapshot",
};

function lifecycleOf(e: MappingEntry, context: Context): Lifecycle | undefined {
  const node = child(e.value, "DeletionPolicy");
  if (!node) return undefined;
  const value = evaluate(node, context);
  const onDelete = value.kind === "scalar" ? policies[String(value.value)] : undefined;
  return onDelete === undefined ? undefined : { onDelete };
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
