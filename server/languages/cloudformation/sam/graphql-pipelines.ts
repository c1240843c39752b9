/** The functions and resolvers of a GraphQL API. */
import type { Span } from "../../../core/span.ts";
import { type Entry, type ObjectValue, unknown, type Value } from "../../../core/values.ts";
import { attributeTo, type Given, madeList, madeObject, valueAt } from "./build.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import { type DataSources, noneDataSource } from "./graphql-data-sources.ts";
import type { Generated, Written } from "./lowering.ts";

export interface Pipelines {
  readonly resources: readonly Generated[];
  readonly unsaid: readonly string[];
}

/** What the entries of `Functions` and `Resolvers` come to. */
export function pipelinesOf(written: Written, sources: DataSources, apiId: () => Value): Pipelines {
  const { properties, id, nameSpan } = written;
  const resources: Generated[] = [];
  const unsaid = new Set<string>();
  const functions = new Map<string, () => Value>();
  for (const e of partsOf(properties, "Functions", unsaid, id)) {
    const { value, key, keySpan: place = nameSpan } = e;
    const own = valueAt(value, "Id");
    if (own) {
      functions.set(key, () => own);
      continue;
    }
    const called = `${id}${key}`;
    functions.set(key, () => attributeTo(called, "FunctionId", written.context, place));
    resources.push(functionOf(value, key, called, place, written, sources, apiId));
    if (isNone(value)) resources.push(noneDataSource(`${id}NoneDataSource`, apiId, place));
  }
  for (const type of partsOf(properties, "Resolvers", unsaid, id))
    for (const e of type.value.entries.values()) {
      if (e.value.kind !== "object" || !e.value.closed) unsaid.add(`the Resolvers of ${id} are not known`);
      else resources.push(resolverOf(e.value, e.key, type.key, e.keySpan ?? nameSpan, written, functions, apiId));
    }
  return { resources, unsaid: [...unsaid] };
}

interface Part extends Entry {
  readonly value: ObjectValue;
}

function partsOf(properties: ObjectValue, key: string, unsaid: Set<string>, id: string): Part[] {
  const all = valueAt(properties, key);
  if (!all) return [];
  const parts: Part[] = [];
  if (all.kind !== "object" || !all.closed) unsaid.add(`the ${key} of ${id} are not known`);
  for (const e of all.kind === "object" ? all.entries.values() : []) {
    const { value, keySpan } = e;
    if (value.kind === "object" && value.closed) parts.push({ key: e.key, value, ...(keySpan && { keySpan }) });
    else unsaid.add(`the ${key} of ${id} are not known`);
  }
  return parts;
}

function functionOf(
  value: ObjectValue,
  name: string,
  id: string,
  place: Span,
  written: Written,
  sources: DataSources,
  apiId: () => Value,
): Generated {
  return {
    id,
    type: "AWS::AppSync::FunctionConfiguration",
    place,
    properties: () =>
      propertiesOf(
        {
          ApiId: apiId,
          Name: valueAt(value, "Name") ?? name,
          DataSourceName: sourceName(value, place, written, sources),
          Runtime: runtimeOf(value, place),
          ...codeOf(value, place),
        },
        passed(value, ["MaxBatchSize", "Description", ["Sync", "SyncConfig"]]),
        place,
      ),
  };
}

function isNone(value: ObjectValue): boolean {
  const source = valueAt(value, "DataSource");
  return source?.kind === "scalar" && String(source.value).toLowerCase() === "none";
}

/** The name of the data source: one of the API, none, or what is named by a function. */
function sourceName(value: ObjectValue, place: Span, { id, context }: Written, { ids }: DataSources): Value {
  const source = valueAt(value, "DataSource");
  if (!source) return unknown("no data source is named", { span: place });
  if (source.kind !== "scalar") return source;
  const own = isNone(value) ? `${id}NoneDataSource` : ids.get(String(source.value));
  return own === undefined
    ? unknown(`no data source is named ${source.value}`, source.origin)
    : attributeTo(own, "Name", context, place);
}

/** The code that is written; what is packaged lies somewhere else afterwards. */
function codeOf(value: ObjectValue, place: Span): Record<string, Given> {
  const inline = valueAt(value, "InlineCode");
  if (inline) return { Code: inline };
  return given(value, "CodeUri")
    ? { CodeS3Location: unknown("where the packaged code will lie is not known", { span: place }) }
    : {};
}

function runtimeOf(value: ObjectValue, place: Span): Value | undefined {
  const runtime = valueAt(value, "Runtime");
  if (runtime?.kind !== "object") return runtime;
  return propertiesOf({}, passed(runtime, ["Name", ["Version", "RuntimeVersion"]]), place, runtime.closed);
}

function resolverOf(
  value: ObjectValue,
  field: string,
  type: string,
  place: Span,
  { id }: Written,
  functions: ReadonlyMap<string, () => Value>,
  apiId: () => Value,
): Generated {
  const hasCode = given(value, "InlineCode") ?? given(value, "CodeUri");
  const own = unknown("the transform brings code of its own", { span: place });
  return {
    id: `${id}${type}${field}`,
    type: "AWS::AppSync::Resolver",
    place,
    dependsOn: [`${id}Schema`],
    properties: () =>
      propertiesOf(
        {
          ApiId: apiId,
          FieldName: valueAt(value, "FieldName") ?? field,
          TypeName: type,
          Kind: "PIPELINE",
          PipelineConfig: () => madeObject({ Functions: pipeline(value, place, functions) }, place),
          ...(hasCode ? { ...codeOf(value, place), Runtime: runtimeOf(value, place) } : { Code: own, Runtime: own }),
        },
        passed(value, ["MaxBatchSize", ["Caching", "CachingConfig"]]),
        place,
      ),
  };
}

function pipeline(value: ObjectValue, place: Span, functions: ReadonlyMap<string, () => Value>): Value {
  const steps = valueAt(value, "Pipeline");
  if (steps?.kind !== "list" || !steps.closed) return unknown("the pipeline is not known", { span: place });
  return madeList(
    steps.items.map((step) => {
      const called = step.kind === "scalar" ? functions.get(String(step.value)) : undefined;
      return called?.() ?? unknown("no function has this name", step.origin);
    }),
    place,
  );
}
