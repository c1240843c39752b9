import assert from "node:assert/strict";
import { spanText } from "../../../server/core/span.ts";
import type { Template } from "../../../server/languages/cloudformation/syntax.ts";
import { readTemplate, readWhole } from "../../../server/languages/cloudformation/template.ts";
import { brief, evaluateText, property } from "./programs.ts";
import { randomNumbers, shapeOf } from "./shapes.ts";

const anchored = `Parameters:
  Stage: &text { Type: String, Default: dev }
  Other: *text
Mappings:
  Sizes:
    dev: &sizes { memory: 64, timeout: 30 }
    prod:
      <<: *sizes
      memory: 128
Resources:
  First:
    Type: AWS::Lambda::Function
    Properties: &common
      Handler: &handler index.handler
      Timeout: 30
      Tags: &tags
        - Key: a
          Value: b
  Second:
    Type: AWS::Lambda::Function
    Properties:
      <<: [*common, { MemorySize: 64, Timeout: 1 }]
      Runtime: python3.13
  Third:
    Type: AWS::Lambda::Function
    Properties:
      Handler: *handler
      Tags: *tags
  Fourth:
    Type: AWS::S3::Bucket
Outputs:
  Tags:
    Value: *handler
`;

const chunkOf = (template: Template, name: string) =>
  template.sections.get("Resources")!.find((e) => e.key === name)!.keySpan.chunk;
const entryOf = (template: Template, name: string) => template.sections.get("Resources")!.find((e) => e.key === name)!;

