/**
 * Makes the tables of server/languages/cdk/generated from the jsii assembly and the generated L1 code in aws-cdk-lib.
 *
 *   npx tsx scripts/generate-cdk-tables.ts           writes them
 *   npx tsx scripts/generate-cdk-tables.ts --check   exits 1 when they are stale
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type DeclaringAssembly, declarations } from "./cdk-declarations.ts";

const require = createRequire(import.meta.url);
const library = dirname(require.resolve("aws-cdk-lib/package.json"));
const target = join(dirname(fileURLToPath(import.meta.url)), "../server/languages/cdk/generated");

interface JsiiType {
  readonly fqn: string;
  readonly name: string;
  readonly kind: "class" | "enum" | "interface";
  readonly docs?: { readonly custom?: Record<string, string> };
  readonly members?: readonly { readonly name: string }[];
  readonly properties?: readonly {
    readonly name: string;
    readonly static?: boolean;
    readonly const?: boolean;
    readonly docs?: { readonly custom?: Record<string, string> };
    readonly type?: { readonly fqn?: string };
  }[];
}

const assembly = JSON.parse(gunzipSync(readFileSync(join(library, ".jsii.gz"))).toString()) as {
  readonly version: string;
  readonly types: Record<string, JsiiType>;
};
const types = Object.values(assembly.types);

/** How one CloudFormation structure is spelled in CDK, as far as capitals at the front do not say it. */
interface Struct {
  /** CDK's name to CloudFormation's. */
  readonly names: Record<string, string>;
  /** Properties whose value is taken as it is: JSON and maps of plain values. */
  readonly verbatim: string[];
  /** Properties that are maps whose values are structures. */
  readonly maps: string[];
  /** The structures that properties hold. */
  readonly nested: Record<string, string[]>;
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The end of the bracket that opens at `at`. The input is generated code without brackets in its strings. */
function closing(code: string, at: number): number {
  let depth = 0;
  for (let i = at; i < code.length; i++) {
    const c = code[i]!;
    if (c === "{" || c === "(" || c === "[") depth++;
    else if ((c === "}" || c === ")" || c === "]") && --depth === 0) return i;
  }
  throw new Error(`unbalanced at ${at}`);
}

function topLevelParts(code: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= code.length; i++) {
    const c = code[i];
    if (c === "{" || c === "(" || c === "[") depth++;
    else if (c === "}" || c === ")" || c === "]") depth--;
    else if ((c === "," && depth === 0) || c === undefined) {
      if (i > from) parts.push(code.slice(from, i));
      from = i + 1;
    }
  }
  return parts;
}

