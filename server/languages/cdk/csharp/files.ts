/** Which files are CDK source in C#, judged without parsing them. */
import type { SourceFiles } from "../source-language.ts";

const LEFT_OUT = /(^|\/)(node_modules|cdk\.out|bin|obj|\.git|\.vs)\//;
const TEST = /(^|\/)(tests?|\w[\w.]*\.(Unit|Integration)?Tests?)\/|Tests?\.cs$/i;
const RUNS = /(?:^|[;&|]\s*)(?:\S*\/)?dotnet(?:\.exe)?\s/;

export const csharpFiles: SourceFiles = {
  isSource: (path) => path.endsWith(".cs") && !LEFT_OUT.test(path),
  isTest: (path) => TEST.test(path),
  importsCdk: (text) => /\bAmazon\s*\.\s*CDK\b/.test(text) || /^\s*(?:global\s+)?using\s+Constructs\s*;/m.test(text),
  runs: (app) => RUNS.test(app),
};
