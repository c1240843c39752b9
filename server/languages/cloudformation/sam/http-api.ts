/** AWS::Serverless::HttpApi: an HTTP API with its stage. */
import type { Span } from "../../../core/span.ts";
import { type Entry, entry, type ObjectValue, unknown, type Value } from "../../../core/values.ts";
import { definitionLocation } from "./api-definitions.ts";
import { domainOf } from "./api-domains.ts";
import { withRouteTags } from "./api-route-tags.ts";
import { defaultHttpStage, httpStageId } from "./api-stages.ts";
import { authOf, authorizerPermissions } from "./auth.ts";
import { refTo } from "./build.ts";
import { implicitHttpApi } from "./events/api.ts";
import type { Route } from "./events/index.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import { httpBody } from "./http-api-body.ts";
import type { Generated, Lowered, Written } from "./lowering.ts";

const ofStage = ["StageVariables", "AccessLogSettings", "DefaultRouteSettings"];

/** Properties that are read here; a newer one opens the API. */
const understood: ReadonlySet<string> = new Set([
  ...ofStage,
  "Auth",
  "CorsConfiguration",
  "DefinitionBody",
  "DefinitionUri",
  "Description",
  "DisableExecuteApiEndpoint",
  "Domain",
  "FailOnWarnings",
  "Name",
  "PropagateTags",
  "RouteSettings",
  "StageName",
  "Tags",
]);

export function lowerHttpApi(api: Written, routes: readonly Route[]): Lowered {
  const written = api.id === implicitHttpApi ? withRouteTags(api, routes, "ApiId") : api;
  const { properties, id } = written;
  const auth = authOf(written);
  const permissions = auth && auth !== "unknown" ? authorizerPermissions(written, auth, "http") : { resources: [] };
  const domain = domainOf(written, { kind: "http" });
  const isUnderstood = [...properties.entries.keys()].every((key) => understood.has(key));
  const unsaid = [permissions.unsaid, domain.unsaid];
  if (auth === "unknown") unsaid.push(`the authorization of ${id} is not known`);
  if (!properties.closed) unsaid.push(`the properties of ${id} are not known`);
  if (!isUnderstood) unsaid.push(`${id} has properties that are not modelled`);
  const location = definitionLocation(properties);
  return {
    type: "AWS::ApiGatewayV2::Api",
    properties: () => apiOf(written, routes, location),
    open: !isUnderstood || !properties.closed,
    generated: [...permissions.resources, ...domain.resources, stage(written, routes)],
    changes: [],
    routes: [],
    unsaid: unsaid.filter((why) => why !== undefined),
  };
}

function apiOf(written: Written, routes: readonly Route[], location: Entry | undefined): ObjectValue {
  const { properties, nameSpan } = written;
  const body = location ?? entry("Body", httpBody(written, routes), given(properties, "DefinitionBody")?.keySpan);
  return propertiesOf({}, [...passed(properties, ["FailOnWarnings"]), body], nameSpan, properties.closed);
}

/** Without a name it is the default stage. */
function stage(written: Written, routes: readonly Route[]): Generated {
  const { properties, id, nameSpan, context } = written;
  const name = given(properties, "StageName");
  const place = name?.keySpan ?? nameSpan;
  return {
    id: httpStageId(written),
    type: "AWS::ApiGatewayV2::Stage",
    place,
    names: [`${id}.Stage`],
    writtenAt: { path: [], properties: ofStage },
    properties: () =>
      propertiesOf(
        {
          ApiId: () => refTo(id, context, place),
          ...(!name && { StageName: defaultHttpStage }),
          AutoDeploy: true,
          ...(hasTags(properties) && { Tags: () => tagsOf(properties, place) }),
        },
        [...passed(properties, ["StageName", ...ofStage]), ...routeSettings(written, routes)],
        place,
        properties.closed,
      ),
  };
}

function hasTags(properties: ObjectValue): boolean {
  return given(properties, "Tags") !== undefined || !given(properties, "DefinitionUri");
}

/** The tags of the template, and the mark of the transform where it adds them to the definition too. */
function tagsOf(properties: ObjectValue, place: Span): Value {
  const tags = given(properties, "Tags");
  const own = tags?.value;
  if (own && own.kind !== "object") return unknown("the transform adds to it", own.origin);
  const body = given(properties, "DefinitionBody")?.value;
  const isDefinition = !body || (body.kind === "object" && body.entries.has("openapi") && body.entries.has("paths"));
  if (!isDefinition) return unknown("whether the transform adds to it is not known", { span: place });
  const mark = given(properties, "DefinitionUri") ? {} : { "httpapi:createdBy": "SAM" };
  return propertiesOf(mark, own ? [...own.entries.values()] : [], place, own?.closed ?? true);
}

/** Settings that are written at the API; where events have some as well, they are not known. */
function routeSettings({ properties, nameSpan }: Written, routes: readonly Route[]): Entry[] {
  const own = passed(properties, ["RouteSettings"]);
  if (!routes.some((r) => given(r.event.properties, "RouteSettings"))) return own;
  return [entry("RouteSettings", unknown("events add to it", { span: nameSpan }), own[0]?.keySpan)];
}
