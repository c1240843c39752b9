/** The queue that takes what a rule or a schedule could not deliver. */
import type { Value } from "../../../../core/values.ts";
import { attributeTo, made, madeList, madeObject, refTo, valueAt } from "../build.ts";
import type { Generated } from "../lowering.ts";
import type { EventSource, WrittenEvent } from "./index.ts";
import { literalString } from "./literals.ts";
import { given } from "./passing.ts";
import { eventId } from "./permissions.ts";
import { queuePolicy } from "./policies.ts";

export interface DeadLetters {
  /** `DeadLetterConfig` of the target; undefined where there is none. */
  readonly config?: Value;
  /** The queue's ARN, as it is given or made. */
  readonly arn?: () => Value;
  readonly resources: readonly Generated[];
  readonly unsaid?: string;
}

/** What `DeadLetterConfig` of an event comes to. A rule's queue is given a policy as well. */
export function deadLetters(event: WrittenEvent, source: EventSource, rule: string | undefined): DeadLetters {
  const config = given(event.properties, "DeadLetterConfig");
  if (!config) return { resources: [] };
  const { place } = event;
  const { context } = source.written;
  const unsaid = `the dead letter queue of the event ${event.name} is not known`;
  const arn = valueAt(config.value, "Arn");
  if (arn) return { config: madeObject({ Arn: arn }, config.keySpan ?? place), arn: () => arn, resources: [] };
  const type = valueAt(config.value, "Type");
  if (!type || config.value.kind !== "object" || !config.value.closed) return { resources: [], unsaid };
  const named = valueAt(config.value, "QueueLogicalId");
  const name = named ? literalString(named) : undefined;
  if (name === "function") return { resources: [], unsaid };
  const id = eventId(event, source);
  const queue = name?.is || `${id}Queue`;
  const at = config.keySpan ?? place;
  const queueArn = () => attributeTo(queue, "Arn", context, at);
  const resources: Generated[] = [
    { id: queue, type: "AWS::SQS::Queue", place: at, properties: () => madeObject({}, at) },
  ];
  if (rule !== undefined)
    resources.push({
      id: `${id}QueuePolicy`,
      type: "AWS::SQS::QueuePolicy",
      place: at,
      properties: () =>
        madeObject(
          {
            PolicyDocument: () =>
              queuePolicy(
                madeObject({ Service: made("events.amazonaws.com", at) }, at),
                queueArn,
                () => attributeTo(rule, "Arn", context, at),
                at,
              ),
            Queues: () => madeList([() => refTo(queue, context, at)], at),
          },
          at,
        ),
    });
  return { config: madeObject({ Arn: queueArn }, at), arn: queueArn, resources };
}
