/** Inputs that are added to a nested stack: its parents hand them in. */
import assert from "node:assert/strict";
import { memoryFiles } from "../../../server/core/files.ts";
import { type Intent, input } from "../../../server/core/fixes.ts";
import type { Program } from "../../../server/core/resources.ts";
import { cloudformation } from "../../../server/languages/cloudformation/index.ts";
import { property, resourceNamed, written } from "./programs.ts";

const stack = (id: string, url: string, more = "") =>
  `  ${id}:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${url}\n${more}`;
const leaf = "Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: 0.0.0.0/0\n";
const parameter = "  Range:\n    Type: String\n    Description: Which range?\n";

function programOf(files: Record<string, string>, root: string): Program {
  const language = cloudformation();
  const snapshot = memoryFiles(files);
  language.roots(Object.keys(files), snapshot);
  return language.evaluate({ language: "cloudformation", path: root }, snapshot);
}

/** The files after the value has been replaced by a new input. */
function fixed(files: Record<string, string>, root: string, address: string) {
  const program = programOf(files, root);
  const resource = resourceNamed(program, address);
  const intents: Intent[] = [
    { do: "addInput", near: resource, name: "Range", description: "Which range?", type: "string" },
    { do: "replace", value: property(program, address, "P"), resource, with: input("Range") },
  ];
  const edits = program.writer.write(intents, program);
  if (!edits) return undefined;
  const changed = new Set(edits.map((e) => e.span.chunk.path));
  return Object.fromEntries(
    [...changed].map((file) => [
      file,
      written({ ...program, writer: { write: () => edits.filter((e) => e.span.chunk.path === file) } }, intents, file),
    ]),
  );
}

describe("an input of a nested stack", () => {
  const root = "/w/root.yaml";
  it("is declared there and in every parent, and handed in", () => {
    const files = {
      [root]: `Resources:\n${stack("A", "./middle.yaml")}`,
      "/w/middle.yaml": `Resources:\n${stack("B", "./leaf.yaml", "      Parameters: { X: 1 }\n")}`,
      "/w/leaf.yaml": leaf,
    };
    assert.deepEqual(fixed(files, root, "A.B.R"), {
      [root]: `Parameters:\n${parameter}Resources:\n${stack("A", "./middle.yaml", "      Parameters:\n        Range: !Ref Range\n")}`,
      "/w/middle.yaml": `Parameters:\n${parameter}Resources:\n${stack("B", "./leaf.yaml", "      Parameters: { X: 1, Range: !Ref Range }\n")}`,
      "/w/leaf.yaml": `Parameters:\n${parameter}${leaf.replace("0.0.0.0/0", "!Ref Range")}`,
    });
  });

  it("is handed in to each stack that is made of the template", () => {
    const files = {
      [root]: `Resources:\n${stack("A", "./leaf.yaml")}${stack("B", "./leaf.yaml", "      Parameters: { X: 1 }\n")}`,
      "/w/leaf.yaml": leaf,
    };
    const after = fixed(files, root, "A.R")!;
    assert.equal(after[root]!.match(/Range: !Ref Range/g)?.length, 2);
    assert.equal(after[root]!.match(/Description: Which range/g)?.length, 1);
  });

  it("is not added where parameters are not written out, or another template enters it too", () => {
    const leafFile = { "/w/leaf.yaml": leaf };
    const made = {
      [root]: `Resources:\n${stack("A", "./leaf.yaml", "      Parameters: !If [C, {}, !Ref AWS::NoValue]\n")}`,
    };
    assert.equal(fixed({ ...made, ...leafFile }, root, "A.R"), undefined);
    const plain = { [root]: `Resources:\n${stack("A", "./leaf.yaml")}` };
    assert.notEqual(fixed({ ...plain, ...leafFile }, root, "A.R"), undefined);
    const other = { "/w/other.yaml": `Resources:\n${stack("A", "./leaf.yaml")}` };
    assert.equal(fixed({ ...plain, ...other, ...leafFile }, root, "A.R"), undefined);
  });
});
