/** What a resource has beside its properties. */
import type { Lifecycle } from "../../core/resources.ts";
import type { ObjectValue } from "../../core/values.ts";
import { type Context, evaluate, evaluateMapping } from "./evaluate.ts";
import { substituteVariables } from "./loops.ts";
import { child, type MappingEntry, scalarText } from "./syntax.ts";

const policies: Readonly<Record<string, Lifecycle["onDelete"]>> = {
  Delete: "delete",
  Retain: "retain",
  RetainExceptOnCreate: "retain",
  Snapshot: "snapshot",
};

/** What its policies say; what they say only sometimes is left out. */
export function lifecycleOf(e: MappingEntry, context: Context): Lifecycle | undefined {
  const policy = (key: string) => {
    const node = child(e.value, key);
    const value = node && evaluate(node, context);
    return value?.kind === "scalar" ? policies[String(value.value)] : undefined;
  };
  const onDelete = policy("DeletionPolicy");
  const onReplace = policy("UpdateReplacePolicy");
  if (!onDelete && !onReplace) return undefined;
  return { ...(onDelete && { onDelete }), ...(onReplace && { onReplace }) };
}

/** The addresses of the resources in `DependsOn` that are in the template. */
export function dependenciesOf(e: MappingEntry, context: Context): string[] {
  const node = child(e.value, "DependsOn");
  const names = node?.kind === "sequence" ? node.items : node ? [node] : [];
  return names.flatMap((n) => {
    const name = substituteVariables(scalarText(n) ?? "", context);
    return context.scope.isResource(name) ? [context.scope.address(name)] : [];
  });
}

const ATTRIBUTES = new Set(["CreationPolicy", "DeletionPolicy", "UpdatePolicy", "Metadata"]);

/** The other attributes, evaluated when somebody looks. */
export function attributesOf(e: MappingEntry, context: Context): ObjectValue | undefined {
  if (e.value.kind !== "mapping") return undefined;
  const { value: node } = e;
  const written = node.entries.filter((a) => ATTRIBUTES.has(a.key));
  if (written.length === 0) return undefined;
  return evaluateMapping({ ...node, entries: written }, context, e.keySpan);
}
