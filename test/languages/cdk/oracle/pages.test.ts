/** The TypeScript examples of every rule page: the same findings in the source and in the template CDK makes of it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { examplesOf } from "../../../rules/page.ts";
import { inSource, inTemplates } from "./findings.ts";

const folder = join(import.meta.dirname, "../../../../rules");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".md"));

/** Examples that CDK does not make a template of, by a part of their text: why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  "declare const": "what it is handed is only declared",
  "throw new Error('gp2 or gp3')": "it stops where the context says nothing",
};

/** Examples whose source says more than the template, by a part of their text: why. */
const SOURCE_SAYS_MORE: Readonly<Record<string, string>> = {
  "availabilityZone: 'eu-west-1a',": "where no account is looked up, CDK writes a placeholder for the instance's zone",
  "HostedZone.fromLookup(": "the template has the id of a zone that was looked up, and not its name",
};

/** Examples whose template says more than the source, by a part of their text: why. */
const TEMPLATE_SAYS_MORE: Readonly<Record<string, string>> = {
  "MachineImage.genericLinux(": "the source has a table of images, the template the one of its Region, written out",
};

/** Bad examples that CDK itself refuses, by their page: what it says. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  "ami/region-missing.md": /Unable to find AMI in AMI map/,
  "ebs/volume-limits.cases.md": /volumes must be between/,
};

/** The findings that are in one and not in the other. */
function more(these: Readonly<Record<string, number>>, those: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(these).filter(([rule, n]) => n > (those[rule] ?? 0)));
}

function reasonFor(table: Readonly<Record<string, string>>, text: string): string | undefined {
  return Object.entries(table).find(([part]) => text.includes(part))?.[1];
}

describe("the examples of rule pages, in source and synthesized", function () {
  this.timeout(60_000);
  for (const page of pages)
    for (const example of examplesOf(readFileSync(join(folder, page), "utf8"))) {
      if (example.language !== "ts" && example.language !== "typescript") continue;
      const [[, text]] = [...example.files] as [[string, string]];
      if (reasonFor(NOT_RUN, text)) continue;
      it(`${page} line ${example.line}`, () => {
        const source = inSource(example.files);
        const refused = REFUSED[page];
        if (refused && example.expectation === "bad") {
          assert.throws(() => inTemplates(example.files), refused);
          return;
        }
        const template = inTemplates(example.files);
        if (!reasonFor(SOURCE_SAYS_MORE, text)) assert.deepEqual(more(source, template), {}, "only in the source");
        if (!reasonFor(TEMPLATE_SAYS_MORE, text)) assert.deepEqual(more(template, source), {}, "only in the template");
      });
    }
});
