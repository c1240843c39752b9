/** The definition that a REST API is given: one that is written, or one that its events make. */
import { always } from "../../../core/conditions.ts";
import { unknown, type Value } from "../../../core/values.ts";
import { type Cors, corsOf, optionsMethod } from "./api-cors.ts";
import { methodName, restMethod } from "./api-methods.ts";
import { addMethod, type Paths, pathsPart } from "./api-paths.ts";
import { type Branch, branch, finished, isBranch, type Part } from "./api-tree.ts";
import {
  apiKeyDefinition,
  askForKey,
  defaultAuthorizer,
  guardByDefault,
  guardByEvent,
  iam,
  iamDefinition,
  restAuthorizer,
  scopesOf,
} from "./auth-definitions.ts";
import { valueAt } from "./build.ts";
import type { Route } from "./events/index.ts";
import { literalBoolean, literalString } from "./events/literals.ts";
import { given } from "./events/passing.ts";
import type { Written } from "./lowering.ts";

/** Properties that make the transform change a definition. */
const changing = [
  "Auth",
  "BinaryMediaTypes",
  "Cors",
  "DisableExecuteApiEndpoint",
  "GatewayResponses",
  "MergeDefinitions",
  "Models",
  "OpenApiVersion",
];

/** `Body` of a REST API; unknown where it is not known what the transform makes of it. */
export function restBody(written: Written, routes: readonly Route[]): Value {
  const { properties, nameSpan } = written;
  const body = given(properties, "DefinitionBody")?.value;
  const isChanged = routes.some((r) => valueAt(given(r.event.properties, "Auth")?.value, "OverrideApiAuth"));
  if (body && !isChanged && changing.every((key) => !given(properties, key)) && !isRewritten(body)) return body;
  const made = body ? undefined : managedBody(written, routes);
  return made ?? unknown("the transform makes the definition", body?.origin ?? { span: nameSpan });
}

/** True for a definition of OpenAPI 3 with parts in the manner of Swagger 2, which the transform moves. */
function isRewritten(body: Value): boolean {
  if (body.kind !== "object") return false;
  const has = (key: string) => given(body, key) !== undefined;
  if (!has("openapi") || has("swagger")) return false;
  const paths = given(body, "paths")?.value;
  const items = paths?.kind === "object" ? [...paths.entries.values()] : [];
  return (
    has("securityDefinitions") ||
    has("definitions") ||
    items.some(({ value }) => value.kind !== "object" || value.entries.has("options"))
  );
}

/** The definition that is made of events alone. */
function managedBody(written: Written, routes: readonly Route[]): Value | undefined {
  const { properties, nameSpan, context } = written;
  const version = versionOf(written);
  const auth = given(properties, "Auth")?.value;
  const paths = pathsOf(routes, auth);
  if (version === undefined || !paths || (auth && (auth.kind !== "object" || !auth.closed))) return undefined;
  const isVersion3 = version.startsWith("3");
  const security: Branch = new Map();
  if (!withCors(written, paths, isVersion3) || !withAuth(written, paths, auth, security)) return undefined;
  const definitions = modelsOf(written);
  if (definitions === "unknown") return undefined;
  const endpoint = given(properties, "DisableExecuteApiEndpoint");
  const noEndpoint =
    endpoint &&
    branch({ "x-amazon-apigateway-endpoint-configuration": branch({ disableExecuteApiEndpoint: endpoint.value }) });
  const open = (why: string) => unknown(why, { span: nameSpan });
  const hasPolicy =
    valueAt(auth, "ResourcePolicy") ??
    routes.map((r) => valueAt(given(r.event.properties, "Auth")?.value, "ResourcePolicy")).find((p) => p !== undefined);
  const securityPart = security.size > 0 ? security : undefined;
  const components = branch({ securitySchemes: securityPart, schemas: definitions });
  const document = branch({
    [isVersion3 ? "openapi" : "swagger"]: version,
    info: branch({ version: "1.0", title: context.scope.refer("AWS::StackName", nameSpan) }),
    paths: pathsPart(paths, nameSpan),
    securityDefinitions: isVersion3 ? undefined : securityPart,
    definitions: isVersion3 ? undefined : definitions,
    components: isVersion3 && components.size > 0 ? components : undefined,
    "x-amazon-apigateway-binary-media-types": given(properties, "BinaryMediaTypes") && open("the transform spells it"),
    "x-amazon-apigateway-gateway-responses": given(properties, "GatewayResponses") && open("the transform spells it"),
    "x-amazon-apigateway-policy": hasPolicy && open("the transform makes the policy"),
    "x-amazon-apigateway-endpoint-configuration": isVersion3
      ? undefined
      : noEndpoint?.get("x-amazon-apigateway-endpoint-configuration"),
    servers: isVersion3 && noEndpoint ? [noEndpoint] : undefined,
  });
  return finished(document, nameSpan);
}

