/** Objects of classes of Java's library. */
import type { Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import type { Context } from "../../evaluate/context.ts";
import type { New } from "../../ir.ts";

/** `new StringBuilder()` is a list of what is appended, `new String(x)` is x; undefined for what is not followed. */
export function makeObject(context: Context, fqn: string, args: Arguments, node: New): Value | undefined {
  const { world } = context;
  const { span } = node;
  const [first] = args.values;
  switch (fqn.slice(fqn.lastIndexOf(".") + 1)) {
    case "StringBuilder":
    case "StringBuffer":
      return world.list(first && !isNumber(first) ? [first] : [], { span });
    case "String":
    case "File":
      return first;
    case "Object":
      return world.mystery("an object of nothing in particular", span);
    default:
      return undefined;
  }
}

function isNumber(value: Value): boolean {
  return value.kind === "scalar" && typeof value.value === "number";
}
