/**
 * String functions over text with holes, where the result is certain whatever the holes turn out to be. Each throws
 * `NotKnown` where it is not.
 */
import { type Piece, piece, scalar, type Text, text, unknown, type Value } from "../../../core/values.ts";
import type { CallSite } from "./definition.ts";
import { identityOfCall } from "./identity.ts";
import { NotKnown, reasonOf } from "./outcomes.ts";

type Part = Piece | Value;

/** What a function gives for text with holes and its other arguments. */
export type OfText = (value: Text, others: readonly string[], at: CallSite) => Value;

/** What a function makes of a part that is not known. */
function changedHole(name: string, hole: Value, others: readonly Value[] = []): Value {
  return unknown(reasonOf(hole), hole.origin, identityOfCall(name, [hole, ...others]));
}

function doubt(value: Text): NotKnown {
  return new NotKnown(reasonOf(value));
}

/** The characters of a piece from one to another, each still in its place. */
export function cutPiece({ text: all, span }: Piece, from: number, to = all.length): Piece {
  const text = all.slice(from, to);
  if (!span || span.end - span.start !== all.length) return piece(text, span);
  const start = span.start + from;
  return piece(text, { chunk: span.chunk, start, end: start + text.length });
}

/** The pieces that a text begins with. */
function lead(parts: readonly Part[]): Piece[] {
  const hole = parts.findIndex((p) => p.kind !== "piece");
  return parts.slice(0, hole < 0 ? parts.length : hole) as Piece[];
}

/** The pieces that a text ends with. */
function tail(parts: readonly Part[]): Piece[] {
  const hole = parts.findLastIndex((p) => p.kind !== "piece");
  return parts.slice(hole + 1) as Piece[];
}

function joinedText(pieces: readonly Piece[]): string {
  return pieces.map((p) => p.text).join("");
}

/** Whether a text begins with a string; undefined when that hangs on a hole. */
function begins(value: Text, prefix: string): boolean | undefined {
  const known = joinedText(lead(value.parts));
  if (known.length >= prefix.length) return known.startsWith(prefix);
  return prefix.startsWith(known) ? undefined : false;
}

function ends(value: Text, suffix: string): boolean | undefined {
  const known = joinedText(tail(value.parts));
  if (known.length >= suffix.length) return known.endsWith(suffix);
  return suffix.endsWith(known) ? undefined : false;
}

function decided(answer: boolean | undefined, value: Text, at: CallSite): Value {
  if (answer === undefined) throw doubt(value);
  return scalar(answer, at.origin);
}

/** The parts without this many characters at the beginning, all of which are known. */
function without(parts: readonly Part[], count: number): Part[] {
  const rest = [...parts];
  let left = count;
  while (left > 0) {
    const first = rest[0] as Piece;
    if (first.text.length > left) {
      rest[0] = cutPiece(first, left);
      break;
    }
    left -= first.text.length;
    rest.shift();
  }
  return rest;
}

function withoutEnd(parts: readonly Part[], count: number): Part[] {
  const rest = [...parts];
  let left = count;
  while (left > 0) {
    const last = rest[rest.length - 1] as Piece;
    if (last.text.length > left) {
      rest[rest.length - 1] = cutPiece(last, 0, last.text.length - left);
      break;
    }
    left -= last.text.length;
    rest.pop();
  }
  return rest;
}

/**
 * Takes characters off an end. Where a hole comes to stand there, it is trimmed too, which is certain when what stands
 * on its other side stops the trimming.
 */
function trimmed(value: Text, name: string, isTaken: (c: string) => boolean, start: boolean, end: boolean): Part[] {
  let parts = [...value.parts];
  const count = (characters: readonly string[]) => {
    const stop = characters.findIndex((c) => !isTaken(c));
    return characters.slice(0, stop < 0 ? characters.length : stop).join("").length;
  };
  if (start) {
    const known = joinedText(lead(parts));
    const off = count([...known]);
    parts = without(parts, off);
    if (off === known.length) {
      const [hole, next] = parts;
      const stops = next?.kind === "piece" ? [...next.text][0] : undefined;
      if (!hole || stops === undefined || isTaken(stops)) throw doubt(value);
      parts[0] = changedHole(`${name} start`, hole as Value);
    }
  }
  if (end) {
    const known = joinedText(tail(parts));
    const off = count([...known].reverse());
    parts = withoutEnd(parts, off);
    if (off === known.length) {
      const hole = parts[parts.length - 1];
      const before = parts[parts.length - 2];
      const stops = before?.kind === "piece" ? [...before.text].at(-1) : undefined;
      if (!hole || stops === undefined || isTaken(stops)) throw doubt(value);
      parts[parts.length - 1] = changedHole(`${name} end`, hole as Value);
    }
  }
  return parts;
}

const isSpace = (c: string) => /[\s\u0085]/.test(c);

/** A function that changes each character by itself. */
export function byPart(name: string, change: (s: string) => string): OfText {
  return (value, others, at) => {
    const more = others.map((o) => scalar(o, at.origin));
    return text(
      value.parts.map((p) => (p.kind === "piece" ? changed(p, change(p.text)) : changedHole(name, p, more))),
      at.origin,
    );
  };
}

/** A piece that became another one. One as long as its place would be taken for the very characters. */
function changed(of: Piece, to: string): Piece {
  if (to === of.text) return of;
  return of.span && of.span.end - of.span.start === to.length ? piece(to) : piece(to, of.span);
}

