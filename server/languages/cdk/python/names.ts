/** Names as CDK's assembly has them, out of the names that Python has for them. */
import { isCdkModule } from "../declared.ts";

/** `addIngressRule` for `add_ingress_rule`; constants, classes and modules stay as they are. */
export function memberName(name: string): string {
  if (!name.includes("_") || name.startsWith("_") || /[A-Z]/.test(name) || isCdkModule(name)) return name;
  // A name that Python has taken ends with an underscore: `from_`, `lambda_`.
  return name.replace(/_+$/, "").replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Packages that are named otherwise in Python. */
const RENAMED: Readonly<Record<string, string>> = { cdk_nag: "cdk-nag", aws_cdk: "aws-cdk-lib" };

/**
 * What an import that leads out of the project means: "aws-cdk-lib.aws_lambda", "constructs", "os.path", or the
 * package's own name.
 */
export function packageName(module: string): string {
  if (module === "aws_cdk.core") return "aws-cdk-lib";
  const [first = "", ...rest] = module.split(".");
  if (first === "aws_solutions_constructs" && rest.length > 0)
    return `@aws-solutions-constructs/${rest[0]!.replaceAll("_", "-")}`;
  return [Object.hasOwn(RENAMED, first) ? RENAMED[first] : first, ...rest].join(".");
}