/** "2.0", or the version of OpenAPI that is asked for; undefined where that is not known. */
function versionOf({ properties }: Written): string | undefined {
  const written = given(properties, "OpenApiVersion");
  if (!written) return "2.0";
  const literal = literalString(written.value);
  if (literal === "function") return undefined;
  return /^3(?:\.\d){1,2}$/.test(literal.is) ? literal.is : "2.0";
}

function pathsOf(routes: readonly Route[], auth: Value | undefined): Paths | undefined {
  const paths: Paths = new Map();
  for (const route of routes) {
    const { properties } = route.event;
    const path = given(properties, "Path")?.value;
    const verb = given(properties, "Method")?.value;
    const definition = restMethod(route, auth);
    if (path?.kind !== "scalar" || verb?.kind !== "scalar" || !definition) return undefined;
    if (!guardByEvent(definition, given(properties, "Auth")?.value, auth)) return undefined;
    addMethod(paths, String(path.value), methodName(String(verb.value)), definition, route);
  }
  return paths;
}

/** Adds what `Cors` asks for; false where that is not known. */
function withCors({ properties }: Written, paths: Paths, isVersion3: boolean): boolean {
  const written = given(properties, "Cors");
  if (!written) return true;
  const cors: Cors | undefined = corsOf(written.value);
  if (!cors) return false;
  const done = new Set<string>();
  for (const [path, methods] of paths) {
    const plain = path === "/" ? path : path.replace(/\/+$/, "");
    if (done.has(plain)) continue;
    done.add(plain);
    if (methods.has("options")) continue;
    methods.set("options", { definition: optionsMethod(cors, [...methods.keys()], isVersion3), when: always });
  }
  return true;
}

/** Adds what `Auth` asks for; false where that is not known. */
function withAuth(written: Written, paths: Paths, auth: Value | undefined, security: Branch): boolean {
  const name = defaultAuthorizer(auth);
  const authorizers = valueAt(auth, "Authorizers");
  if (name === "unknown" || (authorizers && (authorizers.kind !== "object" || !authorizers.closed))) return false;
  for (const e of authorizers?.kind === "object" ? authorizers.entries.values() : []) {
    const made = restAuthorizer(written, e.value);
    if (!made) return false;
    security.set(e.key, made);
  }
  if (name === iam) security.set(iam, iamDefinition());
  const known = new Set([iam, ...security.keys()]);
  const preflight = flag(auth, "AddDefaultAuthorizerToCorsPreflight", true);
  const keyPreflight = flag(auth, "AddApiKeyRequiredToCorsPreflight", true);
  const needsKey = flag(auth, "ApiKeyRequired", false);
  if (preflight === "function" || keyPreflight === "function" || needsKey === "function") return false;
  for (const methods of paths.values())
    for (const [verb, { definition }] of methods) {
      const isGuarded = name !== undefined && (preflight || verb !== "options");
      if (isGuarded && !guardByDefault(definition, name, scopesOf(auth, name), known)) return false;
      if (needsKey && (keyPreflight || verb !== "options") && !askForKey(definition)) return false;
    }
  if (needsKey) security.set("api_key", apiKeyDefinition());
  for (const methods of paths.values())
    for (const { definition } of methods.values())
      for (const item of (definition.get("security") ?? []) as Part[]) {
        if (isBranch(item) && item.has(iam) && !security.has(iam)) security.set(iam, iamDefinition());
        if (isBranch(item) && item.has("api_key") && !security.has("api_key"))
          security.set("api_key", apiKeyDefinition());
      }
  return true;
}

function flag(auth: Value | undefined, key: string, otherwise: boolean): boolean | "function" {
  const value = valueAt(auth, key);
  return value ? literalBoolean(value) : otherwise;
}

function modelsOf({ properties }: Written): Branch | undefined | "unknown" {
  const models = given(properties, "Models")?.value;
  if (!models) return undefined;
  if (models.kind !== "object" || !models.closed) return "unknown";
  return new Map([...models.entries.values()].map((e) => [e.key.toLowerCase(), e.value]));
}
