/** What CDK's assembly declares, as a table for the languages that need to be told: types, parameters, packages. */

interface Parameter {
  readonly name: string;
  readonly type?: { readonly fqn?: string };
  readonly variadic?: boolean;
}

interface Callable {
  readonly name?: string;
  readonly static?: boolean;
  readonly parameters?: readonly Parameter[];
}

export interface DeclaredType {
  readonly fqn: string;
  readonly name: string;
  readonly kind: "class" | "enum" | "interface";
  readonly datatype?: boolean;
  readonly base?: string;
  readonly initializer?: Callable;
  readonly methods?: readonly Callable[];
}

export interface DeclaringAssembly {
  readonly types: Readonly<Record<string, DeclaredType>>;
  readonly submodules: Readonly<
    Record<
      string,
      { readonly targets?: { readonly java?: { package: string }; readonly dotnet?: { namespace: string } } }
    >
  >;
}

/** The body of the table, without its head. */
export function declarations(assembly: DeclaringAssembly): string {
  const types = Object.values(assembly.types).filter((t) => !t.fqn.startsWith("aws-cdk-lib.interfaces."));
  return `/** By module ("" for aws-cdk-lib itself) its classes, enums and interfaces, and behind a bar its structs. L1 constructs and their structs are left out: their names tell. */
export const types: Readonly<Record<string, string>> = ${printed(typesByModule(types))};

/** The parameters of constructors that do not take a scope, an id and props, or props alone. "*" marks a struct, "…" the rest. */
export const constructors: Readonly<Record<string, string>> = ${printed(constructorsOf(assembly, types))};

/** The parameters of methods by the methods' names; a bar between those of different classes. A method that takes one struct alone has "*". */
export const methods: Readonly<Record<string, string>> = ${printed(methodsOf(assembly, types))};

/** By module its Java package behind "software.amazon.awscdk" and its .NET namespace behind "Amazon.CDK". */
export const packages: Readonly<Record<string, string>> = ${printed(packagesOf(assembly))};
`;
}

function printed(record: Readonly<Record<string, string>>): string {
  return JSON.stringify(record, undefined, 1);
}

function moduleOf(type: DeclaredType): [module: string, name: string] {
  const [, ...steps] = type.fqn.split(".");
  const module = /^[a-z]/.test(steps[0]!) ? steps.shift()! : "";
  return [module, steps.join(".")];
}

function typesByModule(types: readonly DeclaredType[]): Record<string, string> {
  const found = new Map<string, { things: string[]; structs: string[] }>();
  for (const type of types) {
    const [module, name] = moduleOf(type);
    if (/^I?Cfn/.test(name) && module !== "") continue;
    const of = found.get(module) ?? { things: [], structs: [] };
    found.set(module, of);
    (type.kind === "interface" && type.datatype ? of.structs : of.things).push(name);
  }
  return Object.fromEntries(
    [...found].sort().map(([module, of]) => [module, `${of.things.sort().join(" ")}|${of.structs.sort().join(" ")}`]),
  );
}

function isStruct(assembly: DeclaringAssembly, p: Parameter): boolean {
  return p.type?.fqn !== undefined && assembly.types[p.type.fqn]?.datatype === true;
}

function signature(assembly: DeclaringAssembly, parameters: readonly Parameter[]): string {
  return parameters.map((p) => `${isStruct(assembly, p) ? "*" : ""}${p.name}${p.variadic ? "…" : ""}`).join(",");
}

function constructorsOf(assembly: DeclaringAssembly, types: readonly DeclaredType[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const type of [...types].sort((a, b) => (a.fqn < b.fqn ? -1 : 1))) {
    const parameters = type.initializer?.parameters ?? [];
    const text = signature(assembly, parameters);
    if (type.kind !== "class" || /^(scope,id(,\*\w+)?|\*\w+|)$/.test(text)) continue;
    found[type.fqn.replace(/^aws-cdk-lib\./, "")] = text;
  }
  return found;
}

function methodsOf(assembly: DeclaringAssembly, types: readonly DeclaredType[]): Record<string, string> {
  const found = new Map<string, Set<string>>();
  for (const type of types)
    for (const method of type.methods ?? []) {
      const text = signature(assembly, method.parameters ?? []).replace(/^\*\w+$/, "*");
      const of = found.get(method.name!) ?? new Set();
      found.set(method.name!, of.add(text));
    }
  return Object.fromEntries([...found].sort().map(([name, of]) => [name, [...of].sort().join("|")]));
}

function packagesOf(assembly: DeclaringAssembly): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [fqn, { targets }] of Object.entries(assembly.submodules)) {
    const [, module, ...rest] = fqn.split(".");
    if (module === "interfaces" || rest.length > 0 || !targets?.java || !targets.dotnet) continue;
    found[module!] =
      `${targets.java.package.replace("software.amazon.awscdk.", "")} ${targets.dotnet.namespace.replace("Amazon.CDK.", "")}`;
  }
  return found;
}
