import assert from "node:assert/strict";
import { lintFiles } from "../../../rules/lint-files.ts";
import { marked, stack } from "./java-source.ts";

const GOOD_AROUND = `Function.Builder.create(this, "Slow")
        .timeout(Duration.minutes(20))
        .build();`;

function inStack(body: string, rule: string, members = ""): string[] {
  return marked({ "/p/Main.java": stack(body, members) }, rule).map((m) => m.replace(/^\d+: /, ""));
}

describe("findings in Java", () => {
  it("marks the value of a setter", () => {
    assert.deepEqual(inStack(GOOD_AROUND, "lambda-timeout"), ["Duration.minutes(20)"]);
    assert.deepEqual(inStack('Function.Builder.create(this, "F").memorySize(20480).build();', "lambda-memory"), [
      "20480",
    ]);
    assert.deepEqual(
      inStack(
        'new Function(this, "F", FunctionProps.builder().memorySize(SIZE).build());',
        "lambda-memory",
        "static final int SIZE = 20480;",
      ),
      ["SIZE"],
    );
  });

  it("marks ports that are open to the world, however they are opened", () => {
    const body = `SecurityGroup g = SecurityGroup.Builder.create(this, "G").vpc(Vpc.Builder.create(this, "V").build()).build();
g.addIngressRule(Peer.anyIpv4(), Port.tcp(22));
g.getConnections().allowFromAnyIpv4(Port.tcp(22));
CfnSecurityGroup.Builder.create(this, "C").groupDescription("c")
  .securityGroupIngress(List.of(CfnSecurityGroup.IngressProperty.builder()
    .ipProtocol("tcp").fromPort(22).toPort(22).cidrIp("0.0.0.0/0").build()))
  .build();`;
    assert.deepEqual(inStack(body, "sg-ssh-open-to-world"), ["Peer.anyIpv4()", "allowFromAnyIpv4", '"0.0.0.0/0"']);
  });

  it("marks characters inside of a script, in a string and in a text block", () => {
    const body = (commands: string) => `UserData data = UserData.forLinux();
data.addCommands(${commands});
Instance.Builder.create(this, "I").vpc(Vpc.Builder.create(this, "V").build()).userData(data)
  .instanceType(new InstanceType("t3.micro")).machineImage(MachineImage.latestAmazonLinux2023()).build();`;
    const rule = "ec2-user-data-interactive-install";
    assert.deepEqual(inStack(body('"yum install httpd -yaml"'), rule), ["-yaml"]);
    assert.deepEqual(inStack(body('"""\n    yum update -y\n    yum install "a" -yaml\n    """'), rule), ["-yaml"]);
    assert.deepEqual(inStack(body('String.format("yum install %s -yaml", "httpd")'), rule), ["-yaml"]);
  });

  it("leaves a finding out that a comment suppresses, and tells a suppression without use", () => {
    const suppressed = GOOD_AROUND.replace(
      "        .timeout",
      "        // groundrule-disable-next-line lambda-timeout -- a test\n        .timeout",
    );
    assert.deepEqual(inStack(suppressed, "lambda-timeout"), []);
    const behind = GOOD_AROUND.replace("(20))", "(20)) /* groundrule-disable-line lambda-timeout */");
    assert.deepEqual(inStack(behind, "lambda-timeout"), []);
  });

  it("finds what it found before beside a statement that is being typed", () => {
    for (const broken of [
      "Vpc v = ",
      "Vpc v = Vpc.Builder.create(this, ",
      "if (",
      'String s = "abc',
      "foo(.bar);",
      "}",
    ]) {
      const text = stack(`${GOOD_AROUND}\n${broken}\n`, "", "");
      assert.deepEqual(marked({ "/p/Main.java": text }, "lambda-timeout").length, 1, broken);
    }
  });

  it("says nothing that breaks on any beginning of a file", () => {
    const text = stack(
      GOOD_AROUND,
      "static final int SIZE = 3;",
      "enum E { A(1), B; } record R(int a) {} interface I { int f(); }",
    );
    for (let end = 0; end < text.length; end += 7) lintFiles(new Map([["/p/Main.java", text.slice(0, end)]]));
  });

  it("does not follow a program that calls itself, or nests without end", () => {
    assert.deepEqual(inStack("again();\n", "lambda-timeout", "void again() { again(); }"), []);
    const deep = `${"(".repeat(3000)}1${")".repeat(3000)}`;
    assert.deepEqual(inStack(`int x = ${deep};\n${GOOD_AROUND}`, "lambda-timeout"), ["Duration.minutes(20)"]);
  });
});
