/** Functions of sets. */
import { compare } from "../../../core/compare.ts";
import { list, type Value } from "../../../core/values.ts";
import { asItems } from "./arguments.ts";
import { isSet, setOf, unified } from "./collection-types.ts";
import type { CallSite, Definitions } from "./definition.ts";
import { NotKnown } from "./outcomes.ts";

const MOST_PRODUCTS = 5000;

/** Whether a list has an item; throws when that hangs on what is not known. */
function has(items: readonly Value[], wanted: Value): boolean {
  let doubt = false;
  for (const item of items) {
    const same = compare(item, wanted);
    if (same === "same") return true;
    doubt ||= same === "unknown";
  }
  if (doubt) throw new NotKnown("which items are the same is not known");
  return false;
}

function setsOf(args: readonly Value[]): readonly Value[][] {
  const all = args.map((a) => [...asItems(a)]);
  const flat = unified(all.flat());
  let at = 0;
  return all.map((items) => items.map(() => flat[at++]!));
}

function setproduct(args: readonly Value[], at: CallSite): Value {
  let rows: Value[][] = [[]];
  for (const arg of args) {
    const items = asItems(arg);
    if (rows.length * items.length > MOST_PRODUCTS) throw new NotKnown("the product is too large");
    rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  }
  const tuples = rows.map((row) => list(row, at.origin));
  return args.every(isSet) ? setOf(tuples, at.origin) : list(tuples, at.origin);
}

export const sets: Definitions = {
  setintersection: {
    min: 1,
    max: 100,
    apply(args, at) {
      const [first, ...others] = setsOf(args);
      return setOf(
        first!.filter((item) => others.every((o) => has(o, item))),
        at.origin,
      );
    },
  },
  setproduct: { min: 2, max: 20, apply: setproduct },
  setsubtract: {
    min: 2,
    max: 2,
    apply(args, at) {
      const [a, b] = setsOf(args);
      return setOf(
        a!.filter((item) => !has(b!, item)),
        at.origin,
      );
    },
  },
  setunion: { min: 1, max: 100, apply: (args, at) => setOf(setsOf(args).flat(), at.origin) },
};
