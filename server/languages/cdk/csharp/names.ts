/** Names: as C# has them, and as CDK's assembly has them. */
import { moduleOfPackage } from "../declared.ts";

/** The package of CDK's that a namespace is; undefined for one that is not CDK's. */
export function packageOf(namespace: string): string | undefined {
  if (namespace === "Constructs") return "constructs";
  if (namespace === "Amazon.CDK") return "aws-cdk-lib";
  if (!namespace.startsWith("Amazon.CDK.")) return undefined;
  const module = moduleOfPackage("csharp", namespace.slice("Amazon.CDK.".length));
  return module && `aws-cdk-lib.${module}`;
}

/** What `using X` means: the package of CDK's, a class of one (`using static`), or the namespace itself. */
export function packageName(namespace: string): string {
  const steps = namespace.split(".");
  for (let end = steps.length; end > 0; end--) {
    const found = packageOf(steps.slice(0, end).join("."));
    if (found !== undefined) return [found, ...steps.slice(end)].join(".");
  }
  return namespace;
}

/** `Amazon.CDK.AWS.Lambda.CfnFunction.CodeProperty` as its namespace and the names behind it. */
export function splitName(name: string): { namespace: string; types: readonly string[] } | undefined {
  const steps = name.split(".");
  for (let end = steps.length - 1; end > 0; end--) {
    const namespace = steps.slice(0, end).join(".");
    if (packageOf(namespace) !== undefined) return { namespace, types: steps.slice(end) };
  }
  return undefined;
}

/** CDK's name for a member: `addIngressRule` for `AddIngressRule`. Constants stay as they are. */
export function memberName(name: string): string {
  if (/^[A-Z][A-Z0-9_]*$/.test(name) && name.length > 1) return name;
  return name.charAt(0).toLowerCase() + name.slice(1);
}
