/** Properties for which the transform makes a resource where they are not written. */
import { always, any, type Condition, never } from "../../../core/conditions.ts";
import type { Span } from "../../../core/span.ts";
import { choice, type Value } from "../../../core/values.ts";
import { alternativesOf } from "../distribute.ts";

export interface GivenOrMade {
  /** What is written, and what is made where it is nothing. */
  readonly value: Value;
  /** When it is made: `never` where it is written. */
  readonly when: Condition;
}

/** `Role: !If [Own, !Ref RoleArn, !Ref AWS::NoValue]` makes a role under the condition that `Own` does not hold. */
export function givenOrMade(written: Value | undefined, made: () => Value, place: Span): GivenOrMade {
  if (!written || written.kind === "absent") return { value: made(), when: always };
  if (written.kind !== "choice") return { value: written, when: never };
  const alternatives = alternativesOf(written);
  const nothing = alternatives.filter((a) => a.value.kind === "absent");
  if (nothing.length === 0) return { value: written, when: never };
  const value = choice(
    alternatives.map((a) => (a.value.kind === "absent" ? { when: a.when, value: made() } : a)),
    { span: place },
  );
  return { value, when: any(...nothing.map((a) => a.when)) };
}
