/**
 * Kinds: a rule's view of a resource, one declaration for every language.
 *
 * A kind has typed fields. For each native type that spells it, a source says by which lens each field is read.
 */
import type { Condition } from "./conditions.ts";
import type { Path } from "./fixes.ts";
import type { Lens } from "./lenses.ts";
import type { Resource } from "./resources.ts";
import type { Span } from "./span.ts";
import type { Value } from "./values.ts";

/** What a field holds for a rule. `read` gives undefined for a value that it cannot understand. */
export interface FieldType<T> {
  readonly name: string;
  read(value: Value): T | undefined;
}

/** A whole or decimal number; strings of digits count, as AWS takes them. */
export const number: FieldType<number> = {
  name: "number",
  read(value) {
    if (value.kind !== "scalar" || typeof value.value === "boolean") return undefined;
    if (typeof value.value === "number") return value.value;
    return /^-?\d+(\.\d+)?$/.test(value.value.trim()) ? Number(value.value) : undefined;
  },
};

export const string: FieldType<string> = {
  name: "string",
  read: (value) => (value.kind === "scalar" ? String(value.value) : undefined),
};

export const boolean: FieldType<boolean> = {
  name: "boolean",
  read(value) {
    if (value.kind !== "scalar") return undefined;
    const text = String(value.value).toLowerCase();
    return text === "true" ? true : text === "false" ? false : undefined;
  },
};

/** Anything that is there, as the value itself: for fields that are compared, followed or handed to a reader. */
export const anything: FieldType<Value> = {
  name: "anything",
  read: (value) => ((value.kind === "unknown" && !value.madeFrom) || value.kind === "absent" ? undefined : value),
};

export type Fields = Readonly<Record<string, FieldType<unknown>>>;

/** How one native type spells a kind. */
export interface KindSource<F extends Fields> {
  /** `AWS::Lambda::Function` or `aws_lambda_function`. */
  readonly type: string;
  /** A list of objects in the resource: each is a subject. Without it the resource is the subject. */
  readonly each?: string;
  /** Only where this property has this value; unknown is no. */
  readonly where?: Readonly<Record<string, string>>;
  /** Properties whose values (or items, for lists) each make a subject of their own. */
  readonly over?: readonly string[];
  readonly read: { readonly [K in keyof F]?: Lens };
}

export interface Kind<F extends Fields = Fields> {
  readonly name: string;
  readonly fields: F;
  readonly sources: readonly KindSource<F>[];
}

/** Declares a kind. A field that a source does not read is unknown there. No field is called as a part of a subject is. */
export function kind<F extends Fields>(
  name: string,
  fields: F & { readonly [K in keyof AnySubject]?: never },
  ...sources: KindSource<F>[]
): Kind<F> {
  return { name, fields, sources };
}

interface ReadingBase {
  readonly field: string;
  readonly subject: AnySubject;
  /** The value as the language gave it. */
  readonly raw: Value;
  /** Under what it has this value, and is there at all. */
  readonly condition: Condition;
  /** Where a fix writes it, from the resource; undefined where it cannot be written. */
  readonly path: Path | undefined;
}

/** One alternative of a field. */
export type Reading<T> =
  | (ReadingBase & { readonly isKnown: true; readonly isAbsent: false; readonly isUnknown: false; readonly value: T })
  | (ReadingBase & { readonly isKnown: false; readonly isAbsent: true; readonly isUnknown: false })
  | (ReadingBase & { readonly isKnown: false; readonly isAbsent: false; readonly isUnknown: true });

/** A field of a subject: all its alternatives. Look at several fields with `together`. */
export interface Field<T> {
  readonly name: string;
  readonly subject: AnySubject;
  readonly readings: readonly Reading<T>[];
}

type TypeOf<T> = T extends FieldType<infer V> ? V : never;

export interface AnySubject {
  readonly kind: Kind;
  readonly resource: Resource;
  /** For messages. */
  readonly name: string;
  /** The object that it is: the resource's properties, or an item of a list in them. */
  readonly object: Value;
  /** Where it stands in the resource. */
  readonly path: Path;
  readonly condition: Condition;
  /** What a reader would look at when the finding is about all of it. */
  readonly nameSpan: Span;
  /** The item or element value that makes it; undefined when it is the whole resource. */
  readonly item: Value | undefined;
}

export type Subject<F extends Fields> = AnySubject & { readonly [K in keyof F]: Field<TypeOf<F[K]>> };
export type SubjectOf<K> = K extends Kind<infer F> ? Subject<F> : never;
