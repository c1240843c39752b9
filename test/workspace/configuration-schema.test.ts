import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { rules } from "../../rules/index.ts";
import { readConfiguration } from "../../server/workspace/configuration.ts";
import { configurationSchema } from "../../server/workspace/configuration-schema.ts";
import { unusedSuppression } from "../../server/workspace/unused-suppressions.ts";

const all = [...rules, unusedSuppression];
interface Schema {
  properties: Record<string, object>;
  definitions: { rules: { properties: Record<string, object> } };
}

describe("groundrule.schema.json", () => {
  const schema: Schema = JSON.parse(readFileSync(new URL("../../groundrule.schema.json", import.meta.url), "utf8"));

  it("is what the rules say (else run scripts/generate-configuration-schema.ts)", () => {
    assert.deepEqual(schema, JSON.parse(JSON.stringify(configurationSchema(all))));
  });

  it("knows the settings that are read, and each rule and variant", async () => {
    const settings = Object.keys(schema.properties).filter((k) => !k.startsWith("$"));
    const ids = Object.keys(schema.definitions.rules.properties);
    const text = JSON.stringify({ rules: Object.fromEntries(ids.map((id) => [id, "info"])) });
    const { problems, rules: read } = await readConfiguration("/w/.groundrule.json", text, all);
    assert.deepEqual(problems, []);
    assert.equal(Object.keys(read).length, ids.length);
    const wrong = await readConfiguration("/w/.groundrule.yaml", "nothing: 1", all);
    for (const key of settings) assert.match(wrong.problems[0]!.message, new RegExp(`\\b${key}\\b`));
  });
});
