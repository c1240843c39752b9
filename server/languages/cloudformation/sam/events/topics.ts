/** The event SNS: a subscription of the function, or of a queue that it polls. */
import { type Entry, type ObjectValue, unknown, type Value } from "../../../../core/values.ts";
import { attributeTo, made, madeList, madeObject, refTo, valueAt } from "../build.ts";
import type { Generated } from "../lowering.ts";
import { queueExecution, queueMapping } from "./event-source-mappings.ts";
import type { EventLowering, EventMade, EventSource, WrittenEvent } from "./index.ts";
import { literalBoolean, literalString } from "./literals.ts";
import { given, passed, propertiesOf } from "./passing.ts";
import { eventId, permission } from "./permissions.ts";
import { queuePolicy } from "./policies.ts";
import { ownResource } from "./references.ts";

export const topicEvent: EventLowering = (event, source) => {
  const queue = given(event.properties, "SqsSubscription");
  const { place } = event;
  const isOn = queue ? literalBoolean(queue.value) : false;
  if (queue?.value.kind === "object") return throughQueue(event, source, queue.value);
  if (isOn === true) return throughMadeQueue(event, source);
  const topic = given(event.properties, "Topic");
  const made: EventMade = {
    resources: [
      permission(event, source, "sns.amazonaws.com", topic ? { SourceArn: () => topic.value } : {}),
      subscription(event, source, "lambda", () => source.arn(place)),
    ],
  };
  return isOn === false ? made : { unsaid: `whether the event ${event.name} goes through a queue is not known` };
};

/** A queue that the transform makes between the topic and the function. */
function throughMadeQueue(event: WrittenEvent, source: EventSource): EventMade {
  const { place } = event;
  const { context } = source.written;
  const id = `${eventId(event, source)}Queue`;
  const fifo = orderOf(event, source);
  const arn = () => attributeTo(id, "Arn", context, place);
  return {
    resources: [
      {
        id,
        type: "AWS::SQS::Queue",
        place,
        properties: () => madeObject(fifo ? { FifoQueue: () => fifo.value } : {}, place),
      },
      queueMapping(event, source, arn),
      policy(event, `${id}Policy`, arn, () => refTo(id, context, place)),
      subscription(event, source, "sqs", arn),
    ],
    managedPolicies: [queueExecution],
  };
}

/** Whether the topic keeps its order, where it is one of this template: its queue is as it is. */
function orderOf(event: WrittenEvent, source: EventSource): Entry | undefined {
  const topic = ownResource(given(event.properties, "Topic")?.value, source);
  const properties = topic === undefined ? undefined : source.written.look(topic)?.properties;
  return properties && given(properties, "FifoTopic");
}

/** A queue that is there already. */
function throughQueue(event: WrittenEvent, source: EventSource, queue: ObjectValue): EventMade {
  const [arn, url] = [valueAt(queue, "QueueArn"), valueAt(queue, "QueueUrl")];
  const id = eventId(event, source);
  const named = valueAt(queue, "QueuePolicyLogicalId");
  const name = named ? literalString(named) : undefined;
  if (!arn || !url || name === "function" || !queue.closed)
    return { unsaid: `which queue the event ${event.name} goes through is not known` };
  const batch: Entry | undefined = given(queue, "BatchSize");
  return {
    resources: [
      queueMapping(event, source, () => arn, batch),
      policy(
        event,
        name?.is || `${id}QueuePolicy`,
        () => arn,
        () => url,
      ),
      subscription(event, source, "sqs", () => arn),
    ],
    managedPolicies: [queueExecution],
  };
}

function policy(event: WrittenEvent, id: string, arn: () => Value, url: () => Value): Generated {
  const { place } = event;
  const topic = given(event.properties, "Topic")?.value;
  return {
    id,
    type: "AWS::SQS::QueuePolicy",
    place,
    properties: () =>
      madeObject(
        {
          PolicyDocument: () =>
            queuePolicy(made("*", place), arn, topic ?? unknown("no topic is named", { span: place }), place),
          Queues: () => madeList([url], place),
        },
        place,
      ),
  };
}

function subscription(event: WrittenEvent, source: EventSource, protocol: string, endpoint: () => Value): Generated {
  const { place, properties } = event;
  return {
    id: eventId(event, source),
    type: "AWS::SNS::Subscription",
    place,
    properties: () =>
      propertiesOf(
        { Protocol: protocol, Endpoint: endpoint },
        passed(properties, [["Topic", "TopicArn"], "Region", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy"]),
        place,
        properties.closed,
      ),
  };
}
