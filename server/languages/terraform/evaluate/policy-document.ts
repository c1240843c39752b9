/** `aws_iam_policy_document` as the document that it makes. */
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  type ObjectValue,
  type Origin,
  object,
  scalar,
  unknown,
  type Value,
} from "../../../core/values.ts";
import { fromPlain } from "../functions/json.ts";
import { NotKnown } from "../functions/outcomes.ts";
import type { ModuleResource } from "./resource.ts";

/** The document of a policy data source. It is open where it takes in documents that are not known. */
export function policyDocument(resource: ModuleResource): Value {
  const { entries, origin } = resource.properties;
  const parts: Entry[] = [];
  const version = entries.get("version")?.value;
  parts.push(entry("Version", version && version.kind !== "absent" ? version : scalar("2012-10-17", origin)));
  const id = entries.get("policy_id");
  if (id) parts.push({ key: "Id", value: id.value, ...(id.keySpan && { keySpan: id.keySpan }) });
  parts.push(lazyEntry("Statement", () => statements(entries, origin)));
  return object(parts, origin, { nameSpan: resource.nameSpan });
}

/** The statements of the documents that it begins with, its own, and those that override: by Sid, a later one wins. */
function statements(entries: ObjectValue["entries"], origin: Origin): Value {
  const of = (name: string) => entries.get(name)?.value;
  const own = of("statement");
  const lists: Value[] = [...documents(of("source_json")), ...documents(of("source_policy_documents"))];
  const before = lists.length;
  if (own !== undefined && own.kind !== "absent") {
    if (own.kind !== "list") return unknown("the statements are not known", origin);
    lists.push({
      ...own,
      items: own.items.map((s) => overAlternatives(s, (v) => (v.kind === "object" ? statement(v) : v))),
    });
  }
  const overriding = [...documents(of("override_json")), ...documents(of("override_policy_documents"))];
  lists.push(...overriding);
  if (before === 0 && overriding.length === 0) return lists[0] ?? list([], origin);
  return merged(lists, own?.kind === "list" ? own.origin : origin);
}

/** The statements of each document in an argument, in order; what is not known is unknown. */
function documents(value: Value | undefined): Value[] {
  if (value === undefined || value.kind === "absent") return [];
  if (value.kind !== "list") return [statementsIn(value)];
  const all = value.items.filter((item) => item.kind !== "absent").map(statementsIn);
  return value.closed ? all : [...all, unknown("there may be more documents", value.origin)];
}

/** The statements of one document: of the value that its JSON was made from, or of the JSON. */
function statementsIn(value: Value): Value {
  if (value.kind === "scalar" && value.value === "") return list([], value.origin);
  const { origin } = value;
  let document = value.madeFrom?.by === "json" ? value.madeFrom.value : undefined;
  if (!document && value.kind === "scalar") {
    try {
      document = fromPlain(JSON.parse(String(value.value)) as unknown, origin);
    } catch (e) {
      if (!(e instanceof SyntaxError || e instanceof NotKnown)) throw e;
    }
  }
  const found = document?.kind === "object" ? document.entries.get("Statement")?.value : undefined;
  if (found?.kind === "object") return list([found], origin);
  return found?.kind === "list" ? found : unknown("the statements of a document are not known", origin);
}

/** All statements; one whose Sid an earlier one has takes its place. */
function merged(lists: readonly Value[], origin: Origin): Value {
  const items: Value[] = [];
  const places = new Map<string, number>();
  let closed = true;
  // What something that is not known may replace is not said to be there.
  const doubtNamed = () => {
    for (const at of places.values()) items[at] = unknown("another statement may take its place", origin);
    places.clear();
  };
  for (const from of lists) {
    if (from.kind !== "list" || !from.closed) {
      closed = false;
      doubtNamed();
    }
    for (const item of from.kind === "list" ? from.items : []) {
      const sid = item.kind === "object" ? item.entries.get("Sid")?.value : undefined;
      const name = sid?.kind === "scalar" ? String(sid.value) : "";
      const before = places.get(name);
      if (item.kind !== "object" || (sid && sid.kind !== "scalar" && sid.kind !== "absent")) doubtNamed();
      if (before !== undefined) items[before] = item;
      else {
        if (name !== "") places.set(name, items.length);
        items.push(item);
      }
    }
  }
  return list(items, origin, closed);
}

