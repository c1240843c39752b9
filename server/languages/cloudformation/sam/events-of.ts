/** The property `Events` of a function or a state machine. */
import type { Value } from "../../../core/values.ts";
import { textAt, valueAt } from "./build.ts";
import { type EventSource, lowerEvent, type Route } from "./events/index.ts";
import type { Change, Generated, Written } from "./lowering.ts";

export interface EventsMade {
  readonly resources: readonly Generated[];
  readonly changes: readonly Change[];
  readonly routes: readonly Route[];
  readonly managedPolicies: readonly string[];
  readonly inlinePolicies: readonly Value[];
  readonly unsaid: readonly string[];
}

/** What all events come to. */
export function eventsOf(written: Written, source: EventSource): EventsMade {
  const made = {
    resources: [] as Generated[],
    changes: [] as Change[],
    routes: [] as Route[],
    managedPolicies: [] as string[],
    inlinePolicies: [] as Value[],
    unsaid: [] as string[],
  };
  const events = valueAt(written.properties, "Events");
  if (!events) return made;
  const unknown = `the events of ${written.id} are not known`;
  if (events.kind !== "object") return { ...made, unsaid: [unknown] };
  if (!events.closed) made.unsaid.push(unknown);
  for (const { key, value, keySpan } of events.entries.values()) {
    const type = textAt(value, "Type");
    const properties = value.kind === "object" ? value.entries.get("Properties")?.value : undefined;
    if (value.kind === "absent") continue;
    if (
      type === undefined ||
      value.kind !== "object" ||
      (properties && properties.kind !== "object" && properties.kind !== "absent")
    ) {
      made.unsaid.push(`the event ${key} of ${written.id} is not known`);
      continue;
    }
    const place = keySpan ?? written.nameSpan;
    const own = properties?.kind === "object" ? properties : { ...value, entries: new Map() };
    const event = lowerEvent({ name: key, type, properties: own, place }, source);
    made.resources.push(...(event.resources ?? []));
    made.changes.push(...(event.changes ?? []));
    made.routes.push(...(event.routes ?? []));
    made.managedPolicies.push(...(event.managedPolicies ?? []));
    made.inlinePolicies.push(...(event.inlinePolicies ?? []));
    if (event.unsaid !== undefined) made.unsaid.push(event.unsaid);
  }
  return made;
}
