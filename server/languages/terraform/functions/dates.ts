/** Date functions of a given time. */
import { scalar, type Value } from "../../../core/values.ts";
import { asString } from "./arguments.ts";
import type { CallSite, Definitions } from "./definition.ts";
import { NotKnown, Refused } from "./outcomes.ts";

interface Time {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Minutes east of UTC. */
  readonly zone: number;
}

function timeFrom(s: string): Time {
  const m = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(s);
  if (!m) throw new Refused(`${JSON.stringify(s)} is no RFC 3339 time`);
  if (m[7]) throw new NotKnown("fractions of a second");
  const zone =
    m[8] === "Z" ? 0 : (m[8]!.startsWith("-") ? -1 : 1) * (Number(m[8]!.slice(1, 3)) * 60 + Number(m[8]!.slice(4)));
  const [year, month, day, hour, minute, second] = m.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(at);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    throw new Refused("there is no such time");
  return { at: at - zone * 60_000, zone };
}

const two = (n: number) => String(n).padStart(2, "0");

function zoneText(zone: number, colon: string, utc: string): string {
  if (zone === 0) return utc;
  const minutes = Math.abs(zone);
  return `${zone < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

function formatdate(spec: string, time: Time): string {
  const d = new Date(time.at + time.zone * 60_000);
  const hour = d.getUTCHours();
  const tokens: Record<string, string> = {
    YYYY: String(d.getUTCFullYear()).padStart(4, "0"),
    YY: two(d.getUTCFullYear() % 100),
    MMMM: MONTHS[d.getUTCMonth()]!,
    MMM: MONTHS[d.getUTCMonth()]!.slice(0, 3),
    MM: two(d.getUTCMonth() + 1),
    M: String(d.getUTCMonth() + 1),
    DD: two(d.getUTCDate()),
    D: String(d.getUTCDate()),
    EEEE: DAYS[d.getUTCDay()]!,
    EEE: DAYS[d.getUTCDay()]!.slice(0, 3),
    hh: two(hour),
    h: String(hour),
    HH: two(hour % 12 === 0 ? 12 : hour % 12),
    H: String(hour % 12 === 0 ? 12 : hour % 12),
    AA: hour < 12 ? "AM" : "PM",
    aa: hour < 12 ? "am" : "pm",
    mm: two(d.getUTCMinutes()),
    m: String(d.getUTCMinutes()),
    ss: two(d.getUTCSeconds()),
    s: String(d.getUTCSeconds()),
    ZZZZZ: zoneText(time.zone, ":", "+00:00"),
    ZZZZ: zoneText(time.zone, "", "+0000"),
    ZZZ: zoneText(time.zone, "", "UTC"),
    Z: zoneText(time.zone, ":", "Z"),
  };
  return spec.replace(/'((?:[^']|'')*)'|'|([A-Za-z])\2*/g, (token, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted.replaceAll("''", "'");
    const value = tokens[token];
    if (value === undefined) throw new Refused(`the format has ${JSON.stringify(token)}`);
    return value;
  });
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

function durationFrom(s: string): number {
  const m = /^([+-]?)((?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.exec(s);
  if (!m && !/^[+-]?0$/.test(s)) throw new Refused(`${JSON.stringify(s)} is no duration`);
  let total = 0;
  for (const [, n, unit] of s.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g)) total += Number(n) * UNITS[unit!]!;
  return s.startsWith("-") ? -total : total;
}

function timeadd(args: readonly Value[], at: CallSite): Value {
  const time = timeFrom(asString(args[0]));
  const sum = time.at + durationFrom(asString(args[1]));
  if (sum % 1000 !== 0 || Math.abs(sum) > 8e15) throw new NotKnown("fractions of a second");
  return scalar(formatdate("YYYY-MM-DD'T'hh:mm:ssZ", { at: sum, zone: time.zone }), at.origin);
}

export const dates: Definitions = {
  formatdate: {
    min: 2,
    max: 2,
    apply: (args, at) => scalar(formatdate(asString(args[0]), timeFrom(asString(args[1]))), at.origin),
  },
  timeadd: { min: 2, max: 2, apply: timeadd },
  timecmp: {
    min: 2,
    max: 2,
    apply: (args, at) => scalar(Math.sign(timeFrom(asString(args[0])).at - timeFrom(asString(args[1])).at), at.origin),
  },
};
