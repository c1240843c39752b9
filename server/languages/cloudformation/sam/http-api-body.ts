/** The definition that an HTTP API is given: one that is written, or one that its events make. */
import { unknown, type Value } from "../../../core/values.ts";
import { httpMethod, methodName } from "./api-methods.ts";
import { addMethod, type Paths, pathsPart } from "./api-paths.ts";
import { type Branch, branch, finished, type Part } from "./api-tree.ts";
import { defaultAuthorizer, httpAuthorizer, iam, iamDefinition, scopesOf } from "./auth-definitions.ts";
import { valueAt } from "./build.ts";
import { defaultRoute } from "./events/api.ts";
import type { Route } from "./events/index.ts";
import { literalBoolean } from "./events/literals.ts";
import { given } from "./events/passing.ts";
import type { Written } from "./lowering.ts";

/** `Body` of an HTTP API; unknown where it is not known what the transform makes of it. */
export function httpBody(written: Written, routes: readonly Route[]): Value {
  const { properties, nameSpan } = written;
  const body = given(properties, "DefinitionBody")?.value;
  const made = body ? undefined : managedBody(written, routes);
  return made ?? unknown("the transform makes the definition", body?.origin ?? { span: nameSpan });
}

/** The definition that is made of events alone. */
function managedBody(written: Written, routes: readonly Route[]): Value | undefined {
  const { properties, nameSpan, context } = written;
  const auth = given(properties, "Auth")?.value;
  if (auth && (auth.kind !== "object" || !auth.closed)) return undefined;
  const schemes = schemesOf(written, auth);
  const paths = pathsOf(routes, auth);
  const cors = corsOf(written);
  const tags = tagsOf(written);
  const warns = given(properties, "FailOnWarnings");
  if (!schemes || !paths || cors === "unknown" || !tags) return undefined;
  // With warnings that fail, the default route is spelled as a path.
  if (warns && literalBoolean(warns.value) !== false) {
    const methods = paths.get(defaultRoute);
    if (methods) paths.set(`/${defaultRoute}`, methods);
    paths.delete(defaultRoute);
  }
  const endpoint = given(properties, "DisableExecuteApiEndpoint");
  const document = branch({
    openapi: "3.0.1",
    info: branch({
      version: "1.0",
      title: given(properties, "Name")?.value ?? context.scope.refer("AWS::StackName", nameSpan),
      description: given(properties, "Description")?.value,
    }),
    paths: pathsPart(paths, nameSpan),
    components: schemes.size > 0 ? branch({ securitySchemes: schemes }) : undefined,
    tags,
    "x-amazon-apigateway-cors": cors,
    servers: endpoint && [
      branch({ "x-amazon-apigateway-endpoint-configuration": branch({ disableExecuteApiEndpoint: endpoint.value }) }),
    ],
  });
  return finished(document, nameSpan);
}

function pathsOf(routes: readonly Route[], auth: Value | undefined): Paths | undefined {
  const name = defaultAuthorizer(auth);
  if (name === "unknown") return undefined;
  const paths: Paths = new Map();
  for (const route of routes) {
    const { properties } = route.event;
    const path = given(properties, "Path")?.value;
    const verb = given(properties, "Method")?.value;
    if ((path && path.kind !== "scalar") || (verb && verb.kind !== "scalar")) return undefined;
    const at = path ? String(path.value) : defaultRoute;
    const by = verb ? methodName(String(verb.value)) : methodName("any");
    const definition = httpMethod(route, at, at === defaultRoute && by === methodName("any"));
    const own = given(properties, "Auth")?.value;
    if (own && (own.kind !== "object" || !own.closed)) return undefined;
    const chosen = valueAt(own, "Authorizer");
    if (chosen && chosen.kind !== "scalar") return undefined;
    const guard = chosen ? String(chosen.value) : name;
    if (guard !== undefined && (own || by !== "options")) definition.set("security", [guardOf(guard, own, auth)]);
    addMethod(paths, at, by, definition, route);
  }
  return paths;
}

function guardOf(name: string, own: Value | undefined, auth: Value | undefined): Branch {
  const isBuiltIn = name === "NONE" || name === iam;
  const scopes = isBuiltIn ? undefined : valueAt(own, "AuthorizationScopes");
  const wanted = scopes && !(scopes.kind === "list" && scopes.items.length === 0) ? scopes : undefined;
  return branch({ [name]: isBuiltIn ? [] : (wanted ?? scopesOf(auth, name)) });
}

/** What the authorizers are; undefined where that is not known. */
function schemesOf(written: Written, auth: Value | undefined): Branch | undefined {
  const schemes: Branch = new Map();
  const enabled = valueAt(auth, "EnableIamAuthorizer");
  if (enabled && literalBoolean(enabled) === true) schemes.set(iam, iamDefinition());
  const authorizers = valueAt(auth, "Authorizers");
  if (!authorizers) return schemes;
  if (authorizers.kind !== "object" || !authorizers.closed) return undefined;
  for (const e of authorizers.entries.values()) {
    const made = httpAuthorizer(written, e.value);
    if (!made) return undefined;
    schemes.set(e.key, made);
  }
  return schemes;
}

/** The tags of the template, and the mark of the transform. */
function tagsOf({ properties }: Written): Part[] | undefined {
  const tags = given(properties, "Tags")?.value;
  if (tags && (tags.kind !== "object" || !tags.closed)) return undefined;
  const tag = (name: string, value: Part) => branch({ name, "x-amazon-apigateway-tag-value": value });
  const own = tags?.kind === "object" ? [...tags.entries.values()].map((e) => tag(e.key, e.value)) : [];
  return [...own, tag("httpapi:createdBy", "SAM")];
}

const corsKeys = ["AllowOrigins", "AllowHeaders", "AllowMethods", "ExposeHeaders", "MaxAge"];

function corsOf({ properties }: Written): Branch | undefined | "unknown" {
  const cors = given(properties, "CorsConfiguration")?.value;
  if (!cors) return undefined;
  if (cors.kind !== "object") {
    const truth = literalBoolean(cors);
    if (truth === "function") return "unknown";
    return truth ? branch({ allowOrigins: ["*"] }) : undefined;
  }
  if (!cors.closed) return "unknown";
  const made: Branch = new Map();
  for (const key of corsKeys) {
    const value = valueAt(cors, key);
    if (value) made.set(key.slice(0, 1).toLowerCase() + key.slice(1), value);
  }
  const credentials = valueAt(cors, "AllowCredentials");
  const allows = credentials ? literalBoolean(credentials) : false;
  if (allows === "function") return "unknown";
  if (allows) made.set("allowCredentials", true);
  return made;
}
