/** Where an expression stands, and what names mean there. */
import type { Condition } from "../../../core/conditions.ts";
import type { Value } from "../../../core/values.ts";
import type { SplatItemNode } from "../syntax.ts";
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
  readonly repetition: Repetition | undefined;
  readonly #bindings: Binding | undefined;
  /** A template file sees its variables and nothing else. */
  readonly isolated: boolean;

  constructor(module: ModuleInstance, repetition?: Repetition, bindings?: Binding, isolated = false) {
    this.module = module;
    this.repetition = repetition;
    this.#bindings = bindings;
    this.isolated = isolated;
  }

  bind(name: string | SplatItemNode, value: Value): Scope {
    return new Scope(this.module, this.repetition, { name, value, outer: this.#bindings }, this.isolated);
  }

  /** The value that a name is bound to, or undefined when it is not bound here. */
  bound(name: string | SplatItemNode): Value | undefined {
    for (let b = this.#bindings; b; b = b.outer) if (b.name === name) return b.value;
    return undefined;
  }

  /** The scope of a template: nothing but its variables. */
  static ofTemplate(module: ModuleInstance): Scope {
    return new Scope(module, undefined, undefined, true);
  }
}

/** One instance of a block with `count` or `for_each`. */
export interface Instance {
  readonly key: string | number | "symbolic" | undefined;
  readonly repetition: Repetition | undefined;
  readonly condition: Condition;
}
