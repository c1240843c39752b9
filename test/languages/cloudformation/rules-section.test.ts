import assert from "node:assert/strict";
import { branchName, satisfiable } from "../../../server/core/conditions.ts";
import { deployable } from "./deployable.ts";
import { evaluateText, resourceNamed } from "./programs.ts";

const template = (rules: string, parameters = "") =>
  evaluateText(`Parameters:
  Env: { Type: String, Default: dev }
  Size: { Type: String, Default: small }
  Zones: { Type: CommaDelimitedList, Default: 'a,b' }
  Vpc: { Type: 'AWS::EC2::VPC::Id' }
${parameters}Rules:
  R:
${rules.replace(/^/gm, "    ")}
Resources:
  X:
    Type: AWS::X::Y
    Properties: { Env: !Ref Env, Size: !Ref Size, Both: !Sub '\${Env}-\${Size}', Zones: !Ref Zones }
`);

const asserts = (assertion: string) => `Assertions: [{ Assert: ${assertion} }]`;

describe("the section Rules", () => {
  it("leaves out a default that an assertion forbids", () => {
    const program = template(asserts("{ 'Fn::Contains': [[test, prod], !Ref Env] }"));
    assert.deepEqual(deployable(program, "X", "Env"), ["? parameter Env"]);
    assert.deepEqual(deployable(program, "X", "Size"), ["small", "? parameter Size"]);
  });

  it("keeps a default that it allows", () => {
    const program = template(asserts("{ 'Fn::Contains': [[dev, prod], !Ref Env] }"));
    assert.deepEqual(deployable(program, "X", "Env"), ["dev", "? parameter Env"]);
  });

  it("looks at what a rule's condition applies to, and at nothing else", () => {
    const rule = (env: string) =>
      `RuleCondition: { 'Fn::Equals': [!Ref Env, ${env}] }\n${asserts("{ 'Fn::Equals': [!Ref Size, large] }")}`;
    assert.ok(!deployable(template(rule("dev")), "X", "Both").includes("dev-small"));
    assert.ok(deployable(template(rule("prod")), "X", "Both").includes("dev-small"));
  });

  it("knows the functions over lists", () => {
    const zones = (assertion: string) => deployable(template(asserts(assertion)), "X", "Zones").length;
    assert.equal(zones("{ 'Fn::EachMemberIn': [[a, b], [a, b, c]] }"), 2);
    assert.equal(zones("{ 'Fn::EachMemberEquals': [[a, b], a] }"), 0);
    assert.equal(zones("{ 'Fn::Not': [{ 'Fn::EachMemberEquals': [[a, a], a] }] }"), 0);
    assert.equal(zones("{ 'Fn::And': [{ 'Fn::Contains': [[a], a] }, { 'Fn::Or': [{ 'Fn::Equals': [a, a] }] }] }"), 2);
  });

  it("knows the parameters of a type, and what belongs to none", () => {
    const vpcs = "  Main: { Type: 'AWS::EC2::VPC::Id', Default: vpc-1 }\n";
    const env = (assertion: string, parameters = "") =>
      deployable(template(asserts(assertion), parameters), "X", "Env").length;
    const all = "{ 'Fn::RefAll': 'AWS::EC2::VPC::Id' }";
    assert.equal(env(`{ 'Fn::Contains': [${all}, !Ref Vpc] }`), 2);
    assert.equal(env(`{ 'Fn::Not': [{ 'Fn::Contains': [${all}, !Ref Vpc] }] }`), 0);
    assert.equal(env("{ 'Fn::Contains': [{ 'Fn::RefAll': 'AWS::EC2::Subnet::Id' }, x] }"), 0);
    assert.equal(env(`{ 'Fn::EachMemberIn': [${all}, [vpc-1]] }`, vpcs), 2);
    const none = "{ 'Fn::ValueOfAll': ['AWS::EC2::Subnet::Id', VpcId] }";
    assert.equal(env(`{ 'Fn::Not': [{ 'Fn::EachMemberIn': [${none}, [a]] }] }`), 0);
    const tag = "{ 'Fn::ValueOf': [Vpc, Tags.Env] }";
    assert.equal(env(`{ 'Fn::Equals': [${tag}, ${tag}] }`), 2);
    assert.equal(env(`{ 'Fn::Not': [{ 'Fn::Equals': [${tag}, ${tag}] }] }`), 0);
    assert.equal(env(`{ 'Fn::Not': [{ 'Fn::Equals': [${tag}, { 'Fn::ValueOf': [Vpc, Tags.Other] }] }] }`), 2);
  });

  it("does not guess what depends on the account, and keeps what has nothing to do with it", () => {
    const rules = asserts(
      "{ 'Fn::EachMemberIn': [{ 'Fn::ValueOfAll': ['AWS::EC2::Subnet::Id', VpcId] }, { 'Fn::RefAll': 'AWS::EC2::VPC::Id' }] }",
    );
    assert.deepEqual(deployable(template(rules), "X", "Env"), ["dev", "? parameter Env"]);
    const about = asserts("{ 'Fn::Equals': [!Ref Env, { 'Fn::ValueOf': [Vpc, Tags.Env] }] }");
    assert.equal(satisfiable(resourceNamed(template(about), "X").condition), "yes");
    assert.deepEqual(deployable(template(about), "X", "Env"), ["dev", "? parameter Env"]);
  });

  it("names no branch for it", () => {
    const program = template(asserts("{ 'Fn::Equals': [!Ref Size, small] }"));
    assert.equal(branchName(resourceNamed(program, "X").condition), undefined);
  });

  it("stays quiet about what is half typed", () => {
    for (const rules of ["Assertions:", "Assertions: [{ Assert: }]", "RuleCondition:", "Assertions: [[]]"])
      assert.deepEqual(deployable(template(rules), "X", "Env"), ["dev", "? parameter Env"]);
  });
});

