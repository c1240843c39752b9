import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { readGrammar } from "../../../../server/grammars.ts";
import { entriesOf } from "../../../../server/languages/cdk/csharp/entries.ts";
import { csharpFiles } from "../../../../server/languages/cdk/csharp/files.ts";
import { loadCsharp } from "../../../../server/languages/cdk/csharp/load.ts";
import { memberName, packageName, splitName } from "../../../../server/languages/cdk/csharp/names.ts";
import { at } from "../evaluate/evaluate-source.ts";
import { evaluateFiles } from "./csharp-source.ts";

const STACK = `using Amazon.CDK;
using Constructs;
namespace Acme.Stacks { public class Main : Stack { public Main(Construct scope, string id) : base(scope, id) { new Net(this, "Net"); } } }`;
const CONSTRUCT = `using Constructs;
namespace Acme.Net { public class Net : Construct { public Net(Construct s, string id) : base(s, id) { } } }`;
const PROGRAM = `using Amazon.CDK;
using Acme.Stacks;
var app = new App();
new Main(app, "M");
app.Synth();
`;

describe("files of C#", () => {
  it("knows sources, tests and what imports CDK", () => {
    assert.ok(csharpFiles.isSource("/p/src/App/Program.cs"));
    assert.ok(!csharpFiles.isSource("/p/src/App/obj/Debug/App.AssemblyInfo.cs"));
    assert.ok(csharpFiles.isTest("/p/src/App.Tests/StackTest.cs"));
    assert.ok(!csharpFiles.isTest("/p/src/Contest/Program.cs"));
    assert.ok(csharpFiles.importsCdk("using Amazon.CDK.AWS.S3;"));
    assert.ok(csharpFiles.importsCdk("using Constructs;"));
    assert.ok(!csharpFiles.importsCdk("using Amazon.Lambda.Core;"));
    assert.ok(csharpFiles.runs("dotnet run --project src/App/App.csproj"));
    assert.ok(!csharpFiles.runs("npx ts-node bin/app.ts"));
  });

  it("knows CDK's names", () => {
    assert.equal(packageName("Amazon.CDK"), "aws-cdk-lib");
    assert.equal(packageName("Amazon.CDK.AWS.Lambda"), "aws-cdk-lib.aws_lambda");
    assert.equal(packageName("Amazon.CDK.AWS.Events.Targets"), "aws-cdk-lib.aws_events_targets");
    assert.equal(packageName("Amazon.CDK.AWS.WAFv2.CfnWebACL"), "aws-cdk-lib.aws_wafv2.CfnWebACL");
    assert.equal(packageName("Amazon.CDK.CustomResources"), "aws-cdk-lib.custom_resources");
    assert.equal(packageName("Constructs"), "constructs");
    assert.equal(packageName("Acme.Net"), "Acme.Net");
    assert.deepEqual(splitName("Amazon.CDK.AWS.EC2.CfnInstance.EbsProperty"), {
      namespace: "Amazon.CDK.AWS.EC2",
      types: ["CfnInstance", "EbsProperty"],
    });
    assert.equal(memberName("AddIngressRule"), "addIngressRule");
    assert.equal(memberName("PYTHON_3_12"), "PYTHON_3_12");
    assert.equal(memberName("T3"), "T3");
  });

  it("sees the types of the whole project, of projects that it refers to, and what is used everywhere", () => {
    const found = (files: Record<string, string>) => at(evaluateFiles(files), "M/Net").fqn;
    const program = { "/p/src/App/Program.cs": PROGRAM };
    assert.equal(
      found({
        ...program,
        "/p/src/App/App.csproj": "<Project/>",
        "/p/src/App/Stacks/Main.cs": STACK,
        "/p/src/App/Net/Parts.cs": CONSTRUCT,
      }),
      "constructs.Construct",
    );
    assert.equal(
      found({
        ...program,
        "/p/src/App/App.csproj":
          '<Project><ProjectReference Include="..\\\\Common\\\\Common.csproj" /></Project>'.replace(/\\\\/g, "\\"),
        "/p/src/App/Main.cs": STACK,
        "/p/src/Common/Common.csproj": "<Project/>",
        "/p/src/Common/Net.cs": CONSTRUCT,
      }),
      "constructs.Construct",
    );
    const bare = (text: string) => text.replace(/^using .*;\n/gm, "");
    assert.equal(
      found({
        "/p/src/App/Program.cs": bare(PROGRAM),
        "/p/src/App/App.csproj": '<Project><Using Include="Constructs" /></Project>',
        "/p/src/App/Usings.cs": "global using Amazon.CDK;\nglobal using Acme.Stacks;",
        "/p/src/App/Main.cs": bare(STACK),
        "/p/src/App/Net.cs": bare(CONSTRUCT),
      }),
      "constructs.Construct",
    );
  });

  it("takes an L1 from the namespace that has it", () => {
    const evaluation = evaluateFiles({
      "/p/Program.cs": `using Amazon.CDK; using Amazon.CDK.AWS.S3; using Amazon.CDK.AWS.EC2; using static Amazon.CDK.AWS.WAFv2.CfnWebACL;
var stack = new Stack(new App(), "S");
new CfnInstance(stack, "I", new CfnInstanceProps());
new CfnBucket(stack, "B");`,
    });
    assert.equal(at(evaluation, "S/I").fqn, "aws-cdk-lib.aws_ec2.CfnInstance");
    assert.equal(at(evaluation, "S/B").fqn, "aws-cdk-lib.aws_s3.CfnBucket");
  });

  it("starts at Program.cs of the project that is run, or at whatever has a Main", () => {
    const files = (...paths: string[]) => memoryFiles(Object.fromEntries(paths.map((p) => [p, PROGRAM])));
    assert.equal(entriesOf("dotnet run --project src/App/App.csproj", "/p", files())[0], "src/App/Program.cs");
    assert.equal(entriesOf("dotnet build x; dotnet run --project src/App", "/p", files())[0], "src/App/Program.cs");
    assert.equal(entriesOf("dotnet src/App/bin/Debug/net8.0/App.dll", "/p", files())[0], "src/App/Program.cs");
    assert.equal(entriesOf("dotnet run", "/p", files())[0], "Program.cs");
    assert.deepEqual(entriesOf("dotnet run -p src/App", "/p", files("/p/src/App/Start.cs")), [
      "src/App/Program.cs",
      "src/App/Start.cs",
    ]);
  });

  it("makes the file that `cdk.json` starts from the only root", async () => {
    const language = await loadCsharp(readGrammar);
    const files = {
      "/p/cdk.json": '{"app": "dotnet run --project src/App/App.csproj"}',
      "/p/src/App/App.csproj": "<Project/>",
      "/p/src/App/Program.cs": PROGRAM,
      "/p/src/App/Main.cs": STACK,
      "/p/src/App/Net.cs": CONSTRUCT,
    };
    const paths = Object.keys(files).filter((p) => language.mayBe(p));
    assert.deepEqual(
      language.roots(paths, memoryFiles(files)).map((r) => r.path),
      ["/p/src/App/Program.cs"],
    );
  });
});
