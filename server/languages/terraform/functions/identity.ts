/** Names for expressions that are not known: the same name is the same value. */
import type { Value } from "../../../core/values.ts";

const MOST_PARTS = 50;

/** A name that is longer says nothing: names are made of names, and would grow without bound. */
const LONGEST = 2000;

/** A stable name of what a value is, or undefined when nothing can be said. */
export function identityOf(value: Value, depth = 0): string | undefined {
  if (depth > 8) return undefined;
  switch (value.kind) {
    case "scalar":
      return typeof value.value === "string" && value.value.length > LONGEST ? undefined : JSON.stringify(value.value);
    case "absent":
      return "null";
    case "reference":
      return value.attribute === undefined ? value.target : `${value.target}.${value.attribute}`;
    case "unknown":
      if (value.identity === undefined || value.identity.length > LONGEST) return undefined;
      return value.index === undefined ? value.identity : `${value.identity}[${value.index}]`;
    case "text":
      return joined(
        value.parts
          .slice(0, MOST_PARTS + 1)
          .map((p) => (p.kind === "piece" ? JSON.stringify(p.text) : identityOf(p, depth + 1))),
        "text",
      );
    case "list":
      if (!value.closed) return undefined;
      return joined(
        value.items.slice(0, MOST_PARTS + 1).map((item) => identityOf(item, depth + 1)),
        "list",
      );
    case "object": {
      if (!value.closed || value.entries.size > MOST_PARTS) return undefined;
      const parts = [...value.entries.values()].map((e) => {
        const of = identityOf(e.value, depth + 1);
        return of === undefined ? undefined : `${JSON.stringify(e.key)}=${of}`;
      });
      return joined(parts, "object");
    }
    case "choice":
      return undefined;
  }
}

/** The name of a call of a function whose result hangs on nothing but its arguments. */
export function identityOfCall(name: string, args: readonly Value[]): string | undefined {
  return joined(
    args.map((a) => identityOf(a)),
    name,
  );
}

function joined(parts: readonly (string | undefined)[], name: string): string | undefined {
  if (parts.length > MOST_PARTS || parts.includes(undefined)) return undefined;
  const whole = `${name}(${parts.join(",")})`;
  return whole.length > LONGEST ? undefined : whole;
}
