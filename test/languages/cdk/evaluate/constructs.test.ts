import assert from "node:assert/strict";
import { all, branchName, satisfiable } from "../../../../server/core/conditions.ts";
import { spanText } from "../../../../server/core/span.ts";
import { carriedBy } from "../../../../server/languages/cdk/constructs.ts";
import { at, evaluateFiles, evaluateSource, evaluateStack, plain, prop } from "./evaluate-source.ts";

const paths = (e: { constructs: readonly { path: string }[] }) => e.constructs.map((c) => c.path);

describe("CDK constructs", () => {
  it("have the path of their scopes, the class as name, and the variable that holds them", () => {
    const e = evaluateStack(`const fn = new lambda.Function(this, "Fn", { memorySize: 1 });`);
    const fn = at(e, "Main/Fn");
    assert.equal(fn.fqn, "aws-cdk-lib.aws_lambda.Function");
    assert.equal(spanText(fn.nameSpan), "Function");
    assert.equal(spanText(fn.span), `new lambda.Function(this, "Fn", { memorySize: 1 })`);
    assert.equal(fn.variable?.name, "fn");
    assert.equal(fn.scope?.path, "Main");
    assert.equal(fn.stack?.path, "Main");
    assert.deepEqual(fn.opened, []);
  });

  it("are named alike by every import", () => {
    const imports = [
      `import * as l from "aws-cdk-lib/aws-lambda"; const F = l.Function;`,
      `import { Function as F } from "aws-cdk-lib/aws-lambda";`,
      `import { aws_lambda as l } from "aws-cdk-lib"; const F = l.Function;`,
      `import * as cdk from "aws-cdk-lib"; const F = cdk.aws_lambda.Function;`,
      `import * as l from "@aws-cdk/aws-lambda"; const F = l.Function;`,
      `import l = require("@aws-cdk/aws-lambda"); import F = l.Function;`,
      `const { Function: F } = require("aws-cdk-lib/aws-lambda");`,
    ];
    for (const line of imports) {
      const e = evaluateFiles({
        "/a.ts": `${line}\nconst { App, Stack } = require("@aws-cdk/core");\nnew F(new Stack(new App(), "S"), "F", {});`,
      });
      assert.equal(at(e, "S/F").fqn, "aws-cdk-lib.aws_lambda.Function", line);
    }
  });

  it("record what is called on them, in order, with the members between", () => {
    const e = evaluateStack(`
const sg = new ec2.SecurityGroup(this, "Sg", {});
sg.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22), "ssh");
sg.connections.allowFromAnyIpv4(ec2.Port.tcp(80));`);
    const { calls } = at(e, "Main/Sg");
    assert.deepEqual(
      calls.map((c) => [c.path, c.method, spanText(c.nameSpan)]),
      [
        [[], "addIngressRule", "addIngressRule"],
        [["connections"], "allowFromAnyIpv4", "allowFromAnyIpv4"],
      ],
    );
    assert.equal(spanText(calls[0]!.args[0]!.origin.span), "ec2.Peer.anyIpv4()");
    assert.equal(plain(calls[0]!.args[2]!), "ssh");
  });

  it("see what is added to an object after it was handed over", () => {
    const e = evaluateStack(`
const data = ec2.UserData.forLinux();
new ec2.Instance(this, "I", { userData: data });
data.addCommands("aws configure");`);
    const carried = carriedBy(prop(e, "Main/I", "userData"));
    assert.ok(carried?.kind === "made");
    assert.deepEqual(
      carried.calls.map((c) => [c.method, ...c.args.map(plain)]),
      [["addCommands", "aws configure"]],
    );
  });

  it("are made by loops, functions and subclasses of the project", () => {
    const e = evaluateStack(
      `
for (const name of ["a", "b"]) new lambda.Function(this, name, {});
for (let i = 0; i < 2; i++) new lambda.Function(this, "n" + i, {});
["x"].forEach((n) => make(this, n));
new Special(this, "Sub", { memorySize: 5 });`,
      `function make(scope: Construct, id: string) { return new lambda.Function(scope, \`f-\${id}\`, {}); }
class Special extends lambda.Function {
  constructor(scope: Construct, id: string, props: any) { super(scope, id, { timeout: Duration.minutes(20), ...props }); }
}`,
    );
    assert.deepEqual(paths(e), ["", "Main", "Main/a", "Main/b", "Main/n0", "Main/n1", "Main/f-x", "Main/Sub"]);
    const sub = at(e, "Main/Sub");
    assert.equal(sub.fqn, "aws-cdk-lib.aws_lambda.Function");
    assert.equal(spanText(sub.nameSpan), "Special");
    assert.equal(plain(prop(e, "Main/Sub", "memorySize")), 5);
  });

  it("in branches exist under conditions that exclude each other", () => {
    const e = evaluateStack(`
if (process.env.STAGE === "prod") new lambda.Function(this, "P", {});
else new lambda.Function(this, "D", {});`);
    const [p, d] = [at(e, "Main/P"), at(e, "Main/D")];
    assert.equal(branchName(p.condition), 'process.env.STAGE is "prod"');
    assert.equal(satisfiable(p.condition), "yes");
    assert.equal(satisfiable(all(p.condition, d.condition)), "no");
  });

  it("behind a conditional return exist only where it was not taken", () => {
    const e = evaluateStack(`if (process.env.SKIP) return;\nnew lambda.Function(this, "F", {});`);
    assert.equal(branchName(at(e, "Main/F").condition), "process.env.SKIP is false");
  });

  it("behind a check that throws exist always", () => {
    const e = evaluateStack(`if (!process.env.NEED) { throw new Error("no"); }\nnew lambda.Function(this, "F", {});`);
    assert.equal(at(e, "Main/F").condition.kind, "always");
  });

  it("in a loop of unknown length stand for every instance", () => {
    const e = evaluateStack(
      `for (const n of props.names) new lambda.Function(this, \`f-\${n}\`, {});\nnew lambda.Function(this, "G", {});`,
    );
    // props is {} here, so that names is nothing and the loop does not run; an input that is not known does.
    const f =
      evaluateSource(`export class S extends cdk.Stack { constructor(s: Construct, i: string, p: any) { super(s, i, p);
      for (const n of p.names) new lambda.Function(this, \`f-\${n}\`, {}); } }`);
    assert.ok(paths(e).includes("Main/G"));
    assert.equal(at(f, "S/f-{0}").symbolic, true);
  });

  it("of classes that nobody instantiates have inputs that are not known", () => {
    const e = evaluateSource(`export class Lone extends cdk.Stack {
      constructor(scope: Construct, id: string, props: any) { super(scope, id, props);
        new lambda.CfnFunction(this, "F", { timeout: props.timeout ?? 1000, vpc: props.vpc.id }); } }`);
    assert.equal(at(e, "Lone").assumed, true);
    assert.deepEqual(plain(prop(e, "Lone/F", "timeout")), { choice: [1000, "?Lone.props.timeout"] });
    assert.equal(plain(prop(e, "Lone/F", "vpc")), "?Lone.props.vpc.id");
  });

  it("are opened by what is not understood, and only by that", () => {
    const e = evaluateFiles({
      "/a.ts": `import * as cdk from "aws-cdk-lib"; import { Bucket } from "aws-cdk-lib/aws-s3"; import { harden } from "strange";
const s = new cdk.Stack(new cdk.App(), "S");
const a = new Bucket(s, "A"); const b = new Bucket(s, "B");
harden(a); a.grantRead(b); new cdk.CfnOutput(s, "O", { value: b.bucketName });`,
    });
    assert.deepEqual(at(e, "S/A").opened, ["it is handed to harden()"]);
    assert.deepEqual(at(e, "S/B").opened, []);
    assert.deepEqual(
      at(e, "S/B").handedTo.map((h) => h.to),
      ["aws-cdk-lib.aws_s3.Bucket#grantRead"],
    );
  });

  it("are opened by aspects, but not by those of cdk-nag", () => {
    const source = (
      aspect: string,
    ) => `import * as cdk from "aws-cdk-lib"; import { AwsSolutionsChecks } from "cdk-nag";
class Change { visit(node: any) { node.x = 1; } }
const app = new cdk.App(); const s = new cdk.Stack(app, "S"); cdk.Aspects.of(app).add(new ${aspect}());`;
    assert.deepEqual(at(evaluateFiles({ "/a.ts": source("Change") }), "S").opened, ["an aspect may change it"]);
    assert.deepEqual(at(evaluateFiles({ "/a.ts": source("AwsSolutionsChecks") }), "S").opened, []);
  });

  it("keep what is assigned to their members", () => {
    const e = evaluateStack(`const c = new lambda.CfnFunction(this, "C", {});\nc.timeout = 1000;`);
    const [assigned] = at(e, "Main/C").assignments;
    assert.deepEqual([assigned?.path, plain(assigned!.value)], [["timeout"], 1000]);
  });

  it("know the region of their stack", () => {
    const e = evaluateSource(
      `const s = new cdk.Stack(new cdk.App(), "S", { env: { region: "eu-west-1" } }); new ec2.Vpc(s, "V");`,
    );
    assert.equal(plain(at(e, "S/V").region!), "eu-west-1");
  });

  it("that are imported say by which factory", () => {
    const e = evaluateStack(`ec2.Vpc.fromLookup(this, "V", { isDefault: true });`);
    assert.equal(at(e, "Main/V").factory, "fromLookup");
  });
});

