/** Regions that conditions and tables name. */
import type { Condition } from "../core/conditions.ts";

/** The Region that a condition asks for, where it asks for one. */
export function regionAskedFor(condition: Condition): string | undefined {
  if (condition.kind === "is") return condition.input.id === "AWS::Region" ? condition.value : undefined;
  if (condition.kind !== "all") return undefined;
  for (const part of condition.of) if (part.kind === "is" && part.input.id === "AWS::Region") return part.value;
  return undefined;
}

export function isRegionName(text: string): boolean {
  return /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(text);
}
