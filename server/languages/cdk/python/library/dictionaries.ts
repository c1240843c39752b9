/** Dictionaries: `dict(…)` and their methods. */
import { not } from "../../../../core/conditions.ts";
import type { Span } from "../../../../core/span.ts";
import { missing, scalar, type Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import type { Context } from "../../evaluate/context.ts";
import { textOf } from "../../evaluate/expressions.ts";
import { memberOf } from "../../evaluate/members.ts";
import { putMember } from "../../evaluate/patterns.ts";
import { aboutOf, type Entries, entriesOf, itemsOf } from "../../evaluate/things.ts";
import { nothing } from "../../evaluate/truth.ts";
import type { Call } from "../../ir.ts";

type Dictionary = Extract<Value, { kind: "object" }>;

/** `dict(a=1)`, `dict({…}, a=1)`, `dict(pairs)`. */
export function dictionary(context: Context, args: Arguments, span: Span): Value | undefined {
  const state = context.world.newEntries(args.named?.closed ?? true);
  const [first] = args.values;
  if (args.values.length > 1 || (first && !addAll(state, first))) return undefined;
  for (const [key, e] of args.named?.entries ?? []) state.entries.set(key, e);
  return context.world.object(state, { span });
}

/** `{**a, **b}` as a function. */
export function mergedDictionaries(context: Context, values: readonly Value[], span: Span): Value | undefined {
  const state = context.world.newEntries();
  for (const value of values) if (!addAll(state, value)) return undefined;
  return context.world.object(state, { span });
}

function addAll(state: Entries, value: Value): boolean {
  if (value.kind === "object") {
    for (const [key, e] of value.entries) state.entries.set(key, e);
    if (!value.closed) state.closed = false;
    return true;
  }
  if (value.kind !== "list" || itemsOf(value)?.irregular) return false;
  for (const item of value.items) {
    const [key, v] = item.kind === "list" ? item.items : [];
    if (key?.kind !== "scalar" || !v) return false;
    state.entries.set(String(key.value), { key: String(key.value), keySpan: key.origin.span, value: v });
  }
  if (!value.closed) state.closed = false;
  return true;
}

/** The keys of a dictionary, its values, or both in pairs. */
export function contents(context: Context, object: Dictionary, what: "keys" | "values" | "items", span: Span): Value {
  const { world } = context;
  const items = [...object.entries.values()].map((e): Value => {
    if (what === "values") return world.prune(e.value);
    const at = e.keySpan ?? e.value.origin.span;
    const key = scalar(e.key, { span: at }, [{ kind: "piece", text: e.key, span: at }]);
    return what === "keys" ? key : world.list([key, world.prune(e.value)], e.value.origin);
  });
  return world.list(items, { span }, object.closed);
}

/** A method of a dictionary; undefined where it is not followed. */
export function dictionaryMethod(
  context: Context,
  object: Dictionary,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const { world } = context;
  const { span } = node;
  const [first, second] = args.values;
  switch (name) {
    case "keys":
    case "values":
    case "items":
      return contents(context, object, name, span);
    case "get":
    case "setdefault":
    case "pop": {
      if (first?.kind !== "scalar") {
        if (name !== "get") forget(context, object, span);
        return world.mystery(
          `which one ${name}() takes is not known`,
          span,
          [object, first ?? object].flatMap(aboutOf),
        );
      }
      const key = String(first.value);
      const own = object.entries.get(key)?.value;
      // `None` is a value like any other.
      const isNone = own?.kind === "absent" && own.written;
      const value = orElse(
        context,
        memberOf(context, object, key, span, textOf(node)),
        isNone ? undefined : second,
        node,
      );
      if (name === "setdefault") putMember(context, object, key, value, span);
      if (name === "pop" && !remove(context, object, key)) putMember(context, object, key, missing({ span }), span);
      return value;
    }
    case "copy": {
      const state = world.newEntries(object.closed);
      for (const [key, e] of object.entries) state.entries.set(key, e);
      return world.object(state, { span });
    }
    case "update": {
      const given = [...args.values];
      if (args.named) given.push(world.object(args.named, { span }));
      for (const value of given) {
        if (value.kind !== "object" || !value.closed) forget(context, object, span);
        if (value.kind === "object")
          for (const [key, e] of value.entries) putMember(context, object, key, e.value, span);
      }
      return missing({ span });
    }
    case "clear":
      forget(context, object, span);
      return missing({ span });
    default:
      return undefined;
  }
}

/** Anything may have been done to a dictionary. */
function forget(context: Context, object: Dictionary, span: Span): void {
  putMember(context, object, undefined, missing({ span }), span);
}

function remove(context: Context, object: Dictionary, key: string): boolean {
  const state = entriesOf(object);
  const { world } = context;
  if (!state || world.loops > state.loops || world.since(state.depth).kind !== "always") return false;
  state.entries.delete(key);
  return true;
}

/** A value, or what stands for it where there is none. */
export function orElse(context: Context, value: Value, fallback: Value | undefined, node: Call): Value {
  if (!fallback) return value;
  const { world } = context;
  const without = nothing(world, value, textOf(node));
  const decided = world.decide(without);
  if (decided !== undefined) return decided ? fallback : value;
  return world.choice(
    [
      { when: not(without), value: world.under(not(without), () => world.prune(value)) },
      { when: without, value: fallback },
    ],
    { span: node.span },
  );
}
