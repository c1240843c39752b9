/** What `range` goes through. */
import type { Span } from "../../../core/span.ts";
import { missing, scalar, type Value } from "../../../core/values.ts";
import { type Context, distribute } from "../evaluate/context.ts";
import { aboutOf, itemsOf } from "../evaluate/things.ts";

/** How far a range over a number goes. */
const LONGEST = 200;

/** The pairs, the keys or the values of a list, a map or a number, as a list. */
export function ranged(context: Context, of: Value, how: Value, span: Span): Value {
  const what = how.kind === "scalar" ? String(how.value) : "pairs";
  return distribute(context.world, [of], span, ([value]) => entries(context, value!, what, span));
}

function entries(context: Context, value: Value, what: string, span: Span): Value {
  const { world } = context;
  const pair = (key: Value, item: Value): Value =>
    what === "keys" ? key : what === "values" ? item : world.list([key, item], item.origin);
  switch (value.kind) {
    case "absent":
      return world.list([], { span });
    case "list": {
      if (what === "values") return value;
      const irregular = itemsOf(value)?.irregular ?? false;
      const keyOf = (i: number): Value =>
        irregular ? world.mystery("the position is not known", span) : scalar(i, { span });
      const items = value.items.map((item, i) => {
        // What is there under a condition is gone through under it.
        if (item.kind !== "choice") return pair(keyOf(i), item);
        const alternatives = item.alternatives.map((a) => ({
          when: a.when,
          value: a.value.kind === "absent" && !a.value.written ? missing(a.value.origin) : pair(keyOf(i), a.value),
        }));
        return world.choice(alternatives, item.origin);
      });
      return world.list(items, { span }, value.closed);
    }
    case "object": {
      const items = [...value.entries.values()].map((e) =>
        pair(scalar(e.key, { span: e.keySpan ?? e.value.origin.span }), e.value),
      );
      return world.list(items, { span }, value.closed);
    }
    case "scalar":
      if (typeof value.value === "number" && value.value <= LONGEST) {
        const items = Array.from({ length: Math.max(0, value.value) }, (_, i) =>
          pair(scalar(i, { span }), scalar(i, { span })),
        );
        return world.list(items, { span });
      }
  }
  return world.mystery("what is gone through is not known", span, aboutOf(value));
}
