/** The tags that functions hand on to the API that they are in without naming it. */
import { type Entry, entry, unknown } from "../../../core/values.ts";
import { made, valueAt } from "./build.ts";
import type { Route } from "./events/index.ts";
import { given, propertiesOf } from "./events/passing.ts";
import type { Written } from "./lowering.ts";
import { propagatedTags } from "./tags.ts";

/** The API with those tags; `key` is the property with which an event names its API. */
export function withRouteTags(written: Written, routes: readonly Route[], key: string): Written {
  const { properties, nameSpan } = written;
  const tags = new Map<string, Entry>();
  let closed = true;
  for (const { source, event } of routes) {
    if (given(event.properties, key) || !propagatedTags(source.written)) continue;
    const own = valueAt(source.written.properties, "Tags");
    if (own?.kind !== "object" || !own.closed) closed = false;
    for (const e of own?.kind === "object" ? own.entries.values() : []) tags.set(e.key, e);
  }
  if (tags.size === 0 && closed) return written;
  const before = given(properties, "Tags")?.value;
  const shared = before?.kind === "object" ? [...before.entries.values()] : [];
  const value =
    before && before.kind !== "object"
      ? unknown("functions add to it", before.origin)
      : propertiesOf({}, [...shared, ...tags.values()], nameSpan, closed && (before?.closed ?? true));
  const entries = new Map([
    ...properties.entries,
    ["Tags", entry("Tags", value)],
    ["PropagateTags", entry("PropagateTags", made(true, nameSpan))],
  ]);
  return { ...written, properties: { ...properties, entries } };
}
