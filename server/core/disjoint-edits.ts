/** Brings the edits of several intents together, where they touch the same characters. */
import type { TextEdit } from "./fixes.ts";

/** Edits without doubles or overlaps; undefined where two cannot both be made. */
export function disjoint(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const kept: TextEdit[] = [];
  for (const e of edits) {
    let current = e;
    for (let i = 0; i < kept.length; i++) {
      const other = kept[i]!;
      if (!touches(other, current)) continue;
      const merged = merge(other, current);
      if (!merged) return undefined;
      kept.splice(i, 1);
      i = -1;
      current = merged;
    }
    kept.push(current);
  }
  return kept;
}

function touches(a: TextEdit, b: TextEdit): boolean {
  if (a.span.chunk !== b.span.chunk) return false;
  if (a.span.start === b.span.start && a.span.end === b.span.end) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

function isRemoval(e: TextEdit): boolean {
  return e.newText === "" && e.span.end > e.span.start;
}

function isInsertion(e: TextEdit): boolean {
  return e.span.start === e.span.end;
}

function merge(a: TextEdit, b: TextEdit): TextEdit | undefined {
  if (isInsertion(a) && isInsertion(b))
    return a.newText === b.newText ? a : { span: a.span, newText: a.newText + b.newText };
  if (isRemoval(a) && isRemoval(b)) return union(a, b);
  if (isRemoval(a) && isInsertion(b)) return insertedAtEnd(a, b);
  if (isRemoval(b) && isInsertion(a)) return insertedAtEnd(b, a);
  const same = a.span.start === b.span.start && a.span.end === b.span.end;
  return same && a.newText === b.newText ? a : undefined;
}

/** Two removals of neighbours in brackets: the comma before them goes too where nothing follows. */
function union(a: TextEdit, b: TextEdit): TextEdit {
  const { chunk } = a.span;
  const end = Math.max(a.span.end, b.span.end);
  let start = Math.min(a.span.start, b.span.start);
  const comma = /,\s*$/.exec(chunk.text.slice(0, start));
  if (comma && /^\s*[}\]]/.test(chunk.text.slice(end, end + 1_000))) start = comma.index;
  return { span: { chunk, start, end }, newText: "" };
}

/** Lines that are put behind the last line of what is removed take its place. */
function insertedAtEnd(removal: TextEdit, insertion: TextEdit): TextEdit | undefined {
  const { text } = removal.span.chunk;
  const rest = text.slice(insertion.span.start, removal.span.end);
  const lines = /^\r?\n/.exec(insertion.newText);
  if (!lines || !/^\r?\n$/.test(rest)) return undefined;
  return { span: removal.span, newText: insertion.newText.slice(lines[0].length) + rest };
}
