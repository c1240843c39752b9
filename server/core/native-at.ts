/** What stands at a place in the source, by the names of its own language: for remarks on types and properties. */
import type { Program } from "./resources.ts";
import { contains, type Span } from "./span.ts";
import type { Value } from "./values.ts";

/** How deep a property may lie. */
const DEEPEST = 20;

export interface NativeAt {
  /** A resource's type (`aws_instance`), on its name or type; a property's path behind it (`aws_instance.ami`). */
  readonly name: string;
  readonly span: Span;
}

/** The innermost resource type or property at a place, if any. */
export function nativeAt(at: Span, program: Program): NativeAt | undefined {
  for (const { type, span, nameSpan, typeSpan, properties } of program.resources) {
    if (!contains(span, at)) continue;
    const head = [typeSpan, nameSpan].find((s) => s !== undefined && contains(s, at));
    if (head) return { name: type, span: head };
    const found = propertyAt(at, properties, type, DEEPEST);
    if (found) return found;
  }
  return undefined;
}

function propertyAt(at: Span, value: Value, name: string, depth: number): NativeAt | undefined {
  if (depth === 0) return undefined;
  if (value.kind === "list") {
    for (const item of value.items) {
      const found = propertyAt(at, item, name, depth - 1);
      if (found) return found;
    }
    return undefined;
  }
  if (value.kind !== "object") return undefined;
  for (const { key, keySpan, value: inner } of value.entries.values()) {
    const here = `${name}.${key}`;
    if (keySpan && contains(keySpan, at)) return { name: here, span: keySpan };
    const deeper = propertyAt(at, inner, here, depth - 1);
    if (deeper) return deeper;
    if (contains(inner.origin.span, at)) return { name: here, span: keySpan ?? inner.origin.span };
  }
  return undefined;
}
