import assert from "node:assert/strict";
import { memoryFiles } from "../../../server/core/files.ts";
import { cloudformation } from "../../../server/languages/cloudformation/index.ts";
import { at, brief, evaluateFiles, property, resourceNamed, written } from "./programs.ts";

const root = "/w/app.yaml";
const include = (location: string) => `{ Name: AWS::Include, Parameters: { Location: ${location} } }`;
const resource = (properties: string) =>
  `Resources:\n  R:\n    Type: AWS::Lambda::Function\n    Properties:\n${properties}`;

describe("AWS::Include", () => {
  it("puts the entries of a local file beside the properties that are written", () => {
    const program = evaluateFiles(
      {
        [root]: resource(`      Runtime: python3.12\n      Fn::Transform: ${include("./parts/limits.yaml")}\n`),
        "/w/parts/limits.yaml": "Timeout: 900\nMemorySize: !Ref Size\n",
      },
      root,
    );
    assert.equal(brief(property(program, "R", "Timeout")), 900);
    assert.equal(brief(property(program, "R", "Runtime")), "python3.12");
    assert.equal(at(program, property(program, "R", "Timeout").origin.span), "1:10 900");
    assert.equal(resourceNamed(program, "R").closed, true);
    assert.deepEqual([...program.sources.keys()], [root, "/w/parts/limits.yaml"]);
    assert.deepEqual(program.open, []);
  });

  it("stands for a value, in its long and its short form", () => {
    const program = evaluateFiles(
      {
        [root]: resource(
          `      A: { 'Fn::Transform': ${include("x.json")} }\n      B: !Transform ${include("x.json")}\n      C: [!Transform ${include("x.json")}]\n`,
        ),
        "/w/x.json": '{ "S3Bucket": "b", "S3Key": { "Ref": "AWS::NoValue" } }',
      },
      root,
    );
    const inside = { S3Bucket: "b", S3Key: null };
    assert.deepEqual(brief(property(program, "R", "A")), inside);
    assert.deepEqual(brief(property(program, "R", "B")), inside);
    assert.deepEqual(brief(property(program, "R", "C")), [inside]);
  });

  it("adds resources, mappings and outputs to their sections", () => {
    const program = evaluateFiles(
      {
        [root]: `Mappings:\n  Fn::Transform: ${include("m.yaml")}\nResources:\n  R:\n    Type: AWS::X::Y\n    Properties: { P: !FindInMap [M, a, b], Q: !GetAtt More.Arn }\n  Fn::Transform: ${include("r.yaml")}\n`,
        "/w/m.yaml": "M: { a: { b: 7 } }\n",
        "/w/r.yaml": "More:\n  Type: AWS::X::Z\n  Properties:\n    P: !Ref R\n",
      },
      root,
    );
    assert.equal(brief(property(program, "R", "P")), 7);
    assert.equal(brief(property(program, "R", "Q")), "-> More.Arn");
    assert.equal(brief(property(program, "More", "P")), "-> R");
    assert.equal(at(program, resourceNamed(program, "More").nameSpan), "1:1 More");
    assert.deepEqual(program.open, []);
  });

  it("adds sections to the template as a whole", () => {
    const rest = "Resources:\n  R: { Type: 'AWS::X::Y', Properties: { P: !FindInMap [M, a, b] } }\n";
    const snippet = "Mappings: { M: { a: { b: 7 } } }\nResources:\n  S: { Type: 'AWS::X::Z' }\n";
    for (const transform of [
      `Transform: ${include("m.yaml")}\n`,
      `Transform:\n  Name: AWS::Include\n  Parameters:\n    Location: ./m.yaml\n`,
      `Transform:\n  - AWS::Serverless-2016-10-31\n  - ${include("m.yaml")}\n`,
      `Fn::Transform: ${include("m.yaml")}\n`,
    ]) {
      const program = evaluateFiles({ [root]: transform + rest, "/w/m.yaml": snippet }, root);
      assert.deepEqual(program.open, [], transform);
      assert.equal(brief(property(program, "R", "P")), 7);
      assert.deepEqual(
        program.resources.map((r) => r.address),
        ["R", "S"],
      );
    }
  });

  it("stays unknown where the file is not here, says nothing, or repeats what is written", () => {
    const open = (location: string, snippet: string) => {
      const text = `${resource(`      Timeout: 3\n      Fn::Transform: ${include(location)}\n`)}  Fn::Transform: ${include(location)}\n`;
      const program = evaluateFiles({ [root]: text, "/w/x.yaml": snippet }, root);
      return [resourceNamed(program, "R").closed, program.open.length];
    };
    assert.deepEqual(open("x.yaml", "MemorySize: 1\n"), [true, 0]);
    assert.deepEqual(open("y.yaml", "MemorySize: 1\n"), [false, 1]);
    assert.deepEqual(open("s3://bucket/x.yaml", "MemorySize: 1\n"), [false, 1]);
    assert.deepEqual(open("!Sub x.yaml", "MemorySize: 1\n"), [false, 1]);
    assert.deepEqual(open("x.yaml", "- 1\n"), [false, 1]);
    assert.deepEqual(open("x.yaml", "Timeout: 1\n"), [false, 0]);
    assert.deepEqual(open("app.yaml", ""), [false, 1]);
  });

  it("leaves an include inside of an included file alone, and the key of a mapping unknown that may be included", () => {
    const program = evaluateFiles(
      {
        [root]: `Mappings:\n  M:\n    a: { b: 1 }\n    Fn::Transform: ${include("s3://x/y")}\n${resource(`      Fn::Transform: ${include("x.yaml")}\n      F: !FindInMap [M, z, b, { DefaultValue: 2 }]\n`)}`,
        "/w/x.yaml": `A:\n  Fn::Transform: ${include("x.yaml")}\n`,
      },
      root,
    );
    assert.equal(brief(property(program, "R", "A")), "? a macro makes it");
    assert.match(String(brief(property(program, "R", "F"))), /^\? FindInMap/);
  });

  it("is not written to, nor is what it adds written twice", () => {
    const program = evaluateFiles(
      {
        [root]: resource(`      Fn::Transform: ${include("x.yaml")}\n      Runtime: a\n`),
        "/w/x.yaml": "Timeout: 900\nVpcConfig:\n  SubnetIds: [a]\n",
      },
      root,
    );
    const r = resourceNamed(program, "R");
    const value = property(program, "R", "Timeout");
    const to = { kind: "literal", value: 3 } as const;
    assert.equal(written(program, [{ do: "replace", value, resource: r, with: to }]), undefined);
    assert.equal(written(program, [{ do: "set", resource: r, path: ["Timeout"], to }]), undefined);
    assert.equal(written(program, [{ do: "set", resource: r, path: ["VpcConfig", "X"], to }]), undefined);
    assert.equal(written(program, [{ do: "remove", resource: r, path: ["Timeout"] }]), undefined);
    assert.match(
      written(program, [{ do: "set", resource: r, path: ["MemorySize"], to }])!,
      /Runtime: a\n {6}MemorySize: 3\n$/,
    );
    assert.match(written(program, [{ do: "remove", resource: r, path: ["Runtime"] }])!, /Fn::Transform: .*\n$/);
  });

  it("says what the file says now, and uses again what has not changed", () => {
    const language = cloudformation();
    const evaluate = (files: Record<string, string>) =>
      language.evaluate({ language: "cloudformation", path: root }, memoryFiles(files));
    const text = `${resource(`      Fn::Transform: ${include("x.yaml")}\n`)}  S: { Type: 'AWS::X::Y', Properties: { A: 1 } }\n`;
    const before = evaluate({ [root]: text, "/w/x.yaml": "Timeout: 3\n" });
    const after = evaluate({ [root]: text, "/w/x.yaml": "Timeout: 4\n" });
    assert.equal(brief(property(after, "R", "Timeout")), 4);
    assert.equal(resourceNamed(after, "S"), resourceNamed(before, "S"));
    const typed = evaluate({ [root]: text.replace("A: 1", "A: 2"), "/w/x.yaml": "Timeout: 4\n" });
    assert.equal(resourceNamed(typed, "R"), resourceNamed(after, "R"));
    const gone = evaluate({ [root]: text });
    assert.equal(resourceNamed(gone, "R").closed, false);
  });

  it("makes a template that another one includes no program of its own", () => {
    const files = {
      [root]: `${resource("      A: 1\n")}Fn::Transform: ${include("./more.yaml")}\n`,
      "/w/more.yaml": "Resources:\n  S: { Type: 'AWS::X::Y' }\n",
    };
    const roots = cloudformation().roots(Object.keys(files), memoryFiles(files));
    assert.deepEqual(
      roots.map((r) => r.path),
      [root],
    );
  });
});
