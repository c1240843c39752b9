/** Aligns the equals signs of neighbouring lines, as `terraform fmt` leaves them. */
import { stringEnd } from "./chunks.ts";
import { Heredocs } from "./heredocs.ts";
import { heredocOpening, Lexer, lineStart } from "./lexer.ts";

/** A change of a text: what is between two offsets becomes another text. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A line with an assignment: the column where its left side ends, and the blanks before its equals sign. */
interface Assignment {
  readonly columns: number;
  readonly blanksStart: number;
  readonly blanksEnd: number;
}

/** Applies changes, sorted and not overlapping. */
export function apply(text: string, changes: readonly Change[]): string {
  let result = "";
  let at = 0;
  for (const c of changes) {
    result += text.slice(at, c.start) + c.text;
    at = c.end;
  }
  return result + text.slice(at);
}

/**
 * Adds to the changes of a text what keeps it aligned. A text that was not aligned before is not aligned after.
 *
 * @param changes sorted and not overlapping
 */
export function keepAligned(text: string, changes: readonly Change[]): readonly Change[] {
  if (misaligned(text).length > 0) return changes;
  let kept = changes;
  // Blanks that a change adds are in the changed text itself, so its own text is mended first.
  for (const c of misaligned(apply(text, changes)).reverse()) kept = insert(kept, c);
  return kept;
}

/** Puts a change of the changed text into the changes that made it; it lies within one of them or outside of all. */
function insert(changes: readonly Change[], mend: Change): readonly Change[] {
  const result: Change[] = [];
  let shift = 0;
  let placed = false;
  for (const c of changes) {
    const from = c.start + shift;
    const to = from + c.text.length;
    if (!placed && mend.end < from) {
      result.push(moved(mend, -shift));
      placed = true;
    } else if (!placed && mend.start >= from && mend.end <= to && c.text !== "") {
      placed = true;
      const text = c.text.slice(0, mend.start - from) + mend.text + c.text.slice(mend.end - from);
      result.push({ ...c, text });
      shift += c.text.length - (c.end - c.start);
      continue;
    }
    result.push(c);
    shift += c.text.length - (c.end - c.start);
  }
  if (!placed) result.push(moved(mend, -shift));
  return result;
}

function moved(c: Change, by: number): Change {
  return { start: c.start + by, end: c.end + by, text: c.text };
}

/** What has to change for the equals signs of neighbouring lines to be in one column. */
function misaligned(text: string): Change[] {
  const changes: Change[] = [];
  let chain: Assignment[] = [];
  const close = () => {
    const widest = Math.max(...chain.map((a) => a.columns));
    for (const a of chain) {
      const wanted = widest - a.columns + 1;
      if (a.blanksEnd - a.blanksStart !== wanted)
        changes.push({ start: a.blanksStart, end: a.blanksEnd, text: " ".repeat(wanted) });
    }
    chain = [];
  };
  for (const line of assignments(text)) {
    if (line) chain.push(line);
    else if (chain.length > 0) close();
  }
  if (chain.length > 0) close();
  return changes;
}

/** For each line its assignment; undefined for a line without one, or one whose value goes on in the next line. */
function assignments(text: string): (Assignment | undefined)[] {
  const lines: (Assignment | undefined)[] = [];
  const heredocs = new Heredocs(text);
  const lexer = new Lexer(text);
  let found: Assignment | undefined;
  let tokens = 0;
  let brackets = 0;
  lexer.next(true);
  for (;;) {
    const { kind, start, end, previousEnd } = lexer;
    if (kind === "newline" || kind === "end") {
      lines.push(found && brackets === 0 ? found : undefined);
      if (kind === "end") return lines;
      found = undefined;
      tokens = 0;
      brackets = 0;
      lexer.next(true);
      continue;
    }
    if (kind === "=" && tokens > 0 && !found) {
      const columns = previousEnd - lineStart(text, previousEnd);
      found = { columns, blanksStart: previousEnd, blanksEnd: start };
    }
    if (found && (kind === "{" || kind === "[" || kind === "(")) brackets++;
    if (found && (kind === "}" || kind === "]" || kind === ")")) brackets--;
    tokens++;
    if (kind === "quote") lexer.jump(stringEnd(text, start), true);
    else if (kind === "heredoc") {
      const { marker, bodyStart } = heredocOpening(text, start)!;
      // To the formatter it is one line, whatever its text.
      lexer.jump(Math.max(heredocs.find(marker, bodyStart).end, end), true);
    } else lexer.next(true);
  }
}
