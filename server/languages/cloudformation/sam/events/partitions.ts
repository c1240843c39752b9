/** The partition that a region belongs to. */
import type { Span } from "../../../../core/span.ts";
import type { Value } from "../../../../core/values.ts";
import type { Context } from "../../evaluate.ts";
import { made } from "../build.ts";

const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov", "aws-us-gov"],
  ["us-isob", "aws-iso-b"],
  ["us-isof", "aws-iso-f"],
  ["us-iso-", "aws-iso"],
  ["eu-isoe", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

/** The transform writes the partition of the region that it runs in, where others write `AWS::Partition`. */
export function partitionAt(place: Span, context: Context): Value {
  const region = context.scope.refer("AWS::Region", place);
  if (region.kind !== "scalar") return context.scope.refer("AWS::Partition", place);
  const name = String(region.value).toLowerCase();
  return made(partitions.find(([prefix]) => name.startsWith(prefix))?.[1] ?? "aws", place);
}
