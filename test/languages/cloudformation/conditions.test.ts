import assert from "node:assert/strict";
import { all, satisfiable } from "../../../server/core/conditions.ts";
import { alternativesOf } from "../../../server/languages/cloudformation/distribute.ts";
import { deployable } from "./deployable.ts";
import { brief, evaluateFiles, evaluateText, property, resourceNamed } from "./programs.ts";

/** A template of 74 parameters and 41 conditions, each of which stands on the one before. */
const chained = (next: (i: number) => string) => {
  const parameters = Array.from({ length: 74 }, (_, i) => `  P${i}: { Type: String, Default: d }`).join("\n");
  const conditions = Array.from({ length: 41 }, (_, i) => `  C${i}: ${i === 0 ? "!Equals [!Ref P0, x]" : next(i)}`);
  return evaluateText(
    `Parameters:\n${parameters}\nConditions:\n${conditions.join("\n")}\nResources:\n  R:\n    Type: AWS::X::Y\n    Condition: C40\n    Properties: { P: !If [C39, 1, 2], Q: !Ref P3, S: !Ref P60 }\n`,
  );
};

/** Numbers at random, the same ones for the same seed. */
const randomNumbers = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
};

type Chosen = Readonly<Record<string, string>>;

/** A condition as it is written, and what it is for parameters that are set. */
interface Written {
  readonly text: string;
  readonly holds: (chosen: Chosen) => boolean;
}

const VALUES = ["x", "y", "z"];
const NAMES = ["A", "B", "C"];

/** Conditions that look at three parameters and at each other. */
function randomConditions(random: (below: number) => number, count: number): Written[] {
  const made: Written[] = [];
  const one = (depth: number): Written => {
    const kind = random(depth === 0 ? 3 : 6);
    if (kind === 2 && made.length > 0) {
      const n = random(made.length);
      return { text: `!Condition C${n}`, holds: made[n]!.holds };
    }
    if (kind < 3) {
      const [name, value, other] = [NAMES[random(3)]!, VALUES[random(3)]!, NAMES[random(3)]!];
      if (kind === 1 && other !== name && random(3) === 0)
        return { text: `!Equals [!Sub '\${${name}}', ${value}]`, holds: (p) => p[name] === value };
      return { text: `!Equals [!Ref ${name}, ${value}]`, holds: (p) => p[name] === value };
    }
    const [a, b] = [one(depth - 1), one(depth - 1)];
    if (kind === 3) return { text: `!Not [${a.text}]`, holds: (p) => !a.holds(p) };
    if (kind === 4) return { text: `!And [${a.text}, ${b.text}]`, holds: (p) => a.holds(p) && b.holds(p) };
    return { text: `!Or [${a.text}, ${b.text}]`, holds: (p) => a.holds(p) || b.holds(p) };
  };
  for (let i = 0; i < count; i++) made.push(one(3));
  return made;
}

const everyChoice: readonly Chosen[] = VALUES.flatMap((A) => VALUES.flatMap((B) => VALUES.map((C) => ({ A, B, C }))));

describe("combinations of values", () => {
  for (const isNested of [false, true])
    it(`are those that some parameters deploy, ${isNested ? "in two nested stacks" : "in one template"}`, () => {
      for (let seed = 1; seed <= 150; seed++) {
        const random = randomNumbers(seed);
        const conditions = randomConditions(random, 5);
        const [under, outer, inner, other] = [random(5), random(5), random(5), random(5)];
        const parameters = (more: string) => NAMES.map((n) => `  ${n}: { Type: String${more} }\n`).join("");
        const sections = `Conditions:\n${conditions.map((c, i) => `  C${i}: ${c.text}\n`).join("")}Resources:\n`;
        const first = `  R:\n    Type: AWS::X::Y\n    Condition: C${under}\n    Properties: { P: !If [C${outer}, 1, !If [C${inner}, 2, 3]] }\n`;
        const second = `  S:\n    Type: AWS::X::Y\n    Properties: { P: !If [C${other}, a, b] }\n`;
        const allowed = `, Default: ${VALUES[random(3)]}, AllowedValues: [x, y, z]`;
        const stack = (url: string) =>
          `{ Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url}, Parameters: { A: !Ref A, B: !Ref B, C: !Ref C } } }`;
        const files: Record<string, string> = isNested
          ? {
              "/t/main.yaml": `Parameters:\n${parameters(allowed)}Resources:\n  N: ${stack("n.yaml")}\n  M: ${stack("m.yaml")}\n`,
              "/t/n.yaml": `Parameters:\n${parameters("")}${sections}${first}`,
              "/t/m.yaml": `Parameters:\n${parameters("")}${sections}${second}`,
            }
          : { "/t/main.yaml": `Parameters:\n${parameters(allowed)}${sections}${first}${second}` };
        const program = evaluateFiles(files, "/t/main.yaml");
        const [r, s] = isNested ? ["N.R", "M.S"] : ["R", "S"];
        const found = new Set<string>();
        for (const p of alternativesOf(property(program, r, "P")))
          for (const q of alternativesOf(property(program, s, "P"))) {
            const when = all(resourceNamed(program, r).condition, p.when, q.when);
            if (satisfiable(when) === "yes") found.add(`${brief(p.value)} ${brief(q.value)}`);
          }
        const expected = new Set<string>();
        for (const chosen of everyChoice) {
          const holds = (n: number) => conditions[n]!.holds(chosen);
          if (holds(under)) expected.add(`${holds(outer) ? 1 : holds(inner) ? 2 : 3} ${holds(other) ? "a" : "b"}`);
        }
        assert.deepEqual([...found].sort(), [...expected].sort(), `seed ${seed}:\n${Object.values(files).join("\n")}`);
      }
    });
});

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
