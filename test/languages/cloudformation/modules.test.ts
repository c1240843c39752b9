import assert from "node:assert/strict";
import { memoryFiles } from "../../../server/core/files.ts";
import { cloudformation } from "../../../server/languages/cloudformation/index.ts";
import { brief, property, resourceNamed } from "./programs.ts";

const configuration = '{ "artifact_type": "MODULE", "typeName": "My::S3::Bucket::MODULE", "settings": {} }';
const fragment =
  '{ "Parameters": { "Days": { "Type": "Number", "Default": 3 } }, "Resources": { "Store": { "Type": "AWS::S3::Bucket", "Properties": { "Keep": { "Ref": "Days" } } } } }';
const template = `Resources:
  Logs:
    Type: My::S3::Bucket::MODULE
    Properties: { Days: 30 }
  R:
    Type: AWS::X::Y
    DependsOn: Logs.Store
    Properties: { A: !Ref Logs.Store, B: !Ref LogsStore, C: !GetAtt Logs.Store.Arn, D: !GetAtt LogsStore.Arn, E: !Sub '\${Logs.Store}/x' }
`;
const files: Record<string, string> = {
  "/w/app.yaml": template,
  "/w/module/.rpdk-config": configuration,
  "/w/module/fragments/bucket.json": fragment,
};

function programOf(of: Record<string, string>) {
  const language = cloudformation();
  const snapshot = memoryFiles(of);
  const paths = Object.keys(of).filter((p) => language.mayBe(p) && language.recognise(p, of[p]!));
  const roots = language.roots(paths, snapshot).map((r) => r.path);
  return { roots, program: language.evaluate({ language: "cloudformation", path: "/w/app.yaml" }, snapshot) };
}

describe("modules", () => {
  it("stand for their fragment, with properties as its parameters", () => {
    const { roots, program } = programOf(files);
    assert.deepEqual(roots, ["/w/app.yaml"]);
    assert.equal(brief(property(program, "Logs.Store", "Keep")), 30);
    assert.equal(resourceNamed(program, "Logs.Store").span.chunk.path, "/w/module/fragments/bucket.json");
    assert.deepEqual(program.open, []);
  });

  it("have resources that are called with a dot, or without", () => {
    const { program } = programOf(files);
    const of = (p: string) => brief(property(program, "R", p));
    assert.deepEqual([of("A"), of("B")], ["-> Logs.Store", "-> Logs.Store"]);
    assert.deepEqual([of("C"), of("D")], ["-> Logs.Store.Arn", "-> Logs.Store.Arn"]);
    assert.equal(of("E"), "<-> Logs.Store>/x");
    assert.deepEqual(resourceNamed(program, "R").dependsOn, ["Logs.Store"]);
  });

  it("make unknown what is not in the workspace, or there twice, or is no module", () => {
    const open = (of: Record<string, string>) => programOf(of).program.open;
    const why = ["the module My::S3::Bucket::MODULE is not known"];
    assert.deepEqual(open({ "/w/app.yaml": template }), why);
    assert.deepEqual(open({ ...files, "/w/b/.rpdk-config": configuration, "/w/b/fragments/x.json": fragment }), why);
    assert.deepEqual(open({ ...files, "/w/module/.rpdk-config": configuration.slice(0, 40) }), why);
    assert.deepEqual(
      open({ ...files, "/w/module/.rpdk-config": configuration.replace('"MODULE"', '"RESOURCE"') }),
      why,
    );
  });

  it("end where one uses itself", () => {
    const self = fragment.replace("AWS::S3::Bucket", "My::S3::Bucket::MODULE");
    const { program } = programOf({
      ...files,
      "/w/module/fragments/bucket.json": self.replace('{ "Store"', '{ "B": { "Type": "AWS::X::Y" }, "Store"'),
    });
    assert.deepEqual(
      program.resources.map((r) => r.address),
      ["Logs", "R", "Logs.B", "Logs.Store"],
    );
    assert.equal(program.open.length, 1);
  });
});
