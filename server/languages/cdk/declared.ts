/** What CDK's assembly declares: for languages whose text does not show which names are CDK's, and what they take. */
import { constructors, methods, packages, types } from "./generated/declarations.ts";
import { lookupInTable } from "./lowering/l1-table.ts";

/** The types of one module, made of the table when it is first asked for. */
interface DeclaredTypes {
  readonly things: ReadonlySet<string>;
  readonly structs: ReadonlySet<string>;
}

const read = new Map<string, DeclaredTypes>();

function typesOf(module: string): DeclaredTypes | undefined {
  const known = read.get(module);
  if (known || !Object.hasOwn(types, module)) return known;
  const [things, structs] = types[module]!.split("|").map((words) => new Set(words.split(" ")));
  const made = { things: things!, structs: structs! };
  read.set(module, made);
  return made;
}

/** "aws-cdk-lib.aws_ec2.CfnInstance.EbsProperty" as its module and its name there; undefined for what is not in it. */
function split(fqn: string): { module: string; name: string } | undefined {
  const inside = /^aws-cdk-lib\.(?:([a-z][\w]*)\.)?([A-Z][\w.]*)$/.exec(fqn);
  return inside ? { module: inside[1] ?? "", name: inside[2]! } : undefined;
}

/** Whether a module of CDK ("aws-cdk-lib.aws_ec2", "constructs") declares a type of this name. */
export function isDeclaredByCdk(module: string, name: string): boolean {
  if (module === "constructs") return /^(I?Construct|I?Dependable|Node|RootConstruct|IValidation)$/.test(name);
  const found = split(`${module}.${name}`);
  const of = found && typesOf(found.module);
  if (!found) return false;
  if (of && (of.things.has(found.name) || of.structs.has(found.name))) return true;
  return isL1(found.module, found.name);
}

/** Whether CDK has a module of this name: "aws_lambda". */
export function isCdkModule(name: string): boolean {
  return Object.hasOwn(packages, name);
}

/** Whether a name is that of an L1 construct of a module, of its props, or of a struct in it. */
function isL1(module: string, name: string): boolean {
  const found = /^I?(Cfn\w+?)(Props|\.\w+Property)?$/.exec(name);
  return found !== null && module !== "" && lookupInTable(`aws-cdk-lib.${module}.${found[1]}`) !== undefined;
}

/** Whether a type is a struct: plain data, whose members are handed over by name. */
export function isStruct(fqn: string): boolean {
  const found = split(fqn);
  if (!found) return false;
  if (found.module !== "" && /^Cfn\w+(Props$|\.\w+Property$)/.test(found.name)) return true;
  return typesOf(found.module)?.structs.has(found.name) ?? false;
}

/** True for the name of a method of any class of CDK; a property of that name is none. */
export function isMethod(name: string): boolean {
  return Object.hasOwn(methods, name);
}

/** A parameter of something of CDK's. */
export interface DeclaredParameter {
  readonly name: string;
  /** It takes a struct: the names of its members may stand for it. */
  readonly struct: boolean;
  /** Any number of values may stand here. */
  readonly variadic: boolean;
}

function parametersOf(signature: string): DeclaredParameter[] {
  if (signature === "") return [];
  return signature
    .split(",")
    .map((p) => ({ name: p.replace(/[*…]/g, ""), struct: p.startsWith("*"), variadic: p.endsWith("…") }));
}

/** The parameters of a constructor. A class that is not in the table takes a scope, an id and props, or props alone. */
export function constructorParameters(fqn: string, isConstruct: boolean): DeclaredParameter[] {
  const key = fqn.replace(/^aws-cdk-lib\./, "");
  if (Object.hasOwn(constructors, key)) return parametersOf(constructors[key]!);
  return parametersOf(isConstruct ? "scope,id,*props" : "*props");
}

/** Whether the parameter of a method at a position takes any number of values, in every class that has the method. */
export function takesMany(method: string, at: number): boolean {
  return isMethod(method) && methods[method]!.split("|").every((s) => parametersOf(s)[at]?.variadic);
}

/** The parameters of a method: of the classes that have one of this name, those that fit the names best. */
export function methodParameters(method: string, given: number, names: ReadonlySet<string>): DeclaredParameter[] {
  if (!isMethod(method)) return parametersOf("*props");
  let best: DeclaredParameter[] = [];
  let most = -1;
  for (const signature of methods[method]!.split("|")) {
    const parameters = parametersOf(signature);
    if (parameters.length < given) continue;
    const left = parameters.slice(given);
    const named = left.filter((p) => names.has(p.name)).length;
    const takesRest = left.some((p) => p.struct);
    if (named < names.size && !takesRest) continue;
    if (named > most) {
      most = named;
      best = parameters;
    }
  }
  return most < 0 ? parametersOf("*props") : best;
}

/** The modules of aws-cdk-lib: "aws_lambda", "pipelines". */
export function moduleNames(): readonly string[] {
  return [...new Set([...Object.keys(packages), ...Object.keys(types)])].filter((name) => name !== "");
}

const byPackage = new Map<string, ReadonlyMap<string, string>>();

/** The module that is a package in Java ("services.lambda") or a namespace in C# ("AWS.Lambda"). */
export function moduleOfPackage(language: "java" | "csharp", name: string): string | undefined {
  let known = byPackage.get(language);
  if (!known) {
    const at = language === "java" ? 0 : 1;
    known = new Map(Object.entries(packages).map(([module, names]) => [names.split(" ")[at]!, module]));
    byPackage.set(language, known);
  }
  return known.get(name);
}

/** Whether any class has a method of this name that can be called without arguments, where none may be left out. */
export function mayTakeNothing(method: string): boolean {
  return isMethod(method) && methods[method]!.split("|").some((s) => parametersOf(s).every((p) => p.variadic));
}
