/** Which templates enter another one, in whatever program. */
import type { Program } from "../../core/resources.ts";

/** The templates that enter the one at a path, as far as that is written in them. */
export type ParentsOf = (path: string) => ReadonlySet<string>;

const known = new WeakMap<Program, ParentsOf>();

/** Remembers, for the writer, what is around a program. */
export function rememberParents(program: Program, parentsOf: ParentsOf): void {
  known.set(program, parentsOf);
}

/** True where a template that does not belong to the program enters one that does. */
export function isEnteredElsewhere(path: string, program: Program): boolean {
  for (const parent of known.get(program)?.(path) ?? []) if (!program.sources.has(parent)) return true;
  return false;
}
