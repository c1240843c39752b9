/** Go held in memory: as IR, evaluated, and linted. */
import { memoryFiles } from "../../../../server/core/files.ts";
import { spanText } from "../../../../server/core/span.ts";
import { readGrammar } from "../../../../server/grammars.ts";
import type { Evaluation } from "../../../../server/languages/cdk/constructs.ts";
import { evaluateApp } from "../../../../server/languages/cdk/evaluate/evaluation.ts";
import { ModuleLoader } from "../../../../server/languages/cdk/evaluate/modules.ts";
import { goLanguage } from "../../../../server/languages/cdk/go/language.ts";
import type { Expression, Module } from "../../../../server/languages/cdk/ir.ts";
import { ParsedFiles } from "../../../../server/languages/cdk/parsing.ts";
import { loadGrammar } from "../../../../server/languages/cdk/tree-sitter/grammar.ts";
import { lintFiles } from "../../../rules/lint-files.ts";
import { plain, prop } from "../evaluate/evaluate-source.ts";
import { shown, shownStatement } from "../frontend/shown-ir.ts";

export const go = goLanguage(await loadGrammar("go", readGrammar));

export const HEAD = `package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	s3 "github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)
`;

export function moduleOf(text: string): Module {
  return go.parse({ path: "/p/main.go", text });
}

/** The statements of a function with this body. */
export function statements(body: string): string[] {
  const [last] = moduleOf(`${HEAD}\nfunc f() {\n${body}\n}\n`).body.slice(-1);
  if (last?.kind !== "function") throw new Error(`no function: ${last?.kind}`);
  return last.value.body.map(shownStatement);
}

/** What is declared at the top of a file, behind the usual imports. */
export function declarations(text: string): string[] {
  return moduleOf(HEAD + text)
    .body.filter((s) => s.kind !== "import")
    .map(shownStatement);
}

export function expressionOf(text: string): Expression {
  const [last] = moduleOf(`${HEAD}\nvar v = ${text}\n`).body.slice(-1);
  if (last?.kind !== "declare" || !last.value) throw new Error(`no variable: ${last?.kind}`);
  return last.value;
}

export function expression(text: string): string {
  return shown(expressionOf(text));
}

/** An app whose stack is made by a function with this body. */
export function app(body: string, more = ""): string {
  return `${HEAD}
${more}
func NewMain(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, props)
${body}
	return stack
}

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	NewMain(app, "Main", nil)
	app.Synth(nil)
}
`;
}

export function evaluateFiles(files: Record<string, string>): Evaluation {
  const entry = Object.keys(files)[0]!;
  return evaluateApp(entry, new ModuleLoader(memoryFiles(files), new ParsedFiles(go)));
}

/** What an expression comes to in the body of the function that makes the stack. */
export function bucketName(text: string, before = "", more = ""): unknown {
  const bucket = `s3.NewBucket(stack, jsii.String("B"), &s3.BucketProps{BucketName: ${text}})`;
  const evaluation = evaluateFiles({ "/p/main.go": app(`${before}\n${bucket}`, more) });
  return plain(prop(evaluation, "Main/B", "bucketName"));
}

/** The paths of the constructs that are made. */
export function pathsOf(evaluation: Evaluation): string[] {
  return evaluation.constructs.map((c) => c.path).filter((path) => path !== "");
}

/** What is found by some rules: the rule and the text that is marked. */
export function found(files: Record<string, string>, rules: RegExp): string[] {
  return lintFiles(new Map(Object.entries(files)))
    .findings.filter((f) => rules.test(f.rule))
    .sort((a, b) => a.span.chunk.path.localeCompare(b.span.chunk.path) || a.span.start - b.span.start)
    .map((f) => `${f.rule} ${spanText(f.span)}`);
}
