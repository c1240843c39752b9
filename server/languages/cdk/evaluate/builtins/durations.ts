/** `Duration` and `Size`: the arithmetic that a program does with them. */

import type { Value } from "../../../../core/values.ts";
import { carriedBy, type MadeObject } from "../../constructs.ts";

const MILLISECONDS: Readonly<Record<string, number>> = {
  millis: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

const GETTERS: Readonly<Record<string, number>> = {
  toMilliseconds: 1,
  toSeconds: 1_000,
  toMinutes: 60_000,
  toHours: 3_600_000,
  toDays: 86_400_000,
};

const KIBIBYTES: Readonly<Record<string, number>> = {
  kibibytes: 1,
  mebibytes: 1_024,
  gibibytes: 1_048_576,
  tebibytes: 1_073_741_824,
  toKibibytes: 1,
  toMebibytes: 1_024,
  toGibibytes: 1_048_576,
  toTebibytes: 1_073_741_824,
};

/** How long a `Duration` is, in milliseconds; undefined where that is not known. */
export function millisecondsOf(made: MadeObject): number | undefined {
  const [argument] = made.args;
  if (made.member === undefined || argument?.kind !== "scalar") return undefined;
  if (made.member === "parse") return parseIso(String(argument.value));
  const unit = MILLISECONDS[made.member];
  return unit === undefined || typeof argument.value !== "number" ? undefined : argument.value * unit;
}

function parseIso(text: string): number | undefined {
  const m = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!m || text === "P") return undefined;
  const [d, h, min, s] = [1, 2, 3, 4].map((i) => Number(m[i] ?? 0)) as [number, number, number, number];
  return d * 86_400_000 + h * 3_600_000 + min * 60_000 + s * 1_000;
}

/** `Duration.minutes(15).toSeconds()`, `Size.gibibytes(1).toMebibytes()`; undefined for anything else. */
export function convert(made: MadeObject, method: string): number | undefined {
  const name = made.fqn.slice(made.fqn.lastIndexOf(".") + 1);
  if (name === "Duration") {
    const unit = GETTERS[method];
    const length = millisecondsOf(made);
    if (unit === undefined || length === undefined) return undefined;
    const result = length / unit;
    return Number.isInteger(result) ? result : undefined;
  }
  if (name === "Size") {
    const [argument] = made.args;
    const from = made.member === undefined ? undefined : KIBIBYTES[made.member];
    const to = KIBIBYTES[method];
    if (from === undefined || to === undefined || argument?.kind !== "scalar") return undefined;
    const result = (Number(argument.value) * from) / to;
    return Number.isInteger(result) ? result : undefined;
  }
  return undefined;
}

/** The milliseconds of a value that is a `Duration`. */
export function durationOf(value: Value): number | undefined {
  const carried = carriedBy(value);
  return carried?.kind === "made" && carried.fqn === "aws-cdk-lib.Duration" ? millisecondsOf(carried) : undefined;
}
