import assert from "node:assert/strict";
import { literal } from "../../../../server/core/fixes.ts";
import { files } from "./edit-source.ts";

/** What a file writes for fifteen minutes, with its imports; undefined when it cannot. */
function minutes(imports: string): string | undefined {
  const app = `${imports}\nimport { limit, stack, Fn } from "./base";\nnew Fn(stack, "F", { timeout: limit });\n`;
  const e = files({
    "/app/app.ts": app,
    "/app/base.ts": `import * as c from "aws-cdk-lib";
export { Function as Fn } from "aws-cdk-lib/aws-lambda";
export const stack = new c.Stack(new c.App(), "S");
export const limit = c.Duration.minutes(20);
`,
  });
  const value = e.value("S/F", "Timeout");
  const after = e.write({ do: "replace", value, resource: e.resource("S/F"), with: literal(900) })?.["/app/app.ts"];
  return after && `${after.split("\n")[0]} | ${/timeout: (.*) \}/.exec(after)?.[1]}`;
}

describe("CDK writer: the name of a class", () => {
  for (const [imports, name] of [
    [`import * as cdk from "aws-cdk-lib";`, "cdk.Duration"],
    [`import cdk from "aws-cdk-lib";`, "cdk.Duration"],
    [`import { Duration } from "aws-cdk-lib";`, "Duration"],
    [`import { Duration as Time } from "aws-cdk-lib/core";`, "Time"],
    [`import * as core from "@aws-cdk/core";`, "core.Duration"],
    [`import cdk = require("aws-cdk-lib");`, "cdk.Duration"],
    [`const cdk = require("aws-cdk-lib");`, "cdk.Duration"],
    [`const { App, Duration: D } = require("aws-cdk-lib");`, "D"],
    [`import * as cdk from "aws-cdk-lib"; import { Duration } from "aws-cdk-lib";`, "Duration"],
  ] as const)
    it(imports, () => {
      assert.equal(minutes(imports), `${imports} | ${name}.minutes(15)`);
    });

  it("joins the names that a file imports already", () => {
    assert.equal(
      minutes(`import { App } from "aws-cdk-lib";`),
      `import { App, Duration } from "aws-cdk-lib"; | Duration.minutes(15)`,
    );
  });

  it("is none where there is no such import, or only one of types", () => {
    assert.equal(minutes(`import { Bucket } from "aws-cdk-lib/aws-s3";`), undefined);
    assert.equal(minutes(`import type { App } from "aws-cdk-lib";`), undefined);
    assert.equal(minutes(`import { App } from "aws-cdk-lib"; class Duration {}`), undefined);
  });
});
