/** Which files are CDK source, judged without parsing them. */
import { isSourceFile, isTestFile } from "./files.ts";

/** Minified code is nobody's source. */
const NEVER = /\.min\.js$/;
const IMPORT = /(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s+)["'](?:aws-cdk-lib|@aws-cdk)(?:\/[^"'\n]*)?["']/;

/** Could this file be part of an app, judged by its name alone? A `cdk.json` says where one starts. */
export function mayBe(path: string): boolean {
  if (path.endsWith("/cdk.json") || path === "cdk.json") return !/(^|\/)(node_modules|cdk\.out)\//.test(path);
  return isSourceFile(path) && !isTestFile(path) && !NEVER.test(path);
}

/** A file that imports the CDK, or the manifest of an app. */
export function recognise(path: string, text: string): boolean {
  if (path.endsWith("cdk.json")) return /"app"\s*:/.test(text);
  return text.includes("aws-cdk") && IMPORT.test(text);
}
