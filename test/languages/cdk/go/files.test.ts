import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { readGrammar } from "../../../../server/grammars.ts";
import { goFiles } from "../../../../server/languages/cdk/go/files.ts";
import { loadGo } from "../../../../server/languages/cdk/go/load.ts";
import { packageName } from "../../../../server/languages/cdk/go/packages.ts";
import { resolveImport } from "../../../../server/languages/cdk/go/project.ts";
import { recogniser } from "../../../../server/languages/cdk/recognise.ts";
import { product } from "../../../../server/product.ts";
import { app, evaluateFiles, found, HEAD, pathsOf } from "./go-source.ts";

const language = await loadGo(readGrammar);

function roots(files: Record<string, string>): string[] {
  return language.roots(Object.keys(files), memoryFiles(files)).map((r) => r.path);
}

const MAIN = `${HEAD}\nfunc main() { awscdk.NewApp(nil) }\n`;
const manifest = (command: string) => JSON.stringify({ app: command });

describe("files of CDK in Go", () => {
  it("are told by their names and texts", () => {
    const { mayBe, recognise } = recogniser(goFiles);
    for (const path of ["/p/main.go", "/p/cdk.json", "/p/internal/x.go"]) assert.ok(mayBe(path), path);
    for (const path of ["/p/vendor/a/x.go", "/p/main_test.go", "/p/app.ts", "/p/cdk.out/x.go"])
      assert.ok(!mayBe(path), path);
    assert.ok(recognise("/p/a.go", HEAD));
    assert.ok(recognise("/p/a.go", 'import "github.com/aws/aws-cdk-go/awscdk"'));
    assert.ok(!recognise("/p/a.go", 'import "github.com/aws/aws-lambda-go/lambda"'));
    assert.ok(recognise("/p/cdk.json", manifest("go mod download && go run x.go")));
    assert.ok(!recognise("/p/cdk.json", manifest("npx ts-node bin/go.ts")));
    assert.ok(!recognise("/p/cdk.json", manifest("python3 go.py")));
  });

  it("are a language of the product", () => {
    assert.ok(product.languages.some((l) => l.id === "cdk-go"));
  });

  it("start where cdk.json says", () => {
    const started = (command: string, entry: string) =>
      roots({ "/p/cdk.json": manifest(command), [`/p/${entry}`]: MAIN, "/p/lib/z.go": HEAD.replace("main", "lib") })[0];
    for (const command of [
      "go mod download && go run app.go",
      "go run ./app.go",
      "go run .",
      "go run *.go",
      "go run -mod=mod app.go",
    ])
      assert.equal(started(command, "app.go"), "/p/app.go", command);
    for (const command of [
      "go run ./cmd/infra",
      "cd cmd/infra && go run .",
      "go run ./cmd/infra/main.go",
      "go build -o bin/x ./cmd/infra && bin/x",
    ])
      assert.equal(started(command, "cmd/infra/main.go"), "/p/cmd/infra/main.go", command);
  });

  it("of one folder are one program, that starts with main", () => {
    const files = {
      "/p/cdk.json": manifest("go run ."),
      "/p/a_stack.go": `${HEAD}
func NewA(scope constructs.Construct, id string) {
	s := awscdk.NewStack(scope, &id, nil)
	s3.NewBucket(s, jsii.String(bucketName), nil)
}
`,
      "/p/main.go": `${HEAD}\nconst bucketName = "B"\nfunc main() { app := awscdk.NewApp(nil); NewA(app, "A") }\n`,
      "/p/main_test.go": `${HEAD}\nfunc TestA() { NewA(awscdk.NewApp(nil), "Test") }\n`,
    };
    assert.deepEqual(roots(files), ["/p/main.go"]);
    const { "/p/cdk.json": _, ...bare } = files;
    assert.equal(roots(bare).length, 1);
    assert.deepEqual(pathsOf(evaluateFiles(bare)), ["A", "A/B"]);
  });

  it("of one folder with a main each are programs each", () => {
    const one = (name: string) => app(`	s3.NewBucket(stack, jsii.String("${name}"), nil)`);
    assert.deepEqual(roots({ "/p/a.go": one("A"), "/p/b.go": one("B") }), ["/p/a.go", "/p/b.go"]);
    assert.deepEqual(pathsOf(evaluateFiles({ "/p/a.go": one("A"), "/p/b.go": one("B") })), ["Main", "Main/A"]);
  });

  it("find packages through go.mod", () => {
    const files = memoryFiles({
      "/p/go.mod": "module example.com/team/app // ours\n\ngo 1.22\n",
      "/p/main.go": MAIN,
      "/p/stacks/web.go": "package stacks\n",
      "/p/stacks/web_test.go": "package stacks\n",
    });
    assert.equal(resolveImport("/p/main.go", "example.com/team/app/stacks", files), "/p/stacks/web.go");
    assert.equal(resolveImport("/p/stacks/web.go", "example.com/team/app", files), "/p/main.go");
    assert.equal(resolveImport("/p/main.go", "example.com/team/apples", files), undefined);
    assert.equal(resolveImport("/p/main.go", "fmt", files), undefined);
    assert.equal(resolveImport("/p/main.go", "github.com/aws/aws-cdk-go/awscdk/v2", files), undefined);
  });

  it("see what every file of an imported package declares", () => {
    const files = {
      "/p/main.go": `package main
import (
	"example.com/app/stacks"
	"github.com/aws/aws-cdk-go/awscdk/v2"
)
func main() {
	s := stacks.New(awscdk.NewApp(nil), "S")
	s.Add()
	stacks.Other(s.Stack)
}
`,
      "/p/go.mod": "module example.com/app\n",
      "/p/stacks/a.go": `${HEAD.replace("package main", "package stacks")}
type S struct { Stack awscdk.Stack }
func New(scope constructs.Construct, id string) *S { return &S{Stack: awscdk.NewStack(scope, &id, nil)} }
`,
      "/p/stacks/b.go": `${HEAD.replace("package main", "package stacks")}
func (s *S) Add() { s3.NewBucket(s.Stack, jsii.String(name()), nil) }
func Other(scope constructs.Construct) { s3.NewBucket(scope, jsii.String("Two"), nil) }
func name() string { return "One" }
`,
    };
    assert.deepEqual(pathsOf(evaluateFiles(files)), ["S", "S/One", "S/Two"]);
    assert.deepEqual(roots(files), ["/p/main.go"]);
  });

  it("have packages by the names of CDK's assembly", () => {
    const v2 = "github.com/aws/aws-cdk-go/awscdk/v2";
    assert.equal(packageName(v2), "aws-cdk-lib");
    assert.equal(packageName(`${v2}/awslambdaeventsources`), "aws-cdk-lib.aws_lambda_event_sources");
    assert.equal(packageName(`${v2}/pipelines`), "aws-cdk-lib.pipelines");
    assert.equal(packageName("github.com/aws/aws-cdk-go/awscdk/awss3"), "aws-cdk-lib.aws_s3");
    assert.equal(packageName("github.com/aws/aws-cdk-go/awscdklambdagoalpha/v2"), "aws-cdk-lib.aws_lambda_go_alpha");
    assert.equal(packageName("github.com/aws/constructs-go/constructs/v10"), "constructs");
    assert.equal(packageName("example.com/x"), "example.com/x");
  });

  it("read scripts beside them", () => {
    const files = {
      "/p/main.go": app(
        `	data := awsec2.UserData_ForLinux(nil)
	data.AddCommands(jsii.String(boot))
	awsec2.NewInstance(stack, jsii.String("I"), &awsec2.InstanceProps{UserData: data})
	text, err := os.ReadFile("other.sh")
	if err != nil {
		panic(err)
	}
	awsec2.NewCfnInstance(stack, jsii.String("J"), &awsec2.CfnInstanceProps{UserData: awscdk.Fn_Base64(jsii.String(string(text)))})`,
        "//go:embed scripts/boot.sh\nvar boot string\n",
      ),
      "/p/cdk.json": manifest("go run ."),
      "/p/scripts/boot.sh": "#!/bin/bash\nyum install httpd\n",
      "/p/other.sh": "#!/bin/bash\napt install nginx\n",
    };
    assert.deepEqual(found(files, /interactive-install/), [
      "ec2-user-data-interactive-install apt install nginx",
      "ec2-user-data-interactive-install yum install httpd",
    ]);
  });
});
