/** Values that a synthesized template shows, put where a reader of the source would look. */
import type { Span } from "../../../core/span.ts";
import { lazyEntry, list, type Origin, object, type Piece, piecesOf, type Value } from "../../../core/values.ts";

/** What a template's names mean in the app. */
export interface Naming {
  /** The address of the resource that a logical id stands for. */
  address(logicalId: string): string;
  /** Tells apart what two stacks call alike. */
  identity(of: string): string;
}

/** The value of a template, placed at a span of the source. The characters of its scripts stay in the template. */
export function assembled(value: Value, at: Span, naming: Naming): Value {
  const origin: Origin = { span: at };
  const inner = (v: Value) => assembled(v, at, naming);
  const made = value.madeFrom && { madeFrom: { ...value.madeFrom, value: inner(value.madeFrom.value) } };
  const mark = { isAssembled: true, ...made };
  switch (value.kind) {
    case "scalar":
      return {
        ...value,
        ...mark,
        origin,
        ...(typeof value.value === "string" && { pieces: piecesOf(value) }),
      } as Value;
    case "absent":
      return { ...value, ...mark, origin } as Value;
    case "reference":
      return { ...value, ...mark, target: naming.address(value.target), origin } as Value;
    case "unknown":
      return {
        ...value,
        ...mark,
        origin,
        ...(value.identity !== undefined && { identity: naming.identity(value.identity) }),
      } as Value;
    case "text": {
      const parts = value.parts.map((p): Piece | Value => (p.kind === "piece" ? p : inner(p)));
      return { ...value, ...mark, parts, origin } as Value;
    }
    case "list":
      return { ...list(value.items.map(inner), origin, value.closed), ...mark } as Value;
    case "choice":
      return {
        ...value,
        ...mark,
        alternatives: value.alternatives.map((a) => ({ when: a.when, value: inner(a.value) })),
        origin,
      } as Value;
    case "object": {
      const entries = [...value.entries.values()].map((e) => lazyEntry(e.key, () => inner(e.value)));
      return { ...object(entries, origin, { closed: value.closed, nameSpan: at }), ...mark } as Value;
    }
  }
}

/** True for a value that the source does not show: nothing at its place can be edited to change it. */
export function isAssembled(value: Value): boolean {
  return (value as { isAssembled?: true }).isAssembled === true;
}
