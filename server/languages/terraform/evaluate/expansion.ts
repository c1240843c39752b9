/** `count` and `for_each`: how many instances there are of a block, and under what. */
import { always, any, type Condition } from "../../../core/conditions.ts";
import { alternatives } from "../../../core/lookup.ts";
import { choice, scalar, unknown, type Value } from "../../../core/values.ts";
import { asNumber, asString, sortedEntries } from "../functions/arguments.ts";
import { hasFailed, NotKnown, Refused } from "../functions/outcomes.ts";
import { attributeOf, type Body } from "../syntax.ts";
import { evaluate } from "./expressions.ts";
import type { Instance, Scope } from "./scope.ts";

const MOST = 1000;

export interface Expansion {
  readonly kind: "single" | "count" | "for_each";
  readonly instances: readonly Instance[];
  /** The keys that there are, one set for each way in which it can be; undefined when that is not known. */
  readonly shapes: readonly { readonly when: Condition; readonly keys: readonly (string | number)[] }[] | undefined;
}

const SINGLE: Expansion = {
  kind: "single",
  instances: [{ key: undefined, repetition: undefined, condition: always }],
  shapes: [{ when: always, keys: [] }],
};

/** The instances of a block. One that is not known in number is one "symbolic" instance, which stands for all. */
export function expand(body: Body, scope: Scope, address: string): Expansion {
  const count = attributeOf(body, "count");
  if (count) return byCount(evaluate(count.value, scope), address, { span: count.value.span });
  const forEach = attributeOf(body, "for_each");
  if (forEach) return byKeys(evaluate(forEach.value, scope), address, { span: forEach.value.span });
  return SINGLE;
}

function symbolic(kind: "count" | "for_each", address: string, origin: Value["origin"], why: string): Expansion {
  const name = kind === "count" ? "count.index" : "each.key";
  const key = unknown(why, origin, `${address}.${name}`);
  const value = kind === "count" ? key : unknown(why, origin, `${address}.each.value`);
  return {
    kind,
    instances: [{ key: "symbolic", repetition: { kind, key, value }, condition: always }],
    shapes: undefined,
  };
}

function byCount(value: Value, address: string, origin: Value["origin"]): Expansion {
  const shapes: { when: Condition; keys: number[] }[] = [];
  for (const { value: v, condition } of alternatives(value)) {
    let n: number;
    try {
      n = hasFailed(v) ? -1 : asNumber(v);
    } catch (e) {
      if (!(e instanceof NotKnown || e instanceof Refused)) throw e;
      return symbolic("count", address, origin, e.reason);
    }
    if (!Number.isInteger(n) || n < 0 || n > MOST) return symbolic("count", address, origin, "the count is not known");
    shapes.push({ when: condition, keys: Array.from({ length: n }, (_, i) => i) });
  }
  const most = Math.max(0, ...shapes.map((s) => s.keys.length));
  const instances = Array.from({ length: most }, (_, i): Instance => {
    const key = scalar(i, origin);
    return {
      key: i,
      repetition: { kind: "count", key, value: key },
      condition: any(...shapes.filter((s) => s.keys.length > i).map((s) => s.when)),
    };
  });
  return { kind: "count", instances, shapes };
}

interface Keyed {
  readonly key: Value;
  readonly values: { when: Condition; value: Value }[];
}

function byKeys(value: Value, address: string, origin: Value["origin"]): Expansion {
  const shapes: { when: Condition; keys: string[] }[] = [];
  const byKey = new Map<string, Keyed>();
  for (const { value: v, condition } of alternatives(value)) {
    if ((v.kind !== "list" && v.kind !== "object") || !v.closed)
      return symbolic(
        "for_each",
        address,
        origin,
        v.kind === "unknown" ? v.reason : "what it goes through is not known",
      );
    const keys: string[] = [];
    for (const { key, value: of } of keyedItems(v)) {
      const name = keyName(key);
      if (name === undefined) return symbolic("for_each", address, origin, "a key of it is not known");
      keys.push(name);
      const keyed = byKey.get(name);
      if (keyed) keyed.values.push({ when: condition, value: of() });
      else byKey.set(name, { key, values: [{ when: condition, value: of() }] });
    }
    if (keys.length > MOST) return symbolic("for_each", address, origin, "it has too many keys");
    shapes.push({ when: condition, keys });
  }
  const instances = [...byKey].map(([name, { key, values }]): Instance => {
    const [only] = values;
    const of = values.length === 1 && only!.when.kind === "always" ? only!.value : choiceOf(values, origin);
    return {
      key: name,
      repetition: { kind: "for_each", key, value: of },
      condition: any(...values.map((v) => v.when)),
    };
  });
  return { kind: "for_each", instances, shapes };
}

function keyName(key: Value): string | undefined {
  if (key.kind !== "scalar") return undefined;
  try {
    return asString(key);
  } catch (e) {
    if (!(e instanceof NotKnown)) throw e;
    return undefined;
  }
}

/** The values of one key under all conditions; where they are the only one, the instance's own condition says when. */
function choiceOf(values: { when: Condition; value: Value }[], origin: Value["origin"]): Value {
  return values.length === 1 ? values[0]!.value : choice(values, origin);
}

function keyedItems(v: Value & { kind: "list" | "object" }): { key: Value; value: () => Value }[] {
  if (v.kind === "list") return v.items.map((item) => ({ key: item, value: () => item }));
  return sortedEntries(v).map((e) => ({
    key: scalar(e.key, { span: e.keySpan ?? v.origin.span }),
    value: () => e.value,
  }));
}