/** A range of ASCII that is known whatever comes: a character beyond could join with one before it. */
export function substrOf(value: Text, offset: number, length: number, at: CallSite): Value {
  const known = joinedText(lead(value.parts));
  const ascii = /^[\x20-\x7e\n]*/.exec(known)![0].length;
  const isInside = (n: number) => n >= 0 && n < ascii;
  if (!isInside(offset) || (length >= 0 && !isInside(offset + length))) throw doubt(value);
  const from = without(value.parts, offset);
  if (length < 0) return text(from, at.origin);
  const taken: Piece[] = [];
  let left = length;
  for (const p of lead(from)) {
    if (left <= 0) break;
    taken.push(cutPiece(p, 0, left));
    left -= p.text.length;
  }
  return text(taken, at.origin);
}

/** The last step of a path, where no hole may hold a slash behind it. */
function basename(value: Text, at: CallSite): Value {
  const known = tail(value.parts);
  const all = joinedText(known);
  const slash = all.replace(/\/+$/, "").lastIndexOf("/");
  if (slash < 0) throw doubt(value);
  return text(withoutEnd(without(known, slash + 1), all.length - all.replace(/\/+$/, "").length), at.origin);
}

/** Replaces a string around the holes. It must not be possible that it begins, ends or lies in part in one of them. */
export function replaceAround(value: Text, search: string, replacement: string, at: CallSite): Value {
  if (search === "" || replacement.length > 1000) throw doubt(value);
  const parts: Part[] = [];
  let run: Piece[] = [];
  const others = [scalar(search, at.origin), scalar(replacement, at.origin)];
  const flush = (isFirst: boolean, isLast: boolean) => {
    const { replaced, rest } = replacedRun(run, search, replacement);
    const all = joinedText(run);
    const mayOverlap =
      (!isFirst && hasOverlap(search, search, all)) ||
      (!isLast && hasOverlap(search, rest, search)) ||
      (!(isFirst && isLast) && all !== "" && all.length < search.length && search.includes(all));
    if (mayOverlap) throw doubt(value);
    parts.push(...replaced);
    run = [];
  };
  let isFirst = true;
  for (const p of value.parts) {
    if (p.kind === "piece") {
      run.push(p);
      continue;
    }
    flush(isFirst, false);
    isFirst = false;
    parts.push(changedHole("replace", p, others));
  }
  flush(isFirst, true);
  return text(parts, at.origin);
}

/** True when a part of what is searched for, not all of it, ends one string and begins another. */
function hasOverlap(search: string, ending: string, beginning: string): boolean {
  const most = Math.min(search.length - 1, ending.length, beginning.length);
  for (let n = 1; n <= most; n++) if (ending.endsWith(beginning.slice(0, n))) return true;
  return false;
}

/** The pieces between two holes, and what follows the last place in them where something was replaced. */
function replacedRun(run: readonly Piece[], search: string, by: string): { replaced: Piece[]; rest: string } {
  const all = joinedText(run);
  const last = all.split(search).at(-1)!;
  const separately = run.reduce((n, p) => n + p.text.split(search).length - 1, 0);
  // What stands in two pieces at once has no place of its own.
  const pieces = separately === all.split(search).length - 1 ? run : [piece(all)];
  return {
    replaced: pieces.map((p) => (p.text.includes(search) ? changed(p, p.text.split(search).join(by)) : p)),
    rest: last,
  };
}

/** True for a pattern that takes one character wherever it takes any, whatever stands around it. */
export function takesOneCharacter(pattern: string): boolean {
  return /^(?:\[(?:[^\]\\[]|\\[^bBAzQE])+\]|[^\\^$.*+?()[\]{}|]|\\[^bBAzQExpPC\w]|\\[dDsSwW])$/u.test(pattern);
}

/** By their names in Terraform; the text is the first argument of each. */
export const ofText: Readonly<Record<string, OfText>> = {
  basename: (value, _, at) => basename(value, at),
  chomp: (value, _, at) =>
    text(
      trimmed(value, "chomp", (c) => c === "\n" || c === "\r", false, true),
      at.origin,
    ),
  endswith: (value, [suffix], at) => decided(ends(value, suffix!), value, at),
  startswith: (value, [prefix], at) => decided(begins(value, prefix!), value, at),
  strcontains(value, [wanted], at) {
    let run = "";
    for (const p of value.parts) {
      run = p.kind === "piece" ? run + p.text : "";
      if (run.includes(wanted!)) return scalar(true, at.origin);
    }
    throw doubt(value);
  },
  trim: (value, [set], at) => {
    const taken = new Set(set!);
    return text(
      trimmed(value, `trim ${set}`, (c) => taken.has(c), true, true),
      at.origin,
    );
  },
  trimprefix(value, [prefix], at) {
    const answer = begins(value, prefix!);
    if (answer === undefined) throw doubt(value);
    return answer ? text(without(value.parts, prefix!.length), at.origin) : value;
  },
  trimsuffix(value, [suffix], at) {
    const answer = ends(value, suffix!);
    if (answer === undefined) throw doubt(value);
    return answer ? text(withoutEnd(value.parts, suffix!.length), at.origin) : value;
  },
  trimspace: (value, _, at) => text(trimmed(value, "trimspace", isSpace, true, true), at.origin),
};
