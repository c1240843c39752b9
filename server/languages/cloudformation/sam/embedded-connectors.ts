/** The attribute `Connectors`: connectors that start at the resource that they stand in. */
import type { Span } from "../../../core/span.ts";
import { entry, type ObjectValue, object } from "../../../core/values.ts";
import { child, type MappingEntry } from "../syntax.ts";
import { made } from "./build.ts";

/** Those of one resource. */
export function embeddedConnectors(resource: MappingEntry): readonly MappingEntry[] {
  const node = child(resource.value, "Connectors");
  return node?.kind === "mapping" && node.tag === undefined
    ? node.entries.filter((e) => e.value.kind === "mapping" && !e.key.startsWith("Fn::"))
    : [];
}

/** The properties that such a connector would have if it stood by itself. */
export function embeddedConnector(source: string, place: Span, properties: ObjectValue): ObjectValue {
  const more = properties.entries.get("SourceReference")?.value;
  const own = [entry("Id", made(source, place))];
  const from = more?.kind === "object" ? [...more.entries.values()] : [];
  const closed = more === undefined || more.kind === "absent" || (more.kind === "object" && more.closed);
  const start = object([...from, ...own], { span: place }, { closed, nameSpan: place });
  return { ...properties, entries: new Map([...properties.entries, ["Source", entry("Source", start)]]) };
}
