/** Methods of lists. */

import { compare } from "../../../../core/compare.ts";
import { always } from "../../../../core/conditions.ts";
import { missing, type Piece, scalar, type Value } from "../../../../core/values.ts";
import type { Call } from "../../ir.ts";
import type { Arguments } from "../arguments.ts";
import { callClosure, callSometime } from "../calls.ts";
import type { Context } from "../context.ts";
import { concatenation, textOf } from "../expressions.ts";
import { push } from "../patterns.ts";
import { aboutOf, hasRoom, innerOf, itemsOf } from "../things.ts";
import { truth } from "../truth.ts";

type List = Extract<Value, { kind: "list" }>;
const MOST_ITEMS = 1_000;

/** A method of a list; undefined where it is not followed. */
export function listMethod(context: Context, list: List, name: string, args: Arguments, node: Call): Value | undefined {
  const { world } = context;
  const { span } = node;
  const regular = list.closed && !itemsOf(list)?.irregular && list.items.length <= MOST_ITEMS;
  const [first] = args.values;
  switch (name) {
    case "push":
      push(context, list, args.values);
      if (!args.closed) open(list);
      return world.mystery("the length of the list", span);
    case "unshift":
    case "pop":
    case "shift":
    case "splice":
    case "sort":
    case "reverse":
    case "fill":
      return mutate(context, list, name, args, node);
    case "forEach":
    case "map":
    case "filter":
    case "flatMap":
    case "find":
    case "some":
    case "every":
      return withCallback(context, list, name, args, node);
    case "reduce":
      return reduce(context, list, args, node, regular);
    case "join": {
      const separator =
        first === undefined || first.kind === "absent" ? scalar(",", { span }, [{ kind: "piece", text: "," }]) : first;
      if (!regular) return world.mystery("what is joined is not known", span, aboutOf(list));
      const parts: (Piece | Value)[] = [];
      list.items.forEach((item, i) => {
        if (i > 0) parts.push(separator);
        if (item.kind !== "absent") parts.push(item);
      });
      return concatenation(context, parts, span);
    }
    case "concat": {
      const items = [...list.items];
      let closed = list.closed;
      for (const v of args.values) {
        if (v.kind === "list" && hasRoom(items, v.items)) {
          items.push(...v.items);
          closed &&= v.closed;
        } else if (v.kind === "list" || (v.kind === "unknown" && !innerOf(v))) closed = false;
        else items.push(v);
      }
      const made = world.list(items, { span }, closed && args.closed);
      if (!regular) irregular(made);
      return made;
    }
    case "slice":
      if (!regular || !args.values.every((v) => v.kind === "scalar")) break;
      return world.list(list.items.slice(...args.values.map((v) => Number((v as { value: unknown }).value))), { span });
    case "at":
      if (!regular || first?.kind !== "scalar") break;
      return list.items.at(Number(first.value)) ?? missing({ span });
    case "flat":
      if (!regular) break;
      return world.list(
        list.items.flatMap((i) => (i.kind === "list" ? i.items : [i])),
        { span },
      );
    case "includes":
    case "indexOf": {
      if (!regular || !first) break;
      const results = list.items.map((i) => compare(i, first));
      const at = results.indexOf("same");
      if (results.slice(0, at < 0 ? undefined : at).includes("unknown")) break;
      return scalar(name === "includes" ? at >= 0 : at, { span });
    }
    case "entries":
      if (!regular) break;
      return world.list(
        list.items.map((v, i) => world.list([scalar(i, { span }), v], v.origin)),
        { span },
      );
    case "values":
      return list;
    case "keys":
      if (!regular) break;
      return world.list(
        list.items.map((_, i) => scalar(i, { span })),
        { span },
      );
  }
  for (const value of args.values) callSometime(context, value, "a list hands it in");
  return world.mystery(`${name}() of a list is not known`, span, [list, ...args.values].flatMap(aboutOf));
}

function open(list: List): void {
  const state = itemsOf(list);
  if (state) state.closed = false;
}

function irregular(list: List): void {
  const state = itemsOf(list);
  if (state) state.irregular = true;
}

