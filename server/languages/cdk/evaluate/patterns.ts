/** Binding values to names: declarations, parameters, destructuring, assignment. */
import { all, not } from "../../../core/conditions.ts";
import { type Span, spanText } from "../../../core/span.ts";
import { missing, type StepKind, type Value } from "../../../core/values.ts";
import { type Carried, carriedBy } from "../constructs.ts";
import type { Expression, Parameter, Pattern } from "../ir.ts";
import type { Arguments } from "./arguments.ts";
import { callClosure } from "./calls.ts";
import {
  bareStatic,
  declaresField,
  embedConstruct,
  findMethod,
  instanceValue,
  noteVariable,
  staticCell,
} from "./classes.ts";
import { type Context, distribute } from "./context.ts";
import { evaluate } from "./expressions.ts";
import { memberOf } from "./members.ts";
import type { Cell } from "./scope.ts";
import {
  aboutOf,
  type ConstructBuilder,
  type Entries,
  entriesOf,
  hasRoom,
  innerOf,
  itemsOf,
  type MadeBuilder,
} from "./things.ts";
import { nothing } from "./truth.ts";

/** What happens to each name of a pattern. */
type Put = (target: Pattern, value: Value) => void;

/** Makes the names that a function has from its begin to its end; they get their values later. */
export function declareLocals(context: Context, names: readonly string[] | undefined): void {
  for (const name of names ?? []) context.scope.cells.set(name, context.world.cell(undefined, "local"));
}

/** Binds the parameters of a function to the arguments of a call. */
export function bindParameters(context: Context, parameters: readonly Parameter[], args: Arguments): void {
  const { named } = args;
  parameters.forEach((parameter, i) => {
    const { target } = parameter;
    const given = target.kind === "name" && !parameter.keywords ? named?.entries.get(target.name) : undefined;
    let value: Value;
    if (parameter.keywords) value = keywords(context, parameters, parameter, named);
    else if (given) value = given.value;
    else if (parameter.rest) value = restOf(context, parameter, args, i);
    else
      value =
        args.values[i] ??
        (args.closed && (named?.closed ?? true)
          ? missing({ span: parameter.span })
          : context.world.mystery("the arguments are not known", parameter.span));
    declare(context, target, withFallback(context, value, parameter.fallback), "argument");
  });
}

/** All arguments from one on, as a list. */
function restOf(context: Context, parameter: Parameter, args: Arguments, from: number): Value {
  const only = args.values[from];
  if (parameter.takesList && only?.kind === "list" && args.values.length === from + 1) return only;
  return context.world.list(args.values.slice(from), { span: parameter.span }, args.closed);
}

/** `**kwargs`: the named arguments that no parameter takes. */
function keywords(
  context: Context,
  parameters: readonly Parameter[],
  { span }: Parameter,
  named: Entries | undefined,
): Value {
  const state = context.world.newEntries(named?.closed ?? true);
  const taken = new Set(parameters.map((p) => (p.target.kind === "name" && !p.keywords ? p.target.name : undefined)));
  for (const [key, e] of named?.entries ?? []) if (!taken.has(key)) state.entries.set(key, e);
  return context.world.object(state, { span });
}

/** Declares the names of a pattern in the scope of the context. */
export function declare(context: Context, pattern: Pattern, value: Value, step: StepKind = "local"): void {
  destructure(context, pattern, value, (target, v) => {
    if (target.kind === "name") declareName(context, target.name, v, step);
    else put(context, target, v);
  });
}

function declareName(context: Context, name: string, value: Value, step: StepKind): Cell {
  const { cells } = context.scope;
  const before = cells.get(name);
  // A cell that somebody has asked for before it was declared (an import, a closure) stays the same cell.
  if (before && before.value === undefined) {
    before.value = value;
    before.step = step;
    before.depth = context.world.depth;
    before.loops = context.world.loops;
    return before;
  }
  const cell = context.world.cell(value, step);
  cells.set(name, cell);
  return cell;
}

/** Assigns to a pattern. */
export function assign(context: Context, pattern: Pattern, value: Value): void {
  destructure(context, pattern, value, (target, v) => put(context, target, v));
}

