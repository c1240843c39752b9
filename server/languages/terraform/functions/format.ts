/** `format` and `formatlist`. */
import { list, type Piece, piece, scalar, unknown, type Value } from "../../../core/values.ts";
import { asBoolean, asItems, asNumber, asString, asWhole } from "./arguments.ts";
import type { CallSite, Definitions } from "./definition.ts";
import { identityOfCall } from "./identity.ts";
import { encodeJson, jsonOf } from "./json.ts";
import { NotKnown, Refused, reasonOf } from "./outcomes.ts";
import { asParts, characters, joined } from "./strings.ts";

const VERB = /%([-+ #0]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z%])/y;

interface Verb {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly verb: string;
}

function format(args: readonly Value[], at: CallSite): Value {
  const pattern = args[0]!;
  const template = asString(pattern);
  const parts: (Piece | Value)[] = [];
  const literal = verbatim(pattern, template);
  let next = 1;
  let most = 1;
  let at_ = 0;
  const flush = (to: number) => {
    if (to > at_) parts.push(literal(at_, to));
  };
  for (let i = 0; i < template.length; ) {
    if (template[i] !== "%") {
      i++;
      continue;
    }
    flush(i);
    VERB.lastIndex = i;
    const m = VERB.exec(template);
    if (!m) throw new Refused("a verb of the format is not understood");
    i = VERB.lastIndex;
    at_ = i;
    const [, flags, width, precision, position, verb] = m;
    if (verb === "%") {
      parts.push(piece("%"));
      continue;
    }
    if (position !== undefined) next = Number(position);
    const value = args[next];
    if (next === 0 || value === undefined) throw new Refused("the format has more verbs than there are arguments");
    next++;
    most = Math.max(most, next);
    const spec: Verb = {
      flags: flags!,
      width: Number(width ?? 0),
      precision: precision === undefined ? undefined : Number(precision),
      verb: verb!,
    };
    if (spec.width > 1000 || (spec.precision ?? 0) > 1000) throw new NotKnown("the format is too wide");
    parts.push(...formatted(spec, value, at));
  }
  flush(template.length);
  if (most < args.length && !/%\[/.test(template)) throw new Refused("there are more arguments than verbs");
  return joined(parts, at);
}

/** Runs of the format's own characters, in their place where it is written verbatim. */
function verbatim(pattern: Value, template: string): (from: number, to: number) => Piece {
  const at = pattern.origin.span;
  const inQuotes =
    pattern.kind === "scalar" && !pattern.pieces && !pattern.origin.from && at.end - at.start === template.length + 2;
  return (from, to) =>
    inQuotes
      ? piece(template.slice(from, to), { chunk: at.chunk, start: at.start + 1 + from, end: at.start + 1 + to })
      : piece(template.slice(from, to));
}

function formatted(spec: Verb, value: Value, at: CallSite): readonly (Piece | Value)[] {
  const plain = spec.flags === "" && spec.width === 0 && spec.precision === undefined;
  if (value.kind === "absent") throw new NotKnown("what becomes of null in a format is not known");
  if (plain && spec.verb === "s") return asParts(value);
  if (plain && spec.verb === "v" && (value.kind === "text" || value.kind === "scalar" || value.kind === "reference"))
    return asParts(value);
  const hole = (why: string): Value => {
    const how = scalar(
      `%${spec.flags}${spec.width || ""}${spec.precision === undefined ? "" : `.${spec.precision}`}${spec.verb}`,
      at.origin,
    );
    return unknown(why, value.origin, identityOfCall("format", [how, value]));
  };
  if (value.kind === "unknown" || value.kind === "choice" || value.kind === "text" || value.kind === "reference")
    return [hole(reasonOf(value))];
  if (plain && spec.verb === "v") {
    const json = encodeJson(value, at.origin);
    return json.kind === "unknown" ? [hole(json.reason)] : asParts(json);
  }
  return [piece(padded(spec, written(spec, value)))];
}

function written(spec: Verb, value: Value): string {
  const { verb, precision, flags } = spec;
  const signed = (n: number, digits: string) =>
    (n >= 0 && flags.includes("+") ? "+" : n >= 0 && flags.includes(" ") ? " " : "") + digits;
  switch (verb) {
    case "s": {
      const s = asString(value);
      return precision === undefined ? s : characters(s).slice(0, precision).join("");
    }
    case "v":
      return value.kind === "scalar" ? asString(value) : jsonOf(value);
    case "q":
      return JSON.stringify(asString(value));
    case "t":
      return String(asBoolean(value));
    case "d": {
      const n = asWhole(value);
      return signed(n, String(n));
    }
    case "b":
      return asWhole(value).toString(2);
    case "o":
      return asWhole(value).toString(8);
    case "x":
    case "X": {
      if (value.kind === "scalar" && typeof value.value === "string") throw new NotKnown("text in hexadecimal");
      const s = (flags.includes("#") ? "0x" : "") + asWhole(value).toString(16);
      return verb === "X" ? s.toUpperCase() : s;
    }
    case "f":
    case "F": {
      const n = asNumber(value);
      return signed(n, n.toFixed(precision ?? 6));
    }
    case "e":
    case "E": {
      const n = asNumber(value);
      const s = n.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, "e$10$2");
      return signed(n, verb === "E" ? s.toUpperCase() : s);
    }
    case "g":
    case "G":
      if (precision !== undefined) throw new NotKnown("a precision of significant digits");
      return signed(asNumber(value), asString(value));
    default:
      throw new Refused(`the verb %${verb} is not known`);
  }
}

function padded(spec: Verb, s: string): string {
  const missing = spec.width - characters(s).length;
  if (missing <= 0) return s;
  if (spec.flags.includes("-")) return s + " ".repeat(missing);
  if (!spec.flags.includes("0")) return " ".repeat(missing) + s;
  const sign = /^[+-]/.exec(s)?.[0] ?? "";
  return sign + "0".repeat(missing) + s.slice(sign.length);
}

function formatlist(args: readonly Value[], at: CallSite): Value {
  let count: number | undefined;
  for (const a of args) {
    if (a.kind !== "list") {
      if (a.kind === "unknown") throw new NotKnown(reasonOf(a));
      continue;
    }
    const { length } = asItems(a);
    if (count !== undefined && count !== length) throw new Refused("the lists differ in length");
    count = length;
  }
  const rows: Value[] = [];
  for (let i = 0; i < (count ?? 1); i++)
    rows.push(
      format(
        args.map((a) => (a.kind === "list" ? a.items[i]! : a)),
        at,
      ),
    );
  return list(rows, at.origin);
}

export const formats: Definitions = {
  format: { min: 1, max: 100, nulls: true, apply: format },
  formatlist: { min: 1, max: 100, apply: formatlist },
};
