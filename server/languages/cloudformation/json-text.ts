/** `Fn::ToJsonString`. */
import { type Origin, type Piece, piece, scalar, text, unknown, type Value } from "../../core/values.ts";
import type { Call } from "./calls.ts";
import { distribute } from "./distribute.ts";
import { type Context, evaluate } from "./evaluate.ts";
import { call as callIdentity, identityOf } from "./identity.ts";

const DEEPEST = 30;

/** A value as JSON; what is not known of it makes holes. */
export function toJsonString(call: Call, context: Context): Value {
  const origin: Origin = { span: call.span };
  return distribute([evaluate(call.argument, context)], origin, ([value]) => {
    const madeFrom = { by: "json" as const, value };
    const parts: (Piece | Value)[] = [];
    if (!write(value, parts, 0)) return { ...unknown("it holds values that are not known", origin), madeFrom };
    const made = text(parts, origin);
    if (made.kind === "text") return { ...made, madeFrom };
    const marks = made.marks ? { marks: made.marks } : {};
    return { ...scalar(made.value, origin, [piece(String(made.value), call.span)]), madeFrom, ...marks };
  });
}

/** Writes a value. False where not even its shape is known. */
function write(value: Value, parts: (Piece | Value)[], depth: number): boolean {
  if (depth > DEEPEST) return false;
  switch (value.kind) {
    case "scalar":
      parts.push({ ...scalar(JSON.stringify(value.value), value.origin), ...marksOf(value) });
      return true;
    case "text":
      parts.push(piece('"'));
      for (const part of value.parts)
        parts.push(part.kind === "piece" ? piece(JSON.stringify(part.text).slice(1, -1), part.span) : part);
      parts.push(piece('"'));
      return true;
    case "list":
      return value.closed && writeAll("[", value.items, "]", parts, (item) => write(item, parts, depth + 1));
    case "object": {
      const entries = [...value.entries.values()].filter((e) => e.value.kind !== "absent");
      return (
        value.closed &&
        writeAll("{", entries, "}", parts, (e) => {
          parts.push(piece(`${JSON.stringify(e.key)}:`));
          return write(e.value, parts, depth + 1);
        })
      );
    }
    case "choice":
      // An alternative that is absent takes its key along.
      return false;
    default: {
      // A hole is the JSON of what is not known: whether it stands in quotes is not known either.
      const identity = callIdentity("ToJsonString", [identityOf(value)]);
      parts.push({ ...unknown("it is not known", value.origin, identity), ...marksOf(value) });
      return true;
    }
  }
}

function marksOf(value: Value): Pick<Value, "marks"> {
  return value.marks ? { marks: value.marks } : {};
}

function writeAll<T>(
  open: string,
  items: readonly T[],
  close: string,
  parts: (Piece | Value)[],
  one: (item: T) => boolean,
): boolean {
  parts.push(piece(open));
  for (const [i, item] of items.entries()) {
    if (i > 0) parts.push(piece(","));
    if (!one(item)) return false;
  }
  parts.push(piece(close));
  return true;
}
