/** `Fn::ImportValue`: what another template of the workspace exports under a name. */
import { compare } from "../../core/compare.ts";
import { always, type Condition, not } from "../../core/conditions.ts";
import { choice, type Origin, unknown, type Value } from "../../core/values.ts";
import { type Export, exportsOf } from "./exports.ts";
import { call as callIdentity, identityOf } from "./identity.ts";
import type { Template } from "./syntax.ts";

/** How many exports one import is compared with. */
const MOST_EXPORTS = 5_000;

/** The value of an import by its name, which is no choice. */
export type Import = (name: Value, origin: Origin) => Value;

/** How many stacks may hand on what they import. */
const LONGEST_CHAIN = 8;

/** True for a template that may import something, judged without parsing it. */
export function mayImport({ source, included }: Template): boolean {
  return source.text.includes("ImportValue") || included?.some(mayImport) === true;
}

/** Imports from some templates, which may import from each other. `region` is the one that a deployment names. */
export function importFrom(templates: readonly Template[], region: string | undefined): Import {
  let exports: ReadonlyMap<Template, readonly Export[]> | undefined;
  let isReading = false;
  let depth = 0;
  const importInto =
    (importing: Template | undefined): Import =>
    (name, origin) => {
      // The name of an export may itself be made of an import.
      if (isReading || depth >= LONGEST_CHAIN) return notKnown(name, origin);
      if (!exports) {
        isReading = true;
        exports = new Map(templates.map((t) => [t, exportsOf(t, region, mayImport(t) ? importInto(t) : undefined)]));
        isReading = false;
      }
      // No stack imports from itself.
      const others = [...exports].flatMap(([template, own]) => (template === importing ? [] : own));
      depth++;
      const found = others.length > MOST_EXPORTS ? undefined : exported(others, name, origin);
      depth--;
      return found ?? notKnown(name, origin);
    };
  return importInto(undefined);
}

/** An import of which no more is known than its name. */
export function notKnown(name: Value, origin: Origin): Value {
  return unknown("it is exported by another stack", origin, callIdentity("ImportValue", [identityOf(name)]));
}

/** Undefined where no template exports the name, or where more than one may. */
function exported(exports: readonly Export[], name: Value, origin: Origin): Value | undefined {
  let found: Export | undefined;
  for (const one of exports) {
    const same = compare(one.name, name);
    if (same === "different") continue;
    if (same === "unknown" || found) return undefined;
    found = one;
  }
  if (!found) return undefined;
  const value = found.valueAt(origin);
  const when: Condition = found.condition;
  if (when === always) return value;
  return choice(
    [
      { when, value },
      { when: not(when), value: notKnown(name, origin) },
    ],
    origin,
  );
}
