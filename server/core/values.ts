/**
 * What is known of an expression.
 *
 * Every language evaluates to these. An object or a list may be lazy: an entry is evaluated when somebody looks.
 * Values are immutable to everyone who did not make them.
 */
import type { Condition } from "./conditions.ts";
import type { Span } from "./span.ts";

export type Value = Scalar | Absent | ListValue | ObjectValue | Choice | Reference | Text | Unknown;

/** How a value came to where it is used. */
export type StepKind =
  | "default" // of a parameter or variable: what deploys when nobody says otherwise
  | "input" // named by the configuration's `deployments`, or a tfvars file
  | "local" // a local, a variable of a program
  | "constant" // text of a script or document, used by a property
  | "argument" // handed into a module, a nested stack, a construct or a function
  | "mapping" // looked up in a table
  | "output" // handed out of a module or a nested stack
  | "attribute" // an attribute that the provider echoes from an argument
  | "file"; // read from another file

/** Where a value is used, and the way back to the literal that it came from. */
export interface Origin {
  /** Where it is used. */
  readonly span: Span;
  /** The step before, unless the value is written right here. */
  readonly from?: { readonly step: StepKind; readonly name: string; readonly origin: Origin };
}

/** A property of a value that survives interpolation. */
export type Mark = "secret";

interface Base {
  readonly origin: Origin;
  readonly marks?: ReadonlySet<Mark>;
  /** For a string that was made from something that is still known: `Fn::Base64`, `jsonencode` and their like. */
  readonly madeFrom?: { readonly by: "base64" | "json" | "yaml" | "gzip"; readonly value: Value };
}

export interface Scalar extends Base {
  readonly kind: "scalar";
  readonly value: string | number | boolean;
  /** The pieces of a string whose characters are not one verbatim run of the source. See `piecesOf`. */
  readonly pieces?: readonly Piece[];
}

/** As if it had not been written: `AWS::NoValue`, `null`, `undefined`, or really not written. */
export interface Absent extends Base {
  readonly kind: "absent";
  /** False when nothing stands there at all; the origin is then the nearest enclosing thing that does. */
  readonly written: boolean;
}

export interface ListValue extends Base {
  readonly kind: "list";
  readonly items: readonly Value[];
  /** False when there may be more items than these. */
  readonly closed: boolean;
}

export interface ObjectValue extends Base {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, Entry>;
  /** False when there may be more entries than these. */
  readonly closed: boolean;
  /** What introduces it, where a reader would look: its key, its block's type, a resource's name. */
  readonly nameSpan?: Span;
}

/** One property of an object. `value` may be evaluated when it is first read. */
export interface Entry {
  readonly key: string;
  /** The key as written; undefined when it is not written (a lowered or merged property). */
  readonly keySpan?: Span;
  readonly value: Value;
}

/** Alternatives, each under a condition. The conditions exclude each other; together they need not cover everything. */
export interface Choice extends Base {
  readonly kind: "choice";
  readonly alternatives: readonly { readonly when: Condition; readonly value: Value }[];
}

/** A resource, or an attribute of it. */
export interface Reference extends Base {
  readonly kind: "reference";
  /** The address of the resource in its program. */
  readonly target: string;
  /** The attribute, in the language's own spelling; undefined for the resource itself (`Ref`, a bare address). */
  readonly attribute?: string;
}

/** A string with holes. */
export interface Text extends Base {
  readonly kind: "text";
  readonly parts: readonly (Piece | Value)[];
}

export interface Unknown extends Base {
  readonly kind: "unknown";
  /** For a person: "parameter KeyName has no default". */
  readonly reason: string;
  /** What it is: the same identity is the same value. Undefined when nothing can be said. */
  readonly identity?: string;
  /** For an element of a list that is itself unknown, but whose elements are known to differ from each other. */
  readonly index?: number;
  /** The name that it was made from, where nothing in the program has that name: it cannot deploy. */
  readonly undefinedName?: string;
  /**
   * What it is found by when it is deployed, where that is known: the name of a stored parameter, or a table that has
   * a value for each Region.
   */
  readonly foundBy?: Value;
}

/** A run of literal characters. When `span` is as long as `text` they are the same characters; else it maps whole. */
export interface Piece {
  readonly kind: "piece";
  readonly text: string;
  readonly span?: Span;
}

export function scalar(value: string | number | boolean, origin: Origin, pieces?: readonly Piece[]): Scalar {
  return pieces ? { kind: "scalar", value, origin, pieces } : { kind: "scalar", value, origin };
}

/** A written nothing: `null`, `AWS::NoValue`. */
export function absent(origin: Origin): Absent {
  return { kind: "absent", written: true, origin };
}

/** Nothing is written; `origin` is the nearest enclosing thing that is. */
export function missing(origin: Origin): Absent {
  return { kind: "absent", written: false, origin };
}

