/** C# held in memory: as IR, evaluated, and linted. */

import { memoryFiles } from "../../../../server/core/files.ts";
import { spanText } from "../../../../server/core/span.ts";
import { readGrammar } from "../../../../server/grammars.ts";
import type { Evaluation } from "../../../../server/languages/cdk/constructs.ts";
import { csharpLanguage } from "../../../../server/languages/cdk/csharp/language.ts";
import { evaluateApp } from "../../../../server/languages/cdk/evaluate/evaluation.ts";
import { ModuleLoader } from "../../../../server/languages/cdk/evaluate/modules.ts";
import type { Expression, Module, Statement } from "../../../../server/languages/cdk/ir.ts";
import { ParsedFiles } from "../../../../server/languages/cdk/parsing.ts";
import { loadGrammar } from "../../../../server/languages/cdk/tree-sitter/grammar.ts";
import { lintFiles } from "../../../rules/lint-files.ts";
import { shown, shownStatement } from "../frontend/shown-ir.ts";

export const csharp = csharpLanguage(await loadGrammar("c-sharp", readGrammar));

export function moduleOf(text: string): Module {
  return csharp.parse({ path: "/p/App.cs", text });
}

/** The statements of a method with this body. */
export function bodyOf(text: string): readonly Statement[] {
  const type = moduleOf(`class X { void M() {\n${text}\n} }`).body.find((s) => s.kind === "class");
  return type?.kind === "class" ? type.value.methods[0]!.body.body : [];
}

export function statements(text: string): string[] {
  return bodyOf(text).map(shownStatement);
}

/** The expression that stands behind `x = ` in a method. */
export function expressionOf(text: string): Expression {
  const [first] = bodyOf(`x = ${text};`);
  if (first?.kind !== "expression" || first.value.kind !== "assign") throw new Error("no assignment");
  return first.value.value;
}

export function expression(text: string): string {
  return shown(expressionOf(text));
}

export function evaluateFiles(files: Record<string, string>): Evaluation {
  const entry = Object.keys(files)[0]!;
  return evaluateApp(entry, new ModuleLoader(memoryFiles(files), new ParsedFiles(csharp)));
}

const USINGS = `using System;
using System.Linq;
using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.Lambda;
using Constructs;
`;

/** An app of one stack with this in its constructor. */
export function stack(body: string, members = "", types = ""): string {
  return `${USINGS}
namespace Acme
{
  public class Main : Stack
  {
    ${members}
    internal Main(Construct scope, string id, IStackProps props = null) : base(scope, id, props)
    {
${body}
    }
    public static void Main(string[] args)
    {
      var app = new App();
      new Main(app, "Main");
      app.Synth();
    }
  }
${types}
}`;
}

export function evaluateStack(body: string, members = "", types = ""): Evaluation {
  return evaluateFiles({ "/p/Main.cs": stack(body, members, types) });
}

/** The findings of a rule: the text that each marks, and its line from 1. */
export function marked(files: Record<string, string>, rule: string): string[] {
  const linted = lintFiles(new Map(Object.entries(files)));
  return linted.findings
    .filter((f) => f.rule === rule)
    .map((f) => `${linted.range(f.span).start.line + 1}: ${spanText(f.span)}`);
}
