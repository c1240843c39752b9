/** `for` expressions and splats. */
import type { Condition } from "../../../core/conditions.ts";
import { choice, type Entry, entry, list, object, unknown, type Value } from "../../../core/values.ts";
import { asBoolean, asString } from "../functions/arguments.ts";
import { isSet, setOf } from "../functions/collection-types.ts";
import { elementsOf } from "../functions/conversions.ts";
import { identityOf } from "../functions/identity.ts";
import { fails, hasFailed, NotKnown, Refused, reasonOf } from "../functions/outcomes.ts";
import type { ForNode, SplatNode } from "../syntax.ts";
import { evaluate } from "./expressions.ts";
import { relocated } from "./origins.ts";
import type { Scope } from "./scope.ts";

const MOST_TURNS = 5000;

export function evaluateFor(node: ForNode, scope: Scope): Value {
  return overAlternatives(evaluate(node.collection, scope), (collection) => forOver(node, collection, scope));
}

function overAlternatives(value: Value, run: (value: Value) => Value): Value {
  if (value.kind !== "choice") return run(value);
  return choice(
    value.alternatives.map((a) => ({ when: a.when as Condition, value: overAlternatives(a.value, run) })),
    value.origin,
  );
}

function forOver(node: ForNode, collection: Value, scope: Scope): Value {
  const origin = { span: node.span };
  if (hasFailed(collection)) return fails(collection.reason, origin);
  if (collection.kind === "unknown" || collection.kind === "reference" || collection.kind === "text")
    return unknown(reasonOf(collection), origin);
  if (collection.kind !== "list" && collection.kind !== "object")
    return fails("it goes through what is no list and no map", origin);
  try {
    const open = { ...collection, closed: true };
    const elements = elementsOf(open);
    if (elements.length > MOST_TURNS) return unknown("it takes too many turns", origin);
    const turns = elements.map((e) => turn(node, e, scope));
    const closed = collection.closed && turns.every((t) => t.certain);
    const kept = turns.filter((t) => t.kept);
    if (node.result === "list") {
      const failed = kept.find((t) => hasFailed(t.value()));
      if (failed) return failed.value();
      return list(
        kept.map((t) => t.value()),
        origin,
        closed,
      );
    }
    return objectOf(node, kept, closed, scope);
  } catch (e) {
    if (e instanceof Refused) return fails(e.reason, origin);
    if (e instanceof NotKnown) return unknown(e.reason, origin);
    throw e;
  }
}

interface Turn {
  readonly kept: boolean;
  /** False when it is not known whether the turn is kept. */
  readonly certain: boolean;
  readonly scope: Scope;
  value(): Value;
}

function turn(node: ForNode, element: { readonly key: Value; readonly value: Value }, scope: Scope): Turn {
  let inner = scope.bind(node.valueName, element.value);
  if (node.keyName !== undefined) inner = inner.bind(node.keyName, element.key);
  let made: Value | undefined;
  const value = () => {
    made ??= evaluate(node.value, inner);
    return made;
  };
  if (!node.condition) return { kept: true, certain: true, scope: inner, value };
  const keep = evaluate(node.condition, inner);
  if (hasFailed(keep)) throw new Refused(keep.reason);
  if (keep.kind === "unknown" || keep.kind === "choice" || keep.kind === "reference")
    return { kept: false, certain: false, scope: inner, value };
  return { kept: asBoolean(keep), certain: true, scope: inner, value };
}

function objectOf(node: ForNode, turns: readonly Turn[], closed: boolean, scope: Scope): Value {
  const origin = { span: node.span };
  const entries = new Map<string, Entry>();
  const groups = new Map<string, Value[]>();
  let whole = closed;
  for (const t of turns) {
    const key = node.key ? evaluate(node.key, t.scope) : unknown("it has no key", origin);
    if (hasFailed(key)) return key;
    if (key.kind !== "scalar") {
      whole = false;
      continue;
    }
    const name = asString(key);
    if (node.group) groups.set(name, [...(groups.get(name) ?? []), t.value()]);
    else {
      if (entries.has(name)) throw new Refused(`the key ${JSON.stringify(name)} is there twice`);
      const lazy = t.value;
      entries.set(name, {
        key: name,
        get value() {
          return lazy();
        },
      });
    }
    scope.module.evaluation.deeper(() => true);
  }
  for (const [name, values] of groups) entries.set(name, entry(name, list(values, origin, whole)));
  return object(entries.values(), origin, { closed: whole });
}

export function evaluateSplat(node: SplatNode, scope: Scope): Value {
  return overAlternatives(evaluate(node.of, scope), (of) => splatOver(node, of, scope));
}

function splatOver(node: SplatNode, of: Value, scope: Scope): Value {
  const origin = { span: node.span };
  if (hasFailed(of)) return fails(of.reason, origin);
  if (of.kind === "absent") return list([], origin);
  if (of.kind === "unknown") {
    // Which attribute of what: the same expression on the same unknown list is the same list.
    const inner = identityOf(of);
    const each = evaluate(node.each, scope.bind(node.item, unknown(of.reason, origin, "*")));
    const outer = inner === undefined || each.kind !== "unknown" ? undefined : identityOf(each);
    return unknown(reasonOf(of), origin, outer === undefined ? undefined : `${inner}[${outer}]`);
  }
  if (of.kind !== "list") return list([evaluate(node.each, scope.bind(node.item, of))], origin);
  const items = of.items.slice(0, MOST_TURNS).map((item) => evaluate(node.each, scope.bind(node.item, item)));
  const failed = items.find(hasFailed);
  if (failed) return fails(failed.reason, origin);
  const placed = items.map((item) =>
    item.origin.from ? relocated(item, node.span, item.origin.from.step, item.origin.from.name) : item,
  );
  const closed = of.closed && of.items.length <= MOST_TURNS;
  return isSet(of) && placed.every((p) => p.kind === "scalar")
    ? setOf(placed, origin, closed)
    : list(placed, origin, closed);
}
