/** Moving values to where they are used. */

import type { Span } from "../../../core/span.ts";
import { type Entry, lazyEntry, type Origin, type StepKind, type Value } from "../../../core/values.ts";

/**
 * The same value, used at another place, and all that is in it too: an item of a list that came through a variable
 * points at the use of the variable, and from there at the item. What is in a value is moved when somebody looks.
 */
export function relocated(value: Value, span: Span, step: StepKind, name: string): Value {
  return moved(value, (origin) => ({ span, from: { step, name, origin } }));
}

/**
 * What an outer expression makes of an inner one without changing it: where the value came by a step, its use is the
 * outer expression; a literal within the expression is its own best place.
 */
export function widened(value: Value, span: Span): Value {
  if (value.kind === "choice")
    return {
      ...value,
      origin: { ...value.origin, span },
      alternatives: value.alternatives.map((a) => ({ when: a.when, value: widened(a.value, span) })),
    };
  if (value.origin.from) return moved(value, (origin) => ({ ...origin, span }), 1);
  return value.kind === "unknown" || value.kind === "reference" ? { ...value, origin: { span } } : value;
}

function moved(value: Value, move: (origin: Origin) => Origin, depth = Number.POSITIVE_INFINITY): Value {
  const origin = move(value.origin);
  if (value.kind === "choice")
    return {
      ...value,
      origin,
      alternatives: value.alternatives.map((a) => ({ when: a.when, value: moved(a.value, move, depth) })),
    };
  if (depth > 1 && value.kind === "list")
    return lazily({ ...value, origin }, "items", () => value.items.map((item) => moved(item, move)));
  if (depth > 1 && value.kind === "object")
    return lazily({ ...value, origin }, "entries", () => movedEntries(value.entries, move));
  return { ...value, origin };
}

function movedEntries(entries: ReadonlyMap<string, Entry>, move: (origin: Origin) => Origin): Map<string, Entry> {
  const all = new Map<string, Entry>();
  for (const e of entries.values())
    all.set(
      e.key,
      lazyEntry(e.key, () => moved(e.value, move), e.keySpan),
    );
  return all;
}

/** Replaces a property by one that is made when it is first read. */
function lazily<T extends object, K extends keyof T>(target: T, key: K, make: () => T[K]): T {
  let made: T[K] | undefined;
  return Object.defineProperty(target, key, {
    enumerable: true,
    configurable: true,
    get: () => {
      made ??= make();
      return made;
    },
  });
}