function destructure(context: Context, pattern: Pattern, value: Value, bind: Put): void {
  if (!context.world.down()) return;
  try {
    if (pattern.kind === "objectPattern") {
      for (const p of pattern.properties) {
        const key = typeof p.key === "string" ? p.key : keyText(evaluate(context, p.key));
        const found =
          key === undefined
            ? context.world.mystery("the name of the property is not known", p.keySpan)
            : memberOf(context, value, key, p.keySpan, key);
        destructure(context, p.target, withFallback(context, found, p.fallback), bind);
      }
      if (pattern.rest) destructure(context, pattern.rest, rest(context, pattern, value), bind);
    } else if (pattern.kind === "listPattern") {
      pattern.items.forEach((item, i) => {
        if (!item) return;
        const found = memberOf(context, value, i, item.target.span, `[${i}]`);
        destructure(context, item.target, withFallback(context, found, item.fallback), bind);
      });
      if (pattern.rest) {
        const items =
          value.kind === "list" && !itemsOf(value)?.irregular
            ? context.world.list(value.items.slice(pattern.items.length), { span: pattern.rest.span }, value.closed)
            : context.world.mystery("the rest of the list is not known", pattern.rest.span, aboutOf(value));
        destructure(context, pattern.rest, items, bind);
      }
    } else bind(pattern, value);
  } finally {
    context.world.up();
  }
}

function keyText(value: Value): string | undefined {
  return value.kind === "scalar" ? String(value.value) : undefined;
}

function rest(context: Context, pattern: Extract<Pattern, { kind: "objectPattern" }>, value: Value): Value {
  const { world } = context;
  if (value.kind !== "object")
    return world.mystery("the rest of the object is not known", pattern.span, aboutOf(value));
  const taken = new Set(pattern.properties.map((p) => (typeof p.key === "string" ? p.key : "")));
  const state = world.newEntries(value.closed);
  for (const [key, entry] of value.entries) if (!taken.has(key)) state.entries.set(key, entry);
  return world.object(state, {
    span: pattern.span,
    from: { step: value.origin.from?.step ?? "local", name: spanText(pattern.span), origin: value.origin },
  });
}

/** The value, or the fallback where it is `undefined`. */
function withFallback(context: Context, given: Value, fallback: Expression | undefined): Value {
  if (!fallback) return given;
  const { world } = context;
  const value = world.prune(given);
  const without = nothing(world, value, spanText(given.origin.span));
  if (without.kind === "never") return value;
  if (without.kind === "always") return evaluate(context, fallback);
  return world.choice(
    [
      { when: without, value: world.under(without, () => evaluate(context, fallback)) },
      { when: not(without), value: world.under(not(without), () => world.prune(value)) },
    ],
    value.origin,
  );
}

/** Writes a name or a member that exists. */
function put(context: Context, target: Pattern, value: Value): void {
  const { world } = context;
  if (target.kind === "name") {
    const cell = context.scope.find(target.name);
    if (cell) world.write(cell, value, target.name);
    else if (context.self && world.modules.dialect.bareMembers && declaresField(context.self.of, target.name))
      putMember(context, instanceValue(context.self, target.span), target.name, value, target.span);
    else if (bareStatic(context, target.name)) world.write(bareStatic(context, target.name)!, value, target.name);
    else context.module.scope.cells.set(target.name, world.cell(value, "local"));
    return;
  }
  if (target.kind !== "member" && target.kind !== "index") return;
  const object = evaluate(context, target.object);
  const key = target.kind === "member" ? target.name : indexKey(evaluate(context, target.index));
  distribute(world, [object], target.span, ([one]) => {
    // A member of plain data is one of a struct of CDK's: an object with keys of its own is written by index.
    const isStruct = target.kind === "member" && one!.kind === "object" && typeof key === "string";
    putMember(context, one!, isStruct ? world.modules.dialect.memberName(key) : key, value, target.span);
    return value;
  });
}

function indexKey(value: Value): string | number | undefined {
  return value.kind === "scalar" && typeof value.value !== "boolean" ? value.value : undefined;
}