/** The structures of one file of generated L1 code, by the name of their converter. */
function structsOf(code: string): Map<string, Struct> {
  const found = new Map<string, Struct>();
  for (const match of code.matchAll(/function convert(\w+)ToCloudFormation\(properties\)\{/g)) {
    const bodyEnd = closing(code, match.index + match[0].length - 1);
    const body = code.slice(match.index + match[0].length, bodyEnd);
    const open = body.indexOf("assertSuccess(),{");
    if (open < 0) throw new Error(`no properties in convert${match[1]}`);
    const start = open + "assertSuccess(),".length;
    const struct: Struct = { names: {}, verbatim: [], maps: [], nested: {} };
    for (const part of topLevelParts(body.slice(start + 1, closing(body, start)))) {
      const property = /^"?([\w:]+)"?:([\s\S]+)\(properties\.(\w+)\)$/.exec(part);
      if (!property) throw new Error(`not understood in ${match[1]}: ${part}`);
      const [, name, mapper, prop] = property as unknown as [string, string, string, string];
      if (name !== capitalised(prop)) struct.names[prop] = name;
      const structs = [...mapper.matchAll(/convert(\w+)ToCloudFormation/g)].map((m) => m[1]!);
      if (structs.length > 0) struct.nested[prop] = structs;
      if (/hashMapper/.test(mapper) && structs.length > 0) struct.maps.push(prop);
      else if (/hashMapper|objectToCloudFormation|eventPatternToCloudFormation/.test(mapper))
        struct.verbatim.push(prop);
    }
    found.set(match[1]!, struct);
  }
  return found;
}

interface L1 {
  readonly fqn: string;
  readonly type: string;
  readonly propsStruct: string;
}

function l1sOf(code: string): L1[] {
  const found: L1[] = [];
  const heads = /fqn:"(aws-cdk-lib\.[\w.]+\.Cfn\w+)",version:"[^"]*"\};static CFN_RESOURCE_TYPE_NAME="([^"]+)"/g;
  for (const match of code.matchAll(heads)) {
    const renders = /return convert(\w+)ToCloudFormation\(props\w*\)\}/g;
    renders.lastIndex = match.index;
    const render = renders.exec(code);
    if (!render) throw new Error(`${match[1]} renders nothing`);
    found.push({ fqn: match[1]!, type: match[2]!, propsStruct: render[1]! });
  }
  return found;
}

/** Structures that say more than capitals at the front, or hold one that does. */
function telling(structs: ReadonlyMap<string, Struct>): Set<string> {
  const told = new Set<string>();
  for (const [name, s] of structs)
    if (Object.keys(s.names).length + s.verbatim.length + s.maps.length > 0) told.add(name);
  for (let more = true; more; ) {
    more = false;
    for (const [name, s] of structs)
      if (
        !told.has(name) &&
        Object.values(s.nested)
          .flat()
          .some((n) => told.has(n))
      ) {
        told.add(name);
        more = true;
      }
  }
  return told;
}

function attributeExceptions(fqn: string): Record<string, string> {
  const exceptions: Record<string, string> = {};
  for (const p of assembly.types[fqn]?.properties ?? []) {
    const attribute = p.docs?.custom?.cloudformationAttribute;
    if (attribute && p.name.startsWith("attr") && p.name.slice(4) !== attribute) exceptions[p.name] = attribute;
  }
  return exceptions;
}

function makeL1Table(): string {
  const modules: Record<string, unknown> = {};
  const files = readdirSync(library, { recursive: true, encoding: "utf8" })
    .filter((f) => f.endsWith(".generated.js") && !f.includes("node_modules"))
    .sort();
  for (const file of files) {
    const code = readFileSync(join(library, file), "utf8");
    const l1s = l1sOf(code);
    if (l1s.length === 0) continue;
    const structs = structsOf(code);
    const told = telling(structs);
    const module = l1s[0]!.fqn.split(".")[1]!;
    const namespaces = new Map<string, string[]>();
    const attributes: Record<string, Record<string, string>> = {};
    for (const { fqn, type } of l1s) {
      const name = fqn.split(".").at(-1)!;
      const namespace = type.slice(0, type.lastIndexOf("::"));
      const last = type.slice(type.lastIndexOf("::") + 2);
      const list = namespaces.get(namespace) ?? [];
      list.push(name === `Cfn${last}` ? last : `${name.slice(3)}=${last}`);
      namespaces.set(namespace, list);
      const exceptions = attributeExceptions(fqn);
      if (Object.keys(exceptions).length > 0) attributes[name] = exceptions;
    }
    const kept: Record<string, unknown> = {};
    for (const name of [...told].sort()) {
      const s = structs.get(name)!;
      const nested = Object.fromEntries(
        Object.entries(s.nested)
          .map(([prop, of]) => [prop, of.filter((n) => told.has(n))] as const)
          .filter(([, of]) => of.length > 0)
          .map(([prop, of]) => [prop, of.join(" ")]),
      );
      kept[name] = {
        ...(Object.keys(s.names).length > 0 && { names: s.names }),
        ...(s.verbatim.length > 0 && { verbatim: s.verbatim.join(" ") }),
        ...(s.maps.length > 0 && { maps: s.maps.join(" ") }),
        ...(Object.keys(nested).length > 0 && { nested }),
      };
    }
    const before = modules[module] as
      | { types: Record<string, string>; structs: object; attributes?: object }
      | undefined;
    modules[module] = {
      types: {
        ...before?.types,
        ...Object.fromEntries([...namespaces].map(([ns, names]) => [ns, names.sort().join(" ")])),
      },
      structs: { ...before?.structs, ...kept },
      attributes: { ...before?.attributes, ...attributes },
    };
  }
  return `${head("Every L1 construct, by module.")}
/** How the properties of a structure are spelled in CloudFormation, where a capital at the front is not all. */
export interface L1Struct {
  readonly names?: Readonly<Record<string, string>>;
  /** Properties, separated by blanks, whose value is taken as it is. */
  readonly verbatim?: string;
  /** Properties that are maps of structures. */
  readonly maps?: string;
  /** The structures (several for a union) that a property holds. */
  readonly nested?: Readonly<Record<string, string>>;
}

export interface L1Module {
  /** By namespace the last part of each type; \`Class=Type\` where the class has another name. */
  readonly types: Readonly<Record<string, string>>;
  readonly structs: Readonly<Record<string, L1Struct>>;
  readonly attributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Each module as JSON of an \`L1Module\`, read when it is met. */
export const l1Modules: Readonly<Record<string, string>> = {
${Object.entries(modules)
  .map(([name, m]) => `  ${name}: ${quoted(m)},`)
  .join("\n")}
};
`;
}

/** The object at a name such as `aws-cdk-lib.aws_ec2.Port`. */
function loaded(fqn: string): Record<string, unknown> {
  const [, ...steps] = fqn.split(".");
  let at: unknown = require("aws-cdk-lib");
  for (const step of steps) at = (at as Record<string, unknown>)[step];
  return at as Record<string, unknown>;
}

function makeEnumTable(): string {
  const modules: Record<string, Record<string, unknown>> = {};
  for (const type of types.filter((t) => t.kind === "enum").sort((a, b) => (a.fqn < b.fqn ? -1 : 1))) {
    const at = loaded(type.fqn);
    const members: Record<string, string | number> = {};
    for (const { name } of type.members ?? []) members[name] = at[name] as string | number;
    const [, ...steps] = type.fqn.split(".");
    const module = steps[0]!.startsWith("aws_") || steps.length > 1 ? steps.shift()! : "core";
    modules[module] ??= {};
    modules[module][steps.join(".")] = members;
  }
  return `${head("The values of every enum.")}
/** By module ("core" for aws-cdk-lib itself) the JSON of \`{ enum: { member: value } }\`, read when it is met. */
export const enumModules: Readonly<Record<string, string>> = {
${Object.entries(modules)
  .map(([name, m]) => `  ${name}: ${quoted(m)},`)
  .join("\n")}
};
`;
}

function makePortTable(): string {
  const Port = loaded("aws-cdk-lib.aws_ec2.Port");
  const constants: Record<string, unknown> = {};
  for (const p of assembly.types["aws-cdk-lib.aws_ec2.Port"]!.properties ?? [])
    if (p.static && p.const) constants[p.name] = (Port[p.name] as { toRuleJson(): unknown }).toRuleJson();
  const Runtime = loaded("aws-cdk-lib.aws_lambda.Runtime");
  const runtimes: Record<string, string> = {};
  for (const p of assembly.types["aws-cdk-lib.aws_lambda.Runtime"]!.properties ?? [])
    if (p.static && p.const && p.type?.fqn === "aws-cdk-lib.aws_lambda.Runtime")
      runtimes[p.name] = (Runtime[p.name] as { name: string }).name;
  return `${head("Constants of classes that stand for a value.")}
/** The rules that the constants of \`ec2.Port\` stand for. */
export const ports: Readonly<Record<string, { readonly ipProtocol: string; readonly fromPort?: number; readonly toPort?: number }>> = ${JSON.stringify(constants, undefined, 1)};

/** The names that the constants of \`lambda.Runtime\` stand for. */
export const runtimes: Readonly<Record<string, string>> = ${JSON.stringify(runtimes, undefined, 1)};
`;
}

/** JSON as a literal in single quotes. */
function quoted(value: unknown): string {
  return `'${JSON.stringify(value).replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function head(what: string): string {
  return `// ${what}\n// Made by scripts/generate-cdk-tables.ts from aws-cdk-lib ${assembly.version} (Apache-2.0). Do not edit.\n`;
}

const outputs: Record<string, string> = {
  "l1.ts": makeL1Table(),
  "enums.ts": makeEnumTable(),
  "constants.ts": makePortTable(),
  "declarations.ts": `${head("What CDK declares.")}${declarations(assembly as unknown as DeclaringAssembly)}`,
};
const check = process.argv.includes("--check");
let stale = false;
for (const [name, text] of Object.entries(outputs)) {
  const path = join(target, name);
  if (check) {
    if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
    stale = true;
    console.error(`server/languages/cdk/generated/${name} is stale: run npx tsx scripts/generate-cdk-tables.ts`);
  } else writeFileSync(path, text);
}
if (stale) process.exitCode = 1;
