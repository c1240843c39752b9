/** AWS::Serverless::Function: the function, its role, its versions and what its events come to. */
import { never } from "../../../core/conditions.ts";
import type { Span } from "../../../core/span.ts";
import {
  absent,
  type Entry,
  lazyEntry,
  type ObjectValue,
  object,
  piece,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { alternativesOf, distribute } from "../distribute.ts";
import { joined } from "../strings.ts";
import { attributeTo, madeObject, refTo, textAt, valueAt } from "./build.ts";
import { locationOf } from "./code-location.ts";
import { deploymentOf } from "./deployment.ts";
import type { EventSource } from "./events/index.ts";
import { given } from "./events/passing.ts";
import { allow, inlinePolicy } from "./events/policies.ts";
import { eventsOf } from "./events-of.ts";
import { functionUrl } from "./function-url.ts";
import { givenOrMade } from "./given-or-made.ts";
import { invokeConfig } from "./invoke-config.ts";
import type { Generated, Lowered, Written } from "./lowering.ts";
import { roleId, roleOf } from "./role.ts";
import { madeManagedArn, tracingPolicy } from "./role-policies.ts";
import { propagatedTags, samTags, withTags } from "./tags.ts";
import { resolvedText, versionsOf } from "./versions.ts";

/** Properties that are handed on as they are. */
const handedOn: readonly string[] = [
  "FunctionName",
  "Handler",
  "Runtime",
  "MemorySize",
  "Timeout",
  "VpcConfig",
  "Environment",
  "KmsKeyArn",
  "ReservedConcurrentExecutions",
  "Layers",
  "FileSystemConfigs",
  "ImageConfig",
  "PackageType",
  "Architectures",
  "SnapStart",
  "EphemeralStorage",
  "CodeSigningConfigArn",
  "RuntimeManagementConfig",
  "LoggingConfig",
  "TenancyConfig",
  "RecursiveLoop",
  "DurableConfig",
  "FunctionScalingConfig",
  "PublishToLatestPublished",
];

/** Properties that come to something else. */
const consumed: ReadonlySet<string> = new Set([
  ...handedOn,
  "AssumeRolePolicyDocument",
  "AutoPublishAlias",
  "AutoPublishAliasAllProperties",
  "AutoPublishCodeSha256",
  "CapacityProviderConfig",
  "CodeUri",
  "DeadLetterQueue",
  "DeploymentPreference",
  "Description",
  "EventInvokeConfig",
  "Events",
  "FunctionUrlConfig",
  "ImageUri",
  "InlineCode",
  "PermissionsBoundary",
  "Policies",
  "PropagateTags",
  "ProvisionedConcurrencyConfig",
  "Role",
  "RolePath",
  "SourceKMSKeyArn",
  "Tags",
  "Tracing",
  "VersionDeletionPolicy",
  "VersionDescription",
]);

/** Lowers a function. */
export function lowerFunction(written: Written): Lowered {
  const { properties, context, id, nameSpan } = written;
  const versions = versionsOf(written);
  const invoked = versions.alias;
  const source: EventSource = {
    kind: "function",
    written,
    ref: (place) => refTo(invoked ?? id, context, place),
    arn: (place) => (invoked ? refTo(invoked, context, place) : attributeTo(id, "Arn", context, place)),
  };
  const role = givenOrMade(
    properties.entries.get("Role")?.value,
    () => attributeTo(roleId(written), "Arn", context, nameSpan),
    given(properties, "Role")?.keySpan ?? nameSpan,
  );
  const invokes = invokeConfig(written, versions);
  const deployment = deploymentOf(written);
  const events = eventsOf(written, source);
  const { ofAlias } = deployment;
  const published = versions.resources.map((r) => (r.id === invoked && ofAlias ? { ...r, attributes: ofAlias } : r));
  const generated: Generated[] = [...published, ...functionUrl(written, source), ...invokes.resources];
  if (role.when !== never)
    generated.push(
      roleOf({
        written,
        when: role.when,
        service: "lambda.amazonaws.com",
        managed: basicPolicies(written),
        inline: [...deadLetterPolicy(written), ...invokes.policies],
        managedBehind: events.managedPolicies.map((name) => madeManagedArn(name, context, nameSpan)),
        inlineBehind: events.inlinePolicies,
        closed: events.unsaid.length === 0 && invokes.unsaid === undefined && versions.unsaid === undefined,
      }),
    );
  generated.push(...events.resources);
  const tags = propagatedTags(written);
  return {
    type: "AWS::Lambda::Function",
    open: [...properties.entries.keys()].some((key) => !consumed.has(key)),
    properties: () => functionProperties(written, role.value, tags),
    generated: withTags([...generated, ...deployment.resources], tags),
    changes: events.changes,
    routes: events.routes,
    unsaid: [versions.unsaid, invokes.unsaid, deployment.unsaid, ...events.unsaid].filter((why) => why !== undefined),
  };
}

function functionProperties(written: Written, role: Value, tags: Value | undefined): ObjectValue {
  const { properties, nameSpan } = written;
  const entries: Entry[] = [];
  const add = (key: string, value: () => Value | undefined, from?: string) => {
    const at = from === undefined ? undefined : properties.entries.get(from)?.keySpan;
    entries.push(lazyEntry(key, () => value() ?? absent({ span: at ?? nameSpan }), at));
  };
  for (const e of properties.entries.values()) if (handedOn.includes(e.key) || !consumed.has(e.key)) entries.push(e);
  add(
    "Code",
    () => code(written),
    ["InlineCode", "CodeUri", "ImageUri"].find((k) => given(properties, k)),
  );
  add("Role", () => role, "Role");
  add("Tags", () => tags ?? samTags(written), "Tags");
  if (properties.entries.has("Description") || given(properties, "AutoPublishCodeSha256"))
    add("Description", () => description(written), "Description");
  if (given(properties, "Tracing")) add("TracingConfig", () => tracing(written), "Tracing");
  const queue = given(properties, "DeadLetterQueue");
  if (queue) {
    const target = () => madeObject({ TargetArn: valueAt(queue.value, "TargetArn") }, queue.keySpan ?? nameSpan);
    add("DeadLetterConfig", target, "DeadLetterQueue");
  }
  const provider = given(properties, "CapacityProviderConfig");
  if (provider) add("CapacityProviderConfig", () => capacityProvider(provider), "CapacityProviderConfig");
  return object(entries, properties.origin, { nameSpan, closed: properties.closed });
}

function code(written: Written): Value {
  const { properties, nameSpan } = written;
  const place = (key: string) => properties.entries.get(key)?.keySpan ?? nameSpan;
  const image = valueAt(properties, "ImageUri");
  const inline = valueAt(properties, "InlineCode");
  const uri = valueAt(properties, "CodeUri");
  if (image && (textAt(properties, "PackageType") === "Image" || (!inline && !uri)))
    return madeObject({ ImageUri: image }, place("ImageUri"));
  const key = valueAt(properties, "SourceKMSKeyArn");
  const made = inline
    ? madeObject({ ZipFile: inline }, place("InlineCode"))
    : uri && locationOf(uri, ["S3Bucket", "S3Key", "S3ObjectVersion"], place("CodeUri"));
  if (!made) return unknown("what the code is packaged to is not known", { span: nameSpan });
  if (!key || made.kind !== "object") return made;
  return { ...made, entries: new Map([...made.entries, ["SourceKMSKeyArn", { key: "SourceKMSKeyArn", value: key }]]) };
}

/** The hash of the code follows the description, so that it changes whenever the code does. */
function description({ properties, nameSpan }: Written): Value | undefined {
  const own = valueAt(properties, "Description");
  const hash = valueAt(properties, "AutoPublishCodeSha256");
  if (!hash || !given(properties, "AutoPublishAlias")) return own;
  return own ? joined([own, piece(" "), hash], { span: own.origin.span }) : { ...hash, origin: { span: nameSpan } };
}

function tracing({ properties, nameSpan }: Written): Value | undefined {
  const entry = given(properties, "Tracing");
  if (!entry) return undefined;
  const { value } = entry;
  const place = entry.keySpan ?? nameSpan;
  const isOff = (mode: Value) => mode.kind === "absent" || (mode.kind === "scalar" && mode.value === "Disabled");
  if (!alternativesOf(value).some((a) => isOff(a.value))) return madeObject({ Mode: value }, place);
  return distribute([value], { span: place }, ([mode]) =>
    isOff(mode) ? absent({ span: place }) : madeObject({ Mode: mode }, place),
  );
}

function capacityProvider({ value, keySpan }: Entry): Value {
  const place = keySpan ?? value.origin.span;
  if (value.kind !== "object") return unknown("the capacity provider is not known", { span: place });
  const config = madeObject(
    {
      CapacityProviderArn: valueAt(value, "Arn"),
      PerExecutionEnvironmentMaxConcurrency: valueAt(value, "PerExecutionEnvironmentMaxConcurrency"),
      ExecutionEnvironmentMemoryGiBPerVCpu: valueAt(value, "ExecutionEnvironmentMemoryGiBPerVCpu"),
    },
    place,
  );
  return madeObject({ LambdaManagedInstancesCapacityProviderConfig: { ...config, closed: value.closed } }, place);
}

/** What every function may do, what tracing and a VPC need. */
function basicPolicies({ properties, context, nameSpan }: Written): Value[] {
  const place = (key: string): Span => properties.entries.get(key)?.keySpan ?? nameSpan;
  const durable = given(properties, "DurableConfig") !== undefined;
  const managed = [
    madeManagedArn(
      durable ? "service-role/AWSLambdaBasicDurableExecutionRolePolicy" : "service-role/AWSLambdaBasicExecutionRole",
      context,
      nameSpan,
    ),
  ];
  if (given(properties, "Tracing") && resolvedText(valueAt(properties, "Tracing")) !== "Disabled")
    managed.push(madeManagedArn(tracingPolicy(context, nameSpan), context, place("Tracing")));
  const vpc = valueAt(properties, "VpcConfig");
  if (vpc && !(vpc.kind === "object" && vpc.closed && vpc.entries.size === 0))
    managed.push(madeManagedArn("service-role/AWSLambdaVPCAccessExecutionRole", context, place("VpcConfig")));
  return managed;
}

function deadLetterPolicy({ properties, nameSpan }: Written): Value[] {
  const entry = given(properties, "DeadLetterQueue");
  const target = valueAt(entry?.value, "TargetArn");
  if (!entry || !target) return [];
  const place = entry.keySpan ?? nameSpan;
  const type = textAt(entry.value, "Type");
  if (type !== "SQS" && type !== "SNS") return [];
  const action = type === "SQS" ? "sqs:SendMessage" : "sns:Publish";
  return [inlinePolicy("DeadLetterQueuePolicy", [allow(action, target, place)], place, "2012-10-17")];
}
