/**
 * Values as the evaluator has them: core values, some of which carry what only the evaluator knows (functions,
 * classes, objects of the program's own classes), and lists and objects that can still change.
 */

import type { Span } from "../../../core/span.ts";
import type { Entry, ListValue, ObjectValue, Origin, StepKind, Value } from "../../../core/values.ts";
import { unknown, usedAt } from "../../../core/values.ts";
import { type ConstructInstance, carriedBy, type MadeObject } from "../constructs.ts";
import type { ClassExpression, FunctionExpression } from "../ir.ts";
import type { ModuleRecord } from "./modules.ts";
import type { Cell, Scope } from "./scope.ts";

/** A function of the program, with what it closes over. */
export interface Closure {
  readonly kind: "closure";
  readonly node: FunctionExpression;
  readonly scope: Scope;
  readonly module: ModuleRecord;
  /** The object that `this` is, for arrows and bound methods. */
  readonly self?: Instance;
  /** The class that it is a method of, for `super`. */
  readonly home?: ClassThing;
  /** Methods of the same name with other parameters. */
  readonly overloads?: readonly FunctionExpression[];
}

export interface ClassThing {
  readonly kind: "class";
  readonly node: ClassExpression;
  readonly name: string;
  readonly scope: Scope;
  readonly module: ModuleRecord;
  readonly superclass: Value | undefined;
  readonly statics: Map<string, Cell>;
  /** The class that it stands in, and the object that it was made for. */
  readonly outer: ClassThing | undefined;
  readonly outerSelf: Instance | undefined;
  /** A method of it that another file of its package declares. */
  readonly elsewhere: (name: string) => Closure | undefined;
  /** Whether the program makes an object of it, or of a subclass. */
  instantiated: boolean;
}

/** An object of a class of the program. */
export interface Instance {
  readonly kind: "instance";
  readonly of: ClassThing;
  readonly fields: Map<string, Cell>;
  readonly identity: string;
  /** The `new X()` that made it. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly assumed: boolean;
  /** Set by the call of a superclass that is CDK's. */
  construct: ConstructBuilder | undefined;
  /** Set by the call of a superclass that is no construct and not of the program. */
  external: MadeBuilder | undefined;
  /** Why fields may have values that are not known. */
  open: boolean;
}

/** A module of the program, as `import * as x` sees it. */
export interface ModuleThing {
  readonly kind: "module";
  readonly record: ModuleRecord;
}

/** A method of something that is not a closure, not called yet: `const { addX } = y`, `list.map`. */
export interface BoundMember {
  readonly kind: "bound";
  readonly object: Value;
  readonly name: string;
}

/** The scope that a class which nobody instantiates is given. */
export interface SomeScope {
  readonly kind: "someScope";
  readonly name: string;
}

export type Inner = Closure | ClassThing | Instance | ModuleThing | BoundMember | SomeScope;

/** Read-only fields can be written by who makes them. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type ConstructBuilder = Omit<
  Writable<ConstructInstance>,
  "calls" | "assignments" | "handedTo" | "opened" | "scope" | "stack"
> & {
  calls: ConstructInstance["calls"][number][];
  assignments: ConstructInstance["assignments"][number][];
  handedTo: ConstructInstance["handedTo"][number][];
  opened: string[];
  scope?: ConstructBuilder;
  stack?: ConstructBuilder;
  /** The object of the program's own class that it is, if it is one. */
  instance?: Instance;
};
export type MadeBuilder = Omit<Writable<MadeObject>, "calls" | "opened"> & {
  calls: MadeObject["calls"][number][];
  opened: string[];
};

export function innerOf(value: Value): Inner | undefined {
  return (value as { readonly inner?: Inner }).inner;
}

/** A value of the evaluator's own: unknown to everyone else. */
export function innerValue(inner: Inner, what: string, origin: Origin): Value {
  return withInner(unknown(what, origin), inner);
}

/** Puts what only the evaluator knows on a value that is new, and that nobody else has yet. */
export function withInner<V extends Value>(value: V, inner: Inner): V {
  (value as V & { inner: Inner }).inner = inner;
  return value;
}

/** Which unknown inputs a value hangs on: what its conditions are about. */
export function aboutOf(value: Value): readonly string[] {
  const own = (value as { readonly about?: readonly string[] }).about;
  if (own) return own;
  if (value.kind === "unknown" && value.identity !== undefined) return [value.identity];
  if (value.kind === "text") return value.parts.flatMap((p) => (p.kind === "piece" ? [] : aboutOf(p)));
  if (value.kind === "reference") return [value.target];
  return [];
}

/** The contents of a list, shared by every value that is this list. */
export interface Items {
  readonly items: Value[];
  closed: boolean;
  /** How deep in loops of unknown length it was made. */
  readonly loops: number;
  /** How deep in conditions it was made. */
  readonly depth: number;
  /** True when some items are there only under a condition: positions are not known then. */
  irregular: boolean;
}

export interface Entries {
  readonly entries: Map<string, Entry>;
  closed: boolean;
  readonly loops: number;
  readonly depth: number;
}

/** How long a list may become. */
const MOST_ITEMS = 5_000;

/** Whether more items may be added to a list: a program can double one in a loop. */
export function hasRoom(items: readonly Value[], more: readonly Value[]): boolean {
  return items.length + more.length <= MOST_ITEMS;
}

/** A list that sees what is pushed to it later, through every name it has. */
export function listOf(state: Items, origin: Origin): ListValue {
  return {
    kind: "list",
    origin,
    get items() {
      return state.items;
    },
    get closed() {
      return state.closed;
    },
    state,
  } as ListValue;
}

export function objectOf(state: Entries, origin: Origin): ObjectValue {
  return {
    kind: "object",
    origin,
    get entries() {
      return state.entries;
    },
    get closed() {
      return state.closed;
    },
    state,
  } as ObjectValue;
}

export function itemsOf(value: ListValue): Items | undefined {
  return (value as unknown as { readonly state?: Items }).state;
}

export function entriesOf(value: ObjectValue): Entries | undefined {
  return (value as unknown as { readonly state?: Entries }).state;
}

/** The same value at another place. What is shared stays shared. */
export function used(value: Value, span: Span, step: StepKind, name: string): Value {
  if (value.origin.span === span) return value;
  const origin: Origin = { span, from: { step, name, origin: value.origin } };
  if (value.kind === "list") {
    const state = itemsOf(value);
    if (state) return listOf(state, origin);
  } else if (value.kind === "object") {
    const state = entriesOf(value);
    if (state) return objectOf(state, origin);
  }
  return usedAt(value, span, step, name);
}

/** True for what exists for certain: neither `undefined` nor possibly so. */
export function isThing(value: Value): boolean {
  if (value.kind === "list" || value.kind === "object" || value.kind === "reference") return true;
  return innerOf(value) !== undefined || isMade(value);
}

function isMade(value: Value): boolean {
  const carried = carriedBy(value);
  if (!carried) return false;
  return (carried.kind === "static" && !carried.fqn.startsWith("global")) || carried.kind === "made";
}
