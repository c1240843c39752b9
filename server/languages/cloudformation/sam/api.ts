/** AWS::Serverless::Api: a REST API with its deployment and its stage. */
import { type Entry, entry, lazyEntry, type ObjectValue, unknown, type Value } from "../../../core/values.ts";
import { restBody } from "./api-body.ts";
import { definitionLocation } from "./api-definitions.ts";
import { domainOf } from "./api-domains.ts";
import { withRouteTags } from "./api-route-tags.ts";
import { restStageId } from "./api-stages.ts";
import { usagePlanOf } from "./api-usage-plans.ts";
import { authOf, authorizerPermissions } from "./auth.ts";
import { made, madeList, madeObject, refTo } from "./build.ts";
import { implicitRestApi } from "./events/api.ts";
import type { Route } from "./events/index.ts";
import { partitionAt } from "./events/partitions.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import type { Generated, Lowered, Written } from "./lowering.ts";
import { propagatedTags, tagList } from "./tags.ts";

const ofApi = [
  "BinaryMediaTypes",
  "MinimumCompressionSize",
  "FailOnWarnings",
  "Name",
  "Description",
  "Mode",
  "ApiKeySourceType",
  "Policy",
  "SecurityPolicy",
  "EndpointAccessMode",
];

const ofStage = [
  "StageName",
  "CacheClusterEnabled",
  "CacheClusterSize",
  "Variables",
  "MethodSettings",
  "AccessLogSetting",
  "CanarySetting",
  "TracingEnabled",
];

/** Properties that are read here; a newer one opens the API. */
const understood: ReadonlySet<string> = new Set([
  ...ofApi,
  ...ofStage,
  "AlwaysDeploy",
  "Auth",
  "Cors",
  "DefinitionBody",
  "DefinitionUri",
  "DisableExecuteApiEndpoint",
  "Domain",
  "EndpointConfiguration",
  "GatewayResponses",
  "MergeDefinitions",
  "Models",
  "OpenApiVersion",
  "PropagateTags",
  "Tags",
]);

export function lowerApi(api: Written, routes: readonly Route[]): Lowered {
  const written = api.id === implicitRestApi ? withRouteTags(api, routes, "RestApiId") : api;
  const { properties, id, nameSpan: place, context } = written;
  const auth = authOf(written);
  const known = auth === "unknown" ? undefined : auth;
  const permissions = known ? authorizerPermissions(written, known, "rest") : { resources: [] };
  const plan = known ? usagePlanOf(written, known) : { resources: [] };
  const domain = domainOf(written, { kind: "rest" });
  const generated: Generated[] = [
    {
      id: deploymentId(written),
      type: "AWS::ApiGateway::Deployment",
      place,
      properties: () => deploymentOf(written),
    },
    {
      id: restStageId(written),
      type: "AWS::ApiGateway::Stage",
      place: given(properties, "StageName")?.keySpan ?? place,
      names: [`${id}.Stage`],
      writtenAt: { path: [], properties: ofStage },
      properties: () => stageOf(written),
    },
    ...permissions.resources,
    ...domain.resources,
    ...plan.resources,
  ];
  const isUnderstood = [...properties.entries.keys()].every((key) => understood.has(key));
  const unsaid = [permissions.unsaid, plan.unsaid, domain.unsaid];
  if (auth === "unknown") unsaid.push(`the authorization of ${id} is not known`);
  if (!properties.closed) unsaid.push(`the properties of ${id} are not known`);
  if (!isUnderstood) unsaid.push(`${id} has properties that are not modelled`);
  return {
    type: "AWS::ApiGateway::RestApi",
    properties: () => apiOf(written, routes),
    open: !isUnderstood || !properties.closed,
    generated,
    changes: [],
    routes: [],
    unsaid: unsaid.filter((why) => why !== undefined),
  };

  function deploymentOf({ properties }: Written): ObjectValue {
    return propertiesOf(
      {
        RestApiId: () => refTo(id, context, place),
        Description: unknown("it names the version of the definition", { span: place }),
        ...(!given(properties, "OpenApiVersion") && { StageName: "Stage" }),
      },
      [],
      place,
    );
  }
}

/** The id of the deployment ends in a hash of the definition. */
function deploymentId({ id }: Written): string {
  return `${id}.Deployment`;
}

function apiOf(written: Written, routes: readonly Route[]): ObjectValue {
  const { properties, nameSpan: place } = written;
  const entries: Entry[] = passed(properties, ofApi);
  const location = definitionLocation(properties);
  entries.push(location ?? lazyEntry("Body", () => restBody(written, routes), bodyKey(properties)));
  const tags = propagatedTags(written);
  return propertiesOf({ ...(tags && { Tags: tags }) }, [...entries, ...endpointOf(written)], place, properties.closed);
}

function bodyKey(properties: ObjectValue): Entry["keySpan"] {
  return given(properties, "DefinitionBody")?.keySpan;
}

/** `EndpointConfiguration`, which the transform says twice. Some partitions have no other endpoint than a regional one. */
function endpointOf({ properties, nameSpan, context }: Written): Entry[] {
  const written = given(properties, "EndpointConfiguration");
  if (!written) {
    const partition = partitionAt(nameSpan, context);
    if (partition.kind === "scalar" && partition.value === "aws") return [];
    if (partition.kind === "scalar") return endpoint(made("REGIONAL", nameSpan), [], undefined);
    const why = unknown("some partitions have regional endpoints alone", { span: nameSpan });
    return [entry("EndpointConfiguration", why), entry("Parameters", why)];
  }
  const { value, keySpan } = written;
  const type = value.kind === "object" ? given(value, "Type") : undefined;
  if (value.kind === "object" && !type) {
    const why = unknown("its type is not known", value.origin);
    return [entry("EndpointConfiguration", why, keySpan), entry("Parameters", why)];
  }
  if (value.kind !== "object" || !type) return endpoint(value, [], keySpan);
  const more = passed(value, [["VPCEndpointIds", "VpcEndpointIds"], "VpcEndpointIds", "IpAddressType"]);
  return endpoint(type.value, more, keySpan);
}

function endpoint(type: Value, more: readonly Entry[], keySpan: Entry["keySpan"]): Entry[] {
  const place = keySpan ?? type.origin.span;
  return [
    entry("EndpointConfiguration", propertiesOf({ Types: madeList([type], place) }, more, place), keySpan),
    entry("Parameters", madeObject({ endpointConfigurationTypes: type }, place)),
  ];
}

function stageOf(written: Written): ObjectValue {
  const { properties, id, nameSpan: place, context } = written;
  const tags = given(properties, "Tags");
  return propertiesOf(
    {
      RestApiId: () => refTo(id, context, place),
      DeploymentId: () => refTo(deploymentId(written), context, place),
    },
    [
      ...passed(properties, ofStage),
      ...(tags ? [lazyEntry("Tags", () => tagList(tags.value, place), tags.keySpan)] : []),
    ],
    place,
    properties.closed,
  );
}
