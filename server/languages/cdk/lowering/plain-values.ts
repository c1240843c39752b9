/** What a CDK object comes to in a template: enum members, durations, sizes. */
import { alternatives, mapChoice } from "../../../core/lookup.ts";
import { choice, scalar, unknown, type Value } from "../../../core/values.ts";
import { type Carried, carriedBy, type MadeObject } from "../constructs.ts";
import { runtimes } from "../generated/constants.ts";
import { enumModules } from "../generated/enums.ts";

type EnumModule = Readonly<Record<string, Readonly<Record<string, string | number>>>>;
const readModules = new Map<string, EnumModule>();

/** The value of an enum's member, or undefined when there is no such enum or member. */
export function enumMember(fqn: string, member: string): string | number | undefined {
  const members = enumMembers(fqn);
  return members && Object.hasOwn(members, member) ? members[member] : undefined;
}

function enumMembers(fqn: string): Readonly<Record<string, string | number>> | undefined {
  const [, ...steps] = fqn.split(".");
  const module = enumModules[steps[0] ?? ""] !== undefined && steps.length > 1 ? steps.shift()! : "core";
  let read = readModules.get(module);
  if (!read) {
    read = JSON.parse(enumModules[module] ?? "{}") as EnumModule;
    readModules.set(module, read);
  }
  return read[steps.join(".")];
}

/** A value that was written as a member of an enum; it survives copies of the value. */
function ofEnum(value: Value, fqn: string): Value {
  const known = { enumFqn: fqn };
  return { ...value, ...known };
}

/** The name that another value has in the enum that this one was written by; undefined where there is none. */
export function siblingMember(value: Value, other: string | number): string | undefined {
  const { enumFqn } = value as { readonly enumFqn?: string };
  const members = enumFqn === undefined ? undefined : enumMembers(enumFqn);
  return members && Object.keys(members).find((name) => members[name] === other);
}

/** Whether a value was written as a member of an enum. */
export function isEnumMember(value: Value): boolean {
  return (value as { readonly enumFqn?: string }).enumFqn !== undefined;
}

/** How a value was written before it became what a template holds; a writer turns it back. */
export type Spelling = "seconds" | "mebibytes" | "gibibytes" | "port" | "peer";

/** The spelling of a lowered value, when it is not its own. It survives copies of the value. */
export function spellingOf(value: Value): Spelling | undefined {
  return (value as { readonly spelling?: Spelling }).spelling;
}

/** A value that a writer has to spell in CDK's way. */
export function spelled<V extends Value>(value: V, spelling: Spelling): V {
  return { ...value, spelling };
}

const secondsPer: Readonly<Record<string, number>> = {
  millis: 0.001,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};
const mebibytesPer: Readonly<Record<string, number>> = {
  kibibytes: 1 / 1024,
  mebibytes: 1,
  gibibytes: 1024,
  tebibytes: 1024 * 1024,
  pebibytes: 1024 * 1024 * 1024,
};

/** The seconds of an ISO 8601 duration as `Duration.parse` takes it, or undefined. */
function isoSeconds(iso: string): number | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso);
  if (!match || match.slice(1).every((part) => part === undefined)) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!;
}

function amount(value: Value, fqn: string, per: Readonly<Record<string, number>>, depth: number): number | undefined {
  const carried = carriedBy(value);
  return carried?.kind === "made" && carried.fqn === fqn
    ? amountOf(carried, fqn, per, depth)
    : resultAmount(carried, fqn, per, depth);
}

function amountOf(
  made: MadeObject,
  fqn: string,
  per: Readonly<Record<string, number>>,
  depth: number,
): number | undefined {
  const first = made.args[0];
  if (first?.kind !== "scalar") return undefined;
  if (fqn === "aws-cdk-lib.Duration" && made.member === "parse") return isoSeconds(String(first.value));
  const factor = per[made.member ?? ""];
  return factor === undefined || typeof first.value !== "number" || depth > 20 ? undefined : first.value * factor;
}

