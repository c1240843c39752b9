/** `Fn::FindInMap`. */
import { all, always, type Condition, not } from "../../core/conditions.ts";
import { choice, type Origin, unknown, type Value } from "../../core/values.ts";
import type { Call } from "./calls.ts";
import { distribute } from "./distribute.ts";
import { type Context, evaluate } from "./evaluate.ts";
import { call as callIdentity, identityOf } from "./identity.ts";
import { isIncluded, isOpenEntry } from "./includes.ts";
import { argumentsOf, misused } from "./intrinsics.ts";
import { reused } from "./parameters.ts";
import { child, type MappingNode, type Node } from "./syntax.ts";

/** How many keys of a mapping are looked at where the key is an input. */
const MOST_KEYS = 40;

/** Looks a value up. A key that is an input makes a choice: no other key can be deployed. */
export function findInMap(call: Call, context: Context): Value {
  const args = argumentsOf(call, 3, 4);
  if (!args) return misused(call);
  const origin: Origin = { span: call.span };
  const fallbackNode = child(args[3], "DefaultValue");
  const fallback = fallbackNode && evaluate(fallbackNode, context);
  const keys = args.slice(0, 3).map((a) => evaluate(a, context));
  return distribute(keys, origin, (known) => {
    const map = known[0]!.kind === "scalar" ? context.scope.mapping(String(known[0]!.value)) : undefined;
    if (map?.kind !== "mapping") return unknown("the mapping is not known", origin);
    const name = `mapping ${known[0]!.kind === "scalar" ? known[0]!.value : ""}`;
    const found = look(map, known.slice(1), { context, origin, name, fallback });
    if (found) return found;
    const identity = callIdentity("FindInMap", [context.scope.address(""), ...known.map((k) => identityOf(k))]);
    return unknown("the key of the mapping is not known", origin, identity);
  });
}

interface Look {
  readonly context: Context;
  readonly origin: Origin;
  readonly name: string;
  readonly fallback: Value | undefined;
}

/** Undefined where a key is neither known nor an input. */
function look(node: Node, keys: readonly Value[], at: Look): Value | undefined {
  const [key, ...rest] = keys;
  if (!key) return reused(evaluate(node, at.context), at.origin.span, "mapping", at.name);
  if (node.kind !== "mapping") return unknown("the mapping has no such key", at.origin);
  if (key.kind === "scalar") {
    const next = child(node, String(key.value));
    if (next) return look(next, rest, at);
    if (node.entries.some(isOpenEntry)) return undefined;
    return at.fallback ?? unknown(`the ${at.name} has no key ${key.value}`, at.origin);
  }
  return overKeys(node, key, rest, at);
}

function overKeys(node: MappingNode, key: Value, rest: readonly Value[], at: Look): Value | undefined {
  if (key.kind !== "unknown" || key.identity === undefined || node.entries.length > MOST_KEYS) return undefined;
  if (node.entries.some(isOpenEntry)) return undefined;
  const input = at.context.scope.inputOf(key.identity);
  if (!input) return undefined;
  const alternatives: { when: Condition; value: Value }[] = [];
  let none: Condition = always;
  for (const e of node.entries) {
    if (isIncluded(e)) continue;
    const value = look(e.value, rest, at);
    if (!value) return undefined;
    const when = at.context.scope.equation(input, e.key);
    if (when.kind !== "never") alternatives.push({ when, value });
    none = all(none, not(when));
  }
  if (at.fallback && none.kind !== "never") alternatives.push({ when: none, value: at.fallback });
  return alternatives.length === 0 ? undefined : choice(alternatives, at.origin);
}
