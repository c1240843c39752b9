/** AWS::Serverless::Connector, and the attribute `Connectors` of any resource: policies between two resources. */
import { compare } from "../../../core/compare.ts";
import type { Span } from "../../../core/span.ts";
import { list, type ObjectValue, reference, unknown, type Value } from "../../../core/values.ts";
import type { Context } from "../evaluate.ts";
import { attributeTo, made, madeList, madeObject, madeText, refTo, textAt, valueAt } from "./build.ts";
import { type ConnectorProfile, connectorProfiles, type Pattern } from "./connector-profiles.ts";
import { type Generated, implicitApis, type Lowered, type Written } from "./lowering.ts";
import { roleId } from "./role.ts";

/** The types that resources of SAM come to, as connectors see them. */
const loweredTypes: Readonly<Record<string, string>> = {
  "AWS::Serverless::Function": "AWS::Lambda::Function",
  "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
  "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
  "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
  "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
};
/** Types whose `Ref` is their ARN. */
const refIsArn: ReadonlySet<string> = new Set([
  "AWS::AppSync::DataSource",
  "AWS::AppSync::GraphQLApi",
  "AWS::SNS::Topic",
  "AWS::StepFunctions::StateMachine",
]);
/** The property that holds the role of a type. */
const roleProperties: Readonly<Record<string, string>> = {
  "AWS::AppSync::DataSource": "ServiceRoleArn",
  "AWS::Lambda::Function": "Role",
  "AWS::StepFunctions::StateMachine": "RoleArn",
};
const apis: ReadonlySet<string> = new Set(["AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"]);

interface End {
  readonly type: string;
  /** Its ARN, id, name and qualifier, by the names that profiles use. */
  readonly values: Readonly<Record<string, Value>>;
  readonly role?: Value;
  readonly url?: Value;
}

/** Lowers a connector; nothing has its own logical id. */
export function lowerConnector(written: Written): Lowered {
  const { properties, id } = written;
  const generated: Generated[] = [];
  const unsaid = new Set<string>();
  const why = `what the connector ${id} makes is not known`;
  const destination = valueAt(properties, "Destination");
  const permissions = valueAt(properties, "Permissions");
  const source = valueAt(properties, "Source");
  const wanted = permissions?.kind === "list" && permissions.closed ? permissions.items.map(known) : [undefined];
  const several = destination?.kind === "list";
  const destinations = several ? destination.items : [destination];
  if (several && !destination.closed) unsaid.add(why);
  destinations.forEach((to, i) => {
    const made = wanted.every((w) => w !== undefined)
      ? between(source, to, wanted, several ? `Destination${i}` : "", written)
      : undefined;
    if (made) generated.push(...made);
    else unsaid.add(why);
  });
  return {
    type: written.type,
    isReplaced: true,
    open: true,
    properties: () => properties,
    generated,
    changes: [],
    routes: [],
    unsaid: [...unsaid],
  };
}

/** The policies of a connector that the transform itself makes; undefined where they are not known. */
export function connection(
  from: Value,
  to: Value,
  wanted: readonly string[],
  written: Written,
  place: Span,
): Generated[] | undefined {
  return between(from, to, wanted, "", { ...written, nameSpan: place });
}

function known(value: Value): string | undefined {
  return value.kind === "scalar" ? String(value.value) : undefined;
}

function between(
  from: Value | undefined,
  to: Value | undefined,
  wanted: readonly string[],
  suffix: string,
  written: Written,
): Generated[] | undefined {
  const source = endOf(from, to, written);
  const destination = endOf(to, from, written);
  const key = source && destination && `${source.type} ${destination.type}`;
  if (!key || !Object.hasOwn(connectorProfiles, key)) return undefined;
  const profile = connectorProfiles[key]!;
  if (!wanted.every((w) => Object.hasOwn(profile.access, w))) return undefined;
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(source.values)) values[`Source.${name}`] = value;
  for (const [name, value] of Object.entries(destination.values)) values[`Destination.${name}`] = value;
  const at = profile.at === "Source" ? source : destination;
  return policies(profile, at, wanted, values, suffix, written);
}

function policies(
  profile: ConnectorProfile,
  at: End,
  wanted: readonly string[],
  values: Readonly<Record<string, Value>>,
  suffix: string,
  { id, nameSpan: place, context }: Written,
): Generated[] | undefined {
  const access = Object.keys(profile.access).filter((a) => wanted.includes(a));
  const fill = (pattern: Pattern): Value => filled(pattern, values, context, place);
  const document = () =>
    madeObject(
      {
        Version: "2012-10-17",
        Statement: list(
          access.flatMap((a) => {
            const statements = fill(profile.access[a]!);
            return statements.kind === "list" ? statements.items : [statements];
          }),
          { span: place },
        ),
      },
      place,
    );
  const one = (type: string, name: string, key: string, of: Value | undefined): Generated[] | undefined =>
    of && [
      {
        id: `${id}${name}${suffix}`,
        type,
        place,
        properties: () => madeObject({ PolicyDocument: document, [key]: madeList([of], place) }, place),
      },
    ];
  switch (profile.kind) {
    case "role":
      return one("AWS::IAM::ManagedPolicy", "Policy", "Roles", at.role);
    case "queue":
      return one("AWS::SQS::QueuePolicy", "QueuePolicy", "Queues", at.url);
    case "topic":
      return one("AWS::SNS::TopicPolicy", "TopicPolicy", "Topics", at.values.Arn);
    case "permission": {
      const arn = at.values.Arn;
      if (!arn) return undefined;
      return access.map((a) => ({
        id: `${id}${a}LambdaPermission${suffix}`,
        type: "AWS::Lambda::Permission",
        place,
        properties: () => {
          const about = fill(profile.access[a]!) as ObjectValue;
          return {
            ...about,
            entries: new Map([...about.entries, ["FunctionName", { key: "FunctionName", value: arn }]]),
          };
        },
      }));
    }
  }
}

