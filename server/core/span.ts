/**
 * Places in source text.
 *
 * A file is cut into chunks (a resource of a template, a block of a module). Everything that is cached points into
 * a chunk, so an edit above it leaves it valid; a `Source` knows where the chunks of one version of a file lie.
 */

/** A piece of a file. Its identity is the object: two equal texts in one file are two chunks. */
export interface Chunk {
  /** The file, as the `Files` snapshot names it: absolute, with "/" as separator. */
  readonly path: string;
  readonly text: string;
}

/** A half-open range of UTF-16 code units within a chunk. */
export interface Span {
  readonly chunk: Chunk;
  readonly start: number;
  readonly end: number;
}

/** A zero-based line and column, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export function span(chunk: Chunk, start: number, end: number): Span {
  return { chunk, start, end };
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.chunk === b.chunk && a.start === b.start && a.end === b.end;
}

/** True when `inner` lies within `outer`, in the same chunk. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.chunk === inner.chunk && outer.start <= inner.start && inner.end <= outer.end;
}

/** The text that a span covers. */
export function spanText(s: Span): string {
  return s.chunk.text.slice(s.start, s.end);
}

/** One version of a file: its text and where each chunk of it begins. The chunks are a partition of the text. */
export class Source {
  readonly path: string;
  readonly text: string;
  readonly chunks: readonly Chunk[];
  #offsets: Map<Chunk, number> | undefined;
  #starts: number[] | undefined;
  #lines: number[] | undefined;

  constructor(path: string, text: string, chunks: readonly Chunk[]) {
    this.path = path;
    this.text = text;
    this.chunks = chunks;
  }

  /** A file that is one chunk. */
  static whole(path: string, text: string): Source {
    return new Source(path, text, [{ path, text }]);
  }

  /** The offset in the file where a chunk begins, or undefined when it is not (or no longer) part of this version. */
  chunkOffset(chunk: Chunk): number | undefined {
    if (!this.#offsets) {
      const starts = this.#chunkStarts();
      this.#offsets = new Map(this.chunks.map((c, i) => [c, starts[i]!]));
    }
    return this.#offsets.get(chunk);
  }

  /** A span as file offsets, or undefined when its chunk is not part of this version. */
  absolute(s: Span): { start: number; end: number } | undefined {
    const base = this.chunkOffset(s.chunk);
    return base === undefined ? undefined : { start: base + s.start, end: base + s.end };
  }

  /** The span of a file range that begins at `start`; an end past its chunk is cut to the chunk. */
  spanAt(start: number, end: number = start): Span | undefined {
    if (start < 0 || start > this.text.length || this.chunks.length === 0) return undefined;
    const starts = this.#chunkStarts();
    const i = lastAtOrBefore(starts, start);
    const chunk = this.chunks[i]!;
    const at = starts[i]!;
    return { chunk, start: start - at, end: Math.min(end - at, chunk.text.length) };
  }

  #chunkStarts(): readonly number[] {
    if (!this.#starts) {
      this.#starts = [];
      let at = 0;
      for (const { text } of this.chunks) {
        this.#starts.push(at);
        at += text.length;
      }
    }
    return this.#starts;
  }

  /** Line and column of a file offset. Lines end at \n, \r\n or a lone \r, as editors count them. */
  position(offset: number): Position {
    if (!this.#lines) this.#lines = lineStarts(this.text);
    const line = lastAtOrBefore(this.#lines, offset);
    return { line, column: offset - this.#lines[line]! };
  }

  /** The file offset of a line and column, cut to the line and the text. */
  offset(position: Position): number {
    if (!this.#lines) this.#lines = lineStarts(this.text);
    const start = this.#lines[position.line];
    if (start === undefined) return this.text.length;
    const next = this.#lines[position.line + 1];
    if (next === undefined) return Math.min(start + position.column, this.text.length);
    const lineEnd = this.text.endsWith("\r\n", next) ? next - 2 : next - 1;
    return Math.min(start + position.column, lineEnd);
  }

  /** A span as line and column, or undefined when its chunk is not part of this version. */
  range(s: Span): Range | undefined {
    const at = this.absolute(s);
    return at && { start: this.position(at.start), end: this.position(at.end) };
  }
}

/** The index of the last of these ascending numbers that is not above `n`; the first is never above. */
function lastAtOrBefore(ascending: readonly number[], n: number): number {
  let low = 0;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= n) low = middle;
    else high = middle;
  }
  return low;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) starts.push(i + 1);
    else if (c === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return starts;
}

/**
 * Makes chunks from pieces of text, and gives back the chunk of before where the piece is unchanged. Equal
 * pieces of one file stay apart, in their order.
 */
export function cutChunks(path: string, pieces: readonly string[], previous: readonly Chunk[] = []): Chunk[] {
  // An edit leaves nearly all before and after it as it was; only what lies between is looked for by its text.
  const most = Math.min(pieces.length, previous.length);
  let start = 0;
  while (start < most && pieces[start] === previous[start]!.text) start++;
  let end = 0;
  while (end < most - start && pieces.at(-1 - end) === previous.at(-1 - end)!.text) end++;
  const pool = new Map<string, Chunk[]>();
  for (let i = previous.length - end - 1; i >= start; i--) {
    const chunk = previous[i]!;
    const same = pool.get(chunk.text);
    if (same) same.push(chunk);
    else pool.set(chunk.text, [chunk]);
  }
  // The first version of a file is one string, of which its pieces are parts. A later piece would keep all of its own.
  const own = previous.length > 0 ? detached : (text: string) => text;
  const between = pieces
    .slice(start, pieces.length - end)
    .map((text) => pool.get(text)?.pop() ?? { path, text: own(text) });
  return [...previous.slice(0, start), ...between, ...previous.slice(previous.length - end)];
}

/** The same string, which keeps nothing of the longer one that it was cut from. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}
