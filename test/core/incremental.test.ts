/** What a language says after an edit equals what it says of the same text when it sees it for the first time. */
import assert from "node:assert/strict";
import { rules } from "../../rules/index.ts";
import { lint } from "../../server/core/engine.ts";
import { memoryFiles } from "../../server/core/files.ts";
import type { Language } from "../../server/core/language.ts";
import type { Program } from "../../server/core/resources.ts";
import { defaultSettings } from "../../server/core/settings.ts";
import type { Span } from "../../server/core/span.ts";
import { loadCdk } from "../../server/languages/cdk/index.ts";
import { cloudformation } from "../../server/languages/cloudformation/index.ts";
import { readDocument } from "../../server/languages/documents/index.ts";
import { readScript } from "../../server/languages/shell/index.ts";
import { terraform } from "../../server/languages/terraform/index.ts";
import { cdkApp, terraformModule, yamlTemplate } from "./incremental-inputs.ts";
import { type Edits, randomEdits } from "./random-edits.ts";

const settings = { ...defaultSettings, profile: "strict" as const };
const readers = { script: readScript, document: readDocument };

/** Everything that a user would see of these files, places in the file included. */
function said(language: Language, files: ReadonlyMap<string, string>): string[] {
  const snapshot = memoryFiles(files);
  const mine = [...files].filter(([p, text]) => language.mayBe(p) && language.recognise(p, text)).map(([p]) => p);
  return language.roots(mine, snapshot).flatMap((root) => {
    const program = language.evaluate(root, snapshot);
    const { findings, faults } = lint(program, rules, settings, readers, "2026-11-25");
    for (const fault of faults) throw fault.error;
    return [
      `${root.path}: ${program.resources.length} resources`,
      ...findings.map(
        (f) =>
          `${f.rule}/${f.variant} ${placed(f.span, program)} ${f.message} ${f.related
            .map((r) => `[${placed(r.span, program)} ${r.message}]`)
            .join("")}`,
      ),
      ...program.problems.map((p) => `${p.severity} ${p.span ? placed(p.span, program) : p.path} ${p.message}`),
      ...program.comments.map((c) => `comment ${placed(c.span, program)} ${c.text}`),
    ];
  });
}

function placed(span: Span, { sources }: Program): string {
  const at = sources.get(span.chunk.path)?.absolute(span);
  assert.ok(at, `a place in ${span.chunk.path} is not part of the version that was read`);
  return `${span.chunk.path}:${at.start}-${at.end}`;
}

/** Types at random in one long-lived language, and compares it with a new one after each edit. */
async function compare(
  make: () => Language | Promise<Language>,
  original: ReadonlyMap<string, string>,
  reported: readonly string[],
  seed: number,
  edits: number,
): Promise<void> {
  const longLived = await make();
  let expected = said(longLived, original);
  const found = new Map<string, number>();
  const count = () => {
    for (const id of rules.map((r) => r.id))
      if (expected.some((e) => e.startsWith(`${id}/`))) found.set(id, (found.get(id) ?? 0) + 1);
  };
  count();
  assert.deepEqual([...found.keys()].filter((id) => reported.includes(id)).sort(), [...reported].sort());
  for (const { files, what } of randomEdits(original, { seed, edits } satisfies Edits)) {
    expected = said(await make(), files);
    assert.deepEqual(said(longLived, files), expected, `seed ${seed}, ${what}`);
    count();
  }
  for (const [id, times] of found)
    if (reported.includes(id)) assert.ok(times > edits / 10, `${id} was found ${times} times in ${edits} edits`);
}

describe("incremental results equal fresh ones", () => {
  const some = [
    "ebs-az-mismatch",
    "ec2-user-data-aws-configure",
    "lambda-memory",
    "lambda-timeout",
    "sg-ssh-open-to-world",
  ];
  const most = [...some, "route53-cname-apex"];
  const cases: [string, () => Language | Promise<Language>, ReadonlyMap<string, string>, readonly string[]][] = [
    ["a template", cloudformation, yamlTemplate, [...most, "sg-rdp-open-to-world"]],
    ["a module of several files", terraform, terraformModule, most],
    ["a CDK app", loadCdk, cdkApp, some],
  ];
  for (const [name, make, files, reported] of cases)
    it(`${name}, after each of 1,000 random edits`, async function () {
      this.timeout(0);
      for (let seed = 1; seed <= 10; seed++) await compare(make, files, reported, seed, 100);
    });
});
