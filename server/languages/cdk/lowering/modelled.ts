/** The properties of a declared L2: what its props say, what CDK writes by itself, and what it leaves out. */
import { lookup } from "../../../core/lookup.ts";
import { type Entry, entry, lazyEntry, missing, object, scalar, unknown, type Value } from "../../../core/values.ts";
import type { ConstructInstance } from "../constructs.ts";
import type { Model, Otherwise, PropTarget } from "./model.ts";
import { read } from "./references.ts";

/** The entries of an L2: what is declared, and nothing else; the rest of its type is not known. */
export function modelledEntries(c: ConstructInstance, model: Model): Entry[] {
  if (c.factory !== undefined) return importedEntries(c, model);
  const entries: Entry[] = [];
  const groups = new Map<string, Entry[]>();
  const given = c.props.kind === "object" ? c.props.entries : undefined;
  for (const { prop, target, top, inner } of targetsOf(model)) {
    const keySpan = given?.get(prop)?.keySpan;
    const value = () => propertyValue(c, prop, target);
    if (inner === undefined) entries.push(lazyEntry(top, value, keySpan));
    else groups.set(top, [...(groups.get(top) ?? []), lazyEntry(inner, value, keySpan)]);
  }
  for (const [top, inner] of groups)
    entries.push(
      lazyEntry(top, () =>
        inner.every((e) => e.value.kind === "absent")
          ? missing({ span: c.nameSpan })
          : object(inner, { span: c.nameSpan }, { closed: false }),
      ),
    );
  for (const [name, otherwise] of Object.entries(model.made ?? {})) entries.push(entry(name, made(c, name, otherwise)));
  for (const name of model.never ?? []) {
    const setter = model.handings?.[name];
    const set = setter && c.handedTo.some((h) => setter.test(h.to));
    entries.push(
      entry(name, set ? unknown("it was handed to what may set it", { span: c.nameSpan }) : nothing(c, name)),
    );
  }
  return entries;
}

interface Target {
  readonly prop: string;
  readonly target: PropTarget;
  readonly top: string;
  /** The property of the top one, where it is not that itself. */
  readonly inner: string | undefined;
}

const targets = new WeakMap<Model, readonly Target[]>();

/** Where the props of a declaration go, taken apart once. */
function targetsOf(model: Model): readonly Target[] {
  let found = targets.get(model);
  if (!found) {
    found = Object.entries(model.props).map(([prop, target]) => {
      const [top, inner] = target.to.split(".") as [string, string?];
      return { prop, target, top, inner };
    });
    targets.set(model, found);
  }
  return found;
}

function propertyValue(c: ConstructInstance, prop: string, { to, as, otherwise, rivals }: PropTarget): Value {
  const given = lookup(c.props, [prop]);
  if (rivals?.some((r) => lookup(c.props, [r]).kind !== "absent"))
    return unknown(`${prop} is not all that sets ${to}`, given.origin);
  return lookedAt(c, given, to, as, otherwise);
}

function lookedAt(
  c: ConstructInstance,
  given: Value,
  to: string,
  as: PropTarget["as"],
  otherwise: Otherwise | undefined,
): Value {
  if (given.kind === "choice")
    return {
      ...given,
      alternatives: given.alternatives.map((a) => ({ when: a.when, value: lookedAt(c, a.value, to, as, otherwise) })),
    };
  if (given.kind === "absent") {
    if (otherwise) return made(c, to, otherwise);
    return given.written && c.opened.length === 0 ? given : nothing(c, to);
  }
  return (as ?? read)(given);
}

function made(c: ConstructInstance, name: string, otherwise: Otherwise): Value {
  const origin = { span: c.nameSpan };
  return "constant" in otherwise && c.opened.length === 0
    ? scalar(otherwise.constant, origin)
    : unknown("unknown" in otherwise ? otherwise.unknown : "it may have been changed", origin, `${c.path}.${name}`);
}

function nothing(c: ConstructInstance, name: string): Value {
  return c.opened.length > 0
    ? unknown(`${name} may have been changed: ${c.opened[0]}`, { span: c.nameSpan })
    : missing({ span: c.nameSpan });
}

/** What an import says of the thing that exists. */
function importedEntries(c: ConstructInstance, model: Model): Entry[] {
  const entries: Entry[] = [];
  for (const [prop, property] of Object.entries(model.imported ?? {})) {
    const given = lookup(c.props, [prop]);
    if (given.kind !== "absent") entries.push(lazyEntry(property, () => read(given)));
  }
  return entries;
}
