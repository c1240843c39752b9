/** The event Cognito: a trigger of a user pool of the same template, and the permission for it. */
import { entry, type ObjectValue, object, unknown, type Value } from "../../../../core/values.ts";
import { attributeTo } from "../build.ts";
import type { EventLowering, EventSource, WrittenEvent } from "./index.ts";
import { given } from "./passing.ts";
import { permission } from "./permissions.ts";
import { ownResource } from "./references.ts";

export const userPoolEvent: EventLowering = (event, source) => {
  const { context, id } = source.written;
  const pool = ownResource(given(event.properties, "UserPool")?.value, source);
  if (pool === undefined) return { unsaid: `which user pool the event ${event.name} belongs to is not known` };
  // All triggers of a function share one permission.
  const allowed = permission(
    event,
    source,
    "cognito-idp.amazonaws.com",
    { SourceArn: () => attributeTo(pool, "Arn", context, event.place) },
    `${id}CognitoPermission`,
  );
  return {
    resources: [allowed],
    changes: [{ target: pool, apply: (properties) => triggered(properties, event, source) }],
  };
};

function triggered(properties: ObjectValue, event: WrittenEvent, source: EventSource): ObjectValue {
  const entries = new Map(properties.entries);
  const before = properties.entries.get("LambdaConfig");
  entries.set("LambdaConfig", entry("LambdaConfig", configured(before?.value, event, source), before?.keySpan));
  return { ...properties, entries };
}

function configured(before: Value | undefined, event: WrittenEvent, source: EventSource): Value {
  const { place } = event;
  const written = given(event.properties, "Trigger")?.value;
  const triggers =
    written?.kind === "list" && written.closed ? written.items : written?.kind === "scalar" ? [written] : undefined;
  if ((before && before.kind !== "object" && before.kind !== "absent") || !triggers)
    return unknown("the transform adds to it", before?.origin ?? { span: place });
  const own = before?.kind === "object" ? before : object([], { span: place }, { nameSpan: place });
  const entries = new Map(own.entries);
  let closed = own.closed;
  for (const trigger of triggers) {
    if (trigger.kind !== "scalar") closed = false;
    else entries.set(String(trigger.value), entry(String(trigger.value), source.arn(place), trigger.origin.span));
  }
  return { ...own, entries, closed };
}
