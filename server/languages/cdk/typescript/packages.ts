/** The names of packages: every way to import CDK becomes the jsii name of version 2. */

/** Modules of Node that can be imported without `node:`. */
const NODE = new Set(
  "assert buffer child_process crypto events fs fs/promises http https net os path process querystring stream url util zlib".split(
    " ",
  ),
);

/**
 * What an import that leads out of the project means: "aws-cdk-lib.aws_lambda", "constructs", "node.path", or the
 * package's own name.
 */
export function packageName(module: string): string {
  if (module.startsWith("node:")) return `node.${module.slice(5)}`;
  if (NODE.has(module)) return `node.${module}`;
  if (module === "aws-cdk-lib" || module === "@aws-cdk/core" || module === "aws-cdk-lib/core") return "aws-cdk-lib";
  const inside = /^(?:aws-cdk-lib|@aws-cdk)\/([a-z0-9-]+)(?:\/(?:lib|index).*)?$/.exec(module);
  if (inside) return `aws-cdk-lib.${inside[1]!.replace(/-/g, "_")}`;
  return module;
}
