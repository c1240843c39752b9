/** Names of CDK, as its assembly has them, whatever language imports them. */

/** True for a package that is CDK itself: what is handed to it is recorded, and nothing else may happen to it. */
export function isCdk(fqn: string): boolean {
  return (
    fqn === "aws-cdk-lib" || fqn.startsWith("aws-cdk-lib.") || fqn === "constructs" || fqn.startsWith("constructs.")
  );
}

/** Names that moved between packages: the class as it is called today. */
export function className(fqn: string): string {
  switch (fqn) {
    case "aws-cdk-lib.Construct":
    case "aws-cdk-lib.core.Construct":
      return "constructs.Construct";
    default:
      return fqn;
  }
}
