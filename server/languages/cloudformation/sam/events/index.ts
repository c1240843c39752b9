/** Events of functions and state machines: what the transform makes of each. */
import type { Span } from "../../../../core/span.ts";
import type { ObjectValue, Value } from "../../../../core/values.ts";
import type { Change, Generated, Written } from "../lowering.ts";
import { apiEvent, httpApiEvent } from "./api.ts";
import { bucketEvent } from "./buckets.ts";
import { alexaSkill, topicRule } from "./devices.ts";
import { polls } from "./event-source-mappings.ts";
import { logsEvent } from "./logs.ts";
import { functionRules, stateMachineRules } from "./rules.ts";
import { schedule } from "./schedules.ts";
import { topicEvent } from "./topics.ts";
import { userPoolEvent } from "./user-pools.ts";

/** The function or state machine that an event stands in. */
export interface EventSource {
  readonly kind: "function" | "stateMachine";
  readonly written: Written;
  /** `Ref` of what is invoked: the function, its alias, the state machine. */
  readonly ref: (place: Span) => Value;
  /** The ARN of what is invoked. */
  readonly arn: (place: Span) => Value;
}

/** An event as it is written. */
export interface WrittenEvent {
  /** Its key. */
  readonly name: string;
  readonly type: string;
  readonly properties: ObjectValue;
  /** The key. */
  readonly place: Span;
}

/** An event that is a path of an API, or a route of an HTTP API. */
export interface Route {
  /** The logical id of the API; `ServerlessRestApi` and `ServerlessHttpApi` for the implicit ones. */
  readonly target: string;
  readonly source: EventSource;
  readonly event: WrittenEvent;
}

/** What an event comes to. */
export interface EventMade {
  readonly resources?: readonly Generated[];
  readonly changes?: readonly Change[];
  readonly routes?: readonly Route[];
  /** Managed policies that the role of the function is given, by name: `service-role/AWSLambdaSQSQueueExecutionRole`. */
  readonly managedPolicies?: readonly string[];
  /** Inline policies that the role is given: items of `Policies` of AWS::IAM::Role. */
  readonly inlinePolicies?: readonly Value[];
  /** Why there may be more than this. */
  readonly unsaid?: string;
}

export type EventLowering = (event: WrittenEvent, source: EventSource) => EventMade;

/** By the type of the event. */
const functionEvents: Readonly<Record<string, EventLowering>> = {
  ...polls,
  ...functionRules,
  AlexaSkill: alexaSkill,
  Api: apiEvent,
  CloudWatchLogs: logsEvent,
  Cognito: userPoolEvent,
  HttpApi: httpApiEvent,
  IoTRule: topicRule,
  S3: bucketEvent,
  ScheduleV2: schedule,
  SNS: topicEvent,
};
const stateMachineEvents: Readonly<Record<string, EventLowering>> = {
  ...stateMachineRules,
  Api: apiEvent,
  ScheduleV2: schedule,
};

/** What an event comes to. */
export function lowerEvent(event: WrittenEvent, source: EventSource): EventMade {
  const table = source.kind === "function" ? functionEvents : stateMachineEvents;
  const lowering = Object.hasOwn(table, event.type) ? table[event.type] : undefined;
  return lowering?.(event, source) ?? { unsaid: `the event ${event.name} of ${source.written.id} is not modelled` };
}
