/** Objects and lists as they are written, with what is spread into them. */
import { not } from "../../../core/conditions.ts";
import type { Span } from "../../../core/span.ts";
import { entry as makeEntry, missing, type Value } from "../../../core/values.ts";
import type { Expression, ListExpression, ObjectExpression } from "../ir.ts";
import type { Context } from "./context.ts";
import { evaluate, textOf } from "./expressions.ts";
import { aboutOf, type Entries, hasRoom, itemsOf, listOf, used } from "./things.ts";

export function objectValue(context: Context, node: ObjectExpression): Value {
  const { world } = context;
  const state = world.newEntries();
  for (const member of node.members) {
    if (member.kind === "spread") {
      spread(context, state, evaluate(context, member.value), member.value);
      continue;
    }
    const key = typeof member.key === "string" ? member.key : keyOf(evaluate(context, member.key));
    const value = evaluate(context, member.value);
    if (key === undefined) {
      state.closed = false;
      continue;
    }
    // What is written again stands at the later place.
    state.entries.delete(key);
    state.entries.set(key, makeEntry(key, value, member.keySpan));
  }
  return world.object(state, { span: node.span });
}

function keyOf(value: Value): string | undefined {
  return value.kind === "scalar" ? String(value.value) : undefined;
}

function spread(context: Context, state: Entries, given: Value, node: Expression): void {
  const { world } = context;
  const value = world.prune(given);
  const name = `...${textOf(node)}`;
  switch (value.kind) {
    case "absent":
    case "scalar":
      return;
    case "object": {
      const step = value.origin.from?.step ?? "local";
      const inline = node.kind === "object";
      for (const [key, e] of value.entries) {
        // `undefined` in a spread object does overwrite: that is how JavaScript has it.
        const value = inline ? e.value : used(world.prune(e.value), node.span, step, name);
        state.entries.set(key, inline ? e : { key, value });
      }
      if (!value.closed) overwriteUnknown(context, state, value, node.span);
      return;
    }
    case "choice": {
      const keys = new Set<string>();
      let closed = true;
      for (const a of value.alternatives) {
        if (a.value.kind === "object") {
          for (const key of a.value.entries.keys()) keys.add(key);
          closed &&= a.value.closed;
        } else if (a.value.kind !== "absent" && a.value.kind !== "scalar") closed = false;
      }
      if (!closed) {
        overwriteUnknown(context, state, value, node.span);
        return;
      }
      for (const key of keys) {
        const before = state.entries.get(key)?.value ?? missing({ span: node.span });
        const alternatives = value.alternatives.map((a) => {
          const found = a.value.kind === "object" ? a.value.entries.get(key)?.value : undefined;
          return { when: a.when, value: found ?? before };
        });
        state.entries.set(key, { key, value: world.choice(alternatives, { span: node.span }) });
      }
      return;
    }
    default:
      overwriteUnknown(context, state, value, node.span);
  }
}

/** Something unknown was spread: each property of before may have been overwritten, and there may be more. */
function overwriteUnknown(context: Context, state: Entries, value: Value, span: Span): void {
  const { world } = context;
  for (const key of [...state.entries.keys()])
    state.entries.set(key, {
      key,
      value: world.mystery("what is spread behind it may set it again", span, aboutOf(value)),
    });
  state.closed = false;
}

export function listValue(context: Context, node: ListExpression): Value {
  const { world } = context;
  const state = world.newItems([]);
  for (const item of node.items) {
    const value = world.prune(evaluate(context, item.value));
    if (!item.spread) {
      state.items.push(value);
      continue;
    }
    if (value.kind === "list" && hasRoom(state.items, value.items)) {
      state.items.push(...value.items);
      if (!value.closed) state.closed = false;
      if (itemsOf(value)?.irregular) state.irregular = true;
    } else if (value.kind === "choice" && value.alternatives.every((a) => a.value.kind === "list" && a.value.closed)) {
      state.irregular = true;
      for (const a of value.alternatives)
        for (const v of (a.value as Extract<Value, { kind: "list" }>).items)
          state.items.push({
            kind: "choice",
            alternatives: [
              { when: a.when, value: v },
              { when: not(a.when), value: missing(v.origin) },
            ],
            origin: v.origin,
          });
    } else if (value.kind !== "absent") {
      state.closed = false;
      state.irregular = true;
    }
  }
  return listOf(state, { span: node.span });
}
