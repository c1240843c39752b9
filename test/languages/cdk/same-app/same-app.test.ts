/** One app in every language that the CDK has: it is found to be wrong in the same places, with the same words. */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { lintFiles } from "../../../rules/lint-files.ts";

const folder = new URL(".", import.meta.url);
/** The apps, a file each: the same as `app.ts`, in the manner of its language. */
const apps = (await readdir(folder)).filter((name) => !name.endsWith(".test.ts"));

/** What is found in an app: the constructs that are wrong, and what is said of them. */
async function saidOf(name: string): Promise<string[]> {
  const text = await readFile(new URL(name, folder), "utf8");
  const linted = lintFiles(new Map([[`/app/${name}`, text]]));
  assert.equal(linted.programs, 1, `${name} is one program`);
  assert.deepEqual(linted.problems, []);
  return linted.findings.map((f) => `${f.rule}/${f.variant} ${f.resource}: ${f.message}`).sort();
}

describe("the same app in several languages", function () {
  this.timeout(20_000);

  it("has the faults that it was written with", async () => {
    const rules = new Set((await saidOf("app.ts")).map((line) => line.slice(0, line.indexOf("/"))));
    for (const rule of [
      "lambda-timeout",
      "lambda-memory",
      "sg-ssh-open-to-world",
      "sg-rdp-open-to-world",
      "sg-web-server-port-closed",
      "sg-lb-listener-port-closed",
      "ec2-user-data-aws-configure",
      "ebs-az-mismatch",
      "route53-cname-apex",
      "ebs-gp2-to-gp3",
    ])
      assert.ok(rules.has(rule), `${rule} is not among ${[...rules].join(", ")}`);
  });

  for (const name of apps)
    it(`is judged alike in ${name}`, async () => {
      assert.deepEqual(await saidOf(name), await saidOf("app.ts"));
    });
});
