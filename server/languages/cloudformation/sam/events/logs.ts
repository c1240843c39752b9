/** The event CloudWatchLogs: a subscription to a group of logs. */
import { madeText } from "../build.ts";
import type { EventLowering } from "./index.ts";
import { partitionAt } from "./partitions.ts";
import { given, passed, propertiesOf } from "./passing.ts";
import { eventId, permission } from "./permissions.ts";

export const logsEvent: EventLowering = (event, source) => {
  const { place, properties } = event;
  const { context } = source.written;
  const group = given(properties, "LogGroupName");
  if (!group) return { unsaid: `the event ${event.name} names no group of logs` };
  return {
    resources: [
      permission(event, source, "logs.amazonaws.com", {
        SourceArn: () =>
          madeText("arn:${P}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}:*", context, place, {
            P: partitionAt(place, context),
            Group: group.value,
          }),
      }),
      {
        id: eventId(event, source),
        type: "AWS::Logs::SubscriptionFilter",
        place,
        dependsOn: [`${eventId(event, source)}Permission`],
        properties: () =>
          propertiesOf(
            { DestinationArn: () => source.arn(place) },
            passed(properties, ["LogGroupName", "FilterPattern"]),
            place,
            properties.closed,
          ),
      },
    ],
  };
};
