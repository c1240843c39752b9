/** The outputs of a template. */
import type { Condition } from "../../core/conditions.ts";
import { all, always } from "../../core/conditions.ts";
import { type Context, inScope } from "./evaluate.ts";
import { expandLoop, isLoop, substituteVariables } from "./loops.ts";
import type { Scope } from "./scope.ts";
import { child, type MappingEntry, type Node, scalarText } from "./syntax.ts";

export interface Output {
  readonly name: string;
  readonly value: Node;
  /** The name under which other stacks import it. */
  readonly exported: Node | undefined;
  readonly context: Context;
  /** Under what there is such an output. */
  readonly condition: Condition;
}

/** The outputs of a template, those that loops make too, as far as they are known. */
export function outputsOf(scope: Scope): Output[] {
  const outputs: Output[] = [];
  const root = inScope(scope);
  const add = (name: string, { value: node }: MappingEntry, context: Context, when: Condition) => {
    const value = child(node, "Value");
    if (!value) return;
    const condition = scalarText(child(node, "Condition"));
    outputs.push({
      name,
      value,
      exported: child(child(node, "Export"), "Name"),
      context,
      condition: all(when, condition === undefined ? always : scope.condition(substituteVariables(condition, context))),
    });
  };
  for (const e of scope.template.sections.get("Outputs") ?? []) {
    if (!isLoop(e)) add(e.key, e, root, always);
    else for (const { key, entry, context, when } of expandLoop(e, root).made) add(key, entry, context, when);
  }
  return outputs;
}