function overAlternatives(value: Value, change: (v: Value) => Value): Value {
  if (value.kind !== "choice") return change(value);
  return {
    ...value,
    alternatives: value.alternatives.map((a) => ({ when: a.when, value: overAlternatives(a.value, change) })),
  };
}

const PLAIN: readonly (readonly [string, string])[] = [
  ["sid", "Sid"],
  ["actions", "Action"],
  ["not_actions", "NotAction"],
  ["resources", "Resource"],
  ["not_resources", "NotResource"],
];

function statement(of: ObjectValue): Value {
  const parts: Entry[] = [];
  const add = (name: string, as: string) => {
    const e = of.entries.get(name);
    if (e) parts.push(lazyEntry(as, () => e.value, e.keySpan));
  };
  const effect = of.entries.get("effect");
  parts.push(
    effect
      ? lazyEntry("Effect", () => orAllow(effect.value), effect.keySpan)
      : entry("Effect", scalar("Allow", of.origin)),
  );
  for (const [name, as] of PLAIN) add(name, as);
  for (const [name, as] of [
    ["principals", "Principal"],
    ["not_principals", "NotPrincipal"],
  ] as const) {
    const e = of.entries.get(name);
    if (e) parts.push(lazyEntry(as, () => principals(e.value), e.keySpan));
  }
  const condition = of.entries.get("condition");
  if (condition) parts.push(lazyEntry("Condition", () => conditions(condition.value), condition.keySpan));
  return object(parts, of.origin, { closed: of.closed, ...(of.nameSpan && { nameSpan: of.nameSpan }) });
}

function orAllow(value: Value): Value {
  return value.kind === "absent" ? scalar("Allow", value.origin) : value;
}

/** Blocks of a type and identifiers: `{ Type = [identifiers] }`, or "*" for everybody. */
function principals(value: Value): Value {
  const blocks = objectsIn(value);
  if (!blocks) return unknown("the principals are not known", value.origin);
  const byType = new Map<string, Value[]>();
  for (const block of blocks) {
    const type = block.entries.get("type")?.value;
    const identifiers = block.entries.get("identifiers")?.value;
    if (type?.kind !== "scalar" || identifiers?.kind !== "list" || !identifiers.closed)
      return unknown("the principals are not known", value.origin);
    const type_ = String(type.value);
    if (type_ === "*" && blocks.length === 1)
      return identifiers.items[0] ?? unknown("there is no principal", value.origin);
    byType.set(type_, [...(byType.get(type_) ?? []), ...identifiers.items]);
  }
  return object(
    [...byType].map(([type, items]) => entry(type, list(items, value.origin))),
    value.origin,
  );
}

/** Blocks of test, variable and values: `{ test = { variable = [values] } }`. */
function conditions(value: Value): Value {
  const blocks = objectsIn(value);
  if (!blocks) return unknown("the conditions are not known", value.origin);
  const byTest = new Map<string, Map<string, Value>>();
  for (const block of blocks) {
    const [test, variable, values] = ["test", "variable", "values"].map((n) => block.entries.get(n)?.value);
    if (test?.kind !== "scalar" || variable?.kind !== "scalar" || !values)
      return unknown("the conditions are not known", value.origin);
    const ofTest = byTest.get(String(test.value)) ?? new Map<string, Value>();
    if (ofTest.has(String(variable.value))) return unknown("a condition is there twice", value.origin);
    ofTest.set(String(variable.value), values);
    byTest.set(String(test.value), ofTest);
  }
  return object(
    [...byTest].map(([test, of]) =>
      entry(
        test,
        object(
          [...of].map(([variable, values]) => entry(variable, values)),
          value.origin,
        ),
      ),
    ),
    value.origin,
  );
}

function objectsIn(value: Value): ObjectValue[] | undefined {
  if (value.kind !== "list" || !value.closed) return undefined;
  const objects = value.items.filter((i): i is ObjectValue => i.kind === "object");
  return objects.length === value.items.length ? objects : undefined;
}
