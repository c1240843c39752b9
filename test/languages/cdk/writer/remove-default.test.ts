import assert from "node:assert/strict";
import { defaultOf } from "../../../../server/core/values.ts";
import { alternative, source } from "./edit-source.ts";

/** The source without the default of the parameter that the timeout of the function `Fn` comes from. */
function withoutDefault(parameter: string, argument = "p.valueAsNumber"): string | undefined {
  const fn = `new lambda.CfnFunction(stack, 'Fn', { code: {}, role: 'r', timeout: ${argument} });\n`;
  const e = source(`${parameter}${fn}`);
  const value = alternative(e.value("S/Fn", "Timeout"), 0);
  assert.ok(defaultOf(value.origin), "it comes from a default");
  const after = e.after({ do: "removeDefault", resource: e.resource("S/Fn"), value });
  if (after === undefined) return undefined;
  assert.ok(after.endsWith(fn), after);
  assert.equal(source(after).value("S/Fn", "Timeout").kind, "unknown");
  return after.slice(0, after.length - fn.length);
}

const made = (props: string) => `const p = new cdk.CfnParameter(stack, 'P', ${props});\n`;

describe("CDK writer: removeDefault", () => {
  it("removes the prop of the parameter", () => {
    assert.equal(
      withoutDefault(made("{ type: 'Number', default: 901, minValue: 1 }")),
      made("{ type: 'Number', minValue: 1 }"),
    );
    assert.equal(withoutDefault(made("{ type: 'Number', default: 901 }")), made("{ type: 'Number' }"));
  });

  it("with its line, and no comment of another one", () => {
    assert.equal(
      withoutDefault(made("{\n  type: 'Number', // seconds\n  default: 901, // long\n  // least\n  minValue: 1,\n}")),
      made("{\n  type: 'Number', // seconds\n  // least\n  minValue: 1,\n}"),
    );
  });

  it("also where the default is a constant", () =>
    assert.equal(
      withoutDefault(`const LONG = 901;\n${made("{ type: 'Number', default: LONG }")}`),
      `const LONG = 901;\n${made("{ type: 'Number' }")}`,
    ));

  it("not where it could still be chosen, or may be written elsewhere", () => {
    assert.equal(withoutDefault(made("{ type: 'Number', default: 901, allowedValues: ['901', '3'] }")), undefined);
    assert.equal(withoutDefault(`const more = { type: 'Number' };\n${made("{ ...more, default: 901 }")}`), undefined);
    assert.equal(withoutDefault(`const props = { type: 'Number', default: 901 };\n${made("props")}`), undefined);
  });
});
