/** Runs a CDK program with the real aws-cdk-lib, in this process, and gives the templates that it makes. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { transformSync } from "esbuild";

const require = createRequire(import.meta.url);

export interface SynthesizedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface SynthesizedStack {
  readonly name: string;
  readonly template: { readonly Resources?: Readonly<Record<string, SynthesizedResource>> };
}

interface App {
  synth(): { readonly stacksRecursively: readonly { readonly stackName: string; readonly template: unknown }[] };
}

const library = require("aws-cdk-lib") as { App: new (props?: object) => App };

const lambda = require("aws-cdk-lib/aws-lambda") as typeof import("aws-cdk-lib/aws-lambda");

/** The code of a function is not looked at: a folder of it need not be there. */
class CodeWithoutAssets extends lambda.InlineCode {
  static override fromAsset(): never {
    return lambda.Code.fromCfnParameters() as never;
  }
}

/** The stacks of every app that a program makes. Throws what CDK throws. */
export function synthesize(source: string, files: Readonly<Record<string, string>> = {}): SynthesizedStack[] {
  const apps: App[] = [];
  class RecordedApp extends library.App {
    constructor(props: { context?: object } = {}) {
      super({
        analyticsReporting: false,
        builtinCloudFormationValidation: false,
        autoSynth: false,
        ...props,
        context: { "aws:cdk:enable-path-metadata": true, "aws:cdk:bundling-stacks": [], ...props.context },
      });
      apps.push(this);
    }
  }
  const recorded = Object.create(library, { App: { value: RecordedApp, enumerable: true } }) as object;
  const withoutAssets = Object.create(lambda, { Code: { value: CodeWithoutAssets, enumerable: true } }) as object;
  const loaded = new Map<string, unknown>();
  const load = (path: string, text: string): unknown => {
    const { code } = transformSync(text, { loader: "ts", format: "cjs", sourcefile: path });
    const module = { exports: {} };
    loaded.set(path, module.exports);
    const find = (name: string): unknown => {
      if (name === "aws-cdk-lib") return recorded;
      if (name === "aws-cdk-lib/aws-lambda") return withoutAssets;
      if (!name.startsWith(".")) return require(name);
      const target = `${join(path, "..", name).replace(/\.ts$/, "")}.ts`;
      return loaded.get(target) ?? load(target, files[target] ?? "");
    };
    new Function("require", "module", "exports", "process", code)(find, module, module.exports, { env: {}, argv: [] });
    loaded.set(path, module.exports);
    return module.exports;
  };
  load("app.ts", source);
  return apps.flatMap((app) =>
    app.synth().stacksRecursively.map(({ stackName, template }) => ({
      name: stackName,
      template: template as SynthesizedStack["template"],
    })),
  );
}
