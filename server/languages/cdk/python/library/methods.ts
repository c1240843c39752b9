/** Methods and members of plain data. */
import type { Span } from "../../../../core/span.ts";
import type { Value } from "../../../../core/values.ts";
import type { Arguments } from "../../evaluate/arguments.ts";
import { isText } from "../../evaluate/builtins/strings.ts";
import type { Context } from "../../evaluate/context.ts";
import { innerOf } from "../../evaluate/things.ts";
import type { Call } from "../../ir.ts";
import { dictionaryMethod } from "./dictionaries.ts";
import { ownListMethod } from "./lists.ts";
import { isPath, pathMember, pathMethod } from "./paths.ts";
import { textMethod } from "./texts.ts";

export function callMethod(
  context: Context,
  object: Value,
  name: string,
  args: Arguments,
  node: Call,
): Value | undefined {
  if (innerOf(object)) return undefined;
  if (object.kind === "list") return ownListMethod(context, object, name, args, node);
  if (object.kind === "object") return dictionaryMethod(context, object, name, args, node);
  if (isPath(object)) {
    const known = pathMethod(context, object, name, args, node.span);
    if (known) return known;
  }
  if (isText(object))
    return textMethod(context, object as Extract<Value, { kind: "text" | "scalar" }>, name, args, node);
  return undefined;
}

export function dataMember(context: Context, object: Value, name: string | number, span: Span): Value | undefined {
  if (typeof name !== "string") return undefined;
  if (isPath(object)) {
    const known = pathMember(context, String(object.value), name, span);
    if (known) return known;
  }
  // A member of an enumeration of strings or numbers is one itself.
  return object.kind === "scalar" && name === "value" ? object : undefined;
}
