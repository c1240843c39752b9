/** Where a property of a resource is written: the props that lead to it, by CDK's names. */
import type { Path } from "../../../core/fixes.ts";
import type { Resource } from "../../../core/resources.ts";
import { l1Type } from "../lowering/l1.ts";
import { lookupInTable, type TableEntry } from "../lowering/l1-table.ts";
import type { Native } from "../lowering/lower.ts";
import type { PropTarget } from "../lowering/model.ts";

/** How the keys of an object are spelled: a structure of an L1, or as they are. */
export interface KeyNames {
  key(name: string): string;
  inside(name: string): KeyNames;
}

export const verbatimKeys: KeyNames = { key: (name) => name, inside: () => verbatimKeys };

/** The names of an L1's structure and those below it. */
function structKeys(table: TableEntry, structs: readonly string[]): KeyNames {
  const known = structs.map((s) => table.structs[s]).filter((s) => s !== undefined);
  const spelledBy = (name: string) => {
    for (const { names } of known) for (const [key, as] of Object.entries(names ?? {})) if (as === name) return key;
    return name.charAt(0).toLowerCase() + name.slice(1);
  };
  const says = (words: string | undefined, key: string) => words?.split(" ").includes(key) ?? false;
  return {
    key: spelledBy,
    inside(name) {
      const key = spelledBy(name);
      if (known.some((s) => says(s.verbatim, key))) return verbatimKeys;
      const nested = known.flatMap((s) => s.nested?.[key]?.split(" ") ?? []);
      const keys = structKeys(table, nested);
      return known.some((s) => says(s.maps, key)) ? { key: (n) => n, inside: () => keys } : keys;
    },
  };
}

/** The names of the props of an L1 class; undefined for a class that is not known. */
export function l1Keys(fqn: string): KeyNames | undefined {
  const table = lookupInTable(fqn);
  return table && structKeys(table, [table.propsStruct]);
}

/** The way from the props of a construct to where a property is written. */
export interface PropPath {
  readonly steps: Path;
  /** The keys of the object that each step is in, those of the value last. */
  readonly keys: readonly KeyNames[];
  /** For an L2 how the prop is declared. */
  readonly declared?: PropTarget;
}

/** Undefined where no prop of the construct sets the property. */
export function propPath(resource: Resource, path: Path): PropPath | undefined {
  const native = resource.native as Native | undefined;
  if (!native || path.length === 0) return undefined;
  const { construct, model } = native;
  if (model && model.type === resource.type) {
    const found = Object.entries(model.props).find(([, target]) => target.to === path.join("."));
    return found && { steps: [found[0]], keys: [verbatimKeys, verbatimKeys], declared: found[1] };
  }
  const table = l1Type(construct.fqn) === resource.type ? lookupInTable(construct.fqn) : undefined;
  if (!table) return undefined;
  const keys: KeyNames[] = [structKeys(table, [table.propsStruct])];
  const steps: (string | number)[] = [];
  for (const step of path) {
    const here = keys[keys.length - 1]!;
    steps.push(typeof step === "number" ? step : here.key(step));
    keys.push(typeof step === "number" ? here : here.inside(step));
  }
  return { steps, keys };
}
