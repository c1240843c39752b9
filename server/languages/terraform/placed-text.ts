/** Text that was put together from pieces, and where each of its characters stands in the source. */
import type { Span } from "../../core/span.ts";
import type { Piece } from "../../core/values.ts";
import type { Place } from "./parsing.ts";

export interface PlacedText {
  readonly text: string;
  readonly place: Place;
  /** Where the pieces begin: a run of literal text is cut there, so that each part is verbatim in the source. */
  readonly breaks: readonly number[];
}

/** The text of pieces; undefined when one of them has no place, or there is none. */
export function placeOf(pieces: readonly Piece[]): PlacedText | undefined {
  if (pieces.length === 0 || pieces.some((p) => !p.span)) return undefined;
  const spans = pieces.map((p) => p.span!);
  const breaks: number[] = [];
  let text = "";
  for (const p of pieces) {
    breaks.push(text.length);
    text += p.text;
  }
  const indexAt = (offset: number) => {
    let low = 0;
    let high = breaks.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (breaks[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  /** Where a character stands: exactly in a verbatim piece, else at its beginning or end. */
  const at = (index: number, offset: number, end: boolean): number => {
    const span = spans[index]!;
    const length = pieces[index]!.text.length;
    const within = offset - breaks[index]!;
    if (span.end - span.start === length) return span.start + within;
    return within <= 0 && !end ? span.start : span.end;
  };
  const place = (start: number, end: number): Span => {
    const first = indexAt(start);
    const last = end > start ? indexAt(end - 1) : first;
    const { chunk } = spans[first]!;
    const from = at(first, start, false);
    // A range that goes on in another chunk ends with the first one's piece.
    if (spans[last]!.chunk !== chunk) return { chunk, start: from, end: spans[first]!.end };
    return { chunk, start: from, end: Math.max(from, at(last, end, end > start)) };
  };
  return { text, place, breaks };
}