/** `a.plus(b)` and `a.minus(b)` of durations. */
function resultAmount(
  carried: Carried | undefined,
  fqn: string,
  per: Readonly<Record<string, number>>,
  depth: number,
): number | undefined {
  if (carried?.kind !== "result" || carried.members.length > 0 || carried.call.path.length > 0 || depth > 20)
    return undefined;
  const { method, args } = carried.call;
  if ((method !== "plus" && method !== "minus") || !args[0]) return undefined;
  const left =
    carried.of.kind === "made" && carried.of.fqn === fqn
      ? amountOf(carried.of, fqn, per, depth)
      : resultAmount(carried.of, fqn, per, depth + 1);
  const right = amount(args[0], fqn, per, depth + 1);
  if (left === undefined || right === undefined) return undefined;
  return method === "plus" ? left + right : left - right;
}

const whole = (n: number) => (Number.isInteger(n) ? n : undefined);

/** The seconds of a `Duration`; a template takes whole ones only. */
export function seconds(value: Value): Value {
  if (value.kind === "choice") return mapChoice(value, seconds);
  if (value.kind === "absent") return value;
  const n = whole(amount(value, "aws-cdk-lib.Duration", secondsPer, 0) ?? Number.NaN);
  return n === undefined
    ? unknown("the duration is not known", value.origin)
    : spelled(scalar(n, value.origin), "seconds");
}

/** The mebibytes, or gibibytes, of a `Size`. */
export function size(unit: "mebibytes" | "gibibytes"): (value: Value) => Value {
  return function read(value: Value): Value {
    if (value.kind === "choice") return mapChoice(value, read);
    if (value.kind === "absent") return value;
    const n = whole(
      (amount(value, "aws-cdk-lib.Size", mebibytesPer, 0) ?? Number.NaN) / (unit === "gibibytes" ? 1024 : 1),
    );
    return n === undefined ? unknown("the size is not known", value.origin) : spelled(scalar(n, value.origin), unit);
  };
}

const durationUnits: Readonly<Record<string, number>> = {
  toMilliseconds: 0.001,
  toSeconds: 1,
  toMinutes: 60,
  toHours: 3600,
  toDays: 86_400,
};
const sizeUnits: Readonly<Record<string, number>> = {
  toKibibytes: 1 / 1024,
  toMebibytes: 1,
  toGibibytes: 1024,
  toTebibytes: 1024 * 1024,
};

/** What a value is as plain data: an enum's member, `Duration.minutes(5).toSeconds()`. Others stay as they are. */
export function plain(value: Value): Value {
  const carried = carriedBy(value);
  if (!carried || carried.kind === "construct") return value;
  if (carried.kind === "static") {
    const member = enumMember(carried.fqn, carried.member);
    return member === undefined ? value : ofEnum(scalar(member, value.origin), carried.fqn);
  }
  if (carried.kind === "result" && carried.members.length === 0) {
    const { method } = carried.call;
    if (method in durationUnits)
      return converted(value, carried, "aws-cdk-lib.Duration", secondsPer, durationUnits[method]!);
    if (method in sizeUnits) return converted(value, carried, "aws-cdk-lib.Size", mebibytesPer, sizeUnits[method]!);
  }
  if (
    carried.kind === "member" &&
    carried.members.join(".") === "name" &&
    carried.of.fqn === "aws-cdk-lib.aws_lambda.Runtime"
  )
    return carried.of.args[0] ?? value;
  return value;
}

function converted(
  value: Value,
  carried: Carried & { kind: "result" },
  fqn: string,
  per: Readonly<Record<string, number>>,
  unit: number,
): Value {
  const n =
    carried.of.kind === "made" && carried.of.fqn === fqn
      ? amountOf(carried.of, fqn, per, 0)
      : resultAmount(carried.of, fqn, per, 0);
  const result = n === undefined ? undefined : whole(n / unit);
  return result === undefined ? value : scalar(result, value.origin);
}

/** The name of a `lambda.Runtime`. */
export function runtime(value: Value): Value {
  if (value.kind === "choice")
    return choice(
      alternatives(value).map((a) => ({ when: a.condition, value: runtime(a.value) })),
      value.origin,
    );
  const carried = carriedBy(value);
  const name =
    carried?.kind === "static" && carried.fqn === "aws-cdk-lib.aws_lambda.Runtime" && carried.member !== "FROM_IMAGE"
      ? runtimes[carried.member]
      : undefined;
  return name === undefined
    ? value.kind === "absent"
      ? value
      : unknown("the runtime is not known", value.origin)
    : scalar(name, value.origin);
}
