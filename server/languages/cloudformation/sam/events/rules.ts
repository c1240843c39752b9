/** Events that are rules of EventBridge: at times, or on what happens. */
import { type Entry, entry, lazyEntry, type ObjectValue, type Value } from "../../../../core/values.ts";
import { attributeTo, type Given, made, madeList, madeObject, valueAt } from "../build.ts";
import type { Generated } from "../lowering.ts";
import { deadLetters } from "./dead-letter-queues.ts";
import type { EventLowering, EventMade, EventSource, WrittenEvent } from "./index.ts";
import { invocationRole } from "./invocation-roles.ts";
import { literalBoolean } from "./literals.ts";
import { given, passed, propertiesOf } from "./passing.ts";
import { eventId, permission } from "./permissions.ts";

/** What a target's id may be long. */
const LONGEST_TARGET_ID = 64;

interface RuleShape {
  /** Properties of the rule, by those of the event. */
  readonly rule: readonly (string | readonly [from: string, to: string])[];
  /** Properties of the rule's target. */
  readonly target: readonly string[];
  /** True where the event has `Enabled`, an older spelling of `State`. */
  readonly hasEnabled: boolean;
  /** True where the id of the target can be given. */
  readonly hasTarget: boolean;
  /** True where a role can be given instead of the one that is made. */
  readonly hasRole: boolean;
}

const schedule = {
  rule: [["Schedule", "ScheduleExpression"], "Name", "Description"],
  target: ["Input", "RetryPolicy"],
  hasEnabled: true,
} as const;

const pattern = {
  rule: ["EventBusName", ["Pattern", "EventPattern"], ["RuleName", "Name"]],
  target: ["Input", "InputPath", "RetryPolicy", "InputTransformer"],
  hasTarget: true,
  hasRole: false,
} as const;

function rule(shape: RuleShape): EventLowering {
  return (event, source) => {
    const { place, properties } = event;
    const { context } = source.written;
    const id = eventId(event, source);
    const letters = deadLetters(event, source, id);
    const resources: Generated[] = [
      {
        id,
        type: "AWS::Events::Rule",
        place,
        properties: () => ruleOf(shape, event, source, letters.config),
      },
    ];
    if (source.kind === "function")
      resources.push(
        permission(event, source, "events.amazonaws.com", { SourceArn: () => attributeTo(id, "Arn", context, place) }),
      );
    else if (!shape.hasRole || !given(properties, "RoleArn"))
      resources.push(invocationRole(event, source, "events.amazonaws.com"));
    const unsaid = letters.unsaid ?? (properties.closed ? undefined : `what the event ${event.name} has is not known`);
    const result: EventMade = {
      resources: [...resources, ...letters.resources],
      ...(unsaid !== undefined && { unsaid }),
    };
    return result;
  };
}

function ruleOf(shape: RuleShape, event: WrittenEvent, source: EventSource, letters: Value | undefined): ObjectValue {
  const { properties, place } = event;
  const entries = passed(properties, shape.rule);
  const state = stateOf(shape, event);
  if (state) entries.push(state);
  const target = targetOf(shape, event, source, letters);
  return propertiesOf({ Targets: madeList([target], place) }, entries, place, properties.closed);
}

/** `State`, or what `Enabled` comes to. Whatever makes `Enabled` true or false at deployment is not looked into. */
function stateOf(shape: RuleShape, event: WrittenEvent): Entry | undefined {
  const state = given(event.properties, "State");
  const enabled = shape.hasEnabled ? given(event.properties, "Enabled") : undefined;
  if (state || !enabled) return state;
  return lazyEntry(
    "State",
    () => {
      const truth = literalBoolean(enabled.value);
      // The transform takes every function for true.
      const text = truth === false ? "DISABLED" : "ENABLED";
      return { ...made(text, enabled.value.origin.span), origin: enabled.value.origin };
    },
    enabled.keySpan,
  );
}

function targetOf(shape: RuleShape, event: WrittenEvent, source: EventSource, letters: Value | undefined): Value {
  const { properties, place } = event;
  const { context } = source.written;
  const named = shape.hasTarget ? valueAt(given(properties, "Target")?.value, "Id") : undefined;
  const suffix = source.kind === "function" ? "LambdaTarget" : "StepFunctionsTarget";
  const id = eventId(event, source);
  const own: Record<string, Given> = {
    Arn: () => source.arn(place),
    Id: named ?? id.slice(0, LONGEST_TARGET_ID - suffix.length) + suffix,
  };
  if (letters) own.DeadLetterConfig = letters;
  const role = shape.hasRole ? given(properties, "RoleArn") : undefined;
  const handedOn: Entry[] = passed(properties, shape.target);
  if (source.kind === "stateMachine")
    handedOn.push(role ?? entry("RoleArn", attributeTo(`${id}Role`, "Arn", context, place)));
  const unclosed = letters === undefined && given(properties, "DeadLetterConfig") !== undefined;
  const target = madeObject(own, place);
  const entries = new Map(target.entries);
  for (const e of handedOn) entries.set(e.key, e);
  return { ...target, entries, closed: properties.closed && !unclosed };
}

export const functionRules: Readonly<Record<string, EventLowering>> = {
  Schedule: rule({ ...schedule, hasTarget: false, hasRole: false }),
  CloudWatchEvent: rule({ ...pattern, hasEnabled: true }),
  EventBridgeRule: rule({ ...pattern, hasEnabled: true }),
};

export const stateMachineRules: Readonly<Record<string, EventLowering>> = {
  Schedule: rule({ ...schedule, hasTarget: true, hasRole: true }),
  CloudWatchEvent: rule({ ...pattern, hasEnabled: false }),
  EventBridgeRule: rule({ ...pattern, hasEnabled: false }),
};
