/** Which files are CDK source in Java, judged without parsing them. */
import type { SourceFiles } from "../source-language.ts";

const LEFT_OUT = /(^|\/)(node_modules|cdk\.out|target|build|\.git|\.gradle)\//;
const TEST = /(^|\/)(src\/(test|it|integrationTest)|tests?)\/|(^|\/)(Test[A-Z]\w*|\w+(Tests?|TestCase|IT))\.java$/;
const IMPORT = /(?<!\bpackage\s+)\bsoftware\.(?:amazon\.awscdk|constructs)\b/;
const RUNS = /(?:^|[;&|]\s*)(?:\S*\/)?(?:mvnw?|mvnd|gradlew?|java|jbang)(?:\.cmd|\.bat)?(?:\s|$)/;

export const javaFiles: SourceFiles = {
  isSource: (path) => path.endsWith(".java") && !LEFT_OUT.test(path),
  isTest: (path) => TEST.test(path),
  importsCdk: (text) => text.includes("software.") && IMPORT.test(text),
  runs: (app) => RUNS.test(app),
};
