/** Where an expression stands, and what names mean there. */
import type { Condition } from "../../../core/conditions.ts";
import type { Value } from "../../../core/values.ts";
import type { SplatItemNode } from "../syntax.ts";
import type { Cell } from "./cell.ts";
import type { ModuleInstance } from "./module-instance.ts";

/** What `each` and `count` mean in a block that is there several times. */
export interface Repetition {
  readonly kind: "count" | "for_each";
  /** `count.index` or `each.key`. */
  readonly key: Value;
  /** `each.value`. */
  readonly value: Value;
}

/** A name that `for`, a splat or a dynamic block binds. */
interface Binding {
  readonly name: string | SplatItemNode;
  readonly value: Value;
  readonly outer: Binding | undefined;
}

export class Scope {
  readonly module: ModuleInstance;
  /** For what it is evaluated: whatever is looked up is read by it. */
  readonly owner: Cell;
  readonly repetition: Repetition | undefined;
  readonly #bindings: Binding | undefined;
  /** A template file sees its variables and nothing else. */
  readonly isolated: boolean;

  constructor(module: ModuleInstance, owner: Cell, repetition?: Repetition, bindings?: Binding, isolated = false) {
    this.module = module;
    this.owner = owner;
    this.repetition = repetition;
    this.#bindings = bindings;
    this.isolated = isolated;
  }

  bind(name: string | SplatItemNode, value: Value): Scope {
    const bindings = { name, value, outer: this.#bindings };
    return new Scope(this.module, this.owner, this.repetition, bindings, this.isolated);
  }

  /** The same names, looked up for another cell. */
  ownedBy(owner: Cell): Scope {
    return new Scope(this.module, owner, this.repetition, this.#bindings, this.isolated);
  }

  /** The value that a name is bound to, or undefined when it is not bound here. */
  bound(name: string | SplatItemNode): Value | undefined {
    for (let b = this.#bindings; b; b = b.outer) if (b.name === name) return b.value;
    return undefined;
  }

  /** The scope of a template within this one: nothing but its variables. */
  ofTemplate(): Scope {
    return new Scope(this.module, this.owner, undefined, undefined, true);
  }
}

/** One instance of a block with `count` or `for_each`. */
export interface Instance {
  readonly key: string | number | "symbolic" | undefined;
  readonly repetition: Repetition | undefined;
  readonly condition: Condition;
}
