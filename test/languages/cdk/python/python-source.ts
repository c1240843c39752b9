/** Python held in memory: as IR, evaluated, and linted. */

import { memoryFiles } from "../../../../server/core/files.ts";
import { spanText } from "../../../../server/core/span.ts";
import { readGrammar } from "../../../../server/grammars.ts";
import type { Evaluation } from "../../../../server/languages/cdk/constructs.ts";
import { evaluateApp } from "../../../../server/languages/cdk/evaluate/evaluation.ts";
import { ModuleLoader } from "../../../../server/languages/cdk/evaluate/modules.ts";
import type { Expression, Module } from "../../../../server/languages/cdk/ir.ts";
import { ParsedFiles } from "../../../../server/languages/cdk/parsing.ts";
import { pythonLanguage } from "../../../../server/languages/cdk/python/language.ts";
import { loadGrammar } from "../../../../server/languages/cdk/tree-sitter/grammar.ts";
import { lintFiles } from "../../../rules/lint-files.ts";
import { plain, prop } from "../evaluate/evaluate-source.ts";
import { shown, shownStatement } from "../frontend/shown-ir.ts";

export const python = pythonLanguage(await loadGrammar("python", readGrammar));

export function moduleOf(text: string): Module {
  return python.parse({ path: "/p/app.py", text });
}

export function statements(text: string): string[] {
  return moduleOf(text).body.map(shownStatement);
}

export function expressionOf(text: string): Expression {
  const [first] = moduleOf(text).body;
  if (first?.kind !== "expression") throw new Error(`no expression: ${first?.kind}`);
  return first.value;
}

export function expression(text: string): string {
  return shown(expressionOf(text));
}

export function evaluateFiles(files: Record<string, string>): Evaluation {
  const entry = Object.keys(files)[0]!;
  return evaluateApp(entry, new ModuleLoader(memoryFiles(files), new ParsedFiles(python)));
}

const IMPORTS = `import json
import os
import textwrap
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
import aws_cdk as cdk
from aws_cdk import Duration, Stack, aws_ec2 as ec2, aws_lambda as lambda_, aws_s3 as s3
from constructs import Construct
`;

/** An app whose stack has this body. */
export function app(body: string, before = ""): string {
  const indented = body.replace(/^(?=.)/gm, "        ");
  return `${IMPORTS}${before}
class Main(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
${indented}

app = cdk.App()
Main(app, "Main")
app.synth()
`;
}

/** What a value is that stands in the constructor of a stack, once the statements before it have been executed. */
export function evaluated(value: string, statementsBefore = "", before = ""): unknown {
  const evaluation = evaluateFiles({
    "/p/app.py": app(`${statementsBefore}\ns3.CfnBucket(self, "B", bucket_name=${value})`, before),
  });
  return plain(prop(evaluation, "Main/B", "bucketName"));
}

/** What a rule marks, line by line: "3: Duration.minutes(20)". */
export function marked(files: Record<string, string>, rule: string): string[] {
  const linted = lintFiles(new Map(Object.entries(files)));
  return linted.findings
    .filter((f) => f.rule === rule)
    .map((f) => `${linted.range(f.span).start.line + 1}: ${spanText(f.span)}`);
}
