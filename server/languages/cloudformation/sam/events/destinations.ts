/** Where what a function could not handle is sent: the policy that lets its role do so. */
import type { Value } from "../../../../core/values.ts";
import { madeText, valueAt } from "../build.ts";
import type { EventSource, WrittenEvent } from "./index.ts";
import { literalString } from "./literals.ts";
import { given } from "./passing.ts";
import { eventId } from "./permissions.ts";
import { allow, inlinePolicy } from "./policies.ts";

/** The inline policy for `DestinationConfig.OnFailure`; the transform makes one only where a type is named. */
export function destinationPolicy(event: WrittenEvent, source: EventSource): Value | "unknown" | undefined {
  const written = given(event.properties, "DestinationConfig");
  if (!written) return undefined;
  const onFailure = valueAt(written.value, "OnFailure");
  if (written.value.kind !== "object" || onFailure?.kind !== "object") return "unknown";
  const type = valueAt(onFailure, "Type");
  if (!type) return onFailure.closed ? undefined : "unknown";
  const to = valueAt(onFailure, "Destination");
  const kind = literalString(type);
  if (!to || kind === "function") return "unknown";
  const { place } = event;
  const id = eventId(event, source);
  switch (kind.is) {
    case "SQS":
      return inlinePolicy(`${id}SQSPolicy`, [allow("sqs:SendMessage", to, place)], place);
    case "SNS":
      return inlinePolicy(`${id}SNSPolicy`, [allow("sns:publish", to, place)], place);
    case "S3": {
      const objects = madeText("${Bucket}/*", source.written.context, place, { Bucket: to });
      return inlinePolicy(
        `${id}S3Policy`,
        [allow("s3:PutObject", objects, place), allow("s3:ListBucket", to, place)],
        place,
      );
    }
    case "Kafka":
      return undefined;
    default:
      return "unknown";
  }
}
