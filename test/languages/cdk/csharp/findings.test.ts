import assert from "node:assert/strict";
import { lintFiles } from "../../../rules/lint-files.ts";
import { marked, stack } from "./csharp-source.ts";

const SLOW = `new Function(this, "Slow", new FunctionProps
{
  Timeout = Duration.Minutes(20),
});`;

function inStack(body: string, rule: string, members = ""): string[] {
  return marked({ "/p/Main.cs": stack(body, members) }, rule).map((m) => m.replace(/^\d+: /, ""));
}

describe("findings in C#", () => {
  it("marks the value of a property", () => {
    assert.deepEqual(inStack(SLOW, "lambda-timeout"), ["Duration.Minutes(20)"]);
    assert.deepEqual(inStack('new Function(this, "F", new() { MemorySize = 20480 });', "lambda-memory"), ["20480"]);
    assert.deepEqual(
      inStack(
        'new Function(this, "F", new FunctionProps { MemorySize = Size });',
        "lambda-memory",
        "const int Size = 20480;",
      ),
      ["Size"],
    );
  });

  it("marks ports that are open to the world, however they are opened", () => {
    const body = `var g = new SecurityGroup(this, "G", new SecurityGroupProps { Vpc = new Vpc(this, "V") });
g.AddIngressRule(Peer.AnyIpv4(), Port.Tcp(22));
g.Connections.AllowFromAnyIpv4(Port.Tcp(22));
new CfnSecurityGroup(this, "C", new CfnSecurityGroupProps
{
  GroupDescription = "c",
  SecurityGroupIngress = new object[] { new CfnSecurityGroup.IngressProperty { IpProtocol = "tcp", FromPort = 22, ToPort = 22, CidrIp = "0.0.0.0/0" } },
});`;
    assert.deepEqual(inStack(body, "sg-ssh-open-to-world"), ["Peer.AnyIpv4()", "AllowFromAnyIpv4", '"0.0.0.0/0"']);
  });

  it("marks characters inside of a script, in every kind of string", () => {
    const body = (commands: string) => `var data = UserData.ForLinux();
data.AddCommands(${commands});
new Instance_(this, "I", new InstanceProps { Vpc = new Vpc(this, "V"), UserData = data,
  InstanceType = new InstanceType("t3.micro"), MachineImage = MachineImage.LatestAmazonLinux2023() });`;
    const rule = "ec2-user-data-interactive-install";
    assert.deepEqual(inStack(body('"yum install httpd -yaml"'), rule), ["-yaml"]);
    assert.deepEqual(inStack(body('@"yum update -y\nyum install ""a"" -yaml"'), rule), ["-yaml"]);
    assert.deepEqual(inStack(body('"""\n    yum update -y\n    yum install "a" -yaml\n    """'), rule), ["-yaml"]);
    assert.deepEqual(inStack(body('$"yum install {"httpd"} -yaml"'), rule), ["-yaml"]);
    assert.deepEqual(inStack(body('new[] { "yum update -y", "yum install httpd -yaml" }'), rule), ["-yaml"]);
  });

  it("leaves a finding out that a comment suppresses", () => {
    const above = SLOW.replace("  Timeout", "  // groundrule-disable-next-line lambda-timeout -- a test\n  Timeout");
    assert.deepEqual(inStack(above, "lambda-timeout"), []);
    assert.deepEqual(
      inStack(SLOW.replace("(20),", "(20), // groundrule-disable-line lambda-timeout"), "lambda-timeout"),
      [],
    );
  });

  it("finds what it found before beside a statement that is being typed", () => {
    for (const broken of [
      "var v = ",
      'var v = new Vpc(this, "V", new VpcProps { MaxAzs = ',
      "if (",
      'var s = "abc',
      "Foo(.Bar);",
    ]) {
      const text = stack(`${SLOW}\n${broken}\n`);
      assert.equal(marked({ "/p/Main.cs": text }, "lambda-timeout").length, 1, broken);
    }
  });

  it("says nothing that breaks on any beginning of a file", () => {
    const text = stack(
      SLOW,
      "const int Size = 3; int P { get; set; } = 1;",
      "enum E { A, B = 2 } record R(int A); interface I { int F(); }",
    );
    for (let end = 0; end < text.length; end += 7) lintFiles(new Map([["/p/Main.cs", text.slice(0, end)]]));
  });

  it("does not follow a program that calls itself, or nests without end", () => {
    assert.deepEqual(inStack("Again();\n", "lambda-timeout", "void Again() { Again(); }"), []);
    const deep = `${"(".repeat(3000)}1${")".repeat(3000)}`;
    assert.deepEqual(inStack(`var x = ${deep};\n${SLOW}`, "lambda-timeout"), ["Duration.Minutes(20)"]);
  });
});
