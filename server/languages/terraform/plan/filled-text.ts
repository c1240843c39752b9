/** A text of the source whose holes the plan fills: known to the last character, and each in its place. */
import { type Piece, piece, type Scalar, type Text, type Value } from "../../../core/values.ts";

/** The text with its holes filled; undefined when it cannot have become what the plan says. */
export function filledText(source: Text, planned: string): Scalar | undefined {
  const runs = runsOf(source);
  const pieces: Piece[] = [];
  let at = 0;
  for (const [i, { hole, written }] of runs.entries()) {
    const text = written.map((p) => p.text).join("");
    const isLast = i === runs.length - 1;
    const found = !hole ? at : isLast ? planned.length - text.length : planned.indexOf(text, at);
    if (found < at || !planned.startsWith(text, found)) return undefined;
    if (hole) pieces.push(mapped(planned.slice(at, found), hole.origin.span));
    pieces.push(...written);
    at = found + text.length;
  }
  if (at !== planned.length) return undefined;
  const { origin, marks } = source;
  return { kind: "scalar", value: planned, pieces, origin, ...(marks && { marks }) };
}

interface Run {
  /** What comes first; the first run of a text may have none. Of holes side by side the first counts. */
  readonly hole: Value | undefined;
  readonly written: Piece[];
}

function runsOf({ parts }: Text): Run[] {
  const runs: Run[] = [{ hole: undefined, written: [] }];
  for (const part of parts) {
    const last = runs[runs.length - 1]!;
    if (part.kind !== "piece") {
      if (!last.hole || last.written.length > 0) runs.push({ hole: part, written: [] });
    } else if (part.text !== "") last.written.push(part);
  }
  return runs;
}

/** A piece that stands for all of a place. One as long as its place would be taken for the very characters. */
export function mapped(text: string, span: Piece["span"]): Piece {
  return span && span.end - span.start !== text.length ? piece(text, span) : piece(text);
}
