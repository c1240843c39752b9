/** Aligns the equals signs and the comments of neighbouring lines, as `terraform fmt` leaves them. */
import { stringEnd } from "./chunks.ts";
import { Heredocs } from "./heredocs.ts";
import { heredocOpening, Lexer, lineStart } from "./lexer.ts";

/** A change of a text: what is between two offsets becomes another text. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The blanks before an equals sign or a comment, and the column where what is left of them ends. */
interface Gap {
  readonly columns: number;
  readonly start: number;
  readonly end: number;
}

interface Line {
  /** Undefined where nothing is assigned, or where the value goes on in the next line. */
  readonly assignment: Gap | undefined;
  /** Undefined where nothing stands before a comment. */
  readonly comment: Gap | undefined;
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
 * Adds to the changes of a text what keeps it aligned. What was not aligned before is not aligned after.
 *
 * @param changes sorted and not overlapping
 */
export function keepAligned(text: string, changes: readonly Change[]): readonly Change[] {
  const before = linesOf(text);
  if (misaligned(before, false).length > 0) return changes;
  const comments = misaligned(before, true).length === 0;
  let kept = changes;
  // Blanks that a change adds are in the changed text itself, so its own text is mended first.
  for (const c of misaligned(linesOf(apply(text, changes)), comments).reverse()) kept = insert(kept, c);
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

/** What has to change for equals signs, and comments if they are asked for, to be in one column with their neighbours. */
function misaligned(lines: readonly Line[], comments: boolean): Change[] {
  const changes: Change[] = [];
  const moved = lines.map(() => 0);
  align(
    lines.map((l) => l.assignment),
    (i, gap, wanted) => {
      moved[i] = wanted - (gap.end - gap.start);
      if (moved[i] !== 0) changes.push({ start: gap.start, end: gap.end, text: " ".repeat(wanted) });
    },
  );
  if (!comments) return changes;
  align(
    lines.map(({ comment }, i) => comment && { ...comment, columns: comment.columns + moved[i]! }),
    (_, gap, wanted) => {
      if (gap.end - gap.start !== wanted) changes.push({ ...gap, text: " ".repeat(wanted) });
    },
  );
  return changes.sort((a, b) => a.start - b.start);
}

/** Says for each gap of a run of neighbours how many blanks it has to have. */
function align(gaps: readonly (Gap | undefined)[], say: (index: number, gap: Gap, blanks: number) => void): void {
  for (let from = 0; from < gaps.length; from++) {
    let to = from;
    let widest = 0;
    for (; gaps[to]; to++) widest = Math.max(widest, gaps[to]!.columns);
    for (let i = from; i < to; i++) say(i, gaps[i]!, widest - gaps[i]!.columns + 1);
    from = to;
  }
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const heredocs = new Heredocs(text);
  const lexer = new Lexer(text);
  let assignment: Gap | undefined;
  let tokens = 0;
  let brackets = 0;
  lexer.next(true);
  for (;;) {
    const { kind, start, end, previousEnd } = lexer;
    const gapBefore = (to: number): Gap => ({
      columns: previousEnd - lineStart(text, previousEnd),
      start: previousEnd,
      end: to,
    });
    if (kind === "newline" || kind === "end") {
      const comment = tokens > 0 ? /^[ \t]*(?=#|\/\/|\/\*)/.exec(text.slice(previousEnd, start)) : null;
      lines.push({
        assignment: brackets === 0 ? assignment : undefined,
        comment: comment ? gapBefore(previousEnd + comment[0].length) : undefined,
      });
      if (kind === "end") return lines;
      assignment = undefined;
      tokens = 0;
      brackets = 0;
      lexer.next(true);
      continue;
    }
    if (kind === "=" && tokens > 0) assignment ??= gapBefore(start);
    if (assignment && (kind === "{" || kind === "[" || kind === "(")) brackets++;
    if (assignment && (kind === "}" || kind === "]" || kind === ")")) brackets--;
    tokens++;
    if (kind === "quote") lexer.jump(stringEnd(text, start), true);
    else if (kind === "heredoc") {
      const { marker, bodyStart } = heredocOpening(text, start)!;
      // To the formatter it is one line, whatever its text.
      lexer.jump(Math.max(heredocs.find(marker, bodyStart).end, end), true);
    } else lexer.next(true);
  }
}
