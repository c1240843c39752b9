/** The state of one evaluation: what has been made, under which conditions we are, and how much may still be done. */
import { all, type Condition, not } from "../../../core/conditions.ts";
import type { Span } from "../../../core/span.ts";
import { type Origin, type Unknown, unknown, type Value } from "../../../core/values.ts";
import type { Expression, FunctionExpression } from "../ir.ts";
import type { ModuleLoader } from "./modules.ts";
import type { Cell } from "./scope.ts";
import type { ClassThing, Closure, ConstructBuilder, Entries, Items, MadeBuilder } from "./things.ts";
import { listOf, objectOf } from "./things.ts";

/** How many expressions and statements are evaluated for one app. A large one takes some ten thousand. */
const MOST_STEPS = 300_000;
/** How deep expressions, statements and calls may be nested while they are evaluated. */
const DEEPEST = 700;
/** How deep calls of the program's own functions may be nested. */
const DEEPEST_CALL = 60;
/** How many constructs one app may have. */
const MOST_CONSTRUCTS = 5_000;

export class World {
  readonly modules: ModuleLoader;
  readonly constructs: ConstructBuilder[] = [];
  readonly made: MadeBuilder[] = [];
  readonly classes: ClassThing[] = [];
  /** Constructs whose children the program goes through. */
  readonly walked = new Set<ConstructBuilder>();
  /** Functions of the program that take a scope, and those of them that it calls. */
  readonly takingScopes: Closure[] = [];
  readonly called = new Set<FunctionExpression>();
  readonly open = new Set<string>();
  /** Limits of the evaluation that were met. */
  readonly limits = new Set<string>();
  readonly paths = new Map<string, number>();
  /** How many loops of unknown length surround what is evaluated now. */
  loops = 0;
  /** The call that is a statement of its own, and made for what it does. */
  statement: Expression | undefined;
  /** True while a class that nobody instantiates is evaluated. */
  assuming = false;
  #steps = MOST_STEPS;
  #depth = 0;
  #calls = 0;
  #fresh = 0;
  #stack: { readonly condition: Condition; readonly silent: boolean }[] = [];
  #facts = new Map<string, boolean>();
  #condition: Condition = all();

  constructor(modules: ModuleLoader) {
    this.modules = modules;
  }

  /** What has to hold for what is evaluated now to be evaluated at all. */
  get condition(): Condition {
    return this.#condition;
  }

  /** How many conditions surround what is evaluated now. */
  get depth(): number {
    return this.#stack.length;
  }

  /** The conditions entered since there were `depth` of them. */
  since(depth: number): Condition {
    return all(...this.#stack.slice(depth).flatMap((s) => (s.silent ? [] : [s.condition])));
  }

  /** Enters a condition until the matching `leave`. Returns the depth to leave to. */
  enter(condition: Condition): number {
    return this.#enter(condition, false);
  }

  /** The same for what must hold or the program would have failed: it is known, but no condition of anything. */
  take(condition: Condition): number {
    return this.#enter(condition, true);
  }

  #enter(condition: Condition, silent: boolean): number {
    const before = this.#stack.length;
    if (condition.kind !== "always") {
      this.#stack.push({ condition, silent });
      this.#rebuild();
    }
    return before;
  }

  leave(depth: number): void {
    if (this.#stack.length === depth) return;
    this.#stack.length = depth;
    this.#rebuild();
  }

  under<T>(condition: Condition, work: () => T): T {
    const depth = this.enter(condition);
    try {
      return work();
    } finally {
      this.leave(depth);
    }
  }

  #rebuild(): void {
    this.#condition = this.since(0);
    this.#facts = new Map();
    for (const s of this.#stack) this.#assume(s.condition, true);
  }

  #assume(c: Condition, truth: boolean): void {
    switch (c.kind) {
      case "opaque":
        this.#facts.set(c.id, truth);
        break;
      case "is":
        this.#facts.set(`${c.input.id}=${c.value}`, truth);
        if (truth) this.#facts.set(`${c.input.id}=`, true);
        break;
      case "not":
        this.#assume(c.of, !truth);
        break;
      case "all":
        if (truth) for (const part of c.of) this.#assume(part, true);
        break;
      case "any":
        if (!truth) for (const part of c.of) this.#assume(part, false);
        break;
    }
  }

  /** Whether a condition holds here, as far as the conditions that we are under say so. */
  decide(c: Condition): boolean | undefined {
    switch (c.kind) {
      case "always":
        return true;
      case "never":
        return false;
      case "opaque":
        return this.#facts.get(c.id);
      case "is": {
        const known = this.#facts.get(`${c.input.id}=${c.value}`);
        if (known !== undefined) return known;
        return this.#facts.has(`${c.input.id}=`) ? false : undefined;
      }
      case "not": {
        const of = this.decide(c.of);
        return of === undefined ? undefined : !of;
      }
      case "named":
        return this.decide(c.of);
      case "all": {
        let answer: boolean | undefined = true;
        for (const part of c.of) {
          const truth = this.decide(part);
          if (truth === false) return false;
          if (truth === undefined) answer = undefined;
        }
        return answer;
      }
      case "any": {
        let answer: boolean | undefined = false;
        for (const part of c.of) {
          const truth = this.decide(part);
          if (truth === true) return true;
          if (truth === undefined) answer = undefined;
        }
        return answer;
      }
    }
  }

