/** Which files are CDK source in TypeScript and JavaScript, judged without parsing them. */
import type { SourceFiles } from "../source-language.ts";

/** A source file that may be part of an app, by its name. */
export function isSourceFile(path: string): boolean {
  if (!/\.[cm]?[jt]sx?$/.test(path) || /\.d\.[cm]?ts$/.test(path)) return false;
  return !/(^|\/)(node_modules|cdk\.out|\.git)\//.test(path);
}

/** Tests make constructs too, in every wrong way on purpose: they are left alone. */
export function isTestFile(path: string): boolean {
  return /(^|\/)(test|tests|__tests__|__mocks__|integ-tests)\/|[.-](test|spec|integ)\.[cm]?[jt]sx?$|(^|\/)integ\.[^/]*$|(^|\/)jest\.config\./.test(
    path,
  );
}

/** The file that an app starts from: `cdk.json`'s "app" is a command line. */
export function entryOf(app: string): readonly string[] {
  const words = app.split(/\s+/).map((w) => w.replace(/^["']|["']$/g, ""));
  const file = words.filter((w) => /\.[cm]?[jt]sx?$/.test(w) && !w.startsWith("-")).pop();
  if (file !== undefined) {
    const source = file.replace(/\.([cm]?)js$/, ".$1ts");
    return source === file ? [file] : [source, file];
  }
  // `node bin/app` without an ending.
  if (!/^(npx|node|ts-node|tsx|yarn|pnpm|bun)\b/.test(words[0] ?? "")) return [];
  const last = words[words.length - 1];
  return last !== undefined && /^[\w./@-]+$/.test(last) && words.length > 1 && last.includes("/")
    ? [`${last}.ts`, `${last}.js`, `${last}/index.ts`]
    : [];
}

/** Minified code is nobody's source. */
const NEVER = /\.min\.js$/;
const IMPORT = /(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s+)["'](?:aws-cdk-lib|@aws-cdk)(?:\/[^"'\n]*)?["']/;
/** Commands that run programs of other languages. */
const OTHERS = /^\s*(?:\S*\/)?(?:python[\d.]*|uv|poetry|pipenv|pdm|hatch|mvnw?|gradlew?|java|dotnet|go)\b/;

export const typescriptFiles: SourceFiles = {
  isSource: (path) => isSourceFile(path) && !NEVER.test(path),
  isTest: isTestFile,
  importsCdk: (text) => text.includes("aws-cdk") && IMPORT.test(text),
  runs: (app) => !OTHERS.test(app),
};
