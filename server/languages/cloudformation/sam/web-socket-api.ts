/** AWS::Serverless::WebSocketApi: a WebSocket API with a route, an integration and a permission for each key. */
import { type ObjectValue, unknown, type Value } from "../../../core/values.ts";
import { domainOf } from "./api-domains.ts";
import { defaultWebSocketStage, webSocketStageId } from "./api-stages.ts";
import { invokedBy } from "./auth.ts";
import { type Given, made, madeText, refTo, valueAt } from "./build.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import type { Generated, Lowered, Written } from "./lowering.ts";
import { propagatedTags } from "./tags.ts";

const ofApi = [
  "ApiKeySelectionExpression",
  "Description",
  "DisableExecuteApiEndpoint",
  "DisableSchemaValidation",
  "IpAddressType",
  "Name",
  "RouteSelectionExpression",
];
const ofStage = ["StageVariables", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings"];

/** Properties that are read here; a newer one opens the API. */
const understood: ReadonlySet<string> = new Set([
  ...ofApi,
  ...ofStage,
  "Auth",
  "Domain",
  "PropagateTags",
  "Routes",
  "StageName",
  "Tags",
]);

const ofRoute = [
  "ApiKeyRequired",
  "ModelSelectionExpression",
  "OperationName",
  "RequestModels",
  "RequestParameters",
  "RouteResponseSelectionExpression",
];

const mark = "websocketapi:createdBy";

export function lowerWebSocketApi(written: Written): Lowered {
  const { properties, id } = written;
  const unsaid: (string | undefined)[] = [];
  const generated: Generated[] = [];
  const auth = given(properties, "Auth")?.value;
  const type = valueAt(auth, "AuthType");
  const authorization = auth ? (type?.kind === "scalar" ? String(type.value) : undefined) : "";
  if (authorization === undefined) unsaid.push(`the authorization of ${id} is not known`);
  const routes = given(properties, "Routes")?.value;
  if (routes?.kind !== "object" || !routes.closed) unsaid.push(`the routes of ${id} are not known`);
  for (const e of routes?.kind === "object" ? routes.entries.values() : []) {
    const made = e.value.kind === "object" ? route(written, e.key, e.value, authorization, e.keySpan) : undefined;
    if (made) generated.push(...made);
    else unsaid.push(`the route ${e.key} of ${id} is not known`);
  }
  const domain = domainOf(written, { kind: "webSocket" });
  generated.push(...domain.resources, stage(written));
  unsaid.push(domain.unsaid);
  if (auth && authorization === "CUSTOM") generated.push(...authorizer(written, auth));
  const isUnderstood = [...properties.entries.keys()].every((key) => understood.has(key));
  if (!properties.closed) unsaid.push(`the properties of ${id} are not known`);
  if (!isUnderstood) unsaid.push(`${id} has properties that are not modelled`);
  return {
    type: "AWS::ApiGatewayV2::Api",
    properties: () => apiOf(written),
    open: !isUnderstood || !properties.closed,
    generated,
    changes: [],
    routes: [],
    unsaid: unsaid.filter((why) => why !== undefined),
  };
}

function apiOf({ properties, id, nameSpan }: Written): ObjectValue {
  const tags = given(properties, "Tags")?.value;
  const own: Record<string, Given> = { ProtocolType: "WEBSOCKET" };
  if (!given(properties, "Name")) own.Name = id;
  if (tags && tags.kind !== "object") own.Tags = unknown("the transform adds to it", tags.origin);
  else
    own.Tags = propertiesOf({ [mark]: "SAM" }, tags ? [...tags.entries.values()] : [], nameSpan, tags?.closed ?? true);
  return propertiesOf(own, passed(properties, ofApi), nameSpan, properties.closed);
}

/** What a route's key is called in logical ids; undefined for keys that the transform does not take. */
function routeName(key: string): string | undefined {
  if (!/^(?:\$(?:connect|disconnect|default)|[\p{L}\p{N}]+)$/u.test(key)) return undefined;
  const word = key.replace("$", "");
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}

function route(
  written: Written,
  key: string,
  spec: ObjectValue,
  authorization: string | undefined,
  keySpan = written.nameSpan,
): Generated[] | undefined {
  const { context, id } = written;
  const place = keySpan;
  const name = routeName(key);
  const arn = given(spec, "FunctionArn");
  if (name === undefined || !arn) return undefined;
  const base = `${id}${name}`;
  const isConnect = key === "$connect";
  return [
    {
      id: `${base}Route`,
      type: "AWS::ApiGatewayV2::Route",
      place,
      properties: () =>
        propertiesOf(
          {
            RouteKey: key,
            ApiId: () => refTo(id, context, place),
            Target: () =>
              madeText("integrations/${I}", context, place, { I: refTo(`${base}Integration`, context, place) }),
            ...(isConnect && authorization !== "" && { AuthorizationType: authorizationType(authorization, place) }),
            ...(isConnect &&
              authorization === "CUSTOM" && { AuthorizerId: () => refTo(`${id}ConnectAuthorizer`, context, place) }),
          },
          passed(spec, ofRoute),
          place,
          spec.closed,
        ),
    },
    {
      id: `${base}Integration`,
      type: "AWS::ApiGatewayV2::Integration",
      place,
      properties: () =>
        propertiesOf(
          {
            ApiId: () => refTo(id, context, place),
            IntegrationType: "AWS_PROXY",
            IntegrationUri: () => invocationOf(written, arn.value, place),
          },
          passed(spec, [["IntegrationTimeout", "TimeoutInMillis"]]),
          place,
          spec.closed,
        ),
    },
    {
      id: `${base}Permission`,
      type: "AWS::Lambda::Permission",
      place,
      properties: () =>
        propertiesOf(
          {
            Action: "lambda:InvokeFunction",
            FunctionName: () => arn.value,
            Principal: "apigateway.amazonaws.com",
            SourceArn: () => sourceArn(written, key, place),
          },
          [],
          place,
        ),
    },
  ];
}

function authorizationType(kind: string | undefined, place: Written["nameSpan"]): Value {
  return kind === undefined ? unknown("the authorization is not known", { span: place }) : made(kind, place);
}

/** The address at which API Gateway invokes a function. */
function invocationOf({ context }: Written, arn: Value, place: Written["nameSpan"]): Value {
  return madeText(
    "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Arn}/invocations",
    context,
    place,
    { Arn: arn },
  );
}

function sourceArn({ properties, id, context }: Written, key: string, place: Written["nameSpan"]): Value {
  const stage = given(properties, "StageName")?.value ?? made(defaultWebSocketStage, place);
  return madeText(
    "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/${Stage}/${Key}",
    context,
    place,
    {
      Api: { kind: "reference", target: context.scope.address(id), attribute: "ApiId", origin: { span: place } },
      Stage: stage,
      Key: made(key, place),
    },
  );
}

function stage(written: Written): Generated {
  const { properties, id, nameSpan, context } = written;
  const name = given(properties, "StageName");
  const place = name?.keySpan ?? nameSpan;
  return {
    id: webSocketStageId(written),
    type: "AWS::ApiGatewayV2::Stage",
    place,
    names: [`${id}.Stage`],
    writtenAt: { path: [], properties: ofStage },
    properties: () => {
      const tags = propagatedTags(written) && given(properties, "Tags")?.value;
      const own: Record<string, Given> = {
        ApiId: () => refTo(id, context, place),
        AutoDeploy: true,
        Tags: propertiesOf({ [mark]: "SAM" }, tags?.kind === "object" ? [...tags.entries.values()] : [], place),
      };
      if (!name) own.StageName = defaultWebSocketStage;
      return propertiesOf(own, passed(properties, ["StageName", ...ofStage]), place, properties.closed);
    },
  };
}

function authorizer(written: Written, auth: Value): Generated[] {
  const { id, context, nameSpan, properties } = written;
  if (auth.kind !== "object") return [];
  const place = given(properties, "Auth")?.keySpan ?? nameSpan;
  const name = `${id}ConnectAuthorizer`;
  const arn = given(auth, "AuthArn");
  const made: Generated[] = [
    {
      id: name,
      type: "AWS::ApiGatewayV2::Authorizer",
      place,
      properties: () =>
        propertiesOf(
          {
            ApiId: () => refTo(id, context, place),
            AuthorizerType: "REQUEST",
            ...(arn && { AuthorizerUri: () => invocationOf(written, arn.value, place) }),
            ...(!given(auth, "Name") && { Name: name }),
          },
          passed(auth, [["InvokeRole", "AuthorizerCredentialsArn"], "IdentitySource", "Name"]),
          place,
          auth.closed,
        ),
    },
  ];
  if (arn && !given(auth, "InvokeRole"))
    made.push({
      id: `${id}AuthorizerPermission`,
      type: "AWS::Lambda::Permission",
      place,
      properties: () => invokedBy(written, () => arn.value, "http", place),
    });
  return made;
}
