/** What of a value can be deployed, as rules see it. */
import { all, satisfiable } from "../../../server/core/conditions.ts";
import { alternatives } from "../../../server/core/lookup.ts";
import type { Program } from "../../../server/core/resources.ts";
import { brief, property, resourceNamed } from "./programs.ts";

/** The alternatives of a property that some inputs deploy together with the resource. */
export function deployable(program: Program, address: string, dotted: string): unknown[] {
  const { condition } = resourceNamed(program, address);
  return alternatives(property(program, address, dotted))
    .filter((a) => satisfiable(all(condition, a.condition)) === "yes")
    .map((a) => brief(a.value));
}
