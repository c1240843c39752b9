/**
 * How strings are spelled in JSON and YAML, followed character by character, so that each character of the string
 * can be found in the text. The string itself comes from the parser: a spelling that leads to another string is
 * given up, and the string maps to its whole place.
 */
import { type MappedText, MappedTextBuilder } from "./mapped-text.ts";

export type Spelling = "json" | "plain" | "single" | "double" | "literal" | "folded";

/** The string that the range of a document spells, mapped to the document's source. */
export function spelledString(
  doc: MappedText,
  from: number,
  to: number,
  spelling: Spelling,
  value: string,
): MappedText {
  const verbatim = verbatimRange(doc.text, from, to, spelling);
  if (verbatim && doc.text.slice(verbatim.from, verbatim.to) === value) return doc.slice(verbatim.from, verbatim.to);
  const builder = new MappedTextBuilder(doc.origin);
  const end = follow(builder, doc, from, to, spelling, value);
  const built = builder.build();
  if (end && built.text === value) return built;
  return new MappedTextBuilder(doc.origin).addSpelled(value, doc.spanOf(from, to)).build();
}

function verbatimRange(text: string, from: number, to: number, spelling: Spelling) {
  if (spelling === "plain") return { from, to };
  if (spelling === "literal" || spelling === "folded") return undefined;
  const quote = text[to - 1];
  return { from: from + 1, to: quote === '"' || quote === "'" ? to - 1 : to };
}

function follow(
  builder: MappedTextBuilder,
  doc: MappedText,
  from: number,
  to: number,
  spelling: Spelling,
  value: string,
): boolean {
  if (spelling === "literal" || spelling === "folded") return followBlock(builder, doc, from, to, value);
  const quoted = spelling !== "plain";
  return followFlow(builder, doc, quoted ? from + 1 : from, quoted ? to - 1 : to, spelling, value);
}

/** A block scalar: each line of it stands verbatim behind its indentation; what is between lines is the value's. */
function followBlock(builder: MappedTextBuilder, doc: MappedText, from: number, to: number, value: string): boolean {
  const { text } = doc;
  const header = text.indexOf("\n", from);
  if (header < 0 || header >= to) return value === "";
  let done = 0;
  let gap = header;
  for (let at = header + 1; at < to; ) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 || newline > to ? to : newline;
    let start = at;
    while (start < end && text.charCodeAt(start) === 32) start++;
    if (start < end) {
      const line = text.slice(start, end);
      let found = done;
      while (value[found] === " " || value[found] === "\n") found++;
      if (!value.startsWith(line, found)) return false;
      const between = value.slice(done, found);
      // Spaces behind the last break are indentation that belongs to the string.
      const kept = between.length - breakOf(between, done === 0).length;
      if (kept > start - at) return false;
      addBreak(builder, doc, between.slice(0, between.length - kept), gap, at);
      builder.add(doc, start - kept, end);
      done = found + line.length;
      gap = end;
    }
    at = end + 1;
  }
  addBreak(builder, doc, value.slice(done), gap, to);
  return true;
}

/** The break at the beginning of what lies between two lines; in a folded scalar it may be a space. */
function breakOf(between: string, atStart: boolean): string {
  const newline = between.lastIndexOf("\n");
  if (newline < 0) return atStart ? "" : between;
  return between.slice(0, newline + 1);
}

/** A line break: verbatim when it is one, else as it is spelled. */
function addBreak(builder: MappedTextBuilder, doc: MappedText, written: string, from: number, to: number): void {
  if (written === "") return;
  if (doc.text.startsWith(written, from) && from + written.length <= to) builder.add(doc, from, from + written.length);
  else builder.addSpelled(written, doc.spanOf(from, Math.max(from, to)));
}

const SIMPLE_ESCAPES = new Set(["n", "t", "r", "b", "f", "0", "a", "v", "e", "N", "_", "L", "P"]);

/** A plain or quoted scalar: escapes, and lines that are folded. */
function followFlow(
  builder: MappedTextBuilder,
  doc: MappedText,
  from: number,
  to: number,
  spelling: Spelling,
  value: string,
): boolean {
  const { text } = doc;
  let run = from;
  let done = 0;
  let at = from;
  const flush = (end: number) => {
    if (end > run) builder.add(doc, run, end);
    done += Math.max(0, end - run);
  };
  const spelled = (start: number, end: number, length: number) => {
    flush(start);
    builder.addSpelled(value.slice(done, done + length), doc.spanOf(start, end));
    done += length;
    run = end;
    at = end;
  };
  while (at < to) {
    const c = text[at]!;
    if (c === "\\" && (spelling === "json" || spelling === "double")) {
      const next = text[at + 1];
      if (next === "\n") {
        let end = at + 2;
        while (end < to && (text[end] === " " || text[end] === "\t")) end++;
        flush(at);
        run = end;
        at = end;
      } else if (next === "u") spelled(at, at + 6, 1);
      else if (next === "x") spelled(at, at + 4, 1);
      else if (next === "U") spelled(at, at + 10, codeUnits(text.slice(at + 2, at + 10)));
      else if (next !== undefined && SIMPLE_ESCAPES.has(next)) spelled(at, at + 2, 1);
      else {
        // The escaped character stands for itself.
        flush(at);
        run = at + 1;
        at += 2;
      }
    } else if (c === "'" && spelling === "single" && text[at + 1] === "'") {
      flush(at);
      run = at + 1;
      at += 2;
    } else if (c === " " || c === "\t" || c === "\n") {
      const { end, breaks } = whiteSpace(text, at, to);
      if (breaks > 0 && spelling !== "json") spelled(at, end, breaks === 1 ? 1 : breaks - 1);
      else at = end;
    } else at++;
  }
  flush(to);
  return true;
}

function whiteSpace(text: string, at: number, to: number): { end: number; breaks: number } {
  let end = at;
  let breaks = 0;
  for (; end < to; end++) {
    const c = text.charCodeAt(end);
    if (c === 10) breaks++;
    else if (c !== 32 && c !== 9) break;
  }
  return { end, breaks };
}

function codeUnits(hex: string): number {
  return Number.parseInt(hex, 16) > 0xffff ? 2 : 1;
}
