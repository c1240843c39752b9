/** In which order classes are made, in languages where they can be used before they are declared. */
import type { ClassExpression } from "../ir.ts";

/** Classes with what they extend before them, where that is among them. */
export function inOrder<T>(things: readonly T[], classOf: (thing: T) => ClassExpression | undefined): T[] {
  const byName = new Map<string, T>();
  for (const thing of things) {
    const name = classOf(thing)?.name;
    if (name !== undefined) byName.set(name, thing);
  }
  const done = new Set<T>();
  const ordered: T[] = [];
  for (const thing of things) {
    const chain: T[] = [];
    let at: T | undefined = thing;
    while (at !== undefined && !done.has(at)) {
      done.add(at);
      chain.unshift(at);
      const superclass: ClassExpression["superclass"] = classOf(at)?.superclass;
      at = superclass?.kind === "name" ? byName.get(superclass.name) : undefined;
    }
    ordered.push(...chain);
  }
  return ordered;
}
