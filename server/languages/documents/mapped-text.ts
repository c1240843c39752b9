/**
 * A text, and where each of its characters comes from.
 *
 * Scripts and documents are written in pieces: the lines of a block scalar, the items of a join, a literal that an
 * interpolation put there. A reader of such text works on plain offsets; this maps them back to the source.
 */
import { HOLE } from "../../core/scripts.ts";
import type { Span } from "../../core/span.ts";
import {
  type Origin,
  type Piece,
  piece,
  piecesOf,
  type Scalar,
  type Text,
  text as textOf,
  unknown,
  type Value,
} from "../../core/values.ts";

export { HOLE };

/** How deep texts may lie in texts. */
const DEEPEST = 50;

interface Segment {
  /** Offset in the text. */
  readonly at: number;
  readonly length: number;
  readonly span: Span | undefined;
  /** True when the characters of the span are the characters of the segment. */
  readonly verbatim: boolean;
  readonly hole: Value | undefined;
}

export class MappedText {
  readonly text: string;
  /** Where the text as a whole is used. */
  readonly origin: Origin;
  readonly #segments: readonly Segment[];
  #homes: readonly Span[] | undefined;

  constructor(text: string, segments: readonly Segment[], origin: Origin) {
    this.text = text;
    this.#segments = segments;
    this.origin = origin;
  }

  /** The text of a string or of text with holes; undefined for any other value. Line ends become "\n". */
  static of(value: Value): MappedText | undefined {
    const builder = new MappedTextBuilder(value.origin);
    if (value.kind === "text") builder.addParts(value.parts, 0);
    else if (value.kind === "scalar" && typeof value.value === "string") builder.addPieces(piecesOf(value));
    else return undefined;
    return builder.build();
  }

  /** Nothing but something that is not known. */
  static ofHole(value: Value): MappedText {
    return new MappedTextBuilder(value.origin).addHole(value).build();
  }

  /** The part from one offset to another. */
  slice(from: number, to: number): MappedText {
    return new MappedTextBuilder(this.origin).add(this, from, to).build();
  }

  /** True when something in the range is not known. */
  hasHole(from = 0, to = this.text.length): boolean {
    for (let i = this.#first(from); i < this.#segments.length; i++) {
      const segment = this.#segments[i]!;
      if (segment.at >= to) return false;
      if (segment.hole) return true;
    }
    return false;
  }

  /** What is not known, in the order in which it stands in the text. */
  get holes(): readonly Value[] {
    return this.#segments.flatMap(({ hole }) => hole ?? []);
  }

  /** The value of the hole that is exactly this range. */
  holeOf(from: number, to: number): Value | undefined {
    const segment = this.#segments[this.#first(from)];
    return segment?.hole && segment.at === from && from + segment.length === to ? segment.hole : undefined;
  }

  /** The range as a value: a string, text with holes, or the hole itself where there is nothing else. */
  valueOf(from: number, to: number, origin: Origin = { span: this.spanOf(from, to) }): Value {
    return this.holeOf(from, to) ?? textOf(this.#parts(from, to), origin);
  }

  /** All of it as a string or text with holes. */
  toValue(origin: Origin = this.origin): Scalar | Text {
    return textOf(this.#parts(0, this.text.length), origin);
  }

  /**
   * Where a range stands in the source. Of a range that is written in several places the one is taken that it starts
   * in: pieces that follow in the same expression extend it, pieces that come from elsewhere do not.
   */
  spanOf(from: number, to: number): Span {
    let found: Span | undefined;
    for (let i = this.#first(from); i < this.#segments.length; i++) {
      const segment = this.#segments[i]!;
      if (segment.at >= to && (segment.at > from || found)) break;
      const at = placeIn(segment, from, to);
      if (at) found = found ? this.extended(found, at) : at;
    }
    return found ?? this.origin.span;
  }

  /** A place and what follows it, if that is written behind it in the same expression; else the place alone. */
  extended(place: Span, by: Span): Span {
    if (by.chunk !== place.chunk || by.start < place.end) return place;
    const home = this.#homeOf(place);
    return home && by.end > home.end ? place : { chunk: place.chunk, start: place.start, end: by.end };
  }

  /** Copies the segments of a range to a builder. */
  copyTo(builder: MappedTextBuilder, from: number, to: number): void {
    for (let i = this.#first(from); i < this.#segments.length; i++) {
      const segment = this.#segments[i]!;
      if (segment.at >= to) break;
      const start = Math.max(from, segment.at);
      const end = Math.min(to, segment.at + segment.length);
      if (end <= start) continue;
      builder.push(this.text.slice(start, end), placeIn(segment, start, end), segment.verbatim, segment.hole);
    }
  }

  #parts(from: number, to: number): (Piece | Value)[] {
    const parts: (Piece | Value)[] = [];
    for (let i = this.#first(from); i < this.#segments.length; i++) {
      const segment = this.#segments[i]!;
      if (segment.at >= to) break;
      const start = Math.max(from, segment.at);
      const end = Math.min(to, segment.at + segment.length);
      if (end <= start) continue;
      parts.push(segment.hole ?? piece(this.text.slice(start, end), placeIn(segment, start, end)));
    }
    return parts;
  }

  /** The index of the segment that an offset lies in, or of the last one when it lies behind all. */
  #first(offset: number): number {
    let low = 0;
    let high = this.#segments.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#segments[middle]!.at <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The innermost expression on the way to the text that a place lies in. */
  #homeOf(place: Span): Span | undefined {
    if (!this.#homes) {
      const homes: Span[] = [];
      let at: Origin | undefined = this.origin;
      for (let i = 0; at && i < DEEPEST; i++, at = at.from?.origin) homes.push(at.span);
      this.#homes = homes;
    }
    let found: Span | undefined;
    for (const home of this.#homes) {
      if (home.chunk !== place.chunk || place.start < home.start || place.end > home.end) continue;
      if (!found || home.end - home.start < found.end - found.start) found = home;
    }
    return found;
  }
}

