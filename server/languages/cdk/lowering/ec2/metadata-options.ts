/** What an instance or launch template says of its metadata service. */
import { lookup } from "../../../../core/lookup.ts";
import { type Entry, entry, lazyEntry, missing, object, scalar, unknown, type Value } from "../../../../core/values.ts";
import type { ConstructInstance } from "../../constructs.ts";
import { read } from "../references.ts";

/** `MetadataOptions`, as far as tokens go. */
export function metadataEntry(c: ConstructInstance): Entry {
  return lazyEntry("MetadataOptions", () => optionsOf(c));
}

function optionsOf(c: ConstructInstance): Value {
  const origin = { span: c.nameSpan };
  if (c.opened.length > 0) return unknown(`it may have been changed: ${c.opened[0]}`, origin);
  const tokens = tokensOf(c);
  const disabled = lookup(c.props, ["httpEndpoint"]);
  if (tokens.kind === "absent" && disabled.kind === "absent") return missing(origin);
  const endpoint = disabled.kind === "absent" ? [] : [entry("HttpEndpoint", unknown("it is not followed", origin))];
  return object([entry("HttpTokens", tokens), ...endpoint], origin, { closed: false });
}

function tokensOf(c: ConstructInstance): Value {
  const given = lookup(c.props, ["httpTokens"]);
  if (given.kind !== "absent") return read(given);
  const required = lookup(c.props, ["requireImdsv2"]);
  if (required.kind === "absent") return required;
  const is = read(required);
  if (is.kind !== "scalar") return unknown("whether tokens are required is not known", required.origin);
  if (is.value !== true) return missing(required.origin);
  // For an instance CDK says so in a launch template that it makes beside it.
  return /Instance$|BastionHostLinux$/.test(c.fqn)
    ? unknown("a launch template that CDK makes requires tokens", required.origin)
    : scalar("required", required.origin);
}
