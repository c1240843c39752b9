/** Data sources whose attributes follow from what is written. */
import { type Origin, type Unknown, unknown, type Value } from "../../../core/values.ts";
import { callFunction } from "../functions/call.ts";
import { encodeJson } from "../functions/json.ts";
import { fileHost } from "./file-access.ts";
import { policyDocument } from "./policy-document.ts";
import type { ModuleResource } from "./resource.ts";

/** What an attribute of a data source is, where more is known than that it is an attribute of it. */
export function dataAttribute(resource: ModuleResource, name: string, origin: Origin): Value | undefined {
  switch (resource.type) {
    case "aws_availability_zones":
      if (name === "names" || name === "zone_ids")
        return distinctList(
          "the availability zones are known when it is deployed",
          `${resource.address}.${name}`,
          origin,
        );
      return undefined;
    case "aws_region":
      if (name !== "name" && name !== "id" && name !== "region") return undefined;
      return resource.region ?? unknown("the region is not written", origin, `${resource.address}.region`);
    case "aws_caller_identity":
      return unknown("the account is known when it is deployed", origin, `${resource.address}.${name}`);
    case "aws_partition":
      return unknown("the partition is known when it is deployed", origin, `aws_partition.${name}`);
    case "aws_iam_policy_document":
      if (name !== "json" && name !== "minified_json") return undefined;
      return encodeJson(policyDocument(resource), origin);
    case "template_file":
      return name === "rendered" ? rendered(resource, origin) : undefined;
    default:
      // What other providers look up may be anything.
      if (resource.type.startsWith("aws_")) return undefined;
      return unknown(`${resource.name} is known when it is read`, origin, `${resource.address}.${name}`);
  }
}

/** A list that is not known, whose items differ from each other. */
function distinctList(reason: string, identity: string, origin: Origin): Unknown {
  return { ...unknown(reason, origin, identity), distinct: true } as Unknown;
}

function rendered(resource: ModuleResource, origin: Origin): Value {
  const template = resource.properties.entries.get("template")?.value;
  const vars = resource.properties.entries.get("vars")?.value;
  // Terraform 0.11 took `vars` as a block.
  const given = vars?.kind === "list" && vars.items.length === 1 ? vars.items[0] : vars;
  if (!template) return unknown("it has no template", origin);
  return callFunction("templatestring", given ? [template, given] : [template], {
    name: "templatestring",
    origin,
    host: fileHost(resource.scope),
  });
}
