/** The section Rules: what it asserts limits what can be deployed. */
import { all, always, any, type Condition, not, unspoken } from "../../core/conditions.ts";
import { buildCondition } from "./condition-functions.ts";
import type { Scope } from "./scope.ts";
import { child, type MappingEntry } from "./syntax.ts";

/** How many assertions of a template are looked at. */
const MOST_ASSERTIONS = 200;

/** The condition that the rules of a template make of every deployment. */
export function limitsOf(scope: Scope): Condition {
  const limits: Condition[] = [];
  let left = MOST_ASSERTIONS;
  const assertedBy = (rule: MappingEntry): Condition => {
    const assertions = child(rule.value, "Assertions");
    const asserted: Condition[] = [];
    for (const assertion of assertions?.kind === "sequence" ? assertions.items : []) {
      const truth = child(assertion, "Assert");
      if (truth && left-- > 0) asserted.push(buildCondition(truth, scope));
    }
    return all(...asserted);
  };
  for (const rule of scope.template.sections.get("Rules") ?? []) {
    const applies = child(rule.value, "RuleCondition");
    const asserted = assertedBy(rule);
    if (asserted !== always) limits.push(applies ? any(not(buildCondition(applies, scope)), asserted) : asserted);
  }
  // What cannot be decided may well be met: only what certainly fails forbids anything.
  return unspoken(all(...limits.filter((c) => isDecidable(c))));
}

/** How deep a condition is looked into. */
const DEEPEST = 100;

function isDecidable(of: Condition, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  switch (of.kind) {
    case "opaque":
      return false;
    case "not":
    case "named":
      return isDecidable(of.of, depth + 1);
    case "all":
    case "any":
      return of.of.every((c) => isDecidable(c, depth + 1));
    default:
      return true;
  }
}
