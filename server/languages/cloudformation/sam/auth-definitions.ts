/** The authorizers of an API as its definition spells them, and which of them guards which method. */
import type { Value } from "../../../core/values.ts";
import { integration, securityOf } from "./api-methods.ts";
import { type Branch, branch, isBranch, type Part } from "./api-tree.ts";
import { madeText, textAt, valueAt } from "./build.ts";
import { literalBoolean } from "./events/literals.ts";
import { partitionAt } from "./events/partitions.ts";
import { given } from "./events/passing.ts";
import type { Written } from "./lowering.ts";

const authorizerKey = "x-amazon-apigateway-authorizer";
const authType = "x-amazon-apigateway-authtype";

/** The authorizer that is there without being written. */
export const iam = "AWS_IAM";

/** The built-in authorizer. */
export function iamDefinition(): Branch {
  return branch({ type: "apiKey", name: "Authorization", in: "header", [authType]: "awsSigv4" });
}

/** The key of an API as a definition of what guards it. */
export function apiKeyDefinition(): Branch {
  return branch({ type: "apiKey", name: "x-api-key", in: "header" });
}

/** A REST API's authorizer; undefined where its kind is not known. */
export function restAuthorizer(written: Written, authorizer: Value): Branch | undefined {
  if (authorizer.kind !== "object" || !authorizer.closed) return undefined;
  const pool = valueAt(authorizer, "UserPoolArn");
  const arn = valueAt(authorizer, "FunctionArn");
  const identity = valueAt(authorizer, "Identity");
  const payload = valueAt(authorizer, "FunctionPayloadType");
  if ((identity && identity.kind !== "object") || (payload && payload.kind !== "scalar")) return undefined;
  const kind = payload ? String(payload.value) : "TOKEN";
  const header = valueAt(identity, "Header") ?? "Authorization";
  const expression = valueAt(identity, "ValidationExpression");
  if (pool)
    return branch({
      type: "apiKey",
      name: header,
      in: "header",
      [authType]: "cognito_user_pools",
      [authorizerKey]: branch({
        type: "cognito_user_pools",
        providerARNs: pool.kind === "list" ? pool : [pool],
        identityValidationExpression: expression,
      }),
    });
  if (!arn) return undefined;
  const sources = identitySources(identity, "method.request.", kind === "REQUEST");
  const role = valueAt(authorizer, "FunctionInvokeRole");
  if (!sources || (role && role.kind === "choice")) return undefined;
  return branch({
    type: "apiKey",
    name: kind === "REQUEST" ? "Unused" : header,
    in: "header",
    [authType]: "custom",
    [authorizerKey]: branch({
      type: kind.toLowerCase(),
      authorizerUri: authorizerUri(written, arn),
      authorizerResultTtlInSeconds: valueAt(identity, "ReauthorizeEvery"),
      authorizerCredentials: isNone(role) ? undefined : role,
      identitySource: sources.length > 0 ? sources.join(", ") : undefined,
      identityValidationExpression: kind === "TOKEN" ? expression : undefined,
    }),
  });
}

/** An HTTP API's authorizer; undefined where its kind is not known. */
export function httpAuthorizer(written: Written, authorizer: Value): Branch | undefined {
  if (authorizer.kind !== "object" || !authorizer.closed) return undefined;
  const jwt = valueAt(authorizer, "JwtConfiguration");
  const arn = valueAt(authorizer, "FunctionArn");
  if (jwt) {
    if (jwt.kind !== "object" || !jwt.closed) return undefined;
    const configuration: Branch = new Map();
    for (const e of jwt.entries.values())
      if (e.value.kind !== "absent") configuration.set(e.key.toLowerCase(), e.value);
    return branch({
      type: "oauth2",
      [authorizerKey]: branch({
        type: "jwt",
        jwtConfiguration: configuration,
        identitySource: valueAt(authorizer, "IdentitySource"),
      }),
    });
  }
  if (!arn) return undefined;
  const identity = valueAt(authorizer, "Identity");
  const role = valueAt(authorizer, "FunctionInvokeRole");
  const simple = valueAt(authorizer, "EnableSimpleResponses");
  const sources = identitySources(identity, "$request.", true);
  const isSimple = simple ? literalBoolean(simple) : false;
  if ((identity && identity.kind !== "object") || !sources || role?.kind === "choice") return undefined;
  return branch({
    type: "apiKey",
    name: "Unused",
    in: "header",
    [authorizerKey]: branch({
      type: "request",
      authorizerUri: authorizerUri(written, arn),
      authorizerCredentials: isNone(role) ? undefined : role,
      authorizerResultTtlInSeconds: valueAt(identity, "ReauthorizeEvery"),
      identitySource: identity ? sources : undefined,
      authorizerPayloadFormatVersion: valueAt(authorizer, "AuthorizerPayloadFormatVersion"),
      enableSimpleResponses: isSimple === false ? undefined : simple,
    }),
  });
}

