/** Which field of which subject stands at a place in the source: for hovers on properties. */
import type { Binding } from "./binding.ts";
import type { Field, Kind } from "./kinds.ts";
import { contains, type Span } from "./span.ts";
import type { Value } from "./values.ts";

export interface FieldAt {
  readonly kind: Kind;
  readonly field: string;
  /** The property's key where it is written, else its value. */
  readonly span: Span;
}

/** The field of one of these kinds whose key or value holds the place, if any. */
export function fieldAt(at: Span, kinds: readonly Kind[], binding: Binding): FieldAt | undefined {
  for (const kind of kinds)
    for (const subject of binding.every(kind)) {
      if (!contains(subject.resource.span, at)) continue;
      for (const name of Object.keys(kind.fields)) {
        const { readings } = (subject as unknown as Record<string, Field<unknown>>)[name]!;
        const [first] = readings;
        if (!first || (first.raw.kind === "absent" && !first.raw.written)) continue;
        const key = first.path && keySpanAt(subject.resource.properties, first.path);
        const span = [key, first.raw.origin.span].find((s) => s !== undefined && contains(s, at));
        if (span) return { kind, field: name, span: key ?? span };
      }
    }
  return undefined;
}

function keySpanAt(value: Value, path: readonly (string | number)[]): Span | undefined {
  let at: Value | undefined = value;
  let key: Span | undefined;
  for (const step of path) {
    if (at?.kind === "list") at = at.items[typeof step === "number" ? step : 0];
    if (at?.kind === "object" && typeof step === "string") {
      const entry: { keySpan?: Span; value: Value } | undefined = at.entries.get(step);
      key = entry?.keySpan;
      at = entry?.value;
    }
  }
  return key;
}
