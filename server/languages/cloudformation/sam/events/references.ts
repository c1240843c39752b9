/** What an event names by `Ref`. */
import type { Value } from "../../../../core/values.ts";
import type { EventSource } from "./index.ts";

/** The logical id of a resource of the same template that a value is; undefined for everything else. */
export function ownResource(value: Value | undefined, source: EventSource): string | undefined {
  if (value?.kind !== "reference" || value.attribute !== undefined) return undefined;
  const { module } = source.written.context.scope;
  const prefix = module === "" ? "" : `${module}.`;
  if (!value.target.startsWith(prefix)) return undefined;
  const id = value.target.slice(prefix.length);
  return source.written.look(id) ? id : undefined;
}
