/** The events IoTRule and AlexaSkill. */
import { entry } from "../../../../core/values.ts";
import { made, madeList, madeObject, madeText, refTo } from "../build.ts";
import type { EventLowering } from "./index.ts";
import { partitionAt } from "./partitions.ts";
import { given, passed, propertiesOf } from "./passing.ts";
import { eventId, permission } from "./permissions.ts";

export const topicRule: EventLowering = (event, source) => {
  const { place, properties } = event;
  const { context } = source.written;
  const id = eventId(event, source);
  return {
    resources: [
      permission(event, source, "iot.amazonaws.com", {
        SourceArn: () =>
          madeText("arn:${P}:iot:${AWS::Region}:${AWS::AccountId}:rule/${Rule}", context, place, {
            P: partitionAt(place, context),
            Rule: refTo(id, context, place),
          }),
        SourceAccount: () => context.scope.refer("AWS::AccountId", place),
      }),
      {
        id,
        type: "AWS::IoT::TopicRule",
        place,
        properties: () => {
          const action = madeObject({ Lambda: madeObject({ FunctionArn: () => source.arn(place) }, place) }, place);
          const payload = propertiesOf(
            { RuleDisabled: made(false, place), Actions: madeList([action], place) },
            passed(properties, ["Sql", "AwsIotSqlVersion"]),
            place,
            properties.closed,
          );
          return propertiesOf({}, [entry("TopicRulePayload", payload)], place);
        },
      },
    ],
  };
};

export const alexaSkill: EventLowering = (event, source) => {
  const skill = given(event.properties, "SkillId");
  return {
    resources: [
      permission(event, source, "alexa-appkit.amazon.com", skill ? { EventSourceToken: () => skill.value } : {}),
    ],
  };
};
