/** Every rule has a page, and every example of the page is true. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../rules/index.ts";
import type { Finding } from "../../server/core/findings.ts";
import { applyFix, type Linted, lintFiles } from "./lint-files.ts";
import { examplesOf, type Mark, type PageExample } from "./page.ts";

const folder = join(import.meta.dirname, "../../rules");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((f) => f.replaceAll("\\", "/"));
const pages = files.filter((f) => f.endsWith(".md"));

/** The rule that a page is about: its heading is the rule's id. */
function idOf(page: string): string {
  return /^# `?([\w-]+)`?/m.exec(page)?.[1] ?? "";
}

const texts = new Map(pages.map((p) => [p, readFileSync(join(folder, p), "utf8")]));

/** Rules about what only Terraform does: elsewhere there is nothing to find. */
const terraformOnly: ReadonlySet<string> = new Set([
  "ami-any-owner",
  "ami-snapshot-without-reboot",
  "ec2-private-key-in-state",
  "ec2-user-data-not-rerun",
  "sg-inline-and-standalone-rules",
  "sg-terraform-no-egress",
]);

/** Rules about tables that Terraform does not have. */
const notInTerraform: ReadonlySet<string> = new Set(["ami-region-missing"]);

describe("rule pages", () => {
  for (const rule of rules)
    it(`${rule.id} has a page with examples in CloudFormation, Terraform and CDK`, () => {
      const own = [...texts].filter(([p, text]) => !p.endsWith(".cases.md") && idOf(text) === rule.id);
      assert.equal(own.length, 1);
      const [path, text] = own[0]!;
      assert.ok(files.includes(path.replace(/\.md$/, ".ts")), "it stands beside the rule");
      for (const expectation of ["bad", "good"] as const)
        for (const language of expectation === "bad" ? languagesOf(rule.id) : ["yaml", "hcl", "ts"])
          assert.ok(
            examplesOf(text).some((e) => e.expectation === expectation && e.language === language),
            `no ${language} ${expectation}`,
          );
    });

  it("are all about a rule that there is", () => {
    for (const [path, text] of texts)
      assert.ok(
        rules.some((r) => r.id === idOf(text)),
        path,
      );
  });

  for (const [path, text] of texts) {
    const id = idOf(text);
    // The cases of a rule are odd shapes, which other rules may have something to say about.
    const silentFor = path.endsWith(".cases.md") ? id : undefined;
    describe(path, () => {
      let bad: PageExample | undefined;
      for (const example of examplesOf(text)) {
        if (example.expectation === "bad") bad = example;
        const before = bad;
        it(`line ${example.line}: ${example.language} ${example.expectation} ${example.fixTitle ?? ""}`, () => {
          if (example.expectation === "bad") checkBad(id, example);
          else if (example.expectation === "good") checkSilent(example.files, silentFor);
          else checkFixed(id, before!, example, silentFor);
        });
      }
    });
  }
});

function languagesOf(rule: string): readonly string[] {
  if (terraformOnly.has(rule)) return ["hcl"];
  return notInTerraform.has(rule) ? ["yaml", "ts"] : ["yaml", "hcl", "ts"];
}

function checkBad(id: string, example: PageExample): void {
  assert.ok(example.marks.length > 0, "a bad example marks its findings");
  const linted = lint(example.files);
  const found = linted.findings
    .filter((f) => f.rule === id)
    .map((f) => markOf(f, linted))
    .sort(byPlace);
  const wanted = example.marks.map((m) => ({ ...m })).sort(byPlace);
  for (const [i, mark] of wanted.entries())
    if (mark.message === undefined && found[i]) wanted[i] = { ...mark, message: found[i].message! };
  assert.deepEqual(found, wanted);
}

function byPlace(a: Mark, b: Mark): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.start - b.start;
}

function markOf(finding: Finding, linted: Linted): Mark {
  const range = linted.range(finding.span);
  const end =
    range.end.line === range.start.line
      ? range.end.column
      : linted.source(finding.span.chunk.path).text.split("\n")[range.start.line]!.length;
  return {
    path: finding.span.chunk.path,
    line: range.start.line,
    start: range.start.column,
    end,
    message: finding.message,
  };
}

/** No rule reports, or not the one that is named. */
function checkSilent(files: ReadonlyMap<string, string>, rule: string | undefined): void {
  const loud = lint(files).findings.filter((f) => f.severity !== "info" && (rule === undefined || f.rule === rule));
  assert.deepEqual(
    loud.map((f) => `${f.rule}: ${f.message}`),
    [],
  );
}

function checkFixed(id: string, bad: PageExample, example: PageExample, silentFor: string | undefined): void {
  const linted = lint(bad.files);
  const finding = linted.findings.find((f) => f.rule === id && f.fixes.some((x) => x.title === example.fixTitle));
  const offered = linted.findings.flatMap((f) => f.fixes.map((x) => x.title));
  assert.ok(finding, `no finding offers "${example.fixTitle}", only: ${offered.join(" | ")}`);
  const fixed = applyFix(bad.files, finding, example.fixTitle!, linted);
  for (const [path, text] of example.files) assert.equal(fixed.get(path), text);
  checkSilent(fixed, silentFor);
}

function lint(files: ReadonlyMap<string, string>): Linted {
  const linted = lintFiles(files);
  assert.ok(linted.programs > 0, "no program was recognised");
  assert.deepEqual(
    linted.problems.filter((p) => p.severity === "error").map((p) => p.message),
    [],
  );
  return linted;
}
