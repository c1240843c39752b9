/** The event S3: a notification of a bucket of the same template, and the permission for it. */

import { compare } from "../../../../core/compare.ts";
import { always } from "../../../../core/conditions.ts";
import { entry, list, type ObjectValue, object, unknown, type Value } from "../../../../core/values.ts";
import { made, madeObject, refTo } from "../build.ts";
import { propagatedTags } from "../tags.ts";
import { conditional } from "./conditional.ts";
import type { EventLowering, EventSource, WrittenEvent } from "./index.ts";
import { given, passed, propertiesOf } from "./passing.ts";
import { eventId, permission } from "./permissions.ts";
import { ownResource } from "./references.ts";

export const bucketEvent: EventLowering = (event, source) => {
  const { context } = source.written;
  const bucket = ownResource(given(event.properties, "Bucket")?.value, source);
  const allowed = permission(event, source, "s3.amazonaws.com", {
    SourceAccount: () => context.scope.refer("AWS::AccountId", event.place),
  });
  if (bucket === undefined)
    return { resources: [allowed], unsaid: `which bucket the event ${event.name} belongs to is not known` };
  return {
    resources: [allowed],
    changes: [{ target: bucket, apply: (properties) => notifying(properties, event, source) }],
  };
};

function notifying(properties: ObjectValue, event: WrittenEvent, source: EventSource): ObjectValue {
  const entries = new Map(properties.entries);
  const before = properties.entries.get("NotificationConfiguration");
  entries.set(
    "NotificationConfiguration",
    entry("NotificationConfiguration", configured(before?.value, event, source), before?.keySpan),
  );
  const tags = propagatedTags(source.written);
  if (tags) entries.set("Tags", entry("Tags", tags));
  else if (source.written.condition !== always)
    entries.set("Tags", entry("Tags", tagged(properties, event, source), properties.entries.get("Tags")?.keySpan));
  return { ...properties, entries };
}

function configured(before: Value | undefined, event: WrittenEvent, source: EventSource): Value {
  const origin = { span: event.place };
  if (before && before.kind !== "object" && before.kind !== "absent")
    return unknown("the transform adds to it", before.origin);
  const own = before?.kind === "object" ? before : undefined;
  const others = own?.entries.get("LambdaConfigurations");
  const added = notifications(event, source);
  const known = others?.value;
  let configurations: Value;
  if (!added) configurations = unknown(`the events of ${event.name} are not known`, origin);
  else if (!known || known.kind === "absent") configurations = list(added, origin);
  else if (known.kind === "list") {
    const others = added.filter((a) => !known.items.some((item) => compare(item, a) === "same"));
    configurations = list([...known.items, ...others], known.origin, known.closed);
  } else configurations = unknown("the transform adds to it", known.origin);
  const made = entry("LambdaConfigurations", configurations, others?.keySpan);
  if (!own) return object([made], origin, { nameSpan: event.place });
  return { ...own, entries: new Map([...own.entries, [made.key, made]]) };
}

/** An item for each kind of event that the bucket tells of; undefined where these are not known. */
function notifications(event: WrittenEvent, source: EventSource): Value[] | undefined {
  const kinds = given(event.properties, "Events")?.value;
  const items = kinds?.kind === "list" && kinds.closed ? kinds.items : kinds?.kind === "scalar" ? [kinds] : undefined;
  if (!items || items.some((i) => i.kind === "choice")) return undefined;
  const { condition } = source.written;
  return items.map((kind) => {
    const item = propertiesOf(
      { Event: kind, Function: () => source.arn(event.place) },
      passed(event.properties, ["Filter"]),
      event.place,
      event.properties.closed,
    );
    return conditional(condition, () => item, event.place);
  });
}

/** A tag that makes the bucket wait for a permission that is only made under a condition. */
function tagged(properties: ObjectValue, event: WrittenEvent, source: EventSource): Value {
  const { place } = event;
  const { condition, context } = source.written;
  const before = properties.entries.get("Tags")?.value;
  const id = `${eventId(event, source)}Permission`;
  const value = conditional(condition, () => refTo(id, context, place), place, made("no dependency", place));
  const tag = madeObject({ Key: `sam:ConditionalDependsOn:${id}`, Value: value }, place);
  if (!before || before.kind === "absent") return list([tag], { span: place });
  if (before.kind === "list") return list([...before.items, tag], before.origin, before.closed);
  return unknown("the transform adds to it", before.origin);
}