describe("the chunks of a template", () => {
  const variants: Record<string, [text: string, chunks: number]> = {
    "anchors, aliases and merge keys": [anchored, 12],
    "anchors in a template that is indented as a whole": [anchored.replace(/^(?=.)/gm, "   "), 12],
    "a directive and the end of the document": [`%YAML 1.1\n---\n${anchored}...\n`, 14],
    "a comment, a line, and the end of the document": [`# A stack\n---\n${anchored}...\n# the end\n`, 14],
    "text after the end of the document": [`${anchored}...\n---\nResources: {}\n`, 1],
    "a section with an anchor": [
      "Mappings: &m\n  A:\n    b: { c: d }\nMetadata:\n  B: *m\nResources:\n  R:\n    Type: AWS::S3::Bucket\n",
      5,
    ],
    "an anchor and an alias as keys": [
      "Mappings:\n  A:\n    &k b: { c: d }\nResources:\n  R:\n    Type: AWS::S3::Bucket\n    Properties:\n      *k : 1\n",
      4,
    ],
    "an anchor that is written twice": [
      "Resources:\n  A:\n    Type: A::B::C\n    Properties: &p { X: 1 }\n  B:\n    Type: A::B::C\n    Properties: *p\n  C:\n    Type: A::B::C\n    Properties: &p { X: 2 }\n  D:\n    Type: A::B::C\n    Properties: *p\n",
      5,
    ],
  };
  for (const [name, [text, chunks]] of Object.entries(variants))
    for (const [breaks, written] of [
      ["\\n", text],
      ["\\r\\n", text.replaceAll("\n", "\r\n")],
    ] as const)
      it(`are ${chunks}, and say the same as one: ${name}, ${breaks}`, () => {
        const cut = readTemplate("/t", written);
        assert.equal(cut.source.chunks.map((c) => c.text).join(""), written);
        assert.deepEqual(shapeOf(cut), shapeOf(readWhole("/t", written)));
        assert.equal(cut.problems.length, name.startsWith("text after") ? 1 : 0);
        assert.equal(cut.source.chunks.length, chunks);
      });

  it("follow aliases into other chunks", () => {
    const program = evaluateText(anchored);
    assert.deepEqual(brief(program.resources[1]!.properties), {
      Runtime: "python3.13",
      Handler: "index.handler",
      Timeout: 30,
      Tags: [{ Key: "a", Value: "b" }],
      MemorySize: 64,
    });
    assert.deepEqual(brief(program.resources[2]!.properties), {
      Handler: "index.handler",
      Tags: [{ Key: "a", Value: "b" }],
    });
    const twice = evaluateText(variants["an anchor that is written twice"]![0]);
    assert.deepEqual(
      twice.resources.map((r) => brief(property(twice, r.name, "X"))),
      [1, 1, 2, 2],
    );
  });

  it("are parsed again with the anchors that they use, and no others are", () => {
    const before = readTemplate("/t", anchored);
    const after = readTemplate("/t", anchored.replace("Timeout: 30\n", "Timeout: 40\n"), before);
    assert.equal(chunkOf(before, "Second"), chunkOf(after, "Second"));
    assert.notEqual(entryOf(before, "Second"), entryOf(after, "Second"));
    assert.equal(entryOf(before, "Fourth"), entryOf(after, "Fourth"));
    assert.equal(brief(property(evaluateText(after.source.text), "Second", "Timeout")), 40);
    const elsewhere = readTemplate("/t", after.source.text.replace("AWS::S3::Bucket", "AWS::SNS::Topic"), after);
    for (const name of ["First", "Second", "Third"]) assert.equal(entryOf(after, name), entryOf(elsewhere, name));
  });

  it("conclude nothing from an anchor in a chunk that cannot be read", () => {
    const broken = anchored.replace("      Timeout: 30\n", "      Timeout: 30\n      Broken: [1\n");
    const program = evaluateText(broken);
    const closed = program.resources.map((r) => [r.name, r.closed]);
    assert.deepEqual(closed, [
      ["First", false],
      ["Second", false],
      ["Third", false],
      ["Fourth", true],
    ]);
  });

  it("name an alias without an anchor", () => {
    const text = "Resources:\n  A:\n    Type: A::B::C\n    Properties: *none\n";
    const [problem] = readTemplate("/t", text).problems;
    assert.equal(problem?.message, "No anchor &none stands before this alias.");
    assert.equal(problem?.span && spanText(problem.span), "*none");
  });

  it("merge only what a merge key can take in", () => {
    const merged = (value: string) =>
      brief(
        property(
          evaluateText(`Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      M: { ${value}, Y: 3 }\n`),
          "A",
          "M",
        ),
      );
    assert.deepEqual(merged("<<: { X: 1, Y: 2 }"), { Y: 3, X: 1 });
    assert.deepEqual(merged("<<: [{ X: 1 }, { X: 2, Z: 4 }]"), { Y: 3, X: 1, Z: 4 });
    assert.deepEqual(merged('"<<": { X: 1 }'), { "<<": { X: 1 }, Y: 3 });
  });

  for (const [name, [text]] of Object.entries(variants))
    it(`say the same after each of many edits as when they are read afresh: ${name}`, () => {
      const random = randomNumbers(11);
      const inserts = [
        "\n",
        " ",
        "x",
        ":",
        '"',
        "[",
        "]",
        "{",
        "}",
        "#",
        "&common ",
        "*common",
        "*sizes",
        "<<: ",
        "\t",
        "...\n",
      ];
      let current = text;
      let previous: Template | undefined;
      for (let i = 0; i < 150; i++) {
        if (i % 15 === 0) current = text;
        const at = random(current.length + 1);
        current =
          random(2) === 0
            ? current.slice(0, at) + inserts[random(inserts.length)]! + current.slice(at)
            : current.slice(0, at) + current.slice(at + 1 + random(8));
        previous = readTemplate("/t", current, previous);
        assert.deepEqual(shapeOf(previous), shapeOf(readTemplate("/t", current)));
      }
    });

  describe("of half-typed JSON", () => {
    const json = `{
  "Parameters": {
    "P": { "Type": "String" }
  },
  "Resources": {
    "A": {
      "Type": "AWS::SNS::Topic",
      "Properties": {
        "TopicName": "a",
        "Tags": [ { "Key": "k", "Value": "v" } ]
      }
    },
    "B": {
      "Type": "AWS::SQS::Queue",
      "Properties": { "DelaySeconds": 1 }
    },
    "C": { "Type": "AWS::S3::Bucket" }
  },
  "Outputs": {
    "O": { "Value": { "Ref": "C" } }
  }
}
`;
    const typed: [what: string, from: string, to: string, problem: string][] = [
      ["an open brace", '"TopicName": "a",', '"TopicName": {', "9:22 This brace is not closed."],
      ["an open list", '"v" } ]', '"v" }', "10:17 This bracket is not closed."],
      ["an open string", '"TopicName": "a",', '"TopicName": "a,', "9:22 This string is not closed."],
      ["a missing closing brace", "      }\n    },\n", "      }\n", "6:10 This brace is not closed."],
      ["a brace too many", "      }\n    },\n", "      }\n    }},\n", "12:6 This is not expected here."],
      ["a missing value", '"TopicName": "a",', '"TopicName":', "9:9 A value is expected after this key."],
    ];
    for (const [what, from, to, problem] of typed)
      it(`are those of the other entries: ${what}`, () => {
        const before = readTemplate("/t", json);
        const text = json.replace(from, to);
        assert.notEqual(text, json);
        const after = readTemplate("/t", text, before);
        assert.equal(after.source.chunks.map((c) => c.text).join(""), text);
        assert.deepEqual(
          after.sections.get("Resources")!.map((e) => e.key),
          ["A", "B", "C"],
        );
        for (const name of ["B", "C"]) assert.equal(entryOf(after, name), entryOf(before, name));
        const told = after.problems.map((p) => {
          const { line, column } = after.source.range(p.span!)!.start;
          return `${line + 1}:${column + 1} ${p.message}`;
        });
        assert.ok(told.includes(problem), told.join("\n"));
        assert.ok(after.problems.every((p) => p.span!.chunk === chunkOf(after, "A")));
        assert.deepEqual(
          evaluateText(text, undefined, "/t/t.json").resources.map((r) => r.closed),
          [false, true, true],
        );
      });

    it("are one where more than an entry is wrong", () => {
      for (const text of [
        json.slice(0, -3),
        json.replace('  },\n  "Outputs"', '  "Outputs"'),
        JSON.stringify(JSON.parse(json)).slice(0, -3),
      ])
        assert.equal(readTemplate("/t", text).source.chunks.length, 1);
    });

    it("name a comma that is missing between entries", () => {
      const told = (to: string) => {
        const template = readTemplate("/t", json.replace('    },\n    "B"', to));
        return template.problems.map((p) => `${template.source.range(p.span!)!.start.line + 1} ${p.message}`);
      };
      assert.deepEqual(told('    }\n    "B"'), ["13 A comma is missing before this."]);
      assert.deepEqual(told('    }]\n    "B"'), ["12 This is not expected here.", "12 A comma is missing after this."]);
    });
  });
});
