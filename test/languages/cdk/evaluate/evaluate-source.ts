/** Evaluates CDK source held in memory. */
import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { spanText } from "../../../../server/core/span.ts";
import { literalOf, type Origin, type Value } from "../../../../server/core/values.ts";
import type { ConstructInstance, Evaluation } from "../../../../server/languages/cdk/constructs.ts";
import { evaluateApp } from "../../../../server/languages/cdk/evaluate/evaluation.ts";
import { ModuleLoader } from "../../../../server/languages/cdk/evaluate/modules.ts";
import { ParsedFiles } from "../../../../server/languages/cdk/parsing.ts";
import { typescriptLanguage } from "../../../../server/languages/cdk/typescript/language.ts";
import { loadTypeScript } from "../../../../server/languages/cdk/typescript/parser.ts";

const typescript = await loadTypeScript();

const IMPORTS = `import * as cdk from "aws-cdk-lib";
import { Duration } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import { Construct } from "constructs";
`;

/** The evaluation of several files; the first is the entry. */
export function evaluateFiles(files: Record<string, string>): Evaluation {
  const entry = Object.keys(files)[0]!;
  return evaluateApp(entry, new ModuleLoader(memoryFiles(files), new ParsedFiles(typescriptLanguage(typescript))));
}

/** The evaluation of a file that begins with the usual imports. */
export function evaluateSource(source: string): Evaluation {
  return evaluateFiles({ "/app/app.ts": IMPORTS + source });
}

/** The evaluation of what stands in the constructor of a stack. */
export function evaluateStack(body: string, before = ""): Evaluation {
  return evaluateSource(
    `${before}\nclass Main extends cdk.Stack {\n constructor(scope: Construct, id: string, props: any = {}) {\n super(scope, id, props);\n${body}\n }\n}\nnew Main(new cdk.App(), "Main");\n`,
  );
}

/** The construct with a path. */
export function at(evaluation: Evaluation, path: string): ConstructInstance {
  const found = evaluation.constructs.find((c) => c.path === path);
  assert.ok(found, `${path} is not among ${evaluation.constructs.map((c) => c.path).join(", ")}`);
  return found;
}

/** A prop of the construct with a path. */
export function prop(evaluation: Evaluation, path: string, name: string): Value {
  const { props } = at(evaluation, path);
  assert.equal(props.kind, "object");
  const found = (props as Extract<Value, { kind: "object" }>).entries.get(name);
  assert.ok(found, `${path} has no ${name}`);
  return found.value;
}

/** What a value is, as plain data: `undefined` for what is not written. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "absent":
      return undefined;
    case "list":
      return value.closed ? value.items.map(plain) : [...value.items.map(plain), "…"];
    case "object":
      return Object.fromEntries([...value.entries].map(([k, e]) => [k, plain(e.value)]));
    case "text":
      return value.parts.map((p) => (p.kind === "piece" ? p.text : `\${${String(plain(p))}}`)).join("");
    case "reference":
      return value.attribute === undefined ? `@${value.target}` : `@${value.target}.${value.attribute}`;
    case "choice":
      return { choice: value.alternatives.map((a) => plain(a.value)) };
    default:
      return `?${value.identity ?? ""}${value.index === undefined ? "" : `[${value.index}]`}`;
  }
}

/** The source of every step of an origin, the use first. */
export function trail(origin: Origin): string[] {
  const steps = [spanText(origin.span)];
  for (let o = origin; o.from; o = o.from.origin) steps.push(`${o.from.step}: ${spanText(o.from.origin.span)}`);
  return steps;
}

export function literalText(value: Value): string {
  return spanText(literalOf(value.origin));
}
