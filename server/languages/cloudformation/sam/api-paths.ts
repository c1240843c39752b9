/** The paths of a definition, each with its methods, under the conditions of the functions that they are made for. */
import { always, any, type Condition } from "../../../core/conditions.ts";
import type { Span } from "../../../core/span.ts";
import { type Branch, finished, type Part } from "./api-tree.ts";
import { conditional } from "./events/conditional.ts";
import type { Route } from "./events/index.ts";

/** A method while its path is made, with what it is made under. */
export interface Method {
  readonly definition: Branch;
  readonly when: Condition;
}

export type Paths = Map<string, Map<string, Method>>;

/** Adds the method of an event. */
export function addMethod(paths: Paths, path: string, verb: string, definition: Branch, route: Route): void {
  const methods = paths.get(path) ?? new Map<string, Method>();
  paths.set(path, methods);
  methods.set(verb, { definition, when: route.source.written.condition });
}

/** The paths; one that every method is conditional in is so itself. */
export function pathsPart(paths: Paths, place: Span): Branch {
  const part: Branch = new Map();
  for (const [path, methods] of paths) {
    const own: Branch = new Map();
    for (const [verb, { definition, when }] of methods) own.set(verb, under(when, definition, place));
    const routed = [...methods].filter(([verb, { when }]) => verb !== "options" || when !== always);
    const conditions = routed.map(([, { when }]) => when);
    const isConditional = conditions.length > 0 && !conditions.includes(always);
    part.set(path, isConditional ? under(any(...conditions), own, place) : own);
  }
  return part;
}

function under(when: Condition, part: Part, place: Span): Part {
  return when === always ? part : conditional(when, () => finished(part, place), place);
}
