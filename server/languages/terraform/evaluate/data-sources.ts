/** Data sources whose attributes follow from what is written. */
import { type Origin, scalar, type Unknown, unknown, type Value } from "../../../core/values.ts";
import { callFunction } from "../functions/call.ts";
import { encodeJson } from "../functions/json.ts";
import { cloudInit } from "./cloud-init.ts";
import { fileHost } from "./file-access.ts";
import { policyDocument } from "./policy-document.ts";
import { identityByProvider } from "./providers.ts";
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
      return name === "name" || name === "id" || name === "region" ? regionAsked(resource, origin) : undefined;
    case "aws_caller_identity":
      return unknown("the account is known when it is deployed", origin, identityByProvider(resource, name));
    case "aws_partition":
      return partitionAttribute(resource, name, origin);
    case "aws_iam_policy_document":
      if (name !== "json" && name !== "minified_json") return undefined;
      return encodeJson(policyDocument(resource), origin);
    case "template_file":
      if (name === "rendered") return rendered(resource, origin);
      break;
    case "cloudinit_config":
    case "template_cloudinit_config":
      if (name === "rendered") return cloudInit(resource, origin);
      break;
    case "local_file":
    case "local_sensitive_file": {
      const filename = resource.properties.entries.get("filename")?.value;
      if (filename && Object.hasOwn(OF_FILES, name)) return call(OF_FILES[name]!, [filename], resource, origin);
    }
  }
  // What is asked for is echoed; what other providers look up may be anything.
  const { type } = resource;
  if (type.startsWith("aws_") || resource.properties.entries.has(name)) return undefined;
  return unknown(`${resource.name} is known when it is read`, origin, `${resource.address}.${name}`);
}

/** Attributes of `local_file`, by the functions that give the same of a file. */
const OF_FILES: Readonly<Record<string, string>> = {
  content: "file",
  content_base64: "filebase64",
  content_base64sha256: "filebase64sha256",
  content_base64sha512: "filebase64sha512",
  content_md5: "filemd5",
  content_sha1: "filesha1",
  content_sha256: "filesha256",
  content_sha512: "filesha512",
};

function call(name: string, args: readonly Value[], resource: ModuleResource, origin: Origin): Value {
  return callFunction(name, args, { name, origin, host: fileHost(resource.scope) });
}

/** The region that is named, or that of the provider; one that is looked up by its endpoint is not known. */
function regionAsked(resource: ModuleResource, origin: Origin): Value | undefined {
  const { entries } = resource.properties;
  const named = entries.get("name")?.value;
  if (named && named.kind !== "absent") return named;
  if (entries.has("endpoint")) return undefined;
  return resource.region ?? unknown("the region is not written", origin, `${resource.address}.region`);
}

/** What AWS calls its parts, by how the names of their regions begin. */
const PARTITIONS: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [/^cn-/, partition("aws-cn", "amazonaws.com.cn")],
  [/^us-gov-/, partition("aws-us-gov", "amazonaws.com")],
  [
    /^(us|eu|ap|sa|ca|me|af|il|mx)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/,
    partition("aws", "amazonaws.com"),
  ],
];

function partition(name: string, suffix: string): Readonly<Record<string, string>> {
  return {
    partition: name,
    id: name,
    dns_suffix: suffix,
    reverse_dns_prefix: suffix.split(".").reverse().join("."),
  };
}

/** The partition is that of the provider's region. */
function partitionAttribute(resource: ModuleResource, name: string, origin: Origin): Value {
  const { region } = resource;
  const attributes =
    region?.kind === "scalar" ? PARTITIONS.find(([begin]) => begin.test(String(region.value)))?.[1] : undefined;
  if (region && attributes && Object.hasOwn(attributes, name)) return scalar(attributes[name]!, origin);
  return unknown("the partition is known when it is deployed", origin, `aws_partition.${name}`);
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
  return call("templatestring", given ? [template, given] : [template], resource, origin);
}
