/** How a prop of an L2 is spelled: as plain data, or by a class of CDK's. */
import type { Chunk } from "../../../core/span.ts";
import { scalar, unknown } from "../../../core/values.ts";
import { carrying, type MadeObject } from "../constructs.ts";
import type { PropTarget } from "../lowering/model.ts";
import { type Spelling, spellingOf } from "../lowering/plain-values.ts";

/** "plain" for data, undefined for what cannot be written. */
export function spellingOfProp(target: PropTarget, chunk: Chunk): Spelling | "plain" | undefined {
  if (!target.as) return "plain";
  // What turns the prop into the property is asked what it makes of one duration and one size.
  const origin = { span: { chunk, start: 0, end: 0 } };
  for (const [fqn, member] of [
    ["aws-cdk-lib.Duration", "hours"],
    ["aws-cdk-lib.Size", "tebibytes"],
  ] as const) {
    const made = { kind: "made", fqn, member, args: [scalar(1, origin)], argsClosed: true, calls: [], opened: [] };
    const spelling = spellingOf(target.as(carrying(unknown("one", origin), made as unknown as MadeObject)));
    if (spelling) return spelling;
  }
  return undefined;
}
