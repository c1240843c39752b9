/**
 * The partitions of AWS, by the beginning of their regions' names.
 *
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html, read on 2026-11-25.
 */
interface Partition {
  readonly regions: RegExp;
  /** What `AWS::Partition` is there. */
  readonly name: string;
  /** What `AWS::URLSuffix` is there. */
  readonly suffix: string;
}

const partitions: readonly Partition[] = [
  { regions: /^cn-[a-z]+-\d+$/, name: "aws-cn", suffix: "amazonaws.com.cn" },
  { regions: /^us-gov-[a-z]+-\d+$/, name: "aws-us-gov", suffix: "amazonaws.com" },
  { regions: /^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d+$/, name: "aws", suffix: "amazonaws.com" },
];

/** The partition of a region; undefined for a region of which nothing is known. */
export function partitionOf(region: string): { readonly name: string; readonly suffix: string } | undefined {
  return partitions.find((p) => p.regions.test(region));
}
