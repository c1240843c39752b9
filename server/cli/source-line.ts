/** The line that a finding stands on, with a marker under it. */
import type { Range, Source } from "../core/span.ts";
import { printable } from "./terminal.ts";

/** Longer lines are cut around the marker: a template may be one line. */
const MOST_SHOWN = 160;
// Scripts and symbols that a terminal draws two cells wide; joined symbols are not taken apart.
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** The number, the text and the marker; undefined when the line is not there. */
export function sourceLine(
  source: Source,
  range: Range,
): { readonly number: string; readonly text: string; readonly marker: string } | undefined {
  const from = source.offset({ line: range.start.line, column: 0 });
  const lineEnd = source.offset({ line: range.start.line, column: Number.MAX_SAFE_INTEGER });
  const line = source.text.slice(from, lineEnd);
  const start = Math.min(range.start.column, line.length);
  const end = range.end.line > range.start.line ? line.length : Math.min(range.end.column, line.length);
  const cut = start > MOST_SHOWN - 40 ? start - 60 : 0;
  const before = line.slice(cut, start);
  const marked = line.slice(start, Math.max(end, start));
  const text = line.slice(cut, cut + MOST_SHOWN);
  const lead = cut > 0 ? "…" : "";
  const tail = cut + MOST_SHOWN < line.length ? "…" : "";
  const width = Math.max(1, widthOf(marked.slice(0, MOST_SHOWN - before.length)));
  return {
    number: String(range.start.line + 1),
    text: `${lead}${printable(text)}${tail}`,
    marker: `${lead && " "}${blank(before)}^${"~".repeat(width - 1)}`,
  };
}

function blank(text: string): string {
  let result = "";
  for (const c of text) result += c === "\t" ? "\t" : " ".repeat(cells(c));
  return result;
}

function widthOf(text: string): number {
  let width = 0;
  for (const c of text) width += cells(c);
  return width;
}

function cells(character: string): number {
  return WIDE.test(character) ? 2 : 1;
}
