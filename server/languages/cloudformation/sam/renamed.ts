/** Resources whose properties only have other names after the transform, or are not modelled further. */
import { type Entry, entry, lazyEntry, missing, type ObjectValue, object, unknown } from "../../../core/values.ts";
import type { Lowered, Written } from "./lowering.ts";

/** The type that a resource has as it is written, where it is not written at all. */
export const generatedType = "(generated)";

export interface Renaming {
  readonly type: string;
  /** The key of the section Globals. */
  readonly globals?: string;
  /** Properties with another name; a path makes objects. Undefined for what becomes other resources. */
  readonly renamed: Readonly<Record<string, readonly string[] | undefined>>;
  /**
   * Properties that the transform makes, always or where a property is written; they are unknown. Where they are
   * listed, nothing else is added to the resource.
   */
  readonly made?: { readonly always: readonly string[]; readonly from: Readonly<Record<string, string>> };
}

export const renamings: Readonly<Record<string, Renaming>> = {
  "AWS::Serverless::Function": {
    type: "AWS::Lambda::Function",
    globals: "Function",
    made: { always: ["Role", "Code", "Tags"], from: { DeadLetterQueue: "DeadLetterConfig" } },
    renamed: {
      Tracing: ["TracingConfig", "Mode"],
      InlineCode: ["Code", "ZipFile"],
      ImageUri: ["Code", "ImageUri"],
      CodeUri: undefined,
      Events: undefined,
      Policies: undefined,
      PolicyStatement: undefined,
      PermissionsBoundary: undefined,
      RolePath: undefined,
      AssumeRolePolicyDocument: undefined,
      AutoPublishAlias: undefined,
      AutoPublishAliasAllProperties: undefined,
      AutoPublishCodeSha256: undefined,
      DeploymentPreference: undefined,
      ProvisionedConcurrencyConfig: undefined,
      EventInvokeConfig: undefined,
      FunctionUrlConfig: undefined,
      VersionDescription: undefined,
      VersionDeletionPolicy: undefined,
      DeadLetterQueue: undefined,
      PropagateTags: undefined,
      PublishToLatestPublished: undefined,
      Tags: undefined,
    },
  },
  "AWS::Serverless::SimpleTable": {
    type: "AWS::DynamoDB::Table",
    globals: "SimpleTable",
    renamed: { PrimaryKey: undefined, Tags: undefined },
  },
  "AWS::Serverless::Api": {
    type: "AWS::ApiGateway::RestApi",
    globals: "Api",
    renamed: Object.fromEntries(
      [
        "Auth",
        "Cors",
        "DefinitionBody",
        "DefinitionUri",
        "Domain",
        "EndpointConfiguration",
        "GatewayResponses",
        "Models",
        "OpenApiVersion",
        "StageName",
        "Variables",
        "TracingEnabled",
        "AccessLogSetting",
        "CacheClusterEnabled",
        "CacheClusterSize",
        "CanarySetting",
        "MethodSettings",
        "MergeDefinitions",
        "PropagateTags",
        "AlwaysDeploy",
        "Tags",
        "AutoDeploy",
      ].map((name) => [name, undefined]),
    ),
  },
  "AWS::Serverless::HttpApi": {
    type: "AWS::ApiGatewayV2::Api",
    globals: "HttpApi",
    renamed: {
      ...Object.fromEntries(
        [
          "AccessLogSettings",
          "Auth",
          "DefaultRouteSettings",
          "DefinitionBody",
          "DefinitionUri",
          "Domain",
          "RouteSettings",
          "StageName",
          "StageVariables",
          "PropagateTags",
          "Tags",
        ].map((name) => [name, undefined]),
      ),
    },
  },
  "AWS::Serverless::LayerVersion": {
    type: "AWS::Lambda::LayerVersion",
    globals: "LayerVersion",
    renamed: { ContentUri: undefined, RetentionPolicy: undefined, PublishLambdaVersion: undefined },
  },
  "AWS::Serverless::StateMachine": {
    type: "AWS::StepFunctions::StateMachine",
    globals: "StateMachine",
    renamed: {
      Name: ["StateMachineName"],
      Type: ["StateMachineType"],
      Logging: ["LoggingConfiguration"],
      Tracing: ["TracingConfiguration"],
      Role: ["RoleArn"],
      Definition: undefined,
      DefinitionUri: undefined,
      Events: undefined,
      Policies: undefined,
      PermissionsBoundary: undefined,
      RolePath: undefined,
      AutoPublishAlias: undefined,
      DeploymentPreference: undefined,
      UseAliasAsEventTarget: undefined,
      PropagateTags: undefined,
      Tags: undefined,
    },
  },
  "AWS::Serverless::Application": {
    type: "AWS::CloudFormation::Stack",
    renamed: { Location: undefined, Tags: undefined },
  },
};

/** The one resource that has the written name; what else the transform makes is not said. */
export function lowerRenamed(written: Written): Lowered {
  const lowering = Object.hasOwn(renamings, written.type) ? renamings[written.type] : undefined;
  return {
    type: lowering?.type ?? written.type,
    open: !lowering?.made,
    properties: () => (lowering ? renamed(written.properties, lowering) : written.properties),
    generated: [],
    changes: [],
    routes: [],
    unsaid: [`${written.type} makes resources that are not in the template`],
  };
}

/** Where a property of the lowered type stands in what is written; undefined where it is spelled differently. */
export function writtenPath(
  type: string,
  steps: readonly (string | number)[],
): readonly (string | number)[] | undefined {
  if (type === generatedType) return undefined;
  const lowering = Object.hasOwn(renamings, type) ? renamings[type] : undefined;
  const first = String(steps[0] ?? "");
  if (!lowering) return steps;
  if (Object.hasOwn(lowering.renamed, first)) return undefined;
  for (const [native, to] of Object.entries(lowering.renamed)) {
    if (to?.[0] !== first) continue;
    return to.every((step, i) => step === steps[i]) ? [native, ...steps.slice(to.length)] : undefined;
  }
  return steps;
}

/** The properties under the names of the type that is made. */
function renamed(merged: ObjectValue, lowering: Renaming): ObjectValue {
  const entries = new Map<string, Entry>();
  for (const e of merged.entries.values()) {
    if (!Object.hasOwn(lowering.renamed, e.key)) {
      entries.set(e.key, e);
      continue;
    }
    const to = lowering.renamed[e.key];
    if (!to) continue;
    const [first, second] = to as [string, string?];
    const made = second === undefined ? lazyEntry(first, () => e.value, e.keySpan) : nestedEntry(first, second, e);
    if (!entries.has(first)) entries.set(first, made);
  }
  const place = { span: merged.nameSpan ?? merged.origin.span };
  const make = (key: string) => {
    if (!entries.has(key)) entries.set(key, entry(key, unknown(`the transform makes ${key}`, place)));
  };
  for (const key of lowering.made?.always ?? []) make(key);
  for (const [native, key] of Object.entries(lowering.made?.from ?? {})) if (merged.entries.has(native)) make(key);
  return { ...merged, entries };
}

function nestedEntry(outer: string, inner: string, e: Entry): Entry {
  return lazyEntry(
    outer,
    () => {
      const { value } = e;
      if (value.kind === "absent") return missing(value.origin);
      return object([entry(inner, value, e.keySpan)], value.origin, e.keySpan ? { nameSpan: e.keySpan } : {});
    },
    e.keySpan,
  );
}
