/** Where in the program an expression is evaluated. */
import { any, type Condition } from "../../../core/conditions.ts";
import type { Span } from "../../../core/span.ts";
import { type Unknown, unknown, type Value } from "../../../core/values.ts";
import type { ModuleRecord } from "./modules.ts";
import type { Scope } from "./scope.ts";
import type { ClassThing, Instance } from "./things.ts";
import type { World } from "./world.ts";

/** A call of a function of the program. */
export interface Frame {
  /** The conditions that surrounded the call. */
  readonly depth: number;
  readonly returns: { readonly when: Condition; readonly value: Value }[];
}

/** A loop (or a `switch`, which `break` leaves too) while its body is executed. */
export interface LoopFrame {
  readonly isSwitch: boolean;
  readonly depth: number;
  /** When it is left for good. */
  exits: Condition;
  /** When the function around it is left. */
  returned: Condition;
  readonly parent: LoopFrame | undefined;
}

export interface Context {
  readonly world: World;
  readonly module: ModuleRecord;
  readonly scope: Scope;
  readonly self: Instance | undefined;
  /** The class that the function is a method of. */
  readonly home: ClassThing | undefined;
  readonly frame: Frame | undefined;
  readonly loop: LoopFrame | undefined;
}

/** An input of a class that nobody instantiates: each of its members is an input of its own. */
export function inputRoot(name: string, span: Span): Unknown {
  const reason = `${name} is handed in by whoever uses the class`;
  return { ...unknown(reason, { span }, name), about: [] as string[], defined: true } as Unknown;
}

/** Does the work once for every alternative of a value. */
export function distributeOne(world: World, value: Value, span: Span, work: (v: Value) => Value): Value {
  const pruned = world.prune(value);
  return pruned.kind === "choice" ? distribute(world, [pruned], span, ([v]) => work(v!)) : work(pruned);
}

/** Does the work once for every combination of alternatives of the values. */
export function distribute(world: World, values: readonly Value[], span: Span, work: (v: Value[]) => Value): Value {
  const pruned = values.map((v) => world.prune(v));
  const at = pruned.findIndex((v) => v.kind === "choice");
  const chosen = pruned[at];
  if (chosen?.kind !== "choice") return work(pruned);
  if (!world.down()) return world.mystery("it is nested too deeply", span);
  const alternatives = chosen.alternatives.map((a) => ({
    when: a.when,
    value: world.under(a.when, () =>
      distribute(world, [...pruned.slice(0, at), a.value, ...pruned.slice(at + 1)], span, work),
    ),
  }));
  world.up();
  return world.choice(alternatives, { span });
}

/** Notes that the function is left here, for every loop around. */
export function leaveLoops(context: Context): void {
  for (let loop = context.loop; loop; loop = loop.parent) {
    const when = context.world.since(loop.depth);
    loop.exits = any(loop.exits, when);
    loop.returned = any(loop.returned, when);
  }
}
