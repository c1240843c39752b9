import assert from "node:assert/strict";
import { all, assumedDefaults, satisfiable } from "../../../server/core/conditions.ts";
import { type Files, memoryFiles } from "../../../server/core/files.ts";
import type { Inputs } from "../../../server/core/language.ts";
import type { Program } from "../../../server/core/resources.ts";
import { cloudformation } from "../../../server/languages/cloudformation/index.ts";
import { brief, property } from "./programs.ts";

const consumer = (name: string, rest = "") =>
  `${rest}Resources:\n  R:\n    Type: AWS::X::Y\n    Properties: { P: { 'Fn::ImportValue': ${name} } }\n`;
const producer = (outputs: string, rest = "") => `${rest}Resources:\n  V: { Type: 'AWS::X::Y' }\nOutputs:\n${outputs}`;
const output = (name: string, value: string, more = "") =>
  `  O${name.replace(/[^a-z]/gi, "")}: { Value: ${value}, Export: { Name: ${name} }${more} }\n`;

/** A language that knows the templates of a workspace. */
function workspace(files: Record<string, string>) {
  const language = cloudformation();
  const evaluate = (now: Record<string, string> = files, inputs?: Inputs, root = "/w/app.yaml"): Program => {
    language.roots(Object.keys(now), memoryFiles(now));
    return language.evaluate({ language: "cloudformation", path: root }, memoryFiles(now), inputs);
  };
  return { language, evaluate };
}

const imported = (files: Record<string, string>, inputs?: Inputs) =>
  brief(property(workspace(files).evaluate(files, inputs), "R", "P"));