  /** A value without the alternatives that cannot hold here. */
  prune(value: Value): Value {
    if (value.kind !== "choice") return value;
    let at: Value = value;
    for (let i = 0; i < 20 && at.kind === "choice"; i++) {
      const left: { when: Condition; value: Value }[] = [];
      let certain: Value | undefined;
      for (const alternative of at.alternatives) {
        const truth = this.decide(alternative.when);
        if (truth === true) certain ??= alternative.value;
        else if (truth === undefined) left.push(alternative);
      }
      if (certain) at = certain;
      else if (left.length === at.alternatives.length) return at;
      else if (left.length === 1 && at.alternatives.length > 1) at = left[0]!.value;
      else return { ...at, alternatives: left };
    }
    return at;
  }

  #limit(text: string): void {
    this.open.add(text);
    this.limits.add(text);
  }

  /** Counts a step. False when no more may be taken: the caller then gives an unknown. */
  step(): boolean {
    if (--this.#steps > 0) return true;
    this.#limit("the program takes more steps than are followed");
    return false;
  }

  /** Goes one level deeper; false when that is too deep. Every true is followed by `up`. */
  down(): boolean {
    if (this.#depth >= DEEPEST) {
      this.#limit("the program nests more deeply than is followed");
      return false;
    }
    this.#depth++;
    return true;
  }

  up(): void {
    this.#depth--;
  }

  enterCall(): boolean {
    if (this.#calls >= DEEPEST_CALL) return false;
    this.#calls++;
    return true;
  }

  leaveCall(): void {
    this.#calls--;
  }

  mayMake(): boolean {
    if (this.constructs.length < MOST_CONSTRUCTS) return true;
    this.#limit("the app makes more constructs than are followed");
    return false;
  }

  /** Something that is not known, and equal to nothing but itself. */
  mystery(reason: string, span: Span, about?: readonly string[]): Unknown {
    const identity = `?${++this.#fresh}`;
    const value = unknown(reason, { span }, identity);
    return about && about.length > 0 ? ({ ...value, about: [...new Set(about)] } as Unknown) : value;
  }

  /** A name for something that is made now. */
  fresh(): string {
    return `?${++this.#fresh}`;
  }

  newItems(items: Value[], closed = true): Items {
    return { items, closed, loops: this.loops, depth: this.depth, irregular: false };
  }

  list(items: Value[], origin: Origin, closed = true) {
    return listOf(this.newItems(items, closed), origin);
  }

  newEntries(closed = true): Entries {
    return { entries: new Map(), closed, loops: this.loops, depth: this.depth };
  }

  object(entries: Entries, origin: Origin) {
    return objectOf(entries, origin);
  }

  cell(value: Value | undefined, step: Cell["step"]): Cell {
    return { value, step, depth: this.depth, loops: this.loops };
  }

  /** Writes a variable. Under a condition it may keep the value of before; in a loop of unknown length, any. */
  write(cell: Cell, value: Value, name: string): void {
    // Nothing stood there: this is where it begins, and whoever reads it has come by here.
    if (cell.value === undefined) {
      cell.value = value;
      cell.loops = this.loops;
      return;
    }
    if (this.loops > cell.loops) {
      cell.value = this.mystery(`${name} is changed in a loop whose length is not known`, value.origin.span);
      return;
    }
    const relative = this.since(cell.depth);
    if (relative.kind === "always") {
      cell.value = value;
      return;
    }
    const before = cell.value;
    cell.value = this.choice(
      [
        { when: relative, value },
        { when: not(relative), value: before },
      ],
      value.origin,
    );
  }

  /** Alternatives, unless they become too many. */
  choice(alternatives: readonly { when: Condition; value: Value }[], origin: Origin): Value {
    const possible = alternatives.filter((a) => a.when.kind !== "never");
    const certain = possible.find((a) => a.when.kind === "always");
    if (certain) return certain.value;
    if (possible.reduce((n, a) => n + weight(a.value), 0) > 64)
      return this.mystery("it has more alternatives than are followed", origin.span);
    return { kind: "choice", alternatives: possible, origin };
  }
}

/** How many alternatives a value is, nested ones counted. */
function weight(value: Value, depth = 0): number {
  if (value.kind !== "choice" || depth > 10) return 1;
  return value.alternatives.reduce((n, a) => n + weight(a.value, depth + 1), 0);
}
