/** Looks an L1 class up in the generated table. */
import { type L1Module, type L1Struct, l1Modules } from "../generated/l1.ts";

export interface TableEntry {
  readonly type: string;
  readonly propsStruct: string;
  readonly structs: Readonly<Record<string, L1Struct>>;
  readonly attributes: Readonly<Record<string, string>>;
}

interface ReadModule {
  readonly types: ReadonlyMap<string, string>;
  readonly module: L1Module;
}

const read = new Map<string, ReadModule>();

function moduleNamed(name: string): ReadModule | undefined {
  const known = read.get(name);
  if (known || !Object.hasOwn(l1Modules, name)) return known;
  const module = JSON.parse(l1Modules[name]!) as L1Module;
  const types = new Map<string, string>();
  for (const [namespace, names] of Object.entries(module.types))
    for (const word of names.split(" ")) {
      const [className, typeName = className] = word.split("=") as [string, string?];
      types.set(`Cfn${className}`, `${namespace}::${typeName}`);
    }
  const made = { types, module };
  read.set(name, made);
  return made;
}

/** The entry of a class such as `aws-cdk-lib.aws_ec2.CfnVolume`; undefined when there is none. */
export function lookupInTable(fqn: string): TableEntry | undefined {
  const steps = fqn.split(".");
  if (steps.length !== 3 || steps[0] !== "aws-cdk-lib" || !steps[2]!.startsWith("Cfn")) return undefined;
  const found = moduleNamed(steps[1]!);
  const type = found?.types.get(steps[2]!);
  if (!found || !type) return undefined;
  const { structs, attributes } = found.module;
  return { type, propsStruct: `${steps[2]}Props`, structs, attributes: attributes[steps[2]!] ?? {} };
}
