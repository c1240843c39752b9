/** Where a heredoc ends, and what to do while its end marker is not typed yet. */

/** A line that can only be the header of a block of the top level. It stands in column 1. */
const HEADER =
  /^(?:(?:resource|data|ephemeral)[ \t]+"[^"\n]*"[ \t]+"[^"\n]*"|(?:module|variable|output|provider|check|run)[ \t]+"[^"\n]*"|(?:locals|terraform|moved|import|removed))[ \t]*\{/gm;

/** True when the line that begins at `at` is the header of a block of the top level. */
export function isHeader(text: string, at: number): boolean {
  if (!"cdeilmoprtv".includes(text.charAt(at))) return false;
  return firstHeader(text, at, lineFeed(text, at)) === at;
}

/** Where the first header between two places begins; -1 when there is none. `from` begins a line. */
function firstHeader(text: string, from: number, to: number): number {
  HEADER.lastIndex = 0;
  const match = HEADER.exec(text.slice(from, to));
  return match ? from + match.index : -1;
}

export interface HeredocEnd {
  /** Where the last line of its text ends, newline included. */
  readonly bodyEnd: number;
  /** Where the end marker ends; `bodyEnd` when there is none. */
  readonly end: number;
  readonly closed: boolean;
}

/** How far to look for an end marker before all lines are put into an index. */
const NEAR = 65_536;

/** Finds the ends of the heredocs of one text. */
export class Heredocs {
  readonly #text: string;
  readonly #limit: number;
  /** Lines that may be an end marker: where they begin, by their text. */
  #markers: Map<string, number[]> | undefined;

  constructor(text: string, limit = text.length) {
    this.#text = text;
    this.#limit = limit;
  }

  /**
   * The end of the heredoc whose first line begins at `bodyStart`. Without an end marker it ends before the next
   * header of a block. So it does when a heredoc with the same marker is opened between that header and the end
   * marker: then the marker is that one's.
   */
  find(marker: string, bodyStart: number): HeredocEnd {
    const text = this.#text;
    const at = this.#markerLine(marker, bodyStart);
    const header = firstHeader(text, bodyStart, at < 0 ? this.#limit : at);
    if (at < 0) {
      const end = header < 0 ? this.#limit : header;
      return { bodyEnd: end, end, closed: false };
    }
    if (header >= 0 && opensBetween(text, marker, header, at)) return { bodyEnd: header, end: header, closed: false };
    return { bodyEnd: at, end: text.indexOf(marker, at) + marker.length, closed: true };
  }

  /** Where the line begins that holds the marker and nothing else; -1 when there is none. */
  #markerLine(marker: string, from: number): number {
    const text = this.#text;
    let at = from;
    while (!this.#markers && at < this.#limit && at - from < NEAR) {
      const end = lineFeed(text, at);
      if (isMarker(text, at, end, marker)) return at;
      at = end + 1;
    }
    if (at >= this.#limit) return -1;
    this.#markers ??= this.#index();
    const lines = this.#markers.get(marker) ?? [];
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lines[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return lines[low] ?? -1;
  }

  #index(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    for (let at = 0; at < this.#limit; ) {
      const end = lineFeed(this.#text, at);
      const line = end - at < 200 ? this.#text.slice(at, end).trim() : "";
      if (/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(line)) {
        const same = index.get(line);
        if (same) same.push(at);
        else index.set(line, [at]);
      }
      at = end + 1;
    }
    return index;
  }
}

function lineFeed(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline;
}

function isMarker(text: string, start: number, end: number, marker: string): boolean {
  if (end - start < marker.length) return false;
  const line = text.slice(start, end);
  return line.length === marker.length ? line === marker : line.includes(marker) && line.trim() === marker;
}

function opensBetween(text: string, marker: string, from: number, to: number): boolean {
  for (const opening of [`<<${marker}`, `<<-${marker}`]) {
    for (let at = text.indexOf(opening, from); at >= 0 && at < to; at = text.indexOf(opening, at + 1)) {
      const after = text.charCodeAt(at + opening.length);
      if (after === 10 || after === 13) return true;
    }
  }
  return false;
}
