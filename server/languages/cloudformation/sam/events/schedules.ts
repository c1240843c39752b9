/** The event ScheduleV2: a schedule of EventBridge Scheduler. */
import { type Entry, lazyEntry, type ObjectValue, type Value } from "../../../../core/values.ts";
import { attributeTo, type Given, madeList, madeObject } from "../build.ts";
import type { Generated } from "../lowering.ts";
import { type DeadLetters, deadLetters } from "./dead-letter-queues.ts";
import type { EventLowering, EventSource, WrittenEvent } from "./index.ts";
import { literalBoolean } from "./literals.ts";
import { given, passed, propertiesOf } from "./passing.ts";
import { eventId } from "./permissions.ts";
import { allow, inlinePolicy, trust } from "./policies.ts";

const handedOn = [
  "ScheduleExpression",
  "State",
  "Description",
  "StartDate",
  "EndDate",
  "ScheduleExpressionTimezone",
  "GroupName",
  "KmsKeyArn",
];

export const schedule: EventLowering = (event, source) => {
  const { properties, place } = event;
  const id = eventId(event, source);
  const letters = deadLetters(event, source, undefined);
  const resources: Generated[] = [
    { id, type: "AWS::Scheduler::Schedule", place, properties: () => scheduleOf(event, source, letters) },
    ...letters.resources,
  ];
  if (!given(properties, "RoleArn"))
    resources.push({
      id: `${id}Role`,
      type: "AWS::IAM::Role",
      place,
      properties: () => roleOf(event, source, letters),
    });
  const unsaid = letters.unsaid ?? (properties.closed ? undefined : `what the event ${event.name} has is not known`);
  return { resources, ...(unsaid !== undefined && { unsaid }) };
};

function scheduleOf(event: WrittenEvent, source: EventSource, letters: DeadLetters): ObjectValue {
  const { properties, place } = event;
  const id = eventId(event, source);
  const entries = passed(properties, handedOn);
  const omits = given(properties, "OmitName");
  const name = given(properties, "Name");
  const own: Record<string, Given> = { Target: targetOf(event, source, letters) };
  let closed = properties.closed;
  if (name) entries.push(name);
  else {
    const omit = omits ? literalBoolean(omits.value) : false;
    if (omit === false) own.Name = id;
    else if (omit === "function") closed = false;
  }
  const window = given(properties, "FlexibleTimeWindow");
  if (window) entries.push(window);
  else own.FlexibleTimeWindow = madeObject({ Mode: "OFF" }, place);
  return propertiesOf(own, entries, place, closed);
}

function targetOf(event: WrittenEvent, source: EventSource, letters: DeadLetters): Value {
  const { properties, place } = event;
  const { context } = source.written;
  const entries: Entry[] = passed(properties, ["Input", "RetryPolicy"]);
  const role = given(properties, "RoleArn");
  if (role) entries.push(lazyEntry("RoleArn", () => role.value, role.keySpan));
  return propertiesOf(
    {
      Arn: () => source.arn(place),
      ...(!role && { RoleArn: () => attributeTo(`${eventId(event, source)}Role`, "Arn", context, place) }),
      ...(letters.config && { DeadLetterConfig: letters.config }),
    },
    entries,
    place,
    properties.closed && letters.unsaid === undefined,
  );
}

function roleOf(event: WrittenEvent, source: EventSource, letters: DeadLetters): ObjectValue {
  const { properties, place } = event;
  const id = eventId(event, source);
  const target = () => source.arn(place);
  const invoke =
    source.kind === "function"
      ? inlinePolicy(`${id}LambdaPolicy`, [allow("lambda:InvokeFunction", target, place)], place)
      : inlinePolicy(`${id}StartExecutionPolicy`, [allow("states:StartExecution", target, place)], place);
  const send = letters.arn && inlinePolicy(`${id}SQSPolicy`, [allow("sqs:SendMessage", letters.arn, place)], place);
  return propertiesOf(
    {
      AssumeRolePolicyDocument: trust("scheduler.amazonaws.com", place),
      Policies: madeList([invoke, send], place),
    },
    passed(properties, ["PermissionsBoundary"]),
    place,
    properties.closed && letters.unsaid === undefined,
  );
}
