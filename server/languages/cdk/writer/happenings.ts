/** How often something in the source happens when the program runs, as far as that is known. */

import type { Program } from "../../../core/resources.ts";
import { type Span, sameSpan } from "../../../core/span.ts";
import type { ConstructInstance } from "../constructs.ts";
import type { Native } from "../lowering/lower.ts";

interface Evaluated {
  readonly program: Program;
}

function constructsOf({ program }: Evaluated): Set<ConstructInstance> {
  const constructs = new Set<ConstructInstance>();
  for (const r of program.resources) {
    const native = r.native as Native | undefined;
    if (native) constructs.add(native.construct);
  }
  return constructs;
}

/** How often a call happens, of the calls that are known. */
export function timesCalled(span: Span, of: Evaluated): number {
  let times = 0;
  for (const construct of constructsOf(of)) for (const call of construct.calls) if (sameSpan(call.span, span)) times++;
  return times;
}

/** How many constructs are made by the expression around a place. */
export function timesMade(span: Span, of: Evaluated): number {
  let times = 0;
  for (const { span: made } of constructsOf(of))
    if (made.chunk === span.chunk && made.start <= span.start && span.end <= made.end) times++;
  return times;
}
