/** `EventInvokeConfig`: what becomes of asynchronous invocations, and the queues and topics that are made for it. */
import { all, never } from "../../../core/conditions.ts";
import type { Value } from "../../../core/values.ts";
import { attributeTo, madeObject, madeText, refTo, textAt, valueAt } from "./build.ts";
import { given } from "./events/passing.ts";
import { allow, inlinePolicy } from "./events/policies.ts";
import { givenOrMade } from "./given-or-made.ts";
import type { Generated, Written } from "./lowering.ts";
import type { Versions } from "./versions.ts";

export interface InvokeConfig {
  readonly resources: readonly Generated[];
  /** What the role of the function is given. */
  readonly policies: readonly Value[];
  readonly unsaid?: string;
}

/** The configuration with the destinations of its results. */
export function invokeConfig(written: Written, versions: Versions): InvokeConfig {
  const entry = given(written.properties, "EventInvokeConfig");
  if (!entry) return { resources: [], policies: [] };
  const { context } = written;
  const { value } = entry;
  const place = entry.keySpan ?? written.nameSpan;
  const id = `${written.id}EventInvokeConfig`;
  const resources: Generated[] = [];
  const policies: Value[] = [];
  const destinations: Record<string, Value> = {};
  const written_ = valueAt(value, "DestinationConfig");
  let unsaid = value.kind === "object" && value.closed ? undefined : `the destinations of ${written.id} are not known`;
  if (written_ && written_.kind !== "object") unsaid = `the destinations of ${written.id} are not known`;
  for (const name of ["OnSuccess", "OnFailure"]) {
    const to = valueAt(written_, name);
    if (!to) continue;
    const made = destination(to, `${id}${name}`, written, place);
    if (!made) {
      unsaid = `the destinations of ${written.id} are not known`;
      continue;
    }
    destinations[name] = madeObject({ Destination: made.value }, place);
    resources.push(...made.resources);
    policies.push(made.policy);
  }
  resources.push({
    id,
    type: "AWS::Lambda::EventInvokeConfig",
    place,
    writtenAt: { path: ["EventInvokeConfig"], properties: ["MaximumEventAgeInSeconds", "MaximumRetryAttempts"] },
    ...(versions.alias !== undefined && { dependsOn: [versions.alias] }),
    open: unsaid !== undefined,
    properties: () =>
      madeObject(
        {
          FunctionName: refTo(written.id, context, place),
          Qualifier: versions.name ?? "$LATEST",
          DestinationConfig: madeObject(destinations, place),
          MaximumEventAgeInSeconds: valueAt(value, "MaximumEventAgeInSeconds"),
          MaximumRetryAttempts: valueAt(value, "MaximumRetryAttempts"),
        },
        place,
      ),
  });
  return unsaid === undefined ? { resources, policies } : { resources, policies, unsaid };
}

const makes: Readonly<Record<string, readonly [type: string, suffix: string, attribute: string | undefined]>> = {
  SQS: ["AWS::SQS::Queue", "Queue", "Arn"],
  SNS: ["AWS::SNS::Topic", "Topic", undefined],
};

function destination(to: Value, id: string, written: Written, place: Written["nameSpan"]) {
  const { context } = written;
  const type = textAt(to, "Type");
  if (type === undefined) return undefined;
  const made = Object.hasOwn(makes, type) ? makes[type] : undefined;
  const own = valueAt(to, "Destination");
  if (!own && !made) return undefined;
  const resource = made && `${id}${made[1]}`;
  const makeValue = () =>
    made?.[2] !== undefined ? attributeTo(resource!, made[2], context, place) : refTo(resource ?? id, context, place);
  const { value, when } = made ? givenOrMade(own, makeValue, place) : { value: own!, when: never };
  const policy = policyFor(type, id, value, context, place);
  if (!policy) return undefined;
  const resources: Generated[] =
    made && resource !== undefined && when.kind !== "never"
      ? [
          {
            id: resource,
            type: made[0],
            place,
            condition: all(written.condition, when),
            names: [`${written.id}.Destination${made[1]}`],
            properties: () => madeObject({}, place),
          },
        ]
      : [];
  return { value, policy, resources };
}

function policyFor(type: string, id: string, to: Value, context: Written["context"], place: Written["nameSpan"]) {
  switch (type) {
    case "SQS":
      return inlinePolicy(`${id}SQSPolicy`, [allow("sqs:SendMessage", to, place)], place);
    case "SNS":
      return inlinePolicy(`${id}SNSPolicy`, [allow("sns:publish", to, place)], place);
    case "EventBridge":
      return inlinePolicy(`${id}EventBridgePolicy`, [allow("events:PutEvents", to, place)], place);
    case "Lambda":
      return inlinePolicy(`${id}LambdaPolicy`, [allow("lambda:InvokeFunction", to, place)], place);
    case "S3Bucket": {
      const objects = madeText("${To}/*", context, place, { To: to });
      return inlinePolicy(
        `${id}S3Policy`,
        [allow("s3:PutObject", objects, place), allow("s3:ListBucket", to, place)],
        place,
      );
    }
    default:
      return undefined;
  }
}