/** Writes a member of a value that is no choice; any of them where the key is not known. */
export function putMember(
  context: Context,
  object: Value,
  key: string | number | undefined,
  value: Value,
  span: Span,
): void {
  const { world } = context;
  const inner = innerOf(object);
  if (inner?.kind === "instance") {
    if (key === undefined) {
      inner.open = true;
      for (const [name, cell] of inner.fields)
        if (cell.value && carriedBy(cell.value)?.kind !== "construct")
          cell.value = world.mystery(`${name} may be written by its name`, span);
      return;
    }
    const setter = findMethod(inner.of, String(key), "set");
    if (setter) {
      callClosure(context, { ...setter, self: inner }, { values: [value], closed: true }, span, String(key));
      return;
    }
    const cell = inner.fields.get(String(key));
    if (cell) world.write(cell, value, String(key));
    else {
      // A new field under a condition may be missing elsewhere; whoever reads it under that condition has it.
      inner.fields.set(String(key), world.cell(value, "local"));
      noteVariable(value, `this.${key}`, span);
    }
    if (inner.of.node.embeds?.includes(String(key))) embedConstruct(inner);
    if (inner.construct && !cell) return;
  }
  if (inner?.kind === "module") {
    const cell = inner.record.exports.get(String(key));
    if (cell) world.write(cell, value, String(key));
    return;
  }
  if (inner?.kind === "class") {
    const cell = staticCell(inner, String(key));
    if (cell) world.write(cell, value, String(key));
    else if (key !== undefined) inner.statics.set(String(key), world.cell(value, "local"));
    return;
  }
  const carried = carriedBy(object);
  if (carried && inner?.kind !== "instance") {
    putCarried(context, carried, key, value, span);
    return;
  }
  if (object.kind === "object") putEntry(context, object, key, value, span);
  else if (object.kind === "list") putItem(context, object, key, value);
}

function putCarried(
  context: Context,
  carried: Carried,
  key: string | number | undefined,
  value: Value,
  span: Span,
): void {
  const { world } = context;
  if (carried.kind === "construct") {
    const construct = carried.construct as ConstructBuilder;
    if (key === undefined) construct.opened.push("a member whose name is not known is assigned");
    else {
      const name = typeof key === "string" ? world.modules.dialect.memberName(key) : key;
      construct.assignments.push({ path: [...carried.members, name], value, condition: world.condition, span });
    }
  } else if (carried.kind === "made") (carried as MadeBuilder).opened.push(`${key ?? "a member"} is assigned`);
}

function putEntry(
  context: Context,
  object: Extract<Value, { kind: "object" }>,
  key: string | number | undefined,
  value: Value,
  span: Span,
): void {
  const { world } = context;
  const state = entriesOf(object);
  if (!state) return;
  if (key === undefined) {
    // Any of them may have been overwritten.
    for (const name of [...state.entries.keys()])
      state.entries.set(name, {
        key: name,
        value: world.mystery("a property whose name is not known is written", span),
      });
    state.closed = false;
    return;
  }
  const name = String(key);
  if (world.loops > state.loops) {
    state.entries.set(name, { key: name, value: world.mystery("it is written in a loop of unknown length", span) });
    return;
  }
  const relative = world.since(state.depth);
  const before = state.entries.get(name)?.value;
  const written =
    relative.kind === "always"
      ? value
      : world.choice(
          [
            { when: relative, value },
            {
              when: not(relative),
              value:
                before ??
                (state.closed ? missing({ span }) : world.mystery("it may be set by something unknown", span)),
            },
          ],
          { span },
        );
  state.entries.set(name, { key: name, value: written });
}

function putItem(
  context: Context,
  list: Extract<Value, { kind: "list" }>,
  key: string | number | undefined,
  value: Value,
): void {
  const { world } = context;
  const state = itemsOf(list);
  if (!state) return;
  const plain = world.since(state.depth).kind === "always" && world.loops === state.loops;
  if (plain && typeof key === "number" && Number.isInteger(key) && key >= 0 && key <= state.items.length)
    state.items[key] = value;
  else {
    state.closed = false;
    state.irregular = true;
    for (let i = 0; i < state.items.length; i++)
      state.items[i] = world.mystery("an item of the list is overwritten", value.origin.span);
  }
}

/** Adds to a list, under the condition that we are under. */
export function push(context: Context, list: Extract<Value, { kind: "list" }>, values: readonly Value[]): void {
  const { world } = context;
  const state = itemsOf(list);
  if (!state) return;
  if (world.loops > state.loops || !hasRoom(state.items, values)) {
    state.closed = false;
    state.irregular = true;
    return;
  }
  const relative = all(world.since(state.depth));
  if (relative.kind === "always") state.items.push(...values);
  else {
    state.irregular = true;
    for (const value of values)
      state.items.push({
        kind: "choice",
        alternatives: [
          { when: relative, value },
          { when: not(relative), value: missing(value.origin) },
        ],
        origin: value.origin,
      });
  }
}
