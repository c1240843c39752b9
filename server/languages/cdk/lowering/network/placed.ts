/** Values at the place of the expression that they were put into. */
import type { Origin, Value } from "../../../../core/values.ts";

/** The value of an argument, at the place of the peer; the way on to a literal elsewhere is kept. */
export function placed(value: Value, origin: Origin): Value {
  const inside = value.origin.from;
  return { ...value, origin: inside && !origin.from ? { ...origin, from: inside } : origin };
}
