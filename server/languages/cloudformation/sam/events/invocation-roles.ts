/** The role with which a service starts a state machine. */
import { attributeTo, madeList } from "../build.ts";
import type { Generated } from "../lowering.ts";
import type { EventSource, WrittenEvent } from "./index.ts";
import { given, passed, propertiesOf } from "./passing.ts";
import { eventId } from "./permissions.ts";
import { allow, inlinePolicy, trust } from "./policies.ts";

/** The role `<event>Role`; the boundary of the state machine's own role holds for it as well. */
export function invocationRole(event: WrittenEvent, source: EventSource, service: string): Generated {
  const { place } = event;
  const id = `${eventId(event, source)}Role`;
  const { properties } = source.written;
  return {
    id,
    type: "AWS::IAM::Role",
    place,
    properties: () =>
      propertiesOf(
        {
          AssumeRolePolicyDocument: trust(service, place),
          Policies: madeList(
            [
              inlinePolicy(
                `${id}StartExecutionPolicy`,
                [allow("states:StartExecution", () => source.arn(place), place)],
                place,
              ),
            ],
            place,
          ),
        },
        given(properties, "PermissionsBoundary") ? passed(properties, ["PermissionsBoundary"]) : [],
        place,
        properties.closed,
      ),
  };
}

/** The ARN of that role. */
export function invocationRoleArn(event: WrittenEvent, source: EventSource) {
  return attributeTo(`${eventId(event, source)}Role`, "Arn", source.written.context, event.place);
}