describe("hostile programs", () => {
  const bounded: [string, string][] = [
    ["endless recursion", "function f(n: number): number { return f(n + 1) + f(n + 2); } f(0);"],
    ["an endless loop", "let i = 0; while (true) { i++; }"],
    [
      "a class that makes itself",
      "class A extends cdk.Stack { constructor(s: any, i: any) { super(s, i); new A(this, 'a'); } } new A(new cdk.App(), 'x');",
    ],
    ["a class that extends itself", "class A extends A {} new A();"],
    ["a string that doubles", "let s = 'a'; for (let i = 0; i < 100; i++) s = s + s;"],
    ["a list that doubles", "let l = [1]; for (let i = 0; i < 100; i++) l.push(...l);"],
    ["deep parentheses", `const x = ${"(".repeat(3000)}1${")".repeat(3000)};`],
    ["deep calls", `const x = a${".b()".repeat(3000)};`],
    ["many conditions", Array.from({ length: 150 }, (_, i) => `let v${i} = process.env.A${i} ? 1 : 2;`).join("\n")],
  ];
  for (const [name, source] of bounded)
    it(`come to an end: ${name}`, () => {
      assert.ok(evaluateSource(source).constructs.length < 6_000);
    });

  it("that are half typed keep what is whole", () => {
    const e = evaluateStack(
      `new lambda.Function(this, "A", { memorySize: 1 });\nconst x = new lambda.Function(this, "B", { timeout: \n`,
    );
    assert.equal(plain(prop(e, "Main/A", "memorySize")), 1);
  });
});
