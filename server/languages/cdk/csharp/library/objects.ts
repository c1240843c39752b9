/** Objects of classes of .NET. */
import type { Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import type { Context } from "../../evaluate/context.ts";
import { itemsOf } from "../../evaluate/things.ts";
import type { New } from "../../ir.ts";

/** The lists that hold what is appended to a `StringBuilder`. */
const builders = new WeakSet<object>();

export function isStringBuilder(list: Extract<Value, { kind: "list" }>): boolean {
  const state = itemsOf(list);
  return state !== undefined && builders.has(state);
}

/** `new StringBuilder()` is a list of what is appended, `new string(x)` is x; undefined for what is not followed. */
export function makeObject(context: Context, fqn: string, args: Arguments, node: New): Value | undefined {
  const [first] = args.values;
  switch (fqn.slice(fqn.lastIndexOf(".") + 1)) {
    case "StringBuilder": {
      const isText = first && !(first.kind === "scalar" && typeof first.value === "number");
      const list = context.world.list(isText ? [first] : [], { span: node.span });
      const state = itemsOf(list);
      if (state) builders.add(state);
      return list;
    }
    case "string":
    case "String":
    case "Uri":
      return first;
    default:
      return undefined;
  }
}
