/** What a property is: the template knows the value, the source knows the place. */
import { compare } from "../../../core/compare.ts";
import type { Span } from "../../../core/span.ts";
import { type Entry, lazyEntry, list, missing, type ObjectValue, object, type Value } from "../../../core/values.ts";
import { assembled, type Naming } from "./assembled.ts";

/** The properties of a resource that both know. */
export function settleProperties(source: ObjectValue, template: ObjectValue, at: Span, naming: Naming): ObjectValue {
  const settled = settleObject(source, template, at, naming);
  return { ...settled, origin: source.origin, ...(source.nameSpan && { nameSpan: source.nameSpan }) };
}

/**
 * The value of a template in the place of what the source analysis has for it.
 *
 * @param at the place of whatever holds it, for what is not written in the source
 */
function settle(source: Value | undefined, template: Value, at: Span, naming: Naming): Value {
  if (!source || (source.kind === "absent" && !source.written)) return assembled(template, at, naming);
  const here = source.origin.span;
  switch (source.kind) {
    case "scalar":
      if (source.madeFrom || (template.kind === "scalar" && String(template.value) === String(source.value)))
        return source;
      break;
    case "text":
      if (template.kind === "text" || template.kind === "unknown") return source;
      break;
    case "reference":
      if (template.kind === "reference" || template.kind === "unknown") return source;
      break;
    case "choice": {
      const taken = source.alternatives.find((a) => compare(a.value, template) === "same");
      if (taken) return taken.value;
      break;
    }
    case "object":
      if (template.kind === "object") return settleObject(source, template, at, naming);
      break;
    case "list":
      if (template.kind === "list") return settleList(source, template, at, naming);
      break;
  }
  return assembled(template, here, naming);
}

function settleObject(source: ObjectValue, template: ObjectValue, at: Span, naming: Naming): ObjectValue {
  const place = source.nameSpan ?? at;
  const entries: Entry[] = [...template.entries.values()].map((e) => {
    const written = source.entries.get(e.key);
    return lazyEntry(e.key, () => settle(written?.value, e.value, place, naming), written?.keySpan);
  });
  // What the template lacks is not there, whatever the source seems to say.
  for (const e of source.entries.values())
    if (!template.entries.has(e.key))
      entries.push(lazyEntry(e.key, () => missing({ span: e.value.origin.span }), e.keySpan));
  return {
    ...object(entries, source.origin, { closed: template.closed }),
    ...(source.nameSpan && { nameSpan: source.nameSpan }),
  };
}

/** Items are paired by what they agree in; the others are the template's. */
function settleList(
  source: Extract<Value, { kind: "list" }>,
  template: Extract<Value, { kind: "list" }>,
  at: Span,
  naming: Naming,
): Value {
  const free = [...source.items];
  const place = source.items.length > 0 || source.closed ? source.origin.span : at;
  const items = template.items.map((item) => {
    const i = free.findIndex((s) => agrees(s, item));
    const [own] = i < 0 ? [] : free.splice(i, 1);
    return own ? settle(own, item, place, naming) : assembled(item, place, naming);
  });
  return list(items, source.origin, template.closed);
}

/** True when nothing that is known of both is different, and something is the same. */
function agrees(source: Value, template: Value): boolean {
  if (source.kind !== "object" || template.kind !== "object") return compare(source, template) === "same";
  let same = false;
  for (const { key, value } of source.entries.values()) {
    const other = template.entries.get(key)?.value;
    if (value.kind !== "scalar" || (other && other.kind !== "scalar")) continue;
    if (!other || String(other.value) !== String(value.value)) return false;
    same = true;
  }
  return same;
}
