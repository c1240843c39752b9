/** Resources that several resources of a template make together: each of them adds to the same one. */
import { any } from "../../../core/conditions.ts";
import { lazyEntry, list, type ObjectValue, type Value } from "../../../core/values.ts";
import { identityOf } from "../identity.ts";
import type { TemplateResource } from "../template-resources.ts";
import { literalString } from "./events/literals.ts";
import { hashOf } from "./logical-ids.ts";
import { generatedType } from "./renamed.ts";
import { resolvedText } from "./versions.ts";

/** What becomes of a resource that is made again. */
export type Sharing =
  /** The lists of these properties are put together; what else it has is that of the last one. */
  | { readonly joins: string }
  /** The last one is the one that there is. */
  | "last";

const DEEPEST = 5;

/** The logical id of what is made once for each value of a property; undefined where that says nothing. */
export function idFor(prefix: string, about: Value): string | undefined {
  const text = resolvedText(about);
  // A function is hashed as it is written, with all of its spelling: then the hash is not known.
  const isText = about.kind !== "scalar" || about.origin.from !== undefined || literalString(about) !== "function";
  if (text !== undefined && isText) return prefix + hashOf(text);
  const key = keyOf(about, 0);
  return key === undefined ? undefined : `${prefix}.${key}`;
}

/** What two values have in common that the transform takes for one. */
function keyOf(value: Value, depth: number): string | undefined {
  if (value.kind !== "choice") return identityOf(value);
  const keys = depth > DEEPEST ? [undefined] : value.alternatives.map((a) => keyOf(a.value, depth + 1));
  return keys.every((k) => k !== undefined) ? keys.join("|") : undefined;
}

/** One that is made of several resources: it is there as soon as one of them is. */
export function shared(first: TemplateResource, again: TemplateResource): TemplateResource {
  const condition = any(first.condition, again.condition);
  const { sharing } = again.native;
  if (first.native.type !== generatedType || (!sharing && condition === first.condition)) return first;
  const lifecycle = retained(first, again);
  const dependsOn = [...new Set([...(first.dependsOn ?? []), ...(again.dependsOn ?? [])])];
  return {
    ...describedBy(sharing ? again : first),
    // Where it stands, and what is said of it, is where it was first asked for.
    span: first.span,
    nameSpan: first.nameSpan,
    ...(lifecycle && { lifecycle }),
    ...(dependsOn.length > 0 && { dependsOn }),
    closed: first.closed && again.closed,
    get properties() {
      if (sharing === undefined) return first.properties;
      return sharing === "last" ? again.properties : joined(first.properties, again.properties, sharing.joins);
    },
    condition,
  };
}

function retained(first: TemplateResource, again: TemplateResource): TemplateResource["lifecycle"] {
  return again.lifecycle?.onDelete === "retain" ? again.lifecycle : (first.lifecycle ?? again.lifecycle);
}

function joined(first: ObjectValue, again: ObjectValue, key: string): ObjectValue {
  const before = first.entries.get(key);
  const own = again.entries.get(key);
  if (!before || !own) return again;
  const made = lazyEntry(key, () => {
    const [a, b] = [before.value, own.value];
    return a.kind === "list" && b.kind === "list" ? list([...a.items, ...b.items], a.origin, a.closed && b.closed) : b;
  });
  return { ...again, entries: new Map([...again.entries, [key, made]]), closed: first.closed && again.closed };
}

/** All but the properties, which are evaluated when somebody looks. */
function describedBy(resource: TemplateResource): Omit<TemplateResource, "properties"> {
  const described: Record<string, unknown> = {};
  for (const key of Object.keys(resource) as (keyof TemplateResource)[])
    if (key !== "properties") described[key] = resource[key];
  return described as unknown as Omit<TemplateResource, "properties">;
}
