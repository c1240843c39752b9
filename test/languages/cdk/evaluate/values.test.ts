import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import { carriedBy } from "../../../../server/languages/cdk/constructs.ts";
import { evaluateFiles, evaluateSource, evaluateStack, literalText, plain, prop, trail } from "./evaluate-source.ts";

const value = (expression: string, before = "") =>
  prop(evaluateStack(`new lambda.CfnFunction(this, "F", { value: ${expression} });`, before), "Main/F", "value");
const result = (expression: string, before = "") => plain(value(expression, before));

describe("CDK values", () => {
  const known: [string, unknown][] = [
    ["15 * 60", 900],
    ["'a' + 1", "a1"],
    ["`x-${1 + 1}-y`", "x-2-y"],
    ["[1, ...[2, 3]]", [1, 2, 3]],
    ["{ a: 1, ...{ b: 2, a: 3 } }", { a: 3, b: 2 }],
    ["undefined ?? 5", 5],
    ["0 || 7", 7],
    ["({ a: { b: 4 } }).a?.b", 4],
    ["true ? 1 : 2", 1],
    ["['a', 'b'].map((x) => x.toUpperCase()).join('-')", "A-B"],
    ["[3, 4].reduce((a, b) => a + b, 0)", 7],
    ["[1, 2, 3, 4].filter((n) => n % 2 == 0)", [2, 4]],
    ["Object.keys({ a: 1, b: 2 })", ["a", "b"]],
    ["Object.entries({ a: 1 }).map(([k, v]) => `${k}=${v}`)", ["a=1"]],
    ["Math.max(3, 900)", 900],
    ["Number('12')", 12],
    ["'a,b'.split(',')", ["a", "b"]],
    ["(() => { for (const n of [1, 5, 9]) { if (n > 3) return n; } return 0; })()", 5],
    ["(() => { let t = 0; for (let i = 0; i < 4; i++) t += i; return t; })()", 6],
    ["(() => { switch ('b') { case 'a': return 1; case 'b': return 2; default: return 3; } })()", 2],
    ["(({ a, b = 2 }: any) => a + b)({ a: 1 })", 3],
    ["Duration.minutes(15).toSeconds()", 900],
    ["cdk.Duration.hours(1).plus(Duration.minutes(1)).toMinutes()", 61],
    ["cdk.Fn.join('-', ['a', 'b'])", "a-b"],
    ["(() => { const l: number[] = []; l.push(1); l.push(2, 3); return l; })()", [1, 2, 3]],
  ];
  for (const [expression, expected] of known)
    it(`knows ${expression}`, () => assert.deepEqual(result(expression), expected));

  it("says what is not known, and why", () => {
    assert.equal(result("process.env.SIZE"), "?process.env.SIZE");
    assert.equal(result("this.node.tryGetContext('size')"), "?context.size");
    assert.equal(result("this.region"), "?AWS::Region");
    assert.equal(result("`${process.env.A}-b`"), "${?process.env.A}-b");
    const v = value("someone.else()");
    assert.equal(v.kind, "unknown");
  });

  it("keeps both sides of a condition that is not known", () => {
    assert.deepEqual(result("process.env.BIG ? 10 : 3"), { choice: [10, 3] });
    assert.deepEqual(result("process.env.BIG === 'y' ? 10 : 3"), { choice: [10, 3] });
    assert.deepEqual(result("process.env.T ?? 5"), { choice: [5, "?process.env.T"] });
  });

  it("decides the same condition once", () => {
    const size = "const big = process.env.BIG === 'y'; const size = big ? 10 : 3;";
    assert.deepEqual(result("big ? size : 0", size), { choice: [10, 0] });
  });

  it("takes what a spread may overwrite as not known", () => {
    const v = value("{ timeout: 5, ...(process.env as any), size: 1 }") as never as { closed: boolean };
    const shown = plain(v as never) as Record<string, unknown>;
    assert.match(String(shown.timeout), /^\?/);
    assert.equal(shown.size, 1);
    assert.equal(v.closed, false);
  });

  it("leads from the use to the literal", () => {
    const v = value("LIMITS.timeout", "const BASE = 1000;\nconst LIMITS = { timeout: BASE };");
    assert.deepEqual(trail(v.origin), ["LIMITS.timeout", "local: BASE", "local: 1000"]);
  });

  it("says which values were handed in as arguments", () => {
    const e = evaluateSource(`
class Part extends Construct {
  constructor(scope: Construct, id: string, props: { timeout: number }) {
    super(scope, id);
    new lambda.CfnFunction(this, "F", { timeout: props.timeout });
  }
}
new Part(new cdk.Stack(new cdk.App(), "S"), "P", { timeout: 950 });`);
    const v = prop(e, "S/P/F", "timeout");
    assert.deepEqual(trail(v.origin), ["props.timeout", "argument: 950"]);
  });

  it("places the pieces of strings exactly", () => {
    const v = value("'one\\n' + `two ${'three'}`");
    assert.ok(v.kind === "scalar" && v.pieces);
    assert.equal(v.value, "one\ntwo three");
    assert.deepEqual(
      v.pieces.map((p) => [p.text, spanText(p.span!)]),
      [
        ["one", "one"],
        ["\n", "\\n"],
        ["two ", "two "],
        ["three", "three"],
      ],
    );
  });

  it("carries objects of CDK", () => {
    const carried = carriedBy(value("Duration.minutes(15)"));
    assert.ok(carried?.kind === "made");
    assert.equal(carried.fqn, "aws-cdk-lib.Duration");
    assert.equal(carried.member, "minutes");
    assert.deepEqual(carried.args.map(plain), [15]);
    const runtime = carriedBy(value("lambda.Runtime.NODEJS_20_X"));
    assert.deepEqual(runtime, { kind: "static", fqn: "aws-cdk-lib.aws_lambda.Runtime", member: "NODEJS_20_X" });
  });

  it("reads files of the project, and JSON with its places", () => {
    const e = evaluateFiles({
      "/app/app.ts": `import * as cdk from "aws-cdk-lib"; import * as fs from "fs"; import * as path from "path";
import config from "./config.json"; import { name } from "./lib/names";
new cdk.CfnResource(new cdk.Stack(new cdk.App(), "S"), "R", {
  script: fs.readFileSync(path.join(__dirname, "run.sh"), "utf8"), timeout: config.timeout, name });`,
      "/app/run.sh": "aws configure\n",
      "/app/config.json": '{ "timeout": 1000 }',
      "/app/lib/names.ts": 'export * from "./more";',
      "/app/lib/more.ts": 'export const name = "x";',
    });
    const script = prop(e, "S/R", "script");
    assert.equal(plain(script), "aws configure\n");
    assert.equal(literalText(script), "aws configure\n");
    assert.equal(script.origin.from?.step, "file");
    assert.equal(plain(prop(e, "S/R", "timeout")), 1000);
    assert.equal(literalText(prop(e, "S/R", "timeout")), "1000");
    assert.equal(plain(prop(e, "S/R", "name")), "x");
  });

  it("knows the elements of the zones apart", () => {
    const before = "const s = new cdk.Stack(new cdk.App(), 'Other'); const vpc = new ec2.Vpc(s, 'V');";
    const v = value("[vpc.availabilityZones[0], vpc.availabilityZones[1], cdk.Fn.select(0, cdk.Fn.getAzs())]", before);
    assert.deepEqual(plain(v), [
      "?Other/V.availabilityZones[0]",
      "?Other/V.availabilityZones[1]",
      "?GetAZs.availabilityZones[0]",
    ]);
  });
});