function mutate(context: Context, list: List, name: string, args: Arguments, node: Call): Value {
  const { world } = context;
  const { span } = node;
  const state = itemsOf(list);
  const plain =
    state &&
    list.closed &&
    !state.irregular &&
    world.loops === state.loops &&
    world.since(state.depth).kind === "always";
  if (state && plain) {
    switch (name) {
      case "unshift":
        state.items.unshift(...args.values);
        return scalar(state.items.length, { span });
      case "pop":
        return state.items.pop() ?? missing({ span });
      case "shift":
        return state.items.shift() ?? missing({ span });
      case "reverse":
        state.items.reverse();
        return list;
    }
  }
  if (state) {
    state.closed = false;
    state.irregular = true;
    state.items.length = 0;
  }
  return name === "sort" ? list : world.mystery(`${name}() of a list is not followed`, span);
}

function withCallback(context: Context, list: List, name: string, args: Arguments, node: Call): Value {
  const { world } = context;
  const { span } = node;
  const [callback] = args.values;
  const inner = callback && innerOf(callback);
  const text = textOf(node.callee);
  if (inner?.kind !== "closure") {
    if (name === "filter" && list.closed) {
      const made = world.list([...list.items], { span }, false);
      irregular(made);
      return made;
    }
    return world.mystery(`${name}() of a list is not followed`, span, aboutOf(list));
  }
  const results: { item: Value; result: Value }[] = [];
  const state = itemsOf(list);
  list.items.slice(0, MOST_ITEMS).forEach((given, i) => {
    const item = world.prune(given);
    const maybe =
      state?.irregular && item.kind === "choice" ? item.alternatives.find((a) => a.value.kind !== "absent") : undefined;
    const index = state?.irregular ? world.mystery("the index", span) : scalar(i, { span });
    const result = world.under(maybe?.when ?? always, () =>
      callClosure(context, inner, { values: [maybe ? maybe.value : item, index, list], closed: true }, span, text),
    );
    results.push({ item, result });
  });
  if (!list.closed) callSometime(context, callback!, `${text} hands it in`);
  switch (name) {
    case "forEach":
      return missing({ span });
    case "map": {
      const made = world.list(
        results.map((r) => r.result),
        { span },
        list.closed,
      );
      if (state?.irregular) irregular(made);
      return made;
    }
    case "flatMap": {
      const made = world.list(
        results.flatMap((r) => (r.result.kind === "list" ? r.result.items : [r.result])),
        { span },
        list.closed && results.every((r) => r.result.kind !== "list" || r.result.closed),
      );
      if (state?.irregular || results.some((r) => r.result.kind === "choice" || r.result.kind === "unknown"))
        irregular(made);
      return made;
    }
    case "filter": {
      const kept = world.list([], { span }, list.closed);
      for (const { item, result } of results) {
        const keep = truth(world, result, text);
        if (keep.kind === "never") continue;
        world.under(keep, () => push(context, kept, [item]));
      }
      return kept;
    }
    default:
      return search(context, list, name, results, node, text);
  }
}

/** `find`, `some`, `every`: known where every answer up to the one that counts is. */
function search(
  context: Context,
  list: List,
  name: string,
  results: readonly { item: Value; result: Value }[],
  node: Call,
  text: string,
): Value {
  const { world } = context;
  const { span } = node;
  const stopAt = name === "every" ? "never" : "always";
  for (const { item, result } of results) {
    const found = truth(world, result, text);
    if (found.kind === stopAt) return name === "find" ? item : scalar(name === "some", { span });
    if (found.kind !== "always" && found.kind !== "never")
      return world.mystery(`${text}() is not known`, span, [
        ...aboutOf(list),
        ...results.flatMap((r) => aboutOf(r.result)),
      ]);
  }
  if (!list.closed || itemsOf(list)?.irregular) return world.mystery(`${text}() is not known`, span, aboutOf(list));
  return name === "find" ? missing({ span }) : scalar(name === "every", { span });
}

function reduce(context: Context, list: List, args: Arguments, node: Call, regular: boolean): Value {
  const { world } = context;
  const [callback, start] = args.values;
  const inner = callback && innerOf(callback);
  if (!regular || inner?.kind !== "closure") {
    if (callback) callSometime(context, callback, "reduce() hands it in");
    return world.mystery("reduce() is not followed", node.span, aboutOf(list));
  }
  const items = start ? list.items : list.items.slice(1);
  let sum = start ?? list.items[0] ?? missing({ span: node.span });
  items.forEach((item, i) => {
    sum = callClosure(
      context,
      inner,
      { values: [sum, item, scalar(i, { span: node.span })], closed: true },
      node.span,
      textOf(node.callee),
    );
  });
  return sum;
}
