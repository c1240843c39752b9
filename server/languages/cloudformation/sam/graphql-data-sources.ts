/** The data sources of a GraphQL API: tables and functions, each with a role that may use it. */
import type { Span } from "../../../core/span.ts";
import type { ObjectValue, Value } from "../../../core/values.ts";
import { attributeTo, made, madeObject, madeText, refTo, valueAt } from "./build.ts";
import { connection } from "./connector.ts";
import { passed, propertiesOf } from "./events/passing.ts";
import { trust } from "./events/policies.ts";
import type { Generated, Written } from "./lowering.ts";

export interface DataSources {
  readonly resources: readonly Generated[];
  /** The logical ids of the data sources, by the names that functions call them. */
  readonly ids: ReadonlyMap<string, string>;
  readonly unsaid: readonly string[];
}

/** What each kind of data source is called in the template, in logical ids, and by AppSync. */
const kinds = [
  { section: "DynamoDb", called: "DynamoDB", type: "AMAZON_DYNAMODB" },
  { section: "Lambda", called: "Lambda", type: "AWS_LAMBDA" },
] as const;
type Kind = (typeof kinds)[number];

const table = "arn:${AWS::Partition}:dynamodb:${Region}:${AWS::AccountId}:table/${Table}";

/** The data sources that are written. */
export function dataSourcesOf(written: Written, apiId: () => Value): DataSources {
  const all = valueAt(written.properties, "DataSources");
  const resources: Generated[] = [];
  const ids = new Map<string, string>();
  const unsaid = new Set<string>();
  const why = `the data sources of ${written.id} are not known`;
  if (all && (all.kind !== "object" || !all.closed)) unsaid.add(why);
  for (const kind of kinds) {
    const section = valueAt(all, kind.section);
    if (section && (section.kind !== "object" || !section.closed)) unsaid.add(why);
    for (const { key, value, keySpan } of section?.kind === "object" ? section.entries.values() : []) {
      if (value.kind !== "object" || !value.closed) {
        unsaid.add(why);
        continue;
      }
      const id = `${written.id}${key}${kind.called}DataSource`;
      ids.set(key, id);
      const place = keySpan ?? written.nameSpan;
      resources.push(dataSource(kind, id, key, value, apiId, place, written));
      if (valueAt(value, "ServiceRoleArn")) continue;
      const allowed = permissions(kind, id, value, place, written);
      if (allowed) resources.push(role(id, place), ...allowed);
      else unsaid.add(why);
    }
  }
  return { resources, ids, unsaid: [...unsaid] };
}

function dataSource(
  kind: Kind,
  id: string,
  name: string,
  source: ObjectValue,
  apiId: () => Value,
  place: Span,
  { context }: Written,
): Generated {
  const isTable = kind.section === "DynamoDb";
  return {
    id,
    type: "AWS::AppSync::DataSource",
    place,
    properties: () =>
      propertiesOf(
        {
          Name: valueAt(source, "Name") ?? name,
          Type: kind.type,
          ApiId: apiId,
          ServiceRoleArn: valueAt(source, "ServiceRoleArn") ?? (() => attributeTo(`${id}Role`, "Arn", context, place)),
          ...(isTable
            ? {
                DynamoDBConfig: () =>
                  propertiesOf(
                    { AwsRegion: regionOf(source, place, { context }) },
                    passed(source, [
                      "TableName",
                      "UseCallerCredentials",
                      "Versioned",
                      ["DeltaSync", "DeltaSyncConfig"],
                    ]),
                    place,
                  ),
              }
            : {
                LambdaConfig: () => propertiesOf({}, passed(source, [["FunctionArn", "LambdaFunctionArn"]]), place),
              }),
        },
        passed(source, ["Description"]),
        place,
      ),
  };
}

function regionOf(source: ObjectValue, place: Span, { context }: Pick<Written, "context">): Value {
  return valueAt(source, "Region") ?? context.scope.refer("AWS::Region", place);
}

function role(id: string, place: Span): Generated {
  return {
    id: `${id}Role`,
    type: "AWS::IAM::Role",
    place,
    properties: () => madeObject({ AssumeRolePolicyDocument: trust("appsync.amazonaws.com", place) }, place),
  };
}

/** The policy that lets the role use what is behind the data source. */
function permissions(
  kind: Kind,
  id: string,
  source: ObjectValue,
  place: Span,
  written: Written,
): Generated[] | undefined {
  const { context } = written;
  const isTable = kind.section === "DynamoDb";
  const given = valueAt(source, "Permissions");
  if (given && (given.kind !== "list" || !given.closed || given.items.some((i) => i.kind !== "scalar")))
    return undefined;
  const asked =
    given?.kind === "list" ? given.items.map((i) => (i.kind === "scalar" ? String(i.value) : "")) : undefined;
  const wanted = isTable ? (asked ?? ["Read", "Write"]) : ["Write"];
  const name = valueAt(source, "TableName");
  const arn = isTable
    ? (valueAt(source, "TableArn") ??
      (name && madeText(table, context, place, { Region: regionOf(source, place, written), Table: name })))
    : valueAt(source, "FunctionArn");
  if (!arn) return undefined;
  const from = madeObject(
    { Type: "AWS::AppSync::DataSource", Arn: refTo(id, context, place), RoleName: refTo(`${id}Role`, context, place) },
    place,
  );
  const to = madeObject({ Type: isTable ? "AWS::DynamoDB::Table" : "AWS::Lambda::Function", Arn: arn }, place);
  return connection(from, to, wanted, { ...written, id: `${id}To${isTable ? "Table" : "Lambda"}Connector` }, place);
}

/** The data source that does nothing, which functions share that name none. */
export function noneDataSource(id: string, apiId: () => Value, place: Span): Generated {
  return {
    id,
    type: "AWS::AppSync::DataSource",
    place,
    sharing: "last",
    properties: () => madeObject({ ApiId: apiId, Name: made(id, place), Type: "NONE" }, place),
  };
}
