/** Properties of strings, lists and dictionaries. */
import type { Span } from "../../../../core/span.ts";
import { scalar, type Value } from "../../../../core/values.ts";
import { isText } from "../../evaluate/builtins/strings.ts";
import type { Context } from "../../evaluate/context.ts";
import { itemsOf } from "../../evaluate/things.ts";

/** `list.Count`, `text.Length`, `map.Keys`; undefined for what is none of these. */
export function dataMember(context: Context, object: Value, name: string | number, span: Span): Value | undefined {
  if (typeof name === "number") return undefined;
  const size = (n: number, known: boolean) =>
    known ? scalar(n, { span }) : context.world.mystery("how many there are is not known", span);
  if (object.kind === "list" && (name === "Length" || name === "Count"))
    return size(object.items.length, object.closed && !itemsOf(object)?.irregular);
  if (isText(object) && name === "Length")
    return size(object.kind === "scalar" ? String(object.value).length : 0, object.kind === "scalar");
  if (object.kind !== "object" || object.entries.has(name)) return undefined;
  switch (name) {
    case "Count":
      return size(object.entries.size, object.closed);
    case "Keys":
      return context.world.list(
        [...object.entries.values()].map((e) => scalar(e.key, { span: e.keySpan ?? e.value.origin.span })),
        { span },
        object.closed,
      );
    case "Values":
      return context.world.list(
        [...object.entries.values()].map((e) => e.value),
        { span },
        object.closed,
      );
    default:
      return undefined;
  }
}
