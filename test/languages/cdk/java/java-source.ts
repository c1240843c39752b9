/** Java held in memory: as IR, evaluated, and linted. */

import { memoryFiles } from "../../../../server/core/files.ts";
import { spanText } from "../../../../server/core/span.ts";
import { readGrammar } from "../../../../server/grammars.ts";
import type { Evaluation } from "../../../../server/languages/cdk/constructs.ts";
import { evaluateApp } from "../../../../server/languages/cdk/evaluate/evaluation.ts";
import { ModuleLoader } from "../../../../server/languages/cdk/evaluate/modules.ts";
import type { Expression, Module, Statement } from "../../../../server/languages/cdk/ir.ts";
import { javaLanguage } from "../../../../server/languages/cdk/java/language.ts";
import { ParsedFiles } from "../../../../server/languages/cdk/parsing.ts";
import { loadGrammar } from "../../../../server/languages/cdk/tree-sitter/grammar.ts";
import { lintFiles } from "../../../rules/lint-files.ts";
import { shown, shownStatement } from "../frontend/shown-ir.ts";

export const java = javaLanguage(await loadGrammar("java", readGrammar));

export function moduleOf(text: string): Module {
  return java.parse({ path: "/p/App.java", text });
}

/** The statements of a method with this body. */
export function bodyOf(text: string): readonly Statement[] {
  const type = moduleOf(`class X { void m() {\n${text}\n} }`).body.find((s) => s.kind === "class");
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
  return evaluateApp(entry, new ModuleLoader(memoryFiles(files), new ParsedFiles(java)));
}

const IMPORTS = `import java.util.*;
import software.amazon.awscdk.*;
import software.amazon.awscdk.services.ec2.*;
import software.amazon.awscdk.services.lambda.*;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;
`;

/** An app of one stack with this in its constructor. */
export function stack(body: string, members = "", types = ""): string {
  return `${IMPORTS}
public class Main extends Stack {
  ${members}
  public Main(final Construct scope, final String id, final StackProps props) {
    super(scope, id, props);
${body}
  }
  public static void main(String[] args) {
    software.amazon.awscdk.App app = new software.amazon.awscdk.App();
    new Main(app, "Main", null);
    app.synth();
  }
}
${types}`;
}

export function evaluateStack(body: string, members = "", types = ""): Evaluation {
  return evaluateFiles({ "/p/Main.java": stack(body, members, types) });
}

/** The findings of a rule: the text that each marks, and its line from 1. */
export function marked(files: Record<string, string>, rule: string): string[] {
  const linted = lintFiles(new Map(Object.entries(files)));
  return linted.findings
    .filter((f) => f.rule === rule)
    .map((f) => `${linted.range(f.span).start.line + 1}: ${spanText(f.span)}`);
}
