/** What makes two unknown values of a template the same value. */
import type { Value } from "../../core/values.ts";

/** A stable name of a value, or undefined where nothing can be said. */
export function identityOf(value: Value, depth = 0): string | undefined {
  if (depth > 10) return undefined;
  switch (value.kind) {
    case "scalar":
      return JSON.stringify(String(value.value));
    case "unknown":
      return value.identity === undefined || value.index === undefined
        ? value.identity
        : `${value.identity}[${value.index}]`;
    case "reference":
      return value.attribute === undefined ? `Ref ${value.target}` : `GetAtt ${value.target}.${value.attribute}`;
    case "text":
      return call(
        "Join",
        value.parts.map((p) => (p.kind === "piece" ? JSON.stringify(p.text) : identityOf(p, depth + 1))),
      );
    case "list":
      return value.closed
        ? call(
            "List",
            value.items.map((i) => identityOf(i, depth + 1)),
          )
        : undefined;
    default:
      return undefined;
  }
}

/** The identity of what a function makes, where those of all its arguments are known. */
export function call(name: string, parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((p) => p !== undefined) ? `${name}(${parts.join(",")})` : undefined;
}
