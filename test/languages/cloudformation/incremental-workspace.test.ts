/** Several templates that stand on each other: after each edit they say what they say when they are seen first. */
import assert from "node:assert/strict";
import { memoryFiles } from "../../../server/core/files.ts";
import type { Language } from "../../../server/core/language.ts";
import { cloudformation } from "../../../server/languages/cloudformation/index.ts";
import { randomEdits } from "../../core/random-edits.ts";
import { brief } from "./programs.ts";

const original = new Map([
  [
    "/w/app.yaml",
    `Transform: AWS::Serverless-2016-10-31
Mappings:
  Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./sizes.yaml } }
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./limits.yaml } }
      Zone: !ImportValue zone
      Size: !FindInMap [Sizes, small, memory]
  A:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Domain: { DomainName: a.example.com, CertificateArn: c, BasePath: a, Route53: { HostedZoneId: Z1 } }
      Auth: { UsagePlan: { CreateUsagePlan: SHARED } }
  B:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Domain: { DomainName: a.example.com, CertificateArn: c, BasePath: b, Route53: { HostedZoneId: Z1 } }
      Auth: { UsagePlan: { CreateUsagePlan: SHARED } }
  N:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./nested.yaml, Parameters: { Size: 3 } }
`,
  ],
  ["/w/limits.yaml", "Timeout: 900\nMemorySize: 128\n"],
  ["/w/sizes.yaml", "Sizes:\n  small: { memory: 128 }\n"],
  [
    "/w/nested.yaml",
    "Parameters:\n  Size: { Type: Number }\nResources:\n  R:\n    Type: AWS::X::Y\n    Properties: { P: !Ref Size }\n",
  ],
  [
    "/w/net.yaml",
    "Resources:\n  V: { Type: 'AWS::X::Y' }\nOutputs:\n  Z: { Value: !ImportValue first, Export: { Name: zone } }\n",
  ],
  [
    "/w/base.yaml",
    "Resources:\n  V: { Type: 'AWS::X::Y' }\nOutputs:\n  Z: { Value: eu-west-1a, Export: { Name: first } }\n",
  ],
]);

function said(language: Language, files: ReadonlyMap<string, string>): unknown {
  const snapshot = memoryFiles(files);
  const mine = [...files].filter(([p, text]) => language.mayBe(p) && language.recognise(p, text)).map(([p]) => p);
  return language.roots(mine, snapshot).map((root) => {
    const { resources, open, problems, sources } = language.evaluate(root, snapshot);
    return {
      root: root.path,
      resources: resources.map((r) => [
        r.address,
        r.type,
        r.condition.kind,
        r.closed,
        r.dependsOn,
        brief(r.properties),
      ]),
      places: resources.map((r) => sources.get(r.nameSpan.chunk.path)?.absolute(r.nameSpan)),
      open,
      problems: problems.map((p) => [p.message, p.span && sources.get(p.span.chunk.path)?.absolute(p.span)]),
    };
  });
}

describe("templates that include, enter and import from each other", () => {
  it("say after each of 200 random edits what a fresh reading says", function () {
    this.timeout(0);
    for (let seed = 1; seed <= 2; seed++) {
      const language = cloudformation();
      said(language, original);
      for (const { files, what } of randomEdits(original, { seed, edits: 100 }))
        assert.deepEqual(said(language, files), said(cloudformation(), files), `seed ${seed}, ${what}`);
    }
  });

  it("say what is imported, included and shared", () => {
    const [app] = said(cloudformation(), original) as {
      resources: [string, string, string, boolean, unknown, object][];
    }[];
    const properties = (address: string) => app!.resources.find((r) => r[0] === address)?.[5];
    assert.deepEqual(properties("Fn"), { Timeout: 900, MemorySize: 128, Zone: "eu-west-1a", Size: 128 });
    assert.deepEqual(properties("N.R"), { P: 3 });
    assert.equal(app!.resources.filter((r) => r[1] === "AWS::ApiGateway::DomainName").length, 1);
  });
});
