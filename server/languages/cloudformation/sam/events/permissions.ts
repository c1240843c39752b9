/** The permission with which a service invokes a function. */
import { type Given, madeObject } from "../build.ts";
import type { Generated } from "../lowering.ts";
import type { EventSource, WrittenEvent } from "./index.ts";

/** A permission as the transform makes it for an event; what it says of the source is made when somebody looks. */
export function permission(
  event: WrittenEvent,
  source: EventSource,
  principal: string,
  about: { readonly SourceArn?: Given; readonly SourceAccount?: Given; readonly EventSourceToken?: Given } = {},
  id = `${eventId(event, source)}Permission`,
): Generated {
  const { place } = event;
  return {
    id,
    type: "AWS::Lambda::Permission",
    place,
    properties: () =>
      madeObject(
        { Action: "lambda:InvokeFunction", FunctionName: () => source.ref(place), Principal: principal, ...about },
        place,
      ),
  };
}

/** The logical id that the transform gives to what an event is. */
export function eventId(event: WrittenEvent, source: EventSource): string {
  return source.written.id + event.name;
}
