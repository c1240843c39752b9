/** `aws_iam_policy_document` as the document that it makes. */
import {
  type Entry,
  entry,
  lazyEntry,
  list,
  type ObjectValue,
  object,
  scalar,
  unknown,
  type Value,
} from "../../../core/values.ts";
import type { ModuleResource } from "./resource.ts";

/** The document of a policy data source. It is open where it takes in documents that are not looked into. */
export function policyDocument(resource: ModuleResource): Value {
  const { entries, origin } = resource.properties;
  const merged = ["source_policy_documents", "override_policy_documents", "source_json", "override_json"].some((n) => {
    const value = entries.get(n)?.value;
    return (
      value !== undefined &&
      value.kind !== "absent" &&
      !(value.kind === "list" && value.closed && value.items.length === 0)
    );
  });
  const parts: Entry[] = [];
  const version = entries.get("version")?.value;
  parts.push(entry("Version", version && version.kind !== "absent" ? version : scalar("2012-10-17", origin)));
  const id = entries.get("policy_id");
  if (id) parts.push({ key: "Id", value: id.value, ...(id.keySpan && { keySpan: id.keySpan }) });
  parts.push(lazyEntry("Statement", () => statements(entries.get("statement")?.value, origin, merged)));
  return object(parts, origin, { nameSpan: resource.nameSpan });
}

function statements(value: Value | undefined, origin: Value["origin"], merged: boolean): Value {
  if (value === undefined || value.kind === "absent") return list([], origin, !merged);
  if (value.kind !== "list") return unknown("the statements are not known", origin);
  return list(
    value.items.map((s) => overAlternatives(s, (v) => (v.kind === "object" ? statement(v) : v))),
    value.origin,
    value.closed && !merged,
  );
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