describe("exports and imports", () => {
  it("gives the value that another template exports", () => {
    const files = { "/w/app.yaml": consumer("zone"), "/w/net.yaml": producer(output("zone", "eu-west-1a")) };
    const program = workspace(files).evaluate();
    const value = property(program, "R", "P");
    assert.equal(brief(value), "eu-west-1a");
    assert.equal(value.origin.span.chunk.path, "/w/app.yaml");
    assert.deepEqual([...program.sources.keys()], ["/w/app.yaml"]);
  });

  it("gives the other stack's default as an assumption, as long as its parameter keeps it", () => {
    const parameters = "Parameters:\n  Env: { Type: String, Default: dev }\n";
    const files = {
      "/w/app.yaml": consumer("zone", parameters),
      "/w/net.yaml": producer(output("zone", "!Ref Env"), parameters),
    };
    const value = property(workspace(files).evaluate(), "R", "P");
    assert.deepEqual(brief(value), { choice: ["dev", "? parameter Env of stack /w/net.yaml"] });
    assert.ok(value.kind === "choice");
    assert.deepEqual(assumedDefaults(value.alternatives[0]!.when), ["parameter Env"]);
  });

  it("takes a parameter of another stack for the one of the same name here", () => {
    const parameters = "Parameters:\n  Env: { Type: String, AllowedValues: [dev, prod] }\n";
    const files = {
      "/w/app.yaml": `${parameters}Conditions:\n  Dev: !Equals [!Ref Env, dev]\n${consumer("zone").replace("    Type: AWS::X::Y\n", "    Type: AWS::X::Y\n    Condition: Dev\n")}`,
      "/w/net.yaml": producer(
        output("zone", "!If [Prod, big, small]"),
        `${parameters}Conditions:\n  Prod: !Equals [!Ref Env, prod]\n`,
      ),
    };
    const program = workspace(files).evaluate();
    const value = property(program, "R", "P");
    assert.ok(value.kind === "choice");
    const { condition } = program.resources[0]!;
    const deployed = value.alternatives.filter((a) => satisfiable(all(a.when, condition)) === "yes");
    assert.deepEqual(
      deployed.map((a) => brief(a.value)),
      ["small"],
    );
  });

  it("knows a resource of another stack again, but not as one of its own", () => {
    const files = {
      "/w/app.yaml": consumer("v"),
      "/w/net.yaml": producer(output("v", "!GetAtt V.Arn") + output("w", "!Sub 'a-${V}-${AWS::Region}'")),
    };
    assert.equal(imported(files), "? GetAtt stack /w/net.yaml.V.Arn");
    const other = { ...files, "/w/app.yaml": consumer("w") };
    assert.equal(imported(other), "a-<? Ref stack /w/net.yaml.V>-<? AWS::Region>");
    assert.equal(imported(other, { parameters: {}, region: "eu-west-1" }), "a-<? Ref stack /w/net.yaml.V>-eu-west-1");
  });

  it("compares names with holes", () => {
    const net = producer(output("!Sub '${AWS::Region}-zone'", "b"));
    assert.equal(imported({ "/w/app.yaml": consumer("!Sub '${AWS::Region}-zone'"), "/w/net.yaml": net }), "b");
    const stack = producer(output("!Sub '${AWS::StackName}-zone'", "b"));
    const mine = consumer("!Sub '${AWS::StackName}-zone'");
    assert.match(String(imported({ "/w/app.yaml": mine, "/w/net.yaml": stack })), /^\? ImportValue/);
  });

  it("is silent where two templates may export the name", () => {
    const app = consumer("zone");
    const net = producer(output("zone", "a"));
    const unknown = '? ImportValue("zone")';
    assert.equal(imported({ "/w/app.yaml": app, "/w/net.yaml": net, "/w/b.yaml": net }), unknown);
    const maybe = producer(output("!Sub '${AWS::StackName}-zone'", "b"));
    assert.equal(imported({ "/w/app.yaml": app, "/w/net.yaml": net, "/w/b.yaml": maybe }), "a");
    const any = producer(output("!Ref AWS::StackName", "b"));
    assert.equal(imported({ "/w/app.yaml": app, "/w/net.yaml": net, "/w/b.yaml": any }), unknown);
    assert.equal(imported({ "/w/app.yaml": app }), unknown);
  });

  it("does not take what a parent hands in, a macro changes, or the template itself exports", () => {
    const app = consumer("zone");
    const unknown = '? ImportValue("zone")';
    const net = producer(output("zone", "a"));
    const parent =
      "Resources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ./net.yaml }\n";
    assert.equal(imported({ "/w/app.yaml": app, "/w/net.yaml": net, "/w/parent.yaml": parent }), unknown);
    assert.equal(imported({ "/w/app.yaml": app, "/w/net.yaml": `Transform: Mine\n${net}` }), "? a macro may change it");
    assert.equal(imported({ "/w/app.yaml": `${app}Outputs:\n${output("zone", "a")}` }), unknown);
  });

  it("keeps the condition of an output", () => {
    const net = producer(
      output("zone", "a", ", Condition: C"),
      "Parameters:\n  E: { Type: String }\nConditions:\n  C: !Equals [!Ref E, x]\n",
    );
    assert.deepEqual(imported({ "/w/app.yaml": consumer("zone"), "/w/net.yaml": net }), {
      choice: ["a", '? ImportValue("zone")'],
    });
  });

  it("sees the first export that another template gets, without looking for programs again", () => {
    const files = { "/w/app.yaml": consumer("zone"), "/w/net.yaml": producer("  O: { Value: x }\n") };
    const { evaluate, language } = workspace(files);
    assert.equal(brief(property(evaluate(), "R", "P")), '? ImportValue("zone")');
    const typed = { ...files, "/w/net.yaml": producer(output("zone", "a")) };
    const now = language.evaluate({ language: "cloudformation", path: "/w/app.yaml" }, memoryFiles(typed));
    assert.equal(brief(property(now, "R", "P")), "a");
  });

  it("follows an export that hands on what it imports, in any order", () => {
    const handed = (name: string, from: string) => producer(output(name, `{ 'Fn::ImportValue': ${from} }`));
    const files = {
      "/w/a.yaml": handed("zone", "middle"),
      "/w/app.yaml": consumer("zone"),
      "/w/b.yaml": producer(output("first", "eu-west-1a")),
      "/w/c.yaml": handed("middle", "first"),
    };
    const { evaluate } = workspace(files);
    assert.equal(brief(property(evaluate(), "R", "P")), "eu-west-1a");
    const changed = { ...files, "/w/b.yaml": producer(output("first", "eu-west-1b")) };
    assert.equal(brief(property(evaluate(changed), "R", "P")), "eu-west-1b");
    const gone = { ...files, "/w/b.yaml": producer("  O: { Value: x }\n") };
    assert.equal(brief(property(evaluate(gone), "R", "P")), '? ImportValue("first")');
  });

  it("ends where exports are made of each other, or of their own name", () => {
    const handed = (name: string, from: string) => producer(output(name, `{ 'Fn::ImportValue': ${from} }`));
    const ring = { "/w/app.yaml": consumer("a"), "/w/b.yaml": handed("a", "b"), "/w/c.yaml": handed("b", "a") };
    assert.match(String(imported(ring)), /^\? ImportValue/);
    const self = { "/w/app.yaml": consumer("a"), "/w/b.yaml": handed("a", "a") };
    assert.equal(imported(self), '? ImportValue("a")');
    const named = { "/w/app.yaml": consumer("a"), "/w/b.yaml": producer(output("!ImportValue a", "x")) };
    assert.equal(imported(named), '? ImportValue("a")');
  });

  it("ends where two stacks import from each other", () => {
    const loop = (name: string, other: string) =>
      `${consumer(other)}Outputs:\n${output(name, `{ 'Fn::ImportValue': ${other} }`)}`;
    assert.equal(imported({ "/w/app.yaml": loop("a", "b"), "/w/net.yaml": loop("b", "a") }), '? ImportValue("a")');
  });

  it("depends on the other template, and says what it says now", () => {
    const files = { "/w/app.yaml": consumer("zone"), "/w/net.yaml": producer(output("zone", "a")) };
    const { evaluate, language } = workspace(files);
    assert.equal(brief(property(evaluate(), "R", "P")), "a");
    const changed = { ...files, "/w/net.yaml": producer(output("zone", "b")) };
    assert.equal(brief(property(evaluate(changed), "R", "P")), "b");
    const reads: string[] = [];
    const snapshot = memoryFiles(changed);
    const watched: Files = {
      ...snapshot,
      read(path) {
        reads.push(path);
        return snapshot.read(path);
      },
    };
    language.evaluate({ language: "cloudformation", path: "/w/app.yaml" }, watched);
    assert.deepEqual([...new Set(reads)], ["/w/app.yaml", "/w/net.yaml"]);
  });
});
