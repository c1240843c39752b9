/** How long it takes to decide what conditions that stand on each other allow. */
import { satisfiable } from "../../server/core/conditions.ts";
import { memoryFiles } from "../../server/core/files.ts";
import { cloudformation } from "../../server/languages/cloudformation/index.ts";

const PARAMETERS = 74;
const CONDITIONS = 41;

/** A template of 74 parameters and 41 conditions, each of which stands on the one before. */
function chained(): string {
  const parameters = Array.from({ length: PARAMETERS }, (_, i) => `  P${i}: { Type: String, Default: d }`);
  const conditions = Array.from(
    { length: CONDITIONS },
    (_, i) => `  C${i}: ${i === 0 ? "!Equals [!Ref P0, x]" : `!And [!Condition C${i - 1}, !Equals [!Ref P${i}, x]]`}`,
  );
  return `Parameters:\n${parameters.join("\n")}\nConditions:\n${conditions.join("\n")}\nResources:\n  R:\n    Type: AWS::X::Y\n    Condition: C${CONDITIONS - 1}\n`;
}

/** Milliseconds, one for each run: the conditions are made and decided anew each time. */
export function decidedConditions(runs: number): number[] {
  const text = chained();
  return Array.from({ length: runs }, () => {
    const path = "/template.yaml";
    const program = cloudformation().evaluate({ language: "cloudformation", path }, memoryFiles({ [path]: text }));
    const [resource] = program.resources;
    const began = performance.now();
    if (!resource || satisfiable(resource.condition) !== "yes") throw new Error("the conditions can all hold");
    return performance.now() - began;
  });
}
