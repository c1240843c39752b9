/** Finds the item of the source that an item of a plan is written by: sets come in an order of their own. */
import { alternatives } from "../../../core/lookup.ts";
import type { ListValue, Value } from "../../../core/values.ts";
import { array, isObject, type Json } from "./read-plan.ts";

/** How many items are compared with each other. */
const MOST = 300;

/** For each item of a plan the item of the source, as far as one can be told. */
export function paired(
  items: readonly Json[],
  unknown: readonly Json[],
  source: ListValue | undefined,
): (Value | undefined)[] {
  const found: (Value | undefined)[] = items.map(() => undefined);
  if (!source) return found;
  const left = new Set(source.items.slice(0, MOST));
  const take = (i: number, item: Value) => {
    found[i] = item;
    left.delete(item);
  };
  // The most alike first: an item that fits several should not take the one that another fits better.
  const fits: { i: number; item: Value; at: number; score: number }[] = [];
  items.slice(0, MOST).forEach((json, i) => {
    let at = 0;
    for (const item of left) {
      const score = unknown[i] === true ? undefined : likeness(json, unknown[i], item, 0);
      if (score !== undefined && score > 0) fits.push({ i, item, at, score: score + (at === i ? 0.5 : 0) });
      at++;
    }
  });
  fits.sort((a, b) => b.score - a.score || a.i - b.i || a.at - b.at);
  for (const { i, item } of fits) if (!found[i] && left.has(item)) take(i, item);
  // What is left fits by its place alone, where there are as many of both.
  const rest = found.flatMap((f, i) => (f ? [] : [i]));
  const others = [...left];
  if (rest.length === others.length && source.items.length === items.length)
    rest.forEach((i, n) => {
      if (unknown[i] === true || likeness(items[i]!, unknown[i], others[n]!, 0) !== undefined) take(i, others[n]!);
    });
  return found;
}

/** How much of a value of the plan stands in one of the source; undefined when something else stands there. */
function likeness(json: Json, unknown: Json | undefined, value: Value, depth: number): number | undefined {
  if (depth > 10 || unknown === true) return 0;
  const kinds = alternatives(value).map((a) => a.value);
  const scores = kinds.map((v) => alike(json, unknown, v, depth)).filter((s) => s !== undefined);
  return scores.length === 0 ? undefined : Math.max(...scores);
}

function alike(json: Json, unknown: Json | undefined, value: Value, depth: number): number | undefined {
  switch (value.kind) {
    case "scalar":
      if (json === null) return undefined;
      return typeof json !== "object" && String(json) === String(value.value) ? 1 : undefined;
    case "absent":
      return json === null || json === "" || json === 0 || json === false || array(json).length === 0 ? 0 : undefined;
    case "object": {
      if (!isObject(json)) return undefined;
      let score = 0;
      for (const e of value.entries.values()) {
        if (!(e.key in json)) continue;
        const inner = isObject(unknown) ? unknown[e.key] : unknown;
        const s = likeness(json[e.key]!, inner, e.value, depth + 1);
        if (s === undefined) return undefined;
        score += s;
      }
      return score;
    }
    case "list": {
      if (!Array.isArray(json)) return undefined;
      const items = json as readonly Json[];
      if (value.closed && value.items.length !== items.length) return undefined;
      let score = 0;
      for (const item of value.items)
        if (items.some((j, i) => (likeness(j, array(unknown)[i], item, depth + 1) ?? 0) > 0)) score++;
        else if (item.kind === "scalar" && !array(unknown).includes(true)) return undefined;
      return score;
    }
    default:
      return 0;
  }
}
