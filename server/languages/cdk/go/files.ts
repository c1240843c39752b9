/** Which files are CDK source in Go, judged without parsing them. */
import type { SourceFiles } from "../source-language.ts";

const IMPORT = /"github\.com\/aws\/aws-cdk-go\/awscdk/;

export const goFiles: SourceFiles = {
  isSource: (path) => path.endsWith(".go") && !/(^|\/)(vendor|node_modules|cdk\.out|\.git|testdata)\//.test(path),
  isTest: (path) => path.endsWith("_test.go"),
  importsCdk: (text) => text.includes("aws-cdk-go") && IMPORT.test(text),
  runs: (app) => /(^|[\s;&|/"'])go\s+(run|build)\b/.test(app),
};
