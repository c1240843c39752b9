/** Every construct of a program, those too that other constructs make. */
import type { ConstructInstance } from "../constructs.ts";
import { addedCapacity, withIndirectCalls } from "./containers/ecs-capacity.ts";
import { patternConstructs } from "./containers/ecs-patterns.ts";
import { nodeGroupsOf } from "./containers/eks.ts";

export function withDerived(written: readonly ConstructInstance[]): readonly ConstructInstance[] {
  const all = written.flatMap((c) => [c, ...addedCapacity(c), ...patternConstructs(c), ...nodeGroupsOf(c)]);
  return withIndirectCalls(all);
}
