/** AWS::Serverless::LayerVersion: a layer, which is kept unless something else is said. */
import { alone } from "./alone.ts";
import { made, valueAt } from "./build.ts";
import { locationOf } from "./code-location.ts";
import { given, passed, propertiesOf } from "./events/passing.ts";
import type { Lowered, Written } from "./lowering.ts";
import { resolvedText } from "./versions.ts";

const handedOn = ["Description", "CompatibleArchitectures", "CompatibleRuntimes", "LicenseInfo"];
const consumed = new Set([...handedOn, "ContentUri", "LayerName", "PublishLambdaVersion", "RetentionPolicy"]);

/** Lowers a layer. Its logical id gets a hash of what it holds; here it keeps the one that is written. */
export function lowerLayerVersion(written: Written): Lowered {
  const { properties, nameSpan, id } = written;
  const policy = given(properties, "RetentionPolicy");
  const kept = policy && resolvedText(policy.value)?.toLowerCase();
  const lowered = alone(written, "AWS::Lambda::LayerVersion", consumed, () => {
    const content = given(properties, "ContentUri");
    return propertiesOf(
      {
        LayerName: valueAt(properties, "LayerName") ?? made(id, nameSpan),
        Content:
          content && locationOf(content.value, ["S3Bucket", "S3Key", "S3ObjectVersion"], content.keySpan ?? nameSpan),
      },
      passed(properties, handedOn),
      nameSpan,
    );
  });
  if (kept === "retain" || kept === "delete") return { ...lowered, lifecycle: { onDelete: kept } };
  return policy ? lowered : { ...lowered, otherwise: { onDelete: "retain" } };
}
