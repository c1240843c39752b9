/** The functions that only the section Rules has, as conditions of the core. */
import { all, always, any, type Condition } from "../../core/conditions.ts";
import type { Value } from "../../core/values.ts";
import { type Call, callOf } from "./calls.ts";
import { alternativesOf } from "./distribute.ts";
import { type Context, evaluate } from "./evaluate.ts";
import type { Node } from "./syntax.ts";

/** Something that is compared: as it is written, or what came of it. */
export type Operand = Node | Value;

/** Under what two operands are equal. */
export type Equal = (a: Operand, b: Operand) => Condition;

interface Members {
  readonly when: Condition;
  readonly members: readonly Operand[];
}

/** The condition that a rule function stands for; undefined where its lists are not known. */
export function ruleCondition(call: Call, context: Context, equal: Equal): Condition | undefined {
  const [first, second, ...more] = call.argument.kind === "sequence" ? call.argument.items : [];
  if (!first || !second || more.length > 0) return undefined;
  const list = membersOf(first, context);
  if (!list) return undefined;
  switch (call.name) {
    case "Fn::Contains":
      return any(...list.map(({ when, members }) => all(when, any(...members.map((m) => equal(m, second))))));
    case "Fn::EachMemberEquals":
      return any(...list.map(({ when, members }) => all(when, ...members.map((m) => equal(m, second)))));
    case "Fn::EachMemberIn": {
      const allowed = membersOf(second, context);
      if (!allowed) return undefined;
      return any(
        ...list.flatMap((l) =>
          allowed.map((a) => all(l.when, a.when, ...l.members.map((m) => any(...a.members.map((x) => equal(m, x)))))),
        ),
      );
    }
    default:
      return undefined;
  }
}

/** The alternatives of a list; undefined where one of them is not known, though it can be deployed. */
function membersOf(node: Node, context: Context): Members[] | undefined {
  if (node.kind === "sequence" && !callOf(node)) return [{ when: always, members: node.items }];
  const found: Members[] = [];
  for (const { when, value } of alternativesOf(evaluate(node, context))) {
    if (value.kind !== "list" || !value.closed) return undefined;
    found.push({ when, members: value.items });
  }
  return found;
}
