/** What CDK is handed in languages from where it gets a copy: what the program changes later, it does not see. */
import type { Value } from "../../../core/values.ts";
import { entriesOf, innerOf, itemsOf } from "./things.ts";
import type { World } from "./world.ts";

/** How deep plain data is copied. */
const DEEPEST = 6;

/** The values as they are now. */
export function handedOver(world: World, values: readonly Value[]): readonly Value[] {
  return world.modules.dialect.structs ? values.map((v) => copyOf(world, v, 0)) : values;
}

function copyOf(world: World, value: Value, depth: number): Value {
  if (depth > DEEPEST || innerOf(value)) return value;
  if (value.kind === "object") {
    const state = entriesOf(value);
    if (!state) return value;
    const entries = new Map<string, typeof state.entries extends Map<string, infer E> ? E : never>();
    for (const [key, e] of state.entries) entries.set(key, { ...e, value: copyOf(world, e.value, depth + 1) });
    return world.object({ ...state, entries }, value.origin);
  }
  if (value.kind === "list") {
    const state = itemsOf(value);
    if (!state) return value;
    const made = world.list([], value.origin);
    Object.assign(itemsOf(made)!, { ...state, items: state.items.map((v) => copyOf(world, v, depth + 1)) });
    return made;
  }
  return value;
}
