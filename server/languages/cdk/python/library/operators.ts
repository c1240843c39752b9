/** Operators that do more than with numbers: of lists, strings, dictionaries and paths. */
import { compare } from "../../../../core/compare.ts";
import type { Span } from "../../../../core/span.ts";
import { scalar, type Value } from "../../../../core/values.ts";
import { isText } from "../../evaluate/builtins/strings.ts";
import type { Context } from "../../evaluate/context.ts";
import { concatenation } from "../../evaluate/expressions.ts";
import { push } from "../../evaluate/patterns.ts";
import { aboutOf, hasRoom, itemsOf } from "../../evaluate/things.ts";
import { isRegular } from "./lists.ts";
import { isPath, joinedPath } from "./paths.ts";
import { percent } from "./texts.ts";

/** The most that a string or a list is repeated. */
const MOST_TIMES = 200;

export function operate(context: Context, operator: string, left: Value, right: Value, span: Span): Value | undefined {
  switch (operator) {
    case "/":
      return isPath(left) || isPath(right) ? joinedPath(context, [left, right], span) : undefined;
    case "%":
      return left.kind === "text" || (left.kind === "scalar" && typeof left.value === "string")
        ? percent(context, left, right, span)
        : remainder(left, right, span);
    case "+=":
      return left.kind === "list" && right.kind === "list" ? extended(context, left, right) : undefined;
    case "*":
      return repeated(context, left, right, span) ?? repeated(context, right, left, span);
    case "+":
      return left.kind === "list" || right.kind === "list" ? chained(context, left, right, span) : undefined;
    case "in":
      return within(context, left, right, span);
    default:
      return undefined;
  }
}

/** It has the sign of what is divided by. */
function remainder(left: Value, right: Value, span: Span): Value | undefined {
  if (left.kind !== "scalar" || right.kind !== "scalar") return undefined;
  const [x, y] = [left.value, right.value];
  return typeof x === "number" && typeof y === "number" && y !== 0 ? scalar(((x % y) + y) % y, { span }) : undefined;
}

/** `a += b` changes the list that every other name of it sees. */
function extended(context: Context, list: Extract<Value, { kind: "list" }>, more: Value): Value {
  if (more.kind === "list") push(context, list, more.items);
  const state = itemsOf(list);
  if (state && !isRegular(more)) {
    state.closed = false;
    state.irregular = true;
  }
  return list;
}

function chained(context: Context, left: Value, right: Value, span: Span): Value {
  const { world } = context;
  const closed = isRegular(left) && isRegular(right);
  const items: Value[] = [];
  for (const value of [left, right])
    if (value.kind === "list" && hasRoom(items, value.items)) items.push(...value.items);
  const made = world.list(items, { span }, closed);
  const state = itemsOf(made);
  if (!closed && state) state.irregular = true;
  return made;
}

function repeated(context: Context, value: Value, times: Value, span: Span): Value | undefined {
  if (times.kind !== "scalar" || typeof times.value !== "number") return undefined;
  const count = Math.max(0, times.value);
  if (!Number.isInteger(count) || count > MOST_TIMES) return undefined;
  if (isText(value)) return concatenation(context, Array<Value>(count).fill(value), span);
  if (!isRegular(value) || value.items.length * count > 2_000) return undefined;
  return context.world.list(Array.from({ length: count }, () => value.items).flat(), { span });
}

function within(context: Context, left: Value, right: Value, span: Span): Value | undefined {
  if (right.kind === "list") {
    const results = right.items.map((i) => compare(i, left));
    if (results.includes("same")) return scalar(true, { span });
    if (isRegular(right) && results.every((r) => r === "different")) return scalar(false, { span });
    return context.world.mystery("whether it is in there is not known", span, [left, ...right.items].flatMap(aboutOf));
  }
  if (right.kind === "scalar" && left.kind === "scalar" && typeof right.value === "string")
    return scalar(right.value.includes(String(left.value)), { span });
  return undefined;
}
