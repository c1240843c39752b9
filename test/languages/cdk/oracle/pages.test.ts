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
};

/** Examples whose source says more than the template, by a part of their text: why. */
const SOURCE_SAYS_MORE: Readonly<Record<string, string>> = {
  "availabilityZone: 'eu-west-1a',": "where no account is looked up, CDK writes a placeholder for the instance's zone",
  "HostedZone.fromLookup(": "the template has the id of a zone that was looked up, and not its name",
};

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
        const template = inTemplates(example.files);
        if (reasonFor(SOURCE_SAYS_MORE, text)) assert.deepEqual(template, {}, "the template says something too");
        else assert.deepEqual(source, template);
      });
    }
});