function isNone(role: Value | undefined): boolean {
  return role?.kind === "scalar" && (role.value === "NONE" || role.value === "");
}

function authorizerUri({ context, nameSpan }: Written, arn: Value): Value {
  return madeText(
    "arn:${P}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Arn}/invocations",
    context,
    nameSpan,
    { P: partitionAt(nameSpan, context), Arn: arn },
  );
}

/** What identifies a caller; undefined where it is not known. REST and HTTP APIs have other words for the same. */
function identitySources(identity: Value | undefined, prefix: string, wanted: boolean): string[] | undefined {
  if (!identity || !wanted) return [];
  const dollar = prefix.startsWith("$") ? "$" : "";
  const kinds: readonly (readonly [string, string])[] = [
    ["Headers", `${prefix}header.`],
    ["QueryStrings", `${prefix}querystring.`],
    ["StageVariables", `${dollar}stageVariables.`],
    ["Context", `${dollar}context.`],
  ];
  const found: string[] = [];
  for (const [key, before] of kinds) {
    const names = valueAt(identity, key);
    if (!names) continue;
    if (names.kind !== "list" || !names.closed) return undefined;
    for (const name of names.items) {
      if (name.kind !== "scalar") return undefined;
      found.push(before + String(name.value));
    }
  }
  return found;
}

/** Lets the default authorizer guard a method that says nothing of its own. False where that is not known. */
export function guardByDefault(method: Branch, name: string, scopes: Part, known: ReadonlySet<string>): boolean {
  if (!method.has(integration)) return true;
  const security = securityOf(method);
  if (!security) return false;
  const [others, own]: [Part[], Part[]] = [[], []];
  for (const item of security) {
    const isOwn = isBranch(item) && [...item.keys()].some((key) => known.has(key));
    (isOwn ? own : others).push(item);
  }
  const none = others.findIndex((item) => isBranch(item) && item.has("NONE"));
  let guards: Part[] = own.length > 0 ? own : [branch({ [name]: scopes })];
  if (none >= 0) {
    others.splice(none, 1);
    guards = [];
  }
  const all = [...others, ...guards];
  if (all.length > 0) method.set("security", all);
  return true;
}

/** Asks for a key at a method that does not say it needs none. False where that is not known. */
export function askForKey(method: Branch): boolean {
  if (!method.has(integration)) return true;
  const security = securityOf(method);
  if (!security) return false;
  const others = security.filter((item) => isBranch(item) && !item.has("api_key") && !item.has("api_key_false"));
  const own = security.filter((item) => !others.includes(item));
  const isOff = own.some((item) => isBranch(item) && item.has("api_key_false"));
  const all = isOff ? others : [...others, branch({ api_key: [] })];
  if (all.length > 0 || security.length > 0) method.set("security", all);
  return true;
}

/** What an event says of who may call it. False where that is not known. */
export function guardByEvent(method: Branch, auth: Value | undefined, apiAuth: Value | undefined): boolean {
  if (!auth) return true;
  if (auth.kind !== "object" || !auth.closed) return false;
  const security = securityOf(method);
  const name = valueAt(auth, "Authorizer");
  const key = valueAt(auth, "ApiKeyRequired");
  const needsKey = key ? literalBoolean(key) : false;
  if (!security || (name && name.kind !== "scalar") || needsKey === "function") return false;
  if (name) {
    const authorizer = valueAt(valueAt(apiAuth, "Authorizers"), String(name.value));
    const isNamed = name.value !== "NONE" && authorizer !== undefined;
    const scopes = valueAt(auth, "AuthorizationScopes") ?? valueAt(authorizer, "AuthorizationScopes");
    security.push(branch({ [String(name.value)]: isNamed && scopes ? scopes : [] }));
  }
  if (key) security.push(branch({ [needsKey ? "api_key" : "api_key_false"]: [] }));
  if (security.length > 0) method.set("security", security);
  return true;
}

/** The scopes of an authorizer. */
export function scopesOf(auth: Value | undefined, name: string): Part {
  const authorizers = auth?.kind === "object" ? given(auth, "Authorizers")?.value : undefined;
  return valueAt(valueAt(authorizers, name), "AuthorizationScopes") ?? [];
}

/** The name of the default authorizer; "unknown" where it is not written as text. */
export function defaultAuthorizer(auth: Value | undefined): string | undefined {
  return valueAt(auth, "DefaultAuthorizer") ? (textAt(auth, "DefaultAuthorizer") ?? "unknown") : undefined;
}
