import assert from "node:assert/strict";
import { attribute, type Expression, literal } from "../../../../server/core/fixes.ts";
import { alternatives } from "../../../../server/core/lookup.ts";
import { files, source } from "./edit-source.ts";

/** The source after a function's timeout is replaced. */
function timeout(body: string, seconds = 900): string | undefined {
  const e = source(body);
  const value = e.value("S/F", "Timeout");
  return e.after({ do: "replace", value, resource: e.resource("S/F"), with: literal(seconds) });
}

const fn = (value: string) => `new lambda.Function(stack, 'F', {\n  timeout: ${value},\n});\n`;

describe("CDK writer: replace", () => {
  it("writes a duration in the largest whole unit, on the class as it was written", () => {
    assert.equal(timeout(fn("cdk.Duration.minutes(20)")), fn("cdk.Duration.minutes(15)"));
    assert.equal(timeout(fn("cdk.Duration.seconds(1200)")), fn("cdk.Duration.minutes(15)"));
    assert.equal(timeout(fn("cdk.Duration.minutes(20)"), 100), fn("cdk.Duration.seconds(100)"));
    assert.equal(timeout(fn("cdk.Duration.hours(5)"), 7200), fn("cdk.Duration.hours(2)"));
    assert.equal(timeout(fn("cdk.Duration.minutes(20)"), 0), fn("cdk.Duration.seconds(0)"));
  });

  it("finds the class by the file's imports where no class stands at the place", () => {
    const local = `const limit = cdk.Duration.minutes(20);\n${fn("limit")}`;
    assert.equal(timeout(local), `const limit = cdk.Duration.minutes(20);\n${fn("cdk.Duration.minutes(15)")}`);
    assert.equal(
      timeout(fn("cdk.Duration.minutes(10).plus(cdk.Duration.minutes(10))")),
      fn("cdk.Duration.minutes(15)"),
    );
  });

  it("adds the class to the import that the file has", () => {
    const app = `import { App, Stack } from "aws-cdk-lib";
import { Function } from "aws-cdk-lib/aws-lambda";
import { limit } from "./limit";
new Function(new Stack(new App(), "S"), "F", { timeout: limit });
`;
    const e = files({
      "/app/app.ts": app,
      "/app/limit.ts": `import * as c from "aws-cdk-lib";\nexport const limit = c.Duration.minutes(20);\n`,
    });
    const value = e.value("S/F", "Timeout");
    const after = e.write({ do: "replace", value, resource: e.resource("S/F"), with: literal(900) });
    assert.equal(
      after?.["/app/app.ts"],
      app.replace("App, Stack }", "App, Stack, Duration }").replace("timeout: limit", "timeout: Duration.minutes(15)"),
    );
  });

  it("keeps what is taken of a duration", () => {
    const l1 = (value: string) => `new lambda.CfnFunction(stack, 'F', { code: {}, role: 'r', timeout: ${value} });\n`;
    assert.equal(timeout(l1("cdk.Duration.minutes(20).toSeconds()")), l1("cdk.Duration.minutes(15).toSeconds()"));
    assert.equal(timeout(l1("20 * 60")), l1("900"));
    assert.equal(timeout(l1("1200")), l1("900"));
  });

  it("gives a shorthand property a value of its own", () => {
    const body = (prop: string) =>
      `const timeout = cdk.Duration.minutes(20);\nnew lambda.Function(stack, 'F', { ${prop} });\n`;
    assert.equal(timeout(body("timeout")), body("timeout: cdk.Duration.minutes(15)"));
  });

  it("writes at the argument that a value entered by", () => {
    const body = (value: string) => `function make(id: string, timeout: cdk.Duration) {
  return new lambda.Function(stack, id, { timeout });
}
make('F', ${value});
make('G', cdk.Duration.minutes(1));
`;
    assert.equal(timeout(body("cdk.Duration.minutes(20)")), body("cdk.Duration.minutes(15)"));
  });

  it("changes one branch of a conditional", () => {
    const body = (a: string) => fn(`process.env.LONG ? ${a} : cdk.Duration.minutes(5)`);
    const e = source(body("cdk.Duration.minutes(20)"));
    const long = alternatives(e.value("S/F", "Timeout")).find(
      (a) => a.value.kind === "scalar" && a.value.value === 1200,
    );
    assert.ok(long);
    const after = e.after({ do: "replace", value: long.value, resource: e.resource("S/F"), with: literal(900) });
    assert.equal(after, body("cdk.Duration.minutes(15)"));
  });

  it("leaves a property alone that is spread in from elsewhere", () => {
    assert.equal(
      timeout(
        `const common = { timeout: cdk.Duration.minutes(20) };\nnew lambda.Function(stack, 'F', { ...common });\n`,
      ),
      undefined,
    );
  });

  it("keeps the quotes of a string and uses the file's elsewhere", () => {
    const body = (zone: string) => `new ec2.Volume(stack, 'V', { availabilityZone: ${zone} });\n`;
    const zone = (written: string, to: Expression) => {
      const e = source(body(written));
      return e.after({
        do: "replace",
        value: e.value("S/V", "AvailabilityZone"),
        resource: e.resource("S/V"),
        with: to,
      });
    };
    assert.equal(zone("'a'", literal("it's")), body("'it\\'s'"));
    assert.equal(zone('"a"', literal("it's")), body(`"it's"`));
    assert.equal(zone("['a'][0]", literal("b")), body("'b'"));
  });

  it("takes an attribute from the variable that holds the construct", () => {
    const body = (zone: string) => `const vm = new ec2.Instance(stack, 'I', { availabilityZone: 'a' } as any);
new ec2.Volume(stack, 'V', { availabilityZone: ${zone} });
`;
    const zoneFrom = (text: string) => {
      const e = source(text);
      const to = attribute(e.resource("S/I"), "AvailabilityZone");
      return e.after({
        do: "replace",
        value: e.value("S/V", "AvailabilityZone"),
        resource: e.resource("S/V"),
        with: to,
      });
    };
    assert.equal(zoneFrom(body("'b'")), body("vm.instanceAvailabilityZone"));
    assert.equal(
      zoneFrom(body("'b'").replace("ec2.Instance", "ec2.CfnInstance")),
      body("vm.attrAvailabilityZone").replace("ec2.Instance", "ec2.CfnInstance"),
    );
  });

  it("has no attribute where no variable is in reach", () => {
    const zoneFrom = (text: string) => {
      const e = source(text);
      const to = attribute(e.resource("S/I"), "AvailabilityZone");
      return e.after({
        do: "replace",
        value: e.value("S/V", "AvailabilityZone"),
        resource: e.resource("S/V"),
        with: to,
      });
    };
    const vm = "new ec2.Instance(stack, 'I', { availabilityZone: 'a' } as any);\n";
    const volume = "new ec2.Volume(stack, 'V', { availabilityZone: 'b' });\n";
    assert.equal(zoneFrom(vm + volume), undefined);
    assert.equal(zoneFrom(`${volume}const vm = ${vm}`), undefined);
    assert.equal(zoneFrom(`{\nconst vm = ${vm}}\n${volume}`), undefined);
  });
});
