/** Lists: the methods that have other names than in JavaScript, and functions over them. */
import { any, not } from "../../../../core/conditions.ts";
import type { Span } from "../../../../core/span.ts";
import { missing, scalar, type Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import { listMethod } from "../../evaluate/builtins/lists.ts";
import type { Context } from "../../evaluate/context.ts";
import { textOf } from "../../evaluate/expressions.ts";
import { push } from "../../evaluate/patterns.ts";
import { itemsOf } from "../../evaluate/things.ts";
import { booleanOf, truth } from "../../evaluate/truth.ts";
import type { Call } from "../../ir.ts";
import { contents } from "./dictionaries.ts";

type List = Extract<Value, { kind: "list" }>;
/** How long `range` may be. */
const LONGEST = 500;

/** A method of a list; undefined where it is not followed. */
export function ownListMethod(
  context: Context,
  list: List,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  const { span } = node;
  const [first, second] = args.values;
  switch (name) {
    case "append":
    case "add":
      return listMethod(context, list, "push", args, node) && missing({ span });
    case "extend":
    case "update": {
      if (first?.kind === "list" && !itemsOf(first)?.irregular) push(context, list, first.items);
      const state = itemsOf(list);
      if (state && (first?.kind !== "list" || !first.closed || itemsOf(first)?.irregular)) {
        state.closed = false;
        state.irregular = true;
      }
      return missing({ span });
    }
    case "insert":
      return first?.kind === "scalar" && first.value === 0 && second
        ? listMethod(context, list, "unshift", { values: [second], closed: true }, node) && missing({ span })
        : listMethod(context, list, "splice", args, node);
    case "pop":
      if (!first) return listMethod(context, list, "pop", args, node);
      return listMethod(context, list, first.kind === "scalar" && first.value === 0 ? "shift" : "splice", args, node);
    case "remove":
    case "discard":
    case "clear":
      return listMethod(context, list, "splice", args, node);
    case "copy":
      return listMethod(context, list, "slice", args, node);
    case "index":
      return listMethod(context, list, "indexOf", args, node);
    case "sort":
    case "reverse":
    case "map":
    case "filter":
    case "flatMap":
    case "slice":
    case "at":
      return listMethod(context, list, name, args, node);
    default:
      return undefined;
  }
}

/** What a loop goes through: the items of a list, the keys of a dictionary; the value itself where it is not known. */
export function elementsOf(context: Context, value: Value, span: Span): Value {
  return value.kind === "object" ? contents(context, value, "keys", span) : value;
}

/** A list whose every item is known to be there, and where. */
export function isRegular(value: Value | undefined): value is List {
  return value?.kind === "list" && value.closed && !itemsOf(value)?.irregular;
}

/** A list of its own with the same elements; undefined where they are not known. */
export function copied(context: Context, value: Value, span: Span): Value | undefined {
  const from = elementsOf(context, value, span);
  if (from.kind !== "list") return undefined;
  return isRegular(from) ? context.world.list([...from.items], { span }) : from;
}

export function range(context: Context, values: readonly Value[], span: Span): Value | undefined {
  const numbers = values.map((v) => (v.kind === "scalar" ? Number(v.value) : Number.NaN));
  if (numbers.length === 0 || !numbers.every(Number.isInteger)) return undefined;
  const [start, end, step = 1] = numbers.length === 1 ? [0, numbers[0]!] : (numbers as [number, number, number?]);
  const count = step === 0 ? Number.NaN : Math.max(0, Math.ceil((end - start) / step));
  if (!(count <= LONGEST)) return undefined;
  const items = Array.from({ length: count }, (_, i) => scalar(start + i * step, { span }));
  return context.world.list(items, { span });
}

export function enumerated(
  context: Context,
  values: readonly Value[],
  from: Value | undefined,
  span: Span,
): Value | undefined {
  const { world } = context;
  const list = values[0] && elementsOf(context, values[0], span);
  const start = values[1] ?? from;
  if (!isRegular(list) || (start && start.kind !== "scalar")) return undefined;
  const first = start ? Number(start.value) : 0;
  return world.list(
    list.items.map((v, i) => world.list([scalar(first + i, { span }), v], v.origin)),
    { span },
  );
}

export function zipped(context: Context, values: readonly Value[], span: Span): Value | undefined {
  const { world } = context;
  const lists = values.map((v) => elementsOf(context, v, span));
  if (lists.length === 0 || !lists.every(isRegular)) return undefined;
  const length = Math.min(...lists.map((l) => l.items.length));
  return world.list(
    Array.from({ length }, (_, i) =>
      world.list(
        lists.map((l) => l.items[i]!),
        { span },
      ),
    ),
    { span },
  );
}

/** Sorted, where all are numbers or all are strings. */
export function sorted(context: Context, args: Arguments, span: Span): Value | undefined {
  const list = args.values[0] && elementsOf(context, args.values[0], span);
  if (!isRegular(list) || args.named) return undefined;
  const key = (v: Value) => (v.kind === "scalar" ? v.value : undefined);
  const type = typeof key(list.items[0] ?? list);
  if (!list.items.every((v) => typeof key(v) === type && key(v) !== undefined)) return undefined;
  const items = [...list.items].sort((a, b) => (key(a)! < key(b)! ? -1 : key(a)! > key(b)! ? 1 : 0));
  return context.world.list(items, { span });
}

/** `any(x)`, `all(x)`. */
export function quantified(context: Context, value: Value, every: boolean, node: Call): Value | undefined {
  if (!isRegular(value)) return undefined;
  const text = textOf(node);
  const truths = value.items.map((v) => truth(context.world, v, text));
  const holds = every ? not(any(...truths.map((t) => not(t)))) : any(...truths);
  return booleanOf(holds, { span: node.span });
}
