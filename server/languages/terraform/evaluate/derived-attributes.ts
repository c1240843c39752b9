/** Attributes of resources that are not written, and follow from what is. */
import type { Origin, Value } from "../../../core/values.ts";
import { callFunction } from "../functions/call.ts";
import { fileHost } from "./file-access.ts";
import { defaultTags } from "./providers.ts";
import type { ModuleResource } from "./resource.ts";

/** Their names. */
export const DERIVED: ReadonlySet<string> = new Set(["output", "region", "tags_all"]);

/** What an attribute is that is not written; undefined where that is known after the resource is made. */
export function derivedAttribute(resource: ModuleResource, name: string, origin: Origin): Value | undefined {
  if (resource.mode === "data") return undefined;
  if (resource.type === "terraform_data") {
    const input = name === "output" ? resource.properties.entries.get("input")?.value : undefined;
    return input?.kind === "absent" ? undefined : input;
  }
  if (!resource.type.startsWith("aws_")) return undefined;
  if (name === "region") {
    const { region } = resource;
    return region && { ...region, origin: region.kind === "unknown" ? origin : region.origin };
  }
  return name === "tags_all" ? allTags(resource, origin) : undefined;
}

/** The tags that everything of the provider has, and those of the resource, which win. */
function allTags(resource: ModuleResource, origin: Origin): Value | undefined {
  const common = defaultTags(resource);
  if (!common) return undefined;
  const own = resource.properties.entries.get("tags")?.value;
  return callFunction("merge", own ? [common, own] : [common], {
    name: "merge",
    origin,
    host: fileHost(resource.scope),
  });
}
