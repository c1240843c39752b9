/** Numeric functions. */
import { scalar, type Value } from "../../../core/values.ts";
import { asItems, asNumber, asString, asWhole } from "./arguments.ts";
import type { CallSite, Definition, Definitions } from "./definition.ts";
import { NotKnown, Refused } from "./outcomes.ts";

/** A number that a function computed; one that we cannot hold exactly enough is not known. */
export function exact(n: number): number {
  if (!Number.isFinite(n)) throw new Refused("the result is no number");
  if (Math.abs(n) > Number.MAX_SAFE_INTEGER) throw new NotKnown("the number is too large to be known exactly");
  return Object.is(n, -0) ? 0 : n;
}

function ofNumbers(count: number, compute: (...args: number[]) => number): Definition {
  return { min: count, max: count, apply: (args, at) => scalar(exact(compute(...args.map(asNumber))), at.origin) };
}

function extreme(args: readonly Value[], at: CallSite, pick: (...n: number[]) => number): Value {
  return scalar(pick(...args.map(asNumber)), at.origin);
}

function parseint(args: readonly Value[], at: CallSite): Value {
  const base = asWhole(args[1]);
  if (base < 2 || base > 62) throw new Refused("the base is out of range");
  const digits = asString(args[0]);
  const alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  let n = 0;
  const body = /^[+-]?(.+)$/s.exec(digits)?.[1];
  if (body === undefined) throw new Refused("it is no whole number");
  for (const c of base <= 36 ? body.toLowerCase() : body) {
    const d = alphabet.indexOf(c);
    if (d < 0 || d >= base) throw new Refused(`${JSON.stringify(digits)} is no whole number`);
    n = exact(n * base + d);
  }
  return scalar(digits.startsWith("-") ? exact(-n) : n, at.origin);
}

function range(args: readonly Value[], at: CallSite): Value {
  const n = args.map(asNumber);
  const [start, limit] = n.length === 1 ? [0, n[0]!] : [n[0]!, n[1]!];
  const step = n[2] ?? (limit < start ? -1 : 1);
  if (step === 0 && start !== limit) throw new Refused("the step is zero");
  if (n[2] !== undefined && ((limit > start && step < 0) || (limit < start && step > 0)))
    throw new Refused("the step leads away from the limit");
  const items: Value[] = [];
  for (let i = start; step < 0 ? i > limit : i < limit; i += step) {
    if (items.length >= 1024) throw new Refused("the range has more than 1,024 items");
    items.push(scalar(exact(i), at.origin));
  }
  return { kind: "list", items, closed: true, origin: at.origin };
}

function sum(args: readonly Value[], at: CallSite): Value {
  const items = asItems(args[0]);
  if (items.length === 0) throw new Refused("there is nothing to add up");
  let total = 0;
  for (const item of items) total += asNumber(item);
  return scalar(exact(total), at.origin);
}

export const numbers: Definitions = {
  abs: ofNumbers(1, Math.abs),
  ceil: ofNumbers(1, Math.ceil),
  floor: ofNumbers(1, Math.floor),
  log: ofNumbers(2, (n, base) => {
    const answer = Math.log(n) / Math.log(base);
    return answer;
  }),
  max: { min: 1, max: 100, apply: (args, at) => extreme(args, at, Math.max) },
  min: { min: 1, max: 100, apply: (args, at) => extreme(args, at, Math.min) },
  parseint: { min: 2, max: 2, apply: parseint },
  pow: ofNumbers(2, (a, b) => a ** b),
  range: { min: 1, max: 3, apply: range },
  signum: ofNumbers(1, Math.sign),
  sum: { min: 1, max: 1, apply: sum },
};
