/** Where a value is replaced: where the finding points. */
import type { Span } from "../../../core/span.ts";
import type { Origin, StepKind, Value } from "../../../core/values.ts";
import { isOwned } from "./owned.ts";

const MOST_STEPS = 100;

export interface ValuePlace {
  readonly span: Span;
  /** The steps of the value's origin, the use first. */
  readonly steps: readonly Span[];
  /** Which of them the place is. */
  readonly index: number;
}

/** The use of a value, or the argument that it entered by; in a file that is the project's own. */
export function placeOf(value: Value): ValuePlace | undefined {
  const steps: { span: Span; step?: StepKind }[] = [{ span: value.origin.span }];
  let at: Origin = value.origin;
  while (at.from && steps.length < MOST_STEPS) {
    steps.push({ span: at.from.origin.span, step: at.from.step });
    at = at.from.origin;
  }
  const entered = Math.max(
    0,
    steps.findLastIndex((s) => s.step === "argument"),
  );
  const order = [...steps.keys()].map((i) => (i + entered) % steps.length);
  const index = order.find((i) => isOwned(steps[i]!.span.chunk.path));
  return index === undefined ? undefined : { span: steps[index]!.span, steps: steps.map((s) => s.span), index };
}
