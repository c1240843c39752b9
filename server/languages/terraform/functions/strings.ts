/** String functions. */
import { list, type Piece, piece, piecesOf, scalar, text, type Value } from "../../../core/values.ts";
import { asItems, asNumber, asString, asWhole, compareText } from "./arguments.ts";
import { stringly } from "./collection-types.ts";
import { type CallSite, type Definition, type Definitions, ofStrings } from "./definition.ts";
import { NotKnown, Refused, reasonOf } from "./outcomes.ts";
import { byPart, cutPiece, ofText, replaceAround, substrOf, takesOneCharacter } from "./partial-text.ts";
import { goPattern, goReplacement } from "./patterns.ts";

/** How long a string that a function makes may be. */
const LONGEST = 1 << 20;

/** Of how many parts. */
const MOST_PARTS = 20_000;

const SPACE = /^[\s\u0085]+|[\s\u0085]+$/g;

/** Made when the first text needs it: that takes longer than a small module. */
let segmenter: Intl.Segmenter | undefined;

/** The characters as Terraform counts them: grapheme clusters. */
export function characters(s: string): string[] {
  if (/^[\x20-\x7e\n]*$/.test(s)) return s.split("");
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return [...segmenter.segment(s)].map((c) => c.segment);
}

function trimSet(s: string, set: string, start: boolean, end: boolean): string {
  const chars = new Set(set);
  const all = [...s];
  let from = 0;
  let to = all.length;
  if (start) while (from < to && chars.has(all[from]!)) from++;
  if (end) while (to > from && chars.has(all[to - 1]!)) to--;
  return all.slice(from, to).join("");
}

/** Whether parts make a string that is longer, or of more parts, than strings may be here. */
export function isTooLong(parts: readonly (Piece | Value)[]): boolean {
  let length = 0;
  let count = 0;
  const add = (p: Piece | Value) => {
    count++;
    if (p.kind === "piece") length += p.text.length;
    else if (p.kind === "scalar") {
      length += String(p.value).length;
      count += p.pieces?.length ?? 0;
    } else if (p.kind === "text") for (const inner of p.parts) add(inner);
  };
  for (const p of parts) {
    add(p);
    if (length > LONGEST || count > MOST_PARTS) return true;
  }
  return false;
}

/** A string from parts; throws when it is too long. */
export function joined(parts: readonly (Piece | Value)[], at: CallSite): Value {
  if (isTooLong(parts)) throw new NotKnown("the string is too long");
  return text(parts, at.origin);
}

/** Text parts of a value that goes into a string; throws where Terraform would refuse it. */
export function asParts(value: Value): readonly (Piece | Value)[] {
  if (value.kind === "scalar") return piecesOf(stringly(value));
  if (value.kind === "absent" || value.kind === "list" || value.kind === "object")
    throw new Refused(`a string is needed, this is ${value.kind === "absent" ? "null" : `a ${value.kind}`}`);
  return value.kind === "text" ? value.parts : [value];
}

function join(args: readonly Value[], at: CallSite): Value {
  const separator = asParts(args[0]!);
  const parts: (Piece | Value)[] = [];
  for (const l of args.slice(1)) {
    if (l.kind === "unknown" && args.length > 2) throw new NotKnown(reasonOf(l));
    for (const item of asItems(l)) {
      if (parts.length > 0) parts.push(...separator);
      const own = asParts(item);
      parts.push(...(own.length === 0 ? [piece("")] : own));
      if (parts.length > 10_000) throw new NotKnown("the string is too long");
    }
  }
  return joined(parts, at);
}

function replace(args: readonly Value[], at: CallSite): Value {
  const [search, replacement] = [asString(args[1]), asString(args[2])];
  if (search.length > 1 && search.startsWith("/") && search.endsWith("/")) {
    const pattern = goPattern(search.slice(1, -1), "gu");
    const change = (s: string) => s.replace(pattern, goReplacement(replacement));
    if (args[0]!.kind === "text" && takesOneCharacter(search.slice(1, -1)))
      return byPart("replace", change)(args[0]!, [search, replacement], at);
    return scalar(change(asString(args[0])), at.origin);
  }
  if (args[0]!.kind === "text") return replaceAround(args[0]!, search, replacement, at);
  const all = asString(args[0]);
  const count = search === "" ? all.length + 1 : all.split(search).length;
  if (all.length + count * replacement.length > LONGEST) throw new NotKnown("the string is too long");
  const between = all.split(search).join(replacement);
  return scalar(search === "" && all !== "" ? `${replacement}${between}${replacement}` : between, at.origin);
}

function split(args: readonly Value[], at: CallSite): Value {
  const separator = asString(args[0]);
  const whole = asString(args[1]);
  const items = whole === "" ? [""] : separator === "" ? [...whole] : whole.split(separator);
  // An item came by the way that the whole came: a range that was handed into a module is found where it was.
  const { from } = args[1]!.origin;
  const origin = from ? { span: at.origin.span, from } : at.origin;
  const pieces = from && args[1]!.kind === "scalar" ? piecesOf(args[1]!) : undefined;
  const placed = pieces?.length === 1 ? pieces[0] : undefined;
  let start = 0;
  const item = (s: string): Value => {
    const own = placed && [cutPiece(placed, start, start + s.length)];
    start += s.length + separator.length;
    return scalar(s, origin, own);
  };
  return list(items.map(item), at.origin);
}

