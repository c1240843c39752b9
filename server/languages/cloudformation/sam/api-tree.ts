/** A definition while it is made: values at its leaves, and what is still changed above them. */
import type { Span } from "../../../core/span.ts";
import { type Entry, entry, lazyEntry, list, object, type Value } from "../../../core/values.ts";
import { made } from "./build.ts";

/** A mapping that is still changed; a key keeps its place where it is written. */
export type Branch = Map<string, Part>;
export type Part = Value | Branch | readonly Part[] | string | number | boolean;

/** How deep a definition may be. */
const DEEPEST = 40;

/** A branch of some entries; an undefined one is left out. */
export function branch(parts: Readonly<Record<string, Part | undefined>>): Branch {
  const own: Branch = new Map();
  for (const [key, part] of Object.entries(parts)) if (part !== undefined) own.set(key, part);
  return own;
}

export function isBranch(part: Part | undefined): part is Branch {
  return part instanceof Map;
}

/** A value as far as it is written as mappings and lists: those to a certain depth can be changed. */
export function opened(value: Value, levels: number): Part {
  if (levels === 0) return value;
  if (value.kind === "list" && value.closed) return value.items.map((item) => opened(item, levels - 1));
  if (value.kind !== "object" || !value.closed) return value;
  const own: Branch = new Map();
  for (const e of value.entries.values()) if (e.value.kind !== "absent") own.set(e.key, opened(e.value, levels - 1));
  return own;
}

/** The finished value. */
export function finished(part: Part, place: Span, depth = 0): Value {
  if (typeof part !== "object") return made(part, place);
  if (depth > DEEPEST) return { kind: "unknown", reason: "it is nested too deeply", origin: { span: place } };
  if (isBranch(part)) {
    const entries: Entry[] = [];
    for (const [key, inner] of part)
      entries.push(
        typeof inner === "object" && "kind" in inner
          ? entry(key, inner)
          : lazyEntry(key, () => finished(inner, place, depth + 1)),
      );
    return object(entries, { span: place }, { nameSpan: place });
  }
  if (isList(part))
    return list(
      part.map((item) => finished(item, place, depth + 1)),
      { span: place },
    );
  return part;
}

export function isList(part: Part | undefined): part is readonly Part[] {
  return Array.isArray(part);
}