function placeIn(segment: Segment, from: number, to: number): Span | undefined {
  const { span } = segment;
  if (!span || !segment.verbatim) return span;
  const start = Math.min(Math.max(from - segment.at, 0), segment.length);
  const end = Math.max(start, Math.min(to - segment.at, segment.length));
  return { chunk: span.chunk, start: span.start + start, end: span.start + end };
}

/** Puts a mapped text together. */
export class MappedTextBuilder {
  readonly #origin: Origin;
  readonly #segments: Segment[] = [];
  readonly #texts: string[] = [];
  #length = 0;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  /** Adds a part of another mapped text. */
  add(from: MappedText, start = 0, end: number = from.text.length): this {
    from.copyTo(this, start, end);
    return this;
  }

  /** Adds characters that are spelled differently in the source. A hole that they still show stays one. */
  addSpelled(text: string, span: Span | undefined): this {
    text.split(HOLE).forEach((run, i) => {
      if (i > 0) this.addHole(unknown("it is not known what stands here", { span: span ?? this.#origin.span }));
      if (run !== "") this.push(run, span, false, undefined);
    });
    return this;
  }

  /** Adds something that is not known. */
  addHole(value: Value): this {
    this.push(HOLE, value.origin.span, false, value);
    return this;
  }

  /** Adds the parts of text with holes. */
  addParts(parts: readonly (Piece | Value)[], depth: number): void {
    for (const part of parts) {
      if (part.kind === "piece") this.addPieces([part]);
      else if (part.kind === "scalar") this.addPieces(piecesOf(part));
      else if (part.kind === "text" && depth < DEEPEST) this.addParts(part.parts, depth + 1);
      else this.addHole(part);
    }
  }

  /** Adds literal pieces. */
  addPieces(pieces: readonly Piece[]): void {
    for (const { text, span } of pieces) {
      const verbatim = span !== undefined && span.end - span.start === text.length;
      let at = 0;
      for (let cr = text.indexOf("\r\n"); cr >= 0; cr = text.indexOf("\r\n", at)) {
        this.push(text.slice(at, cr), verbatim ? within(span, at, cr) : span, verbatim, undefined);
        at = cr + 1;
      }
      this.push(text.slice(at), verbatim ? within(span, at, text.length) : span, verbatim, undefined);
    }
  }

  push(text: string, span: Span | undefined, verbatim: boolean, hole: Value | undefined): void {
    if (text === "") return;
    this.#segments.push({ at: this.#length, length: text.length, span, verbatim, hole });
    this.#texts.push(text);
    this.#length += text.length;
  }

  build(): MappedText {
    return new MappedText(this.#texts.join(""), this.#segments, this.#origin);
  }
}

function within(span: Span, from: number, to: number): Span {
  return { chunk: span.chunk, start: span.start + from, end: span.start + to };
}
