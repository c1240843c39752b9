/** `JSON.stringify` and its like. */
import type { Span } from "../../../../core/span.ts";
import { type Piece, piece, scalar, type Text, type Value } from "../../../../core/values.ts";

const DEEPEST = 50;

/** A value as JSON text; what it was made from stays known. */
export function jsonText(value: Value, span: Span): Value {
  const parts: (Piece | Value)[] = [];
  write(value, parts, 0);
  const madeFrom = { by: "json", value } as const;
  const known = parts.every((p) => p.kind === "piece");
  if (known) {
    const whole = parts.map((p) => (p as Piece).text).join("");
    return { ...scalar(whole, { span }, [piece(whole, span)]), madeFrom };
  }
  const text: Text = { kind: "text", parts, origin: { span }, madeFrom };
  return text;
}

function write(value: Value, parts: (Piece | Value)[], depth: number): void {
  const { span } = value.origin;
  const put = (text: string) => parts.push(piece(text, span));
  if (depth > DEEPEST) {
    parts.push(value);
    return;
  }
  switch (value.kind) {
    case "absent":
      put("null");
      return;
    case "scalar":
      put(JSON.stringify(value.value));
      return;
    case "text":
      put('"');
      for (const p of value.parts) {
        if (p.kind === "piece") parts.push(piece(JSON.stringify(p.text).slice(1, -1), p.span));
        else parts.push(p);
      }
      put('"');
      return;
    case "list":
      if (!value.closed) {
        parts.push(value);
        return;
      }
      put("[");
      value.items.forEach((item, i) => {
        if (i > 0) put(",");
        write(item, parts, depth + 1);
      });
      put("]");
      return;
    case "object": {
      if (!value.closed) {
        parts.push(value);
        return;
      }
      put("{");
      let some = false;
      for (const [key, e] of value.entries) {
        if (e.value.kind === "absent") continue;
        put(`${some ? "," : ""}${JSON.stringify(key)}:`);
        some = true;
        write(e.value, parts, depth + 1);
      }
      put("}");
      return;
    }
    default:
      parts.push(value);
  }
}
