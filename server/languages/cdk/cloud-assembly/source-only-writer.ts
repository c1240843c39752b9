/** A writer that leaves alone what only the synthesized templates show. */
import type { Intent, Writer } from "../../../core/fixes.ts";
import { lookup } from "../../../core/lookup.ts";
import type { Resource } from "../../../core/resources.ts";
import { isAssembled } from "./assembled.ts";

export function sourceOnly(writer: Writer): Writer {
  return {
    write: (intents, program) => (intents.some(isElsewhere) ? undefined : writer.write(intents, program)),
  };
}

function isElsewhere(intent: Intent): boolean {
  if ("value" in intent && isAssembled(intent.value)) return true;
  if ("resource" in intent && isUnseen(intent.resource)) return true;
  if ("near" in intent && isUnseen(intent.near)) return true;
  return "path" in intent && intent.path !== undefined && isAssembled(lookup(intent.resource.properties, intent.path));
}

/** A resource that no construct of the source is known to become. */
function isUnseen(resource: Resource): boolean {
  return resource.native === undefined;
}
