/** Events that the function polls for: streams, queues, brokers. */
import { type Entry, entry, lazyEntry, type ObjectValue, object, type Value } from "../../../../core/values.ts";
import { valueAt } from "../build.ts";
import type { Generated } from "../lowering.ts";
import { destinationPolicy } from "./destinations.ts";
import type { EventLowering, EventMade, EventSource, WrittenEvent } from "./index.ts";
import { given, passed, propertiesOf } from "./passing.ts";
import { eventId } from "./permissions.ts";
import { documentDbPolicy, mqPolicy, mskPolicy, type PollPolicy, selfManagedKafkaPolicy } from "./poll-policies.ts";

const handedOn = [
  "StartingPosition",
  "StartingPositionTimestamp",
  "BatchSize",
  "Enabled",
  "MaximumBatchingWindowInSeconds",
  "MaximumRetryAttempts",
  "BisectBatchOnFunctionError",
  "MaximumRecordAgeInSeconds",
  "ParallelizationFactor",
  "Topics",
  "Queues",
  "SourceAccessConfigurations",
  "TumblingWindowInSeconds",
  "FunctionResponseTypes",
  "FilterCriteria",
  "KmsKeyArn",
  "ScalingConfig",
  "ProvisionedPollerConfig",
  "MetricsConfig",
  "LoggingConfig",
];

interface Polling {
  /** The property that names what is polled. */
  readonly source?: string;
  readonly managedPolicy?: string;
  readonly policy?: PollPolicy;
  /** The property that holds the settings of Kafka. */
  readonly kafka?: string;
}

function polling(kind: Polling): EventLowering {
  return (event, source) => {
    const { properties } = event;
    const mapping: Generated = {
      id: eventId(event, source),
      type: "AWS::Lambda::EventSourceMapping",
      place: event.place,
      writtenAt: { path: ["Events", event.name, "Properties"], properties: handedOn },
      properties: () => mappingOf(kind, event, source),
    };
    const policies = [kind.policy?.(event, source), destinationPolicy(event, source)];
    const inline: Value[] = [];
    let unsaid: string | undefined;
    for (const policy of policies) {
      if (policy === "unknown") unsaid = `what the event ${event.name} adds to the role is not known`;
      else if (policy) inline.push(policy);
    }
    if (!properties.closed) unsaid = `the properties of the event ${event.name} are not known`;
    const result: EventMade = {
      resources: [mapping],
      ...(kind.managedPolicy !== undefined && { managedPolicies: [kind.managedPolicy] }),
      ...(inline.length > 0 && { inlinePolicies: inline }),
      ...(unsaid !== undefined && { unsaid }),
    };
    return result;
  };
}

function mappingOf(kind: Polling, event: WrittenEvent, source: EventSource): ObjectValue {
  const { properties, place } = event;
  const entries = passed(properties, kind.source ? [...handedOn, [kind.source, "EventSourceArn"]] : handedOn);
  const destinations = properties.entries.get("DestinationConfig");
  if (destinations)
    entries.push(lazyEntry("DestinationConfig", () => untyped(destinations.value), destinations.keySpan));
  const servers = given(properties, "KafkaBootstrapServers");
  if (servers)
    entries.push(wrapped("SelfManagedEventSource", servers, (e) => wrapped("Endpoints", e, (inner) => inner)));
  const kafka = passed(properties, ["ConsumerGroupId", "SchemaRegistryConfig"]);
  if (kind.kafka !== undefined && kafka.length > 0) entries.push(entry(kind.kafka, object(kafka, { span: place })));
  if (kind.source === "Cluster")
    entries.push(
      entry(
        "DocumentDBEventSourceConfig",
        object(passed(properties, ["DatabaseName", "CollectionName", "FullDocument"]), { span: place }),
      ),
    );
  return propertiesOf({ FunctionName: () => source.ref(place) }, entries, place, properties.closed);
}

/** An entry inside an object of its own. */
function wrapped(key: string, e: Entry, make: (e: Entry) => Entry): Entry {
  const origin = { span: e.keySpan ?? e.value.origin.span };
  return entry(key, object([make(e)], origin), e.keySpan);
}

/** A destination's type is there for the transform alone. */
function untyped(value: Value): Value {
  const onFailure = valueAt(value, "OnFailure");
  if (value.kind !== "object" || onFailure?.kind !== "object" || !onFailure.entries.has("Type")) return value;
  const entries = new Map(value.entries);
  const inner = new Map(onFailure.entries);
  inner.delete("Type");
  entries.set(
    "OnFailure",
    entry("OnFailure", { ...onFailure, entries: inner }, value.entries.get("OnFailure")?.keySpan),
  );
  return { ...value, entries };
}

/** The mapping that an event of SNS makes for a queue between the topic and the function. */
export function queueMapping(
  event: WrittenEvent,
  source: EventSource,
  queueArn: () => Value,
  batch?: Entry,
): Generated {
  const { place } = event;
  return {
    id: `${eventId(event, source)}EventSourceMapping`,
    type: "AWS::Lambda::EventSourceMapping",
    place,
    properties: () =>
      propertiesOf(
        {
          FunctionName: () => source.ref(place),
          EventSourceArn: queueArn,
          Enabled: true,
          ...(!batch && { BatchSize: 10 }),
        },
        batch ? [batch] : [],
        place,
      ),
  };
}

export const queueExecution = "service-role/AWSLambdaSQSQueueExecutionRole";

export const polls: Readonly<Record<string, EventLowering>> = {
  SQS: polling({ source: "Queue", managedPolicy: queueExecution }),
  Kinesis: polling({ source: "Stream", managedPolicy: "service-role/AWSLambdaKinesisExecutionRole" }),
  DynamoDB: polling({ source: "Stream", managedPolicy: "service-role/AWSLambdaDynamoDBExecutionRole" }),
  MSK: polling({
    source: "Stream",
    managedPolicy: "service-role/AWSLambdaMSKExecutionRole",
    policy: mskPolicy,
    kafka: "AmazonManagedKafkaEventSourceConfig",
  }),
  MQ: polling({ source: "Broker", policy: mqPolicy }),
  SelfManagedKafka: polling({ policy: selfManagedKafkaPolicy, kafka: "SelfManagedKafkaEventSourceConfig" }),
  DocumentDB: polling({ source: "Cluster", policy: documentDbPolicy }),
};
