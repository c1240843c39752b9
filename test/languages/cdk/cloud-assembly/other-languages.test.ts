/** An assembly beside an app that is not written in TypeScript: what is in it does not say which language made it. */
import assert from "node:assert/strict";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../../server/core/engine.ts";
import { memoryFiles } from "../../../../server/core/files.ts";
import { defaultSettings } from "../../../../server/core/settings.ts";
import { spanText } from "../../../../server/core/span.ts";
import { product } from "../../../../server/product.ts";
import { synthesized } from "./assembled-app.ts";

const twin = `import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
const app = new cdk.App();
const stack = new cdk.Stack(app, 'Web');
new lambda.CfnFunction(stack, 'Report', { role: 'r', code: { zipFile: '//' }, timeout: Number(process.env.LIMIT) });
new cdk.CfnResource(stack, 'Raw', { type: 'AWS::Lambda::Function', properties: { MemorySize: 20480, Code: { ZipFile: '//' }, Role: 'r' } });
`;

interface App {
  readonly command: string;
  readonly path: string;
  readonly text: string;
  readonly timeout: string;
}

const apps: Readonly<Record<string, App>> = {
  "cdk-python": {
    command: "python3 app.py",
    path: "/app/app.py",
    text: `import os
from aws_cdk import App, Stack, CfnResource, aws_lambda as lambda_

app = App()
stack = Stack(app, "Web")
lambda_.CfnFunction(stack, "Report", role="r", code=lambda_.CfnFunction.CodeProperty(zip_file="//"), timeout=int(os.environ["LIMIT"]))
CfnResource(stack, "Raw", type="AWS::Lambda::Function", properties={"MemorySize": 20480})
`,
    timeout: 'int(os.environ["LIMIT"])',
  },
  "cdk-java": {
    command: "mvn -e -q compile exec:java",
    path: "/app/src/main/java/com/example/Web.java",
    text: `package com.example;

import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.CfnFunction;

public class Web {
    public static void main(final String[] args) {
        App app = new App();
        Stack stack = new Stack(app, "Web");
        CfnFunction.Builder.create(stack, "Report").role("r").timeout(Integer.parseInt(System.getenv("LIMIT"))).build();
        CfnResource.Builder.create(stack, "Raw").type("AWS::Lambda::Function").properties(Map.of("MemorySize", 20480)).build();
    }
}
`,
    timeout: 'Integer.parseInt(System.getenv("LIMIT"))',
  },
  "cdk-csharp": {
    command: "dotnet run --project src/Web.csproj",
    path: "/app/src/Program.cs",
    text: `using System;
using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

var app = new App();
var stack = new Stack(app, "Web");
new CfnFunction(stack, "Report", new CfnFunctionProps { Role = "r", Timeout = Convert.ToInt32(Environment.GetEnvironmentVariable("LIMIT")) });
new CfnResource(stack, "Raw", new CfnResourceProps { Type = "AWS::Lambda::Function", Properties = new Dictionary<string, object> { ["MemorySize"] = 20480 } });
`,
    timeout: 'Convert.ToInt32(Environment.GetEnvironmentVariable("LIMIT"))',
  },
  "cdk-go": {
    command: "go run main.go",
    path: "/app/main.go",
    text: `package main

import (
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("Web"), nil)
	awslambda.NewCfnFunction(stack, jsii.String("Report"), &awslambda.CfnFunctionProps{
		Role:    jsii.String("r"),
		Timeout: limit(os.Getenv("LIMIT")),
	})
	awscdk.NewCfnResource(stack, jsii.String("Raw"), &awscdk.CfnResourceProps{
		Type:       jsii.String("AWS::Lambda::Function"),
		Properties: &map[string]interface{}{"MemorySize": 20480},
	})
}
`,
    timeout: 'limit(os.Getenv("LIMIT"))',
  },
};

describe("cdk.out beside other languages", () => {
  let assembly: Map<string, string>;

  before(async function () {
    this.timeout(0);
    assembly = await synthesized(twin, { LIMIT: "1000" });
  });

  for (const [id, app] of Object.entries(apps))
    it(`${id}: the template's value at the argument that makes it, what is only in the template at the construct`, async () => {
      const files = new Map([
        [app.path, app.text],
        ["/app/cdk.json", JSON.stringify({ app: app.command })],
        ["/app/src/Web.csproj", "<Project />"],
        ...[...assembly].map(([name, text]) => [`/app/cdk.out/${name}`, text] as const),
      ]);
      const snapshot = memoryFiles(files, (file) => (file.startsWith("/app/cdk.out/") ? 2 : 1));
      const entry = product.languages.find((l) => l.id === id)!;
      const language = await entry.load();
      const mine = [app.path, "/app/cdk.json"].filter((p) => entry.mayBe(p) && entry.recognise(p, files.get(p)!));
      const roots = language.roots(mine, snapshot);
      assert.deepEqual(roots, [{ language: id, path: app.path }]);
      let program = language.evaluate(roots[0]!, snapshot);
      while (await language.load?.()) program = language.evaluate(roots[0]!, snapshot);
      const readers = { script: await product.readScript(), document: await product.readDocument() };
      const { findings, faults } = lint(
        program,
        rules,
        { ...defaultSettings, profile: "strict" },
        readers,
        "2026-11-25",
      );
      assert.deepEqual(faults, []);
      assert.deepEqual(program.problems, []);
      assert.deepEqual(findings.map((f) => `${f.rule}: ${spanText(f.span)}`).sort(), [
        `lambda-memory: ${id === "cdk-go" ? "NewCfnResource" : "CfnResource"}`,
        `lambda-timeout: ${app.timeout}`,
      ]);
    });
});
