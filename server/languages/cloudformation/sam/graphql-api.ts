/** AWS::Serverless::GraphQLApi: the API, its schema, role, keys, cache, domain, data sources, functions and resolvers. */
import { type ObjectValue, unknown, type Value } from "../../../core/values.ts";
import { attributeTo, madeList, madeObject, madeText, refTo, valueAt } from "./build.ts";
import { literalString } from "./events/literals.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import { trust } from "./events/policies.ts";
import { graphqlAuthOf } from "./graphql-auth.ts";
import { dataSourcesOf } from "./graphql-data-sources.ts";
import { pipelinesOf } from "./graphql-pipelines.ts";
import type { Generated, Lowered, Written } from "./lowering.ts";
import { tagList } from "./tags.ts";

const handedOn = [
  "XrayEnabled",
  "Visibility",
  "OwnerContact",
  "IntrospectionConfig",
  "QueryDepthLimit",
  "ResolverCountLimit",
];
const consumed = new Set([
  ...handedOn,
  "ApiKeys",
  "Auth",
  "Cache",
  "DataSources",
  "DomainName",
  "Functions",
  "Logging",
  "Name",
  "Resolvers",
  "SchemaInline",
  "SchemaUri",
  "Tags",
]);

/** Lowers a GraphQL API. */
export function lowerGraphqlApi(written: Written): Lowered {
  const { properties, context, id, nameSpan } = written;
  const unsaid: string[] = [];
  const apiId = () => attributeTo(id, "ApiId", context, nameSpan);
  const auth = graphqlAuthOf(written);
  const sources = dataSourcesOf(written, apiId);
  const pipelines = pipelinesOf(written, sources, apiId);
  if (auth.unsaid !== undefined) unsaid.push(auth.unsaid);
  unsaid.push(...sources.unsaid, ...pipelines.unsaid);
  const log = logging(written);
  const part = (suffix: string, type: string, key: string, of: () => ObjectValue): Generated => ({
    id: `${id}${suffix}`,
    type,
    place: properties.entries.get(key)?.keySpan ?? nameSpan,
    properties: of,
  });
  const generated: Generated[] = [
    part("Schema", "AWS::AppSync::GraphQLSchema", "SchemaInline", () =>
      madeObject(
        {
          ApiId: apiId(),
          Definition: valueAt(properties, "SchemaInline"),
          DefinitionS3Location: given(properties, "SchemaUri")
            ? unknown("where the packaged schema will lie is not known", { span: nameSpan })
            : undefined,
        },
        nameSpan,
      ),
    ),
  ];
  if (log.role) generated.push(log.role);
  generated.push(...auth.resources, ...sources.resources, ...pipelines.resources);
  const cache = given(properties, "Cache");
  if (cache)
    generated.push(
      part("ApiCache", "AWS::AppSync::ApiCache", "Cache", () => withApi(cache.value, apiId(), written, unknownCache)),
    );
  const domain = given(properties, "DomainName");
  if (domain) {
    const name = `${id}DomainName`;
    generated.push(
      part("DomainName", "AWS::AppSync::DomainName", "DomainName", () =>
        withApi(domain.value, undefined, written, "the domain name is not known"),
      ),
      part("DomainNameApiAssociation", "AWS::AppSync::DomainNameApiAssociation", "DomainName", () =>
        madeObject({ ApiId: apiId(), DomainName: refTo(name, context, nameSpan) }, nameSpan),
      ),
    );
  }
  const keys = valueAt(properties, "ApiKeys");
  if (keys && (keys.kind !== "object" || !keys.closed)) unsaid.push(`the keys of ${id} are not known`);
  for (const { key, value, keySpan } of keys?.kind === "object" ? keys.entries.values() : [])
    generated.push({
      id: `${id}${key}`,
      type: "AWS::AppSync::ApiKey",
      place: keySpan ?? nameSpan,
      properties: () =>
        madeObject(
          {
            ApiId: apiId(),
            ApiKeyId: valueAt(value, "ApiKeyId"),
            Description: valueAt(value, "Description"),
            Expires: valueAt(value, "ExpiresOn"),
          },
          keySpan ?? nameSpan,
        ),
    });
  return {
    type: "AWS::AppSync::GraphQLApi",
    open: auth.unsaid !== undefined || [...properties.entries.keys()].some((key) => !consumed.has(key)),
    properties: () =>
      propertiesOf(
        {
          Name: valueAt(properties, "Name") ?? id,
          ...auth.properties,
          LogConfig: log.config,
          Tags: () => tagList(valueAt(properties, "Tags"), nameSpan, [["graphqlapi:createdBy", "SAM"]]),
        },
        [...passed(properties, handedOn), ...auth.more],
        nameSpan,
      ),
    generated,
    changes: [],
    routes: [],
    unsaid,
  };
}

const unknownCache = "the cache is not known";

/** The properties of a part as they are written, with the API that it belongs to. */
function withApi(value: Value, apiId: Value | undefined, { nameSpan }: Written, why: string): ObjectValue {
  if (value.kind !== "object") return madeObject({ ApiId: apiId ?? unknown(why, { span: nameSpan }) }, nameSpan);
  return propertiesOf({ ApiId: apiId }, [...value.entries.values()], nameSpan, value.closed);
}

/** What is logged, and the role that logs where none is named. `Logging: false` logs nothing. */
function logging({ properties, context, id, nameSpan }: Written): { config?: Value; role?: Generated } {
  const entry = given(properties, "Logging");
  const place = entry?.keySpan ?? nameSpan;
  if (entry?.value.kind === "scalar") {
    const literal = literalString(entry.value);
    if (literal !== "function" && literal.is === "false") return {};
  }
  const own = valueAt(entry?.value, "CloudWatchLogsRoleArn");
  const config = madeObject(
    {
      CloudWatchLogsRoleArn: own ?? attributeTo(`${id}CloudWatchRole`, "Arn", context, place),
      FieldLogLevel: valueAt(entry?.value, "FieldLogLevel") ?? "ALL",
      ExcludeVerboseContent: valueAt(entry?.value, "ExcludeVerboseContent"),
    },
    place,
  );
  if (own) return { config };
  const arn = "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs";
  return {
    config,
    role: {
      id: `${id}CloudWatchRole`,
      type: "AWS::IAM::Role",
      place,
      properties: () =>
        madeObject(
          {
            AssumeRolePolicyDocument: trust("appsync.amazonaws.com", place),
            ManagedPolicyArns: madeList([madeText(arn, context, place)], place),
          },
          place,
        ),
    },
  };
}
