/** The methods of an API's paths, as the events of functions and state machines make them. */
import { unknown, type Value } from "../../../core/values.ts";
import { type Branch, branch, isBranch, isList, opened, type Part } from "./api-tree.ts";
import { madeText, textAt, valueAt } from "./build.ts";
import type { Route } from "./events/index.ts";
import { invocationRoleArn } from "./events/invocation-roles.ts";
import { literalBoolean, literalString } from "./events/literals.ts";
import { partitionAt } from "./events/partitions.ts";
import { given } from "./events/passing.ts";

export const integration = "x-amazon-apigateway-integration";
const anyMethod = "x-amazon-apigateway-any-method";

/** A method as a definition spells it. */
export function methodName(method: string): string {
  const lower = method.toLowerCase();
  return lower === "any" ? anyMethod : lower;
}

/** True for the method that stands for all. */
export function isAnyMethod(method: string): boolean {
  return method === anyMethod;
}

/** The address at which API Gateway invokes a function; it is another one where the response is streamed. */
export function invocation(route: Route, partition: Value, streams: boolean): Value {
  const { place } = route.event;
  const { context } = route.source.written;
  const version = streams ? "2021-11-15" : "2015-03-31";
  const verb = streams ? "response-streaming-invocations" : "invocations";
  return madeText(
    `arn:\${P}:apigateway:\${AWS::Region}:lambda:path/${version}/functions/\${Arn}/${verb}`,
    context,
    place,
    { P: partition, Arn: route.source.arn(place) },
  );
}

/** The method of a REST API; undefined where it is not known what the transform makes. */
export function restMethod(route: Route, apiAuth: Value | undefined): Branch | undefined {
  const { source, event } = route;
  if (source.kind === "stateMachine") return stateMachineMethod(route);
  const { place, properties } = event;
  const mode = given(properties, "ResponseTransferMode");
  const modeLiteral = mode ? literalString(mode.value) : { is: "" };
  if (modeLiteral === "function") return undefined;
  const streams = modeLiteral.is === "RESPONSE_STREAM";
  const invoke = branch({
    type: "aws_proxy",
    httpMethod: "POST",
    uri: invocation(route, partitionAt(place, source.written.context), streams),
    responseTransferMode: streams ? "STREAM" : undefined,
    timeoutInMillis: given(properties, "TimeoutInMillis")?.value,
    credentials: credentialsOf(route, apiAuth),
  });
  const method = branch({ [integration]: invoke, responses: branch({}) });
  // A model takes another form in each version of definitions: few have one, and it is left open.
  if (given(properties, "RequestModel")) return undefined;
  const parameters = given(properties, "RequestParameters");
  if (parameters) {
    const made = parametersOf(parameters.value);
    if (!made) return undefined;
    method.set("parameters", made.parameters);
    if (made.cached.length > 0) invoke.set("cacheKeyParameters", made.cached);
  }
  return method;
}

/** With whose credentials a function is invoked, where IAM authorizes the caller. */
function credentialsOf({ event, source }: Route, apiAuth: Value | undefined): Part | undefined {
  const auth = given(event.properties, "Auth")?.value;
  const own = textAt(auth, "Authorizer");
  const hasAuth = auth?.kind === "object" && auth.entries.size > 0;
  if (own !== "AWS_IAM" && (textAt(apiAuth, "DefaultAuthorizer") !== "AWS_IAM" || hasAuth)) return undefined;
  const isWritten = (value: Value | undefined) => value?.kind === "object" && value.entries.has("InvokeRole");
  const role = valueAt(auth, "InvokeRole") ?? (isWritten(auth) ? "NONE" : undefined);
  const wanted = role ?? valueAt(apiAuth, "InvokeRole") ?? (isWritten(apiAuth) ? "NONE" : undefined);
  const name = typeof wanted === "object" && wanted.kind === "scalar" ? String(wanted.value) : wanted;
  if (name === "NONE") return undefined;
  if (wanted !== undefined && name !== "CALLER_CREDENTIALS") return wanted;
  const { place } = event;
  const { context } = source.written;
  return madeText("arn:${P}:iam::*:user/*", context, place, { P: partitionAt(place, context) });
}

function stateMachineMethod(route: Route): Branch {
  const { event, source } = route;
  const { place } = event;
  const { context } = source.written;
  const status = (code: string) => branch({ statusCode: code });
  return branch({
    [integration]: branch({
      type: "aws",
      httpMethod: "POST",
      uri: madeText("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution", context, place),
      responses: branch({ "200": status("200"), "400": status("400") }),
      credentials: invocationRoleArn(event, source),
      requestTemplates: unknown("the transform makes the template of the request", { span: place }),
    }),
    responses: branch({ "200": branch({ description: "OK" }), "400": branch({ description: "Bad Request" }) }),
  });
}

const parameterName = /^method\.request\.(querystring|path|header)\.(.+)$/s;

function parametersOf(value: Value): { readonly parameters: Part[]; readonly cached: string[] } | undefined {
  if (value.kind !== "list" || !value.closed) return undefined;
  const parameters: Part[] = [];
  const cached: string[] = [];
  for (const item of value.items) {
    const first = item.kind === "object" ? [...item.entries.values()][0] : undefined;
    const name = item.kind === "scalar" ? String(item.value) : first?.key;
    const match = name === undefined ? null : parameterName.exec(name);
    if (!match || name === undefined) return undefined;
    const caching = valueAt(first?.value, "Caching");
    const caches = caching ? literalBoolean(caching) : false;
    if (caches === "function") return undefined;
    parameters.push(
      branch({
        in: match[1] === "querystring" ? "query" : match[1]!,
        name: match[2]!,
        required: valueAt(first?.value, "Required") ?? false,
        type: "string",
      }),
    );
    if (caches) cached.push(name);
  }
  return { parameters, cached };
}

/** The method of an HTTP API. */
export function httpMethod(route: Route, path: string, isDefault: boolean): Branch {
  const { event, source } = route;
  const { place, properties } = event;
  const { context } = source.written;
  const names = [...path.matchAll(/\{(.*?)\}/g)].map((m) => m[1]!);
  return branch({
    [integration]: branch({
      type: "aws_proxy",
      httpMethod: "POST",
      payloadFormatVersion: given(properties, "PayloadFormatVersion")?.value ?? "2.0",
      uri: invocation(route, context.scope.refer("AWS::Partition", place), false),
      timeoutInMillis: given(properties, "TimeoutInMillis")?.value,
    }),
    isDefaultRoute: isDefault ? true : undefined,
    responses: branch({}),
    parameters:
      names.length > 0 ? [...new Set(names)].map((name) => branch({ name, in: "path", required: true })) : undefined,
  });
}

/** The items of `security` of a method; undefined where they are not known. */
export function securityOf(method: Branch): Part[] | undefined {
  const security = method.get("security");
  if (security === undefined) return [];
  const items = typeof security === "object" && "kind" in security ? opened(security, 2) : security;
  return isList(items) && items.every(isBranch) ? [...items] : undefined;
}
