/** Which files are CDK source, judged without parsing them. */
import type { SourceFiles } from "./source-language.ts";

/** Answers for one language. A `cdk.json` belongs to the language that its "app" runs. */
export function recogniser(files: SourceFiles): {
  mayBe(path: string): boolean;
  recognise(path: string, text: string): boolean;
} {
  return {
    mayBe(path) {
      if (isManifest(path)) return !/(^|\/)(node_modules|cdk\.out)\//.test(path);
      return files.isSource(path) && !files.isTest(path);
    },
    recognise(path, text) {
      if (!isManifest(path)) return files.importsCdk(text);
      const app = appOf(text);
      return app !== undefined && files.runs(app);
    },
  };
}

function isManifest(path: string): boolean {
  return path.endsWith("/cdk.json") || path === "cdk.json";
}

/** The command line that a `cdk.json` runs an app with. */
export function appOf(manifest: string): string | undefined {
  return /"app"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(manifest)?.[1]?.replace(/\\(.)/g, "$1");
}