describe("a default that the parameter itself refuses", () => {
  const only = (more: string) =>
    deployable(
      evaluateText(
        `Parameters:\n  P: { Type: String, ${more} }\nResources:\n  X:\n    Type: AWS::X::Y\n    Properties: { P: !Ref P }\n`,
      ),
      "X",
      "P",
    );
  const cases: [string, unknown[]][] = [
    ["Default: x, AllowedPattern: '[a-z]+'", ["x", "? parameter P"]],
    ["Default: 'x1', AllowedPattern: '[a-z]+'", ["? parameter P"]],
    ["Default: '', MinLength: 1", ["? parameter P"]],
    ["Default: abc, MaxLength: 2", ["? parameter P"]],
    ["Default: abc, MinLength: 3, MaxLength: '3'", ["abc", "? parameter P"]],
    ["Default: c, AllowedValues: [a, b]", ["a", "b"]],
    // What Java reads otherwise, and what might take for ever, is not tried.
    ["Default: '1', AllowedPattern: '\\p{Alpha}+'", ["1", "? parameter P"]],
    [
      "Default: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', AllowedPattern: '(a+)+'",
      ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "? parameter P"],
    ],
    [
      "Default: 0.0.0.0/0, AllowedPattern: '(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})'",
      ["0.0.0.0/0", "? parameter P"],
    ],
    [
      "Default: 10.0.0.300/8, AllowedPattern: '^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.){3}([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])(\\/([0-9]|[1-2][0-9]|3[0-2]))$'",
      ["? parameter P"],
    ],
  ];
  for (const [more, expected] of cases) it(more, () => assert.deepEqual(only(more), expected));

  it("checks numbers and lists by their members", () => {
    const of = (more: string) =>
      deployable(
        evaluateText(
          `Parameters:\n  P: { ${more} }\nResources:\n  X:\n    Type: AWS::X::Y\n    Properties: { P: !Ref P }\n`,
        ),
        "X",
        "P",
      );
    assert.deepEqual(of("Type: Number, Default: 5, MinValue: 6"), ["? parameter P"]);
    assert.deepEqual(of("Type: Number, Default: 5, MinValue: 5, MaxValue: 5"), [5, "? parameter P"]);
    assert.deepEqual(of("Type: Number, Default: x"), ["? parameter P"]);
    assert.deepEqual(of("Type: CommaDelimitedList, Default: 'a, b', AllowedValues: [a, b, c]"), [
      ["a", "b"],
      "? parameter P",
    ]);
    assert.deepEqual(of("Type: CommaDelimitedList, Default: 'a, d', AllowedValues: [a, b, c]"), ["? parameter P"]);
  });
});
