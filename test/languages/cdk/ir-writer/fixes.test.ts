/** Fixes in the languages that are written by their IR: what changes, line by line, and that the finding is gone. */
import assert from "node:assert/strict";
import { applyFix, lintFiles } from "../../../rules/lint-files.ts";
import { type Sample, samples } from "./samples.ts";

/** The lines that only one of two texts has. */
function changed(before: string, after: string): { readonly removed: string[]; readonly added: string[] } {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const more = (these: string[], those: string[]) => {
    const left = [...those];
    return these.filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  return { removed: more(a, b), added: more(b, a) };
}

function check({ path, text, rule, fix, removed, added }: Sample): void {
  const files = new Map([[path, text]]);
  const linted = lintFiles(files);
  assert.deepEqual(linted.problems, []);
  const finding = linted.findings.find((f) => f.rule === rule);
  assert.ok(finding, `no ${rule}, only ${linted.findings.map((f) => f.rule).join(", ")}`);
  const after = applyFix(files, finding, fix, linted);
  assert.deepEqual(changed(text, after.get(path)!), { removed, added });
  const again = lintFiles(after);
  assert.deepEqual(again.problems, []);
  const count = (findings: typeof again.findings) => findings.filter((f) => f.rule === rule).length;
  assert.equal(count(again.findings), count(linted.findings) - 1);
}

describe("fixes in CDK source", () => {
  for (const [language, list] of Object.entries(samples))
    describe(language, () => {
      for (const sample of list) it(`${sample.name}: ${sample.fix}`, () => check(sample));
    });
});
