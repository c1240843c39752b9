/** Names: as Java has them, and as CDK's assembly has them. */
import { folderOf, joinPath } from "../../../core/files.ts";
import { isMethod, moduleOfPackage } from "../declared.ts";
import { isCdk } from "../evaluate/package-names.ts";

/** What an import that leads out of the project means: the package of CDK's, or the package itself. */
export function packageName(module: string): string {
  const from = module.slice(0, Math.max(0, module.lastIndexOf(".")));
  const steps = from.split(".");
  if (from.startsWith("software.constructs")) return ["constructs", ...steps.slice(2)].join(".");
  if (!from.startsWith("software.amazon.awscdk")) return from;
  const inside = steps.slice(3);
  // A class of CDK may hold others: what is behind the package stays as it is.
  const type = inside.findIndex((s) => /^[A-Z]/.test(s));
  const name = inside.slice(0, type < 0 ? undefined : type);
  const types = type < 0 ? [] : inside.slice(type);
  if (name[0] === "core") name.shift();
  if (name.length === 0) return ["aws-cdk-lib", ...types].join(".");
  const known = moduleOfPackage("java", name.join("."));
  return known === undefined ? from : ["aws-cdk-lib", known, ...types].join(".");
}

/** CDK's name for a member: a keyword of Java has something behind or before it. */
export function memberName(name: string): string {
  const method = /^do([A-Z]\w*)$/.exec(name)?.[1];
  if (method && KEYWORDS.has(lowered(method))) return lowered(method);
  const property = /^([a-z]+)Value$/.exec(name)?.[1];
  return property && KEYWORDS.has(property) ? property : name;
}

const KEYWORDS = new Set(
  "abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally float for goto if implements import instanceof int interface long native new package private protected public return short static super switch synchronized this throw throws transient try void volatile while".split(
    " ",
  ),
);

function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `functionArn` for `getFunctionArn`; undefined for a method that is called so by CDK itself. */
export function readsProperty(method: string): string | undefined {
  return isMethod(method) ? undefined : getterOf(method);
}

/** The property that a getter is named after. */
export function getterOf(method: string): string | undefined {
  const name = /^get([A-Z]\w*)$/.exec(method)?.[1];
  return name && lowered(name);
}

/** `timeout` for `setTimeout`. */
export function writesProperty(method: string): string | undefined {
  const name = /^set([A-Z]\w*)$/.exec(method)?.[1];
  return name === undefined || isMethod(method) ? undefined : lowered(name);
}

/** Packages that no project has. */
const OUTSIDE = /^(java|javax|jakarta|kotlin|software\.amazon\.(awssdk|jsii)|org\.junit)\./;
/** How far up packages are looked for where the folders do not say where they begin. */
const HIGHEST = 12;

/** The files that a name such as `com.myorg.Network` may be declared in, seen from a file. */
export function filesOfName(from: string, module: string): string[] {
  if (OUTSIDE.test(module) || module.endsWith("*") || isCdk(packageName(module))) return [];
  const steps = module.split(".");
  const roots = new Set<string>();
  let folder = folderOf(from);
  for (let i = 0; i < HIGHEST && folder !== "" && folder !== "/"; i++) {
    if (folder.endsWith(`/${steps[0]}`)) roots.add(folderOf(folder));
    else if (/\/(java|src)$/.test(folder)) roots.add(folder);
    if (/\/(java|src)$/.test(folder)) break;
    folder = folderOf(folder);
  }
  return [...roots].map((root) => joinPath(root, `${steps.join("/")}.java`)).filter((p) => p !== undefined);
}
