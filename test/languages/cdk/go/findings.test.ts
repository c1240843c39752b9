import assert from "node:assert/strict";
import { lintFiles } from "../../../rules/lint-files.ts";
import { app, found, moduleOf } from "./go-source.ts";

const GOOD = app(
  `	fn := awslambda.NewFunction(stack, jsii.String("Slow"), &awslambda.FunctionProps{
		Timeout: awscdk.Duration_Minutes(jsii.Number(20)),
		Environment: &map[string]*string{"A": jsii.String("b")},
	})
	if fn != nil {
		awslambda.NewFunction(stack, jsii.String("Big"), &awslambda.FunctionProps{MemorySize: jsii.Number(20480)})
	}
	for _, name := range []string{"a", "b"} {
		s3.NewBucket(stack, jsii.String(name), nil)
	}
	text := \`
not code (
\`
	awslambda.NewFunction(stack, &text, &awslambda.FunctionProps{Timeout: awscdk.Duration_Minutes(jsii.Number(30))})`,
  "type Other struct{ A string }\n\nfunc (o *Other) F() int { return 1 }\n",
);

const RULES = /^lambda-(timeout|memory)$/;
const ALL = [
  "lambda-timeout awscdk.Duration_Minutes(jsii.Number(20))",
  "lambda-memory 20480",
  "lambda-timeout awscdk.Duration_Minutes(jsii.Number(30))",
];

describe("findings in Go", () => {
  it("stand at the value", () => {
    assert.deepEqual(found({ "/p/main.go": GOOD }, RULES), ALL);
  });

  it("stand in the characters of a script", () => {
    const body = `	data := awsec2.UserData_ForLinux(nil)
	data.AddCommands(jsii.String("echo\\tone"), jsii.String(fmt.Sprintf("echo %s 100%%; yum install httpd", os.Getenv("FIRST"))), jsii.String(\`
apt install nginx
\`))
	data.AddCommands(*jsii.Strings("aws configure", "ls")...)
	awsec2.NewInstance(stack, jsii.String("I"), &awsec2.InstanceProps{UserData: data})`;
    assert.deepEqual(found({ "/p/main.go": app(body) }, /interactive-install|aws-configure/), [
      "ec2-user-data-interactive-install yum install httpd",
      "ec2-user-data-interactive-install apt install nginx",
      "ec2-user-data-aws-configure aws configure",
    ]);
  });

  it("stand at a method where that is what opens a port", () => {
    const body = `	vpc := awsec2.NewVpc(stack, jsii.String("V"), nil)
	sg := awsec2.NewSecurityGroup(stack, jsii.String("S"), &awsec2.SecurityGroupProps{Vpc: vpc})
	sg.Connections().AllowFromAnyIpv4(awsec2.Port_Tcp(jsii.Number(22)), jsii.String("ssh"))
	sg.AddIngressRule(awsec2.Peer_Ipv4(jsii.String("0.0.0.0/0")), awsec2.Port_RDP(), nil, nil)`;
    assert.deepEqual(found({ "/p/main.go": app(body) }, /^sg-(ssh|rdp)/), [
      "sg-ssh-open-to-world AllowFromAnyIpv4",
      'sg-rdp-open-to-world awsec2.Peer_Ipv4(jsii.String("0.0.0.0/0"))',
    ]);
  });

  it("are suppressed by comments", () => {
    const quiet = GOOD.replace(
      "\t\tTimeout:",
      "\t\t// groundrule-disable-next-line lambda-timeout -- it is a test\n\t\tTimeout:",
    );
    assert.deepEqual(found({ "/p/main.go": quiet }, RULES), ALL.slice(1));
    const line = GOOD.replace("jsii.Number(20480)})", "jsii.Number(20480)}) // groundrule-disable-line lambda-memory");
    assert.deepEqual(found({ "/p/main.go": line }, RULES), [ALL[0], ALL[2]]);
  });
});

describe("Go that is being typed", function () {
  this.timeout(20_000);

  it("gives a module wherever it ends", () => {
    for (let end = 0; end < GOOD.length; end += 7) {
      const module = moduleOf(GOOD.slice(0, end));
      assert.equal(module.chunk.text.length, end);
      if (end % 35 === 0) lintFiles(new Map([["/p/main.go", GOOD.slice(0, end)]]));
    }
  });

  it("keeps what stands before and behind a broken statement", () => {
    for (const broken of [
      "	fn2 := ",
      "	fn.",
      "	x := awslambda.NewFunction(stack, ",
      "	if fn == ",
      '	awslambda.NewFunction(stack, jsii.String("X"), &awslambda.FunctionProps{Timeout: })',
      '	awslambda.NewFunction(stack, jsii.String("X"), &awslambda.FunctionProps{Tim})',
      "	) }}",
    ]) {
      const text = GOOD.replace("\tif fn != nil {", `${broken}\n\tif fn != nil {`);
      const said = found({ "/p/main.go": text }, RULES);
      assert.ok(said.includes(ALL[0]!), `${broken} hides what is before it: ${said.join()}`);
      assert.ok(said.includes(ALL[2]!), `${broken} hides what is behind it: ${said.join()}`);
    }
  });

  it("tells what is not understood", () => {
    const { problems } = moduleOf("package main\n\nfunc main() {\n\tx := (\n}\n");
    assert.ok(problems.length > 0);
    assert.ok(problems.every((p) => p.severity === "error"));
  });

  it("survives nonsense", () => {
    for (const text of [
      "",
      "}{",
      "package",
      "func",
      "func (",
      "type X struct {",
      "import (",
      '"',
      "`",
      "(".repeat(3000),
      "[]".repeat(3000),
      "a.".repeat(3000),
    ])
      assert.equal(moduleOf(text).chunk.text, text);
  });
});