/** A pattern with the values of both ends in it. */
function filled(pattern: Pattern, values: Readonly<Record<string, Value>>, context: Context, place: Span): Value {
  if (typeof pattern === "string") {
    const whole = /^\$\{([^}]+)\}$/.exec(pattern);
    const only = whole && Object.hasOwn(values, whole[1]!) ? values[whole[1]!] : undefined;
    return only ?? (pattern.includes("${") ? madeText(pattern, context, place, values) : made(pattern, place));
  }
  if (Array.isArray(pattern))
    return madeList(
      pattern.map((p) => filled(p, values, context, place)),
      place,
    );
  const entries: Record<string, () => Value> = {};
  for (const [key, inner] of Object.entries(pattern)) entries[key] = () => filled(inner, values, context, place);
  return madeObject(entries, place);
}

/** One end of a connector: a resource of the template, or what is said about one that is not. */
function endOf(written: Value | undefined, other: Value | undefined, connector: Written): End | undefined {
  if (written?.kind !== "object" || !written.closed) return undefined;
  const id = textAt(written, "Id");
  if (id !== undefined) return endOfResource(id, valueAt(written, "Qualifier"), other, connector);
  if (valueAt(written, "Id")) return undefined;
  const type = textAt(written, "Type");
  if (type === undefined) return undefined;
  const values: Record<string, Value> = {};
  for (const name of ["Arn", "ResourceId", "Name", "Qualifier"]) {
    const value = valueAt(written, name);
    if (value) values[name] = value;
  }
  const role = valueAt(written, "RoleName");
  const url = valueAt(written, "QueueUrl");
  return { type: loweredTypes[type] ?? type, values, ...(role && { role }), ...(url && { url }) };
}

function endOfResource(
  id: string,
  qualifier: Value | undefined,
  other: Value | undefined,
  { look, context, nameSpan: place }: Written,
): End | undefined {
  const resource = look(id);
  const written = resource?.type ?? (Object.hasOwn(implicitApis, id) ? implicitApis[id] : undefined);
  if (written === undefined) return undefined;
  const type = loweredTypes[written] ?? written;
  const ref = refTo(id, context, place);
  const values: Record<string, Value> = { Arn: refIsArn.has(type) ? ref : attributeTo(id, "Arn", context, place) };
  if (apis.has(type)) {
    values.ResourceId = ref;
    values.Qualifier = qualifier ?? made("*", place);
  }
  if (type === "AWS::AppSync::GraphQLApi") values.ResourceId = attributeTo(id, "ApiId", context, place);
  if (type === "AWS::StepFunctions::StateMachine") values.Name = attributeTo(id, "Name", context, place);
  const isMade = written === "AWS::Serverless::Function" || written === "AWS::Serverless::StateMachine";
  const property = isMade ? "Role" : roleProperties[type];
  const own = type === "AWS::Events::Rule" ? roleOfRule(resource?.properties, other, context) : undefined;
  const arn = own ?? (property === undefined ? undefined : valueAt(resource?.properties, property));
  const name =
    arn?.kind === "reference"
      ? reference(arn.target, undefined, { span: place })
      : arn?.kind === "unknown" && arn.undefinedName !== undefined
        ? unknown(arn.reason, { span: place }, arn.identity)
        : isMade && !arn
          ? refTo(roleId({ id }), context, place)
          : undefined;
  return { type, values, ...(name && { role: name }), ...(type === "AWS::SQS::Queue" && { url: ref }) };
}

/** The role of a rule's target that is the other end. */
function roleOfRule(rule: ObjectValue | undefined, other: Value | undefined, context: Context): Value | undefined {
  const targets = valueAt(rule, "Targets");
  const id = textAt(other, "Id");
  const otherArn = valueAt(other, "Arn");
  if (targets?.kind !== "list") return undefined;
  for (const target of targets.items) {
    const arn = valueAt(target, "Arn");
    const isIt = id !== undefined && arn?.kind === "reference" && arn.target === context.scope.address(id);
    if (isIt || (arn && otherArn && compare(arn, otherArn) === "same")) return valueAt(target, "RoleArn");
  }
  return undefined;
}
