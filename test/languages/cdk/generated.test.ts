import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

describe("the tables made from aws-cdk-lib", () => {
  it("are what the installed version says (else run scripts/generate-cdk-tables.ts)", () => {
    const script = ["--import", "tsx", "scripts/generate-cdk-tables.ts", "--check"];
    const { status, stderr } = spawnSync(process.execPath, script, { cwd: root, encoding: "utf8" });
    assert.equal(status, 0, stderr);
  }).timeout(120_000);
});
