/**
 * Modules of the public registry of which we know what becomes of some arguments, whichever version is called. They
 * stand in where a module is not installed. Nothing follows from what is not in them: their resources are open, and
 * so is the program.
 */
import { ec2Instance } from "./ec2-instance.ts";
import { lambda } from "./lambda.ts";
import { securityGroup } from "./security-group.ts";

interface Known {
  readonly text: string;
  /** The last major version that was looked at. */
  readonly major: number;
}

const KNOWN: Readonly<Record<string, Known>> = {
  "terraform-aws-modules/ec2-instance/aws": { text: ec2Instance, major: 6 },
  "terraform-aws-modules/lambda/aws": { text: lambda, major: 8 },
  "terraform-aws-modules/security-group/aws": { text: securityGroup, major: 5 },
};

/** Installed, as it were: nothing in it is marked or edited. */
const FOLDER = "/.terraform/known/";

/**
 * The folder that stands for a module, by the source of its call and the versions that it asks for; undefined for one
 * that we do not know.
 */
export function knownFolder(source: string, versions = ""): string | undefined {
  const name = source.replace(/^registry\.terraform\.io\//, "");
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  return known && versions.split(",").every((one) => majorOf(one) <= known.major) ? FOLDER + name : undefined;
}

const CONSTRAINT = /^\s*(<|<=|>|>=|~>|=|!=)?\s*v?(\d{1,4})((?:\.\d+)*)/;

/** The major version that a constraint speaks of; that before it, where a new one is just excluded. */
function majorOf(constraint: string): number {
  const [, operator, major, rest = ""] = CONSTRAINT.exec(constraint) ?? [];
  if (major === undefined || operator === "!=") return 0;
  return operator === "<" && !/[1-9]/.test(rest) ? Number(major) - 1 : Number(major);
}

/** What we know of the module that a folder stands for, as the file that it would be. */
export function knownFile(folder: string): { readonly path: string; readonly text: string } | undefined {
  if (!folder.startsWith(FOLDER)) return undefined;
  const known = KNOWN[folder.slice(FOLDER.length)];
  return known && { path: `${folder}/main.tf`, text: known.text };
}
