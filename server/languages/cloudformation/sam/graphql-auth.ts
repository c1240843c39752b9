/** `Auth` of a GraphQL API: how callers are told, and the functions that do so. */
import type { Span } from "../../../core/span.ts";
import { type Entry, entry, type Value } from "../../../core/values.ts";
import { attributeTo, type Given, madeList, madeObject, refTo, valueAt } from "./build.ts";
import { connection } from "./connector.ts";
import { passed, propertiesOf } from "./events/passing.ts";
import type { Generated, Written } from "./lowering.ts";
import { resolvedText } from "./versions.ts";

export interface GraphqlAuth {
  /** Properties of the API. */
  readonly properties: Readonly<Record<string, Given>>;
  readonly more: readonly Entry[];
  /** What lets the API invoke its authorizers. */
  readonly resources: readonly Generated[];
  readonly unsaid?: string;
}

/** The configuration of each kind, in SAM and in AppSync. */
const configurations: Readonly<Record<string, readonly [written: string, made: string]>> = {
  AMAZON_COGNITO_USER_POOLS: ["UserPool", "UserPoolConfig"],
  AWS_LAMBDA: ["LambdaAuthorizer", "LambdaAuthorizerConfig"],
  OPENID_CONNECT: ["OpenIDConnect", "OpenIDConnectConfig"],
};
const plain: ReadonlySet<string> = new Set(["API_KEY", "AWS_IAM"]);

/** How the callers of an API are told. */
export function graphqlAuthOf(written: Written): GraphqlAuth {
  const auth = valueAt(written.properties, "Auth");
  const place = written.properties.entries.get("Auth")?.keySpan ?? written.nameSpan;
  const others = valueAt(auth, "Additional");
  const unsaid = `the authorizers of ${written.id} are not known`;
  const nothing = { properties: { AuthenticationType: valueAt(auth, "Type") }, more: [], resources: [], unsaid };
  if (auth?.kind !== "object" || !auth.closed || (others && (others.kind !== "list" || !others.closed))) return nothing;
  const all = [auth, ...(others?.kind === "list" ? others.items : [])];
  const known = all.map((each, i) => authorizerOf(each, i > 0));
  if (!known.every((k) => k !== undefined)) return nothing;
  const functions = known.flatMap((k) => (k.function ? [k.function] : []));
  const connectors = functions.map((arn, i) =>
    connector(arn, `${written.id}ToLambdaAuthConnector${i + 1}`, place, written),
  );
  const [own, ...additional] = known;
  return {
    properties: {
      AuthenticationType: valueAt(auth, "Type"),
      AdditionalAuthenticationProviders:
        additional.length === 0
          ? undefined
          : () =>
              madeList(
                additional.map((a) => propertiesOf({ AuthenticationType: a.type }, a.configuration, place)),
                place,
              ),
    },
    more: own?.configuration ?? [],
    resources: connectors.flatMap((c) => c ?? []),
    ...(connectors.includes(undefined) && { unsaid }),
  };
}

interface Authorizer {
  readonly type: Value;
  readonly configuration: readonly Entry[];
  readonly function?: Value;
}

function authorizerOf(written: Value, isAdditional: boolean): Authorizer | undefined {
  if (written.kind !== "object" || !written.closed) return undefined;
  const type = valueAt(written, "Type");
  const kind = resolvedText(type);
  if (!type || kind === undefined) return undefined;
  const names = Object.hasOwn(configurations, kind) ? configurations[kind] : undefined;
  if (!names) return plain.has(kind) ? { type, configuration: [] } : undefined;
  const arn = valueAt(valueAt(written, names[0]), "AuthorizerUri");
  const isLambda = kind === "AWS_LAMBDA";
  if (isLambda && !arn) return undefined;
  const configuration = passed(written, [names]).map((e) => (isAdditional ? withoutDefault(e) : e));
  return { type, configuration, ...(isLambda && arn && { function: arn }) };
}

/** What happens by default is said of the first user pool alone. */
function withoutDefault(configuration: Entry): Entry {
  const { key, value, keySpan } = configuration;
  if (key !== "UserPoolConfig" || value.kind !== "object") return configuration;
  return entry(key, { ...value, entries: new Map([...value.entries].filter(([k]) => k !== "DefaultAction")) }, keySpan);
}

function connector(arn: Value, id: string, place: Span, written: Written): Generated[] | undefined {
  const { context, id: api } = written;
  const from = madeObject(
    {
      Type: "AWS::AppSync::GraphQLApi",
      Arn: refTo(api, context, place),
      ResourceId: attributeTo(api, "ApiId", context, place),
    },
    place,
  );
  const to = madeObject({ Type: "AWS::Lambda::Function", Arn: arn }, place);
  return connection(from, to, ["Write"], { ...written, id }, place);
}
