/** Where the definition of an API is kept, when it is not written in the template. */
import { type Entry, entry, type ObjectValue, unknown } from "../../../core/values.ts";
import { madeObject } from "./build.ts";
import { literalString } from "./events/literals.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";

/** `BodyS3Location` for `DefinitionUri`; undefined where that is not written. */
export function definitionLocation(properties: ObjectValue): Entry | undefined {
  const uri = given(properties, "DefinitionUri");
  if (!uri) return undefined;
  const place = uri.keySpan ?? uri.value.origin.span;
  const { value } = uri;
  if (value.kind === "object")
    return entry(
      "BodyS3Location",
      propertiesOf({}, passed(value, ["Bucket", "Key", "Version"]), place, value.closed),
      uri.keySpan,
    );
  const literal = literalString(value);
  const parts = literal === "function" ? null : /^s3:\/\/([^/?#]+)\/+([^?#]+)(?:\?([^#]*))?/i.exec(literal.is);
  if (!parts)
    return entry(
      "BodyS3Location",
      unknown("the definition is uploaded before it is deployed", value.origin),
      uri.keySpan,
    );
  const version = new URLSearchParams(parts[3] ?? "").get("versionId");
  const location = madeObject({ Bucket: parts[1], Key: parts[2], Version: version || undefined }, value.origin.span);
  return entry("BodyS3Location", location, uri.keySpan);
}
