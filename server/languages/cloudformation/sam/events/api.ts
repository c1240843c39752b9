/** The events Api and HttpApi: a path of an API that invokes the function or starts the state machine. */
import type { ObjectValue, Value } from "../../../../core/values.ts";
import { made, madeText, refTo, textAt, valueAt } from "../build.ts";
import { hashedId } from "../logical-ids.ts";
import type { EventLowering, EventSource, WrittenEvent } from "./index.ts";
import { invocationRole } from "./invocation-roles.ts";
import { literalString } from "./literals.ts";
import { partitionAt } from "./partitions.ts";
import { given } from "./passing.ts";
import { eventId, permission } from "./permissions.ts";

export const implicitRestApi = "ServerlessRestApi";
export const implicitHttpApi = "ServerlessHttpApi";

/** The route of an HTTP API that takes what no other does. */
export const defaultRoute = "$default";

export const apiEvent: EventLowering = (event, source) => {
  const api = namedApi(event.properties, source, "RestApiId", implicitRestApi);
  const path = literalAt(event, "Path");
  const method = literalAt(event, "Method");
  if (!api || path === undefined || method === undefined || !event.properties.closed)
    return { unsaid: `which path of which API the event ${event.name} is is not known` };
  const routes = [{ target: api, source, event }];
  if (source.kind === "stateMachine")
    return { routes, resources: [invocationRole(event, source, "apigateway.amazonaws.com")] };
  const suffix = given(event.properties, "RestApiId") ? stageSuffix(api, source) : "Prod";
  if (suffix === undefined) return { routes, unsaid: `the stage of the API of the event ${event.name} is not known` };
  const { place } = event;
  const allowed = permission(
    event,
    source,
    "apigateway.amazonaws.com",
    {
      SourceArn: () => sourceArn(event, source, api, partitionAt(place, source.written.context), method, path, "rest"),
    },
    hashedId(`${eventId(event, source)}Permission`, suffix),
  );
  return { routes, resources: [allowed] };
};

export const httpApiEvent: EventLowering = (event, source) => {
  const api = namedApi(event.properties, source, "ApiId", implicitHttpApi);
  const path = literalAt(event, "Path") ?? (given(event.properties, "Path") ? undefined : "");
  const method = literalAt(event, "Method") ?? (given(event.properties, "Method") ? undefined : "");
  if (
    !api ||
    path === undefined ||
    method === undefined ||
    !event.properties.closed ||
    (path === "") !== (method === "")
  )
    return { unsaid: `which route of which API the event ${event.name} is is not known` };
  const routes = [{ target: api, source, event }];
  // The permission of the default route is one for every other route of the same function.
  if (path !== "" && path !== defaultRoute && hasDefaultRoute(source, api)) return { routes };
  const { place } = event;
  const { context } = source.written;
  const allowed = permission(event, source, "apigateway.amazonaws.com", {
    SourceArn: () =>
      sourceArn(
        event,
        source,
        api,
        context.scope.refer("AWS::Partition", place),
        method || "any",
        path || defaultRoute,
        "http",
      ),
  });
  return { routes, resources: [allowed] };
};

/** True where another event of the function is the default route of the same API; an alias is looked for in vain. */
function hasDefaultRoute(source: EventSource, api: string): boolean {
  const { properties } = source.written;
  const events = given(properties, "Events")?.value;
  if (events?.kind !== "object" || given(properties, "AutoPublishAlias")) return false;
  return [...events.entries.values()].some(({ value }) => {
    const own =
      value.kind === "object" && textAt(value, "Type") === "HttpApi" ? valueAt(value, "Properties") : undefined;
    if (value.kind !== "object" || textAt(value, "Type") !== "HttpApi" || (own && own.kind !== "object")) return false;
    const path = textAt(own, "Path");
    const isDefault =
      own === undefined ||
      (path === undefined ? !textAt(own, "Method") : path === defaultRoute && isAny(textAt(own, "Method")));
    return isDefault && (own ? namedApi(own, source, "ApiId", implicitHttpApi) : implicitHttpApi) === api;
  });
}

function isAny(method: string | undefined): boolean {
  return method !== undefined && /^(?:any|x-amazon-apigateway-any-method)$/i.test(method);
}

/** The logical id of the API of an event; undefined where that is not known. */
function namedApi(properties: ObjectValue, source: EventSource, key: string, implicit: string): string | undefined {
  const written = given(properties, key);
  if (!written) return implicit;
  const { value } = written;
  if (value.kind === "scalar") {
    const id = literalString(value);
    return id !== "function" && source.written.look(id.is) ? id.is : undefined;
  }
  const { scope } = source.written.context;
  if (value.kind !== "reference" || value.attribute !== undefined) {
    const isImplicit = value.kind === "unknown" && value.identity === `Ref ${scope.address(implicit)}`;
    return isImplicit ? implicit : undefined;
  }
  const prefix = scope.module === "" ? "" : `${scope.module}.`;
  const id = value.target.startsWith(prefix) ? value.target.slice(prefix.length) : undefined;
  return id !== undefined && (id === implicit || source.written.look(id)) ? id : undefined;
}

function literalAt(event: WrittenEvent, key: string): string | undefined {
  const value = given(event.properties, key)?.value;
  const literal = value && literalString(value);
  return literal === undefined || literal === "function" ? undefined : literal.is;
}

/** What the id of a permission ends in: the name of the stage, where it is written. */
function stageSuffix(api: string, source: EventSource): string | undefined {
  const other = source.written.look(api);
  if (!other) return api === implicitRestApi ? "Prod" : undefined;
  const stage = given(other.properties, "StageName");
  if (!stage) return other.properties.closed ? "Stage" : undefined;
  const literal = literalString(stage.value);
  return literal === "function" ? "Stage" : literal.is;
}

/** The ARN of a path of an API: every stage of it. */
function sourceArn(
  event: WrittenEvent,
  source: EventSource,
  api: string,
  partition: Value,
  method: string,
  path: string,
  kind: "rest" | "http",
): Value {
  const { place } = event;
  const { context } = source.written;
  const holes = kind === "rest" ? /\{(?:[a-zA-Z0-9._-]+\+?)\}/g : /\{(?:[a-zA-Z0-9._-]+|proxy\+)\}/g;
  const plain = path === defaultRoute && kind === "http" ? "" : path.replace(/^(.+)\/$/s, "$1").replace(holes, "*");
  const any = kind === "http" ? isAny(method) : /^any$/i.test(method);
  const verb = any ? "*" : method.toUpperCase();
  const rest = any && plain === `/${defaultRoute}` && kind === "http" ? plain : `/${verb}${plain}`;
  const id = given(event.properties, kind === "rest" ? "RestApiId" : "ApiId");
  return madeText("arn:${P}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*${Rest}", context, place, {
    P: partition,
    Api: id && id.value.kind !== "unknown" ? id.value : refTo(api, context, place),
    Rest: made(rest, place),
  });
}
