/** Parts that are only there under a condition, as `Fn::If` with `AWS::NoValue` makes them. */
import { type Condition, not } from "../../../../core/conditions.ts";
import type { Span } from "../../../../core/span.ts";
import { choice, missing, type Value } from "../../../../core/values.ts";

/** The value under a condition, and something else, or nothing, without it. */
export function conditional(when: Condition, value: () => Value, place: Span, otherwise?: Value): Value {
  const other = otherwise ?? missing({ span: place });
  if (when.kind === "always") return value();
  if (when.kind === "never") return other;
  return choice(
    [
      { when, value: value() },
      { when: not(when), value: other },
    ],
    { span: place },
  );
}
