/** By which name a file knows a class of CDK. */

import type { IrWriting } from "./index.ts";
import type { IrTree } from "./ir-tree.ts";

/** The shortest name of a class ("aws-cdk-lib", "Duration") in a file; undefined where it is not imported. */
export function knownAs(tree: IrTree, module: string, name: string, { source }: IrWriting): string | undefined {
  const found: string[] = [];
  for (const statement of tree.module.body) {
    if (statement.kind !== "import") continue;
    const from = source.dialect.packageName(statement.module);
    for (const { imported, local } of statement.names) {
      if (imported === "*" && from === module) found.push(`${local}.${name}`);
      else if (imported === name && from === module) found.push(local);
      // `from aws_cdk import aws_ec2`: a module that is a member of another one.
      else if (`${from}.${imported}` === module) found.push(`${local}.${name}`);
      else if (`${from}.${imported}` === `${module}.${name}`) found.push(local);
    }
    if (statement.all && from === module) found.push(name);
    else if (from === `${module}.${name}` && statement.names.length > 0) found.push(statement.names[0]!.local);
  }
  return found.sort((a, b) => a.split(".").length - b.split(".").length)[0];
}
