/** Chooses fixes that do not get into each other's way, and applies them to texts. */
import type { Source } from "../core/span.ts";
import type { Located, LocatedEdit, LocatedFix } from "./reports.ts";

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface Applied {
  /** The new text of each file that changes. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many fixes were applied. */
  readonly count: number;
}

/**
 * Applies the first fix of each finding that `wanted` allows, whole or not at all: one that touches what another one
 * changes waits for the next round.
 */
export function applyFixes(
  findings: readonly Located[],
  wanted: (fix: LocatedFix) => boolean,
  sourceOf: (path: string) => Source | undefined,
): Applied {
  const { pieces, fixes } = choose(findings, wanted, sourceOf);
  const texts = new Map<string, string>();
  for (const [path, edits] of pieces) {
    const text = sourceOf(path)!.text;
    const changed = spliced(text, edits);
    if (changed !== text) texts.set(path, changed);
  }
  return { texts, count: fixes.length };
}

/** The edits that `applyFixes` would apply. */
export function compatibleEdits(
  findings: readonly Located[],
  wanted: (fix: LocatedFix) => boolean,
  sourceOf: (path: string) => Source | undefined,
): LocatedEdit[] {
  return choose(findings, wanted, sourceOf).fixes.flatMap((fix) => fix.edits ?? []);
}

function choose(
  findings: readonly Located[],
  wanted: (fix: LocatedFix) => boolean,
  sourceOf: (path: string) => Source | undefined,
): { pieces: Map<string, Piece[]>; fixes: LocatedFix[] } {
  const pieces = new Map<string, Piece[]>();
  const chosen: LocatedFix[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find((f) => wanted(f) && f.edits !== undefined);
    if (fix?.edits && take(fix.edits, pieces, sourceOf)) chosen.push(fix);
  }
  return { pieces, fixes: chosen };
}

function take(
  edits: readonly LocatedEdit[],
  pieces: Map<string, Piece[]>,
  sourceOf: (path: string) => Source | undefined,
): boolean {
  const mine: { path: string; piece: Piece }[] = [];
  for (const { path, range, newText } of edits) {
    const source = sourceOf(path);
    if (!source) return false;
    const piece = { start: source.offset(range.start), end: source.offset(range.end), newText };
    if (pieces.get(path)?.some((other) => touches(piece, other))) return false;
    mine.push({ path, piece });
  }
  for (const { path, piece } of mine) {
    const there = pieces.get(path);
    if (there) there.push(piece);
    else pieces.set(path, [piece]);
  }
  return true;
}

/** Edits that only meet at a point touch too: their order would matter. */
function touches(a: Piece, b: Piece): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function spliced(text: string, edits: readonly Piece[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let at = 0;
  for (const { start, end, newText } of ordered) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
