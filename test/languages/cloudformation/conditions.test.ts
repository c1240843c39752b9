import assert from "node:assert/strict";
import { satisfiable } from "../../../server/core/conditions.ts";
import { deployable } from "./deployable.ts";
import { evaluateText, resourceNamed } from "./programs.ts";

/** A template of 74 parameters and 41 conditions, each of which stands on the one before. */
const chained = (next: (i: number) => string) => {
  const parameters = Array.from({ length: 74 }, (_, i) => `  P${i}: { Type: String, Default: d }`).join("\n");
  const conditions = Array.from({ length: 41 }, (_, i) => `  C${i}: ${i === 0 ? "!Equals [!Ref P0, x]" : next(i)}`);
  return evaluateText(
    `Parameters:\n${parameters}\nConditions:\n${conditions.join("\n")}\nResources:\n  R:\n    Type: AWS::X::Y\n    Condition: C40\n    Properties: { P: !If [C39, 1, 2], Q: !Ref P3, S: !Ref P60 }\n`,
  );
};

describe("long chains of conditions", () => {
  it("are decided within the budget, and rule out what cannot be deployed", () => {
    const program = chained((i) => `!And [!Condition C${i - 1}, !Equals [!Ref P${i}, x]]`);
    assert.equal(satisfiable(resourceNamed(program, "R").condition, 500), "yes");
    assert.deepEqual(deployable(program, "R", "P"), [1]);
    assert.deepEqual(deployable(program, "R", "Q"), ["? parameter P3"]);
    assert.deepEqual(deployable(program, "R", "S"), ["d", "? parameter P60"]);
    assert.deepEqual(program.problems, []);
  });

  it("past the budget are not known, and that is said once", () => {
    // As many equations as there are pairs of inputs: no order of trying them is a good one.
    const program = chained((i) => {
      const equal = (a: number, b: number) => `!Equals [!Ref P${a % 74}, !Ref P${b % 74}]`;
      return `!Or [!And [!Condition C${i - 1}, !Not [${equal(i, i * 7 + 1)}]], !And [!Not [!Condition C${i - 1}], ${equal(i + 3, i * 5 + 2)}]]`;
    });
    const notes = program.problems.filter((p) => p.severity === "note");
    assert.equal(satisfiable(resourceNamed(program, "R").condition), "unknown");
    assert.deepEqual(
      notes.map((n) => n.message),
      ["The conditions of R take too many steps to decide. Nothing is reported of what stands under them."],
    );
    assert.deepEqual(deployable(program, "R", "S"), []);
  });
});