function substr(s: string, offset: number, length: number): string {
  const all = characters(s);
  const from = Math.max(0, offset < 0 ? offset + all.length : offset);
  return all.slice(from, length < 0 ? undefined : from + length).join("");
}

function indent(spaces: number, value: Value, at: CallSite): Value {
  if (spaces < 0 || spaces > 1000) throw new Refused("the number of spaces is out of range");
  const own = asParts(value);
  const lines = own.reduce((n, p) => n + (p.kind === "piece" ? p.text.split("\n").length : 0), 0);
  if (lines * spaces > LONGEST) throw new NotKnown("the string is too long");
  const parts = own.map((p): Piece | Value =>
    p.kind === "piece" && p.text.includes("\n") ? piece(p.text.replaceAll("\n", `\n${" ".repeat(spaces)}`), p.span) : p,
  );
  return text(parts, at.origin);
}

function regex(args: readonly Value[], at: CallSite): Value {
  const found = goPattern(asString(args[0]), "u").exec(asString(args[1]));
  if (!found) throw new Refused("the pattern matches nothing");
  return captures(found, at);
}

function regexall(args: readonly Value[], at: CallSite): Value {
  const all = [...asString(args[1]).matchAll(goPattern(asString(args[0]), "gu"))].slice(0, 10_000);
  return list(
    all.map((found) => captures(found, at)),
    at.origin,
  );
}

function captures(found: RegExpMatchArray, at: CallSite): Value {
  const value = (s: string | undefined): Value =>
    s === undefined ? { kind: "absent", written: true, origin: at.origin } : scalar(s, at.origin);
  if (found.groups && Object.keys(found.groups).length > 0)
    return {
      kind: "object",
      closed: true,
      origin: at.origin,
      entries: new Map(Object.entries(found.groups).map(([key, s]) => [key, { key, value: value(s) }])),
    };
  if (found.length === 1) return value(found[0]);
  return list(found.slice(1).map(value), at.origin);
}

/** Lower and upper case without the special cases of Unicode, as Go has them. */
function byCharacter(change: (c: string) => string): (s: string) => string {
  return (s) => {
    let all = "";
    for (const c of s) {
      const changed = change(c);
      all += [...changed].length === 1 ? changed : c;
    }
    return all;
  };
}

const upper = byCharacter((c) => c.toUpperCase());

const lower = byCharacter((c) => c.toLowerCase());

const trimspace: Definition = ofStrings(1, (s) => s.replace(SPACE, ""), ofText.trimspace);

export const strings: Definitions = {
  chomp: ofStrings(1, (s) => s.replace(/[\r\n]+$/, ""), ofText.chomp),
  endswith: ofStrings(2, (s, end) => s.endsWith(end), ofText.endswith),
  startswith: ofStrings(2, (s, start) => s.startsWith(start), ofText.startswith),
  strcontains: ofStrings(2, (s, part) => s.includes(part), ofText.strcontains),
  indent: { min: 2, max: 2, apply: (args, at) => indent(asWhole(args[0]), args[1]!, at) },
  join: { min: 2, max: 100, apply: join },
  lower: ofStrings(1, lower, byPart("lower", lower)),
  upper: ofStrings(1, upper, byPart("upper", upper)),
  title: ofStrings(1, (s) =>
    s.replace(/(^|(?=\p{ASCII})[^\p{L}\p{N}_]|\s)(\p{L})/gu, (_, before, c) => before + upper(c)),
  ),
  regex: { min: 2, max: 2, apply: regex },
  regexall: { min: 2, max: 2, apply: regexall },
  replace: { min: 3, max: 3, apply: replace },
  split: { min: 2, max: 2, apply: split },
  strrev: ofStrings(1, (s) => characters(s).reverse().join("")),
  substr: {
    min: 3,
    max: 3,
    apply([value, offset, length], at) {
      const [from, count] = [asWhole(offset), asNumber(length)];
      if (value!.kind === "text") return substrOf(value!, from, count, at);
      return scalar(substr(asString(value), from, count), at.origin);
    },
  },
  trim: ofStrings(2, (s, set) => trimSet(s, set, true, true), ofText.trim),
  trimprefix: ofStrings(2, (s, prefix) => (s.startsWith(prefix) ? s.slice(prefix.length) : s), ofText.trimprefix),
  trimsuffix: ofStrings(
    2,
    (s, suffix) => (s.endsWith(suffix) && suffix !== "" ? s.slice(0, -suffix.length) : s),
    ofText.trimsuffix,
  ),
  trimspace,
};

/** Strings in Terraform's order. */
export function sortedStrings(items: readonly string[]): string[] {
  return [...items].sort(compareText);
}