export function list(items: readonly Value[], origin: Origin, closed = true): ListValue {
  return { kind: "list", items, origin, closed };
}

export function object(
  entries: Iterable<Entry>,
  origin: Origin,
  more: { closed?: boolean; nameSpan?: Span } = {},
): ObjectValue {
  const map = new Map<string, Entry>();
  for (const e of entries) map.set(e.key, e);
  const { closed = true, nameSpan } = more;
  return nameSpan
    ? { kind: "object", entries: map, origin, closed, nameSpan }
    : { kind: "object", entries: map, origin, closed };
}

export function entry(key: string, value: Value, keySpan?: Span): Entry {
  return keySpan ? { key, value, keySpan } : { key, value };
}

/** An entry that is evaluated when it is first read. `evaluate` must not throw. */
export function lazyEntry(key: string, evaluate: () => Value, keySpan?: Span): Entry {
  return new LazyEntry(key, evaluate, keySpan);
}

class LazyEntry implements Entry {
  readonly key: string;
  readonly keySpan?: Span;
  #evaluate: (() => Value) | undefined;
  #value: Value | undefined;

  constructor(key: string, evaluate: () => Value, keySpan?: Span) {
    this.key = key;
    if (keySpan) this.keySpan = keySpan;
    this.#evaluate = evaluate;
  }

  get value(): Value {
    if (this.#evaluate) {
      const evaluate = this.#evaluate;
      this.#value = evaluate();
      this.#evaluate = undefined;
    }
    return this.#value!;
  }
}

export function choice(alternatives: Choice["alternatives"], origin: Origin): Choice {
  return { kind: "choice", alternatives, origin };
}

export function reference(target: string, attribute: string | undefined, origin: Origin): Reference {
  return attribute === undefined
    ? { kind: "reference", target, origin }
    : { kind: "reference", target, attribute, origin };
}

export function unknown(reason: string, origin: Origin, identity?: string, index?: number): Unknown {
  return {
    kind: "unknown",
    reason,
    origin,
    ...(identity !== undefined && { identity }),
    ...(index !== undefined && { index }),
  };
}

export function piece(text: string, span?: Span): Piece {
  return span ? { kind: "piece", text, span } : { kind: "piece", text };
}

/** Joins literal pieces and values to a scalar where everything is known, else to text with holes. */
export function text(parts: readonly (Piece | Value)[], origin: Origin): Scalar | Text {
  const flat: (Piece | Value)[] = [];
  const marks = new Set<Mark>();
  let known = true;
  for (const part of parts) {
    if (part.kind !== "piece") for (const m of part.marks ?? []) marks.add(m);
    if (part.kind === "piece") flat.push(part);
    else if (part.kind === "text") {
      flat.push(...part.parts);
      known = false;
    } else if (part.kind === "scalar") flat.push(...piecesOf(part));
    else {
      flat.push(part);
      known = false;
    }
  }
  const marked = marks.size > 0 ? { marks } : {};
  if (!known) return { kind: "text", parts: flat, origin, ...marked };
  const pieces = flat as Piece[];
  return { kind: "scalar", value: pieces.map((p) => p.text).join(""), pieces, origin, ...marked };
}

/**
 * The pieces of a scalar, each with its place in the source. A string whose literal stands verbatim in its origin's
 * span (perhaps in quotes) needs none of its own.
 */
export function piecesOf(value: Scalar): readonly Piece[] {
  if (value.pieces) return value.pieces;
  const s = String(value.value);
  const literal = literalOf(value.origin);
  const length = literal.end - literal.start;
  if (length === s.length) return [piece(s, literal)];
  if (length === s.length + 2)
    return [piece(s, { chunk: literal.chunk, start: literal.start + 1, end: literal.end - 1 })];
  return [piece(s, literal)];
}

/** The place of the literal that a value came from: the last step of its origin. */
export function literalOf(origin: Origin): Span {
  let at = origin;
  while (at.from) at = at.from.origin;
  return at.span;
}

/**
 * The input whose default a value is, and where that default stands: the step nearest to the literal, where a default
 * was handed on to another input.
 */
export function defaultOf(origin: Origin): { readonly name: string; readonly origin: Origin } | undefined {
  let found: Origin["from"];
  for (let at = origin; at.from; at = at.from.origin) if (at.from.step === "default") found = at.from;
  return found;
}

/** The same value, used at another place: `step` says how it got there. */
export function usedAt<V extends Value>(value: V, span: Span, step: StepKind, name: string): V {
  return { ...value, origin: { span, from: { step, name, origin: value.origin } } };
}

/** The same value with a mark. */
export function marked<V extends Value>(value: V, mark: Mark): V {
  return { ...value, marks: new Set([...(value.marks ?? []), mark]) };
}
