/** The lines of a text: where statements begin, and which lines leave a bracket or a string open. */

/** A statement as its lines. Of one that holds a block, the line above that. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

export interface ReadLines {
  /** Lines that leave something open, as far as the indentation of those behind them tells. */
  readonly broken: ReadonlySet<number>;
  /** Lines that end in a dot. */
  readonly dangling: ReadonlySet<number>;
  readonly statements: readonly Lines[];
}

interface Open {
  readonly line: number;
  readonly indent: number;
}

/** Where each line of a text begins. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** @param indented false where brackets alone say how far a statement goes */
export function readLines(text: string, starts: readonly number[], indented = true): ReadLines {
  const broken = new Set<number>();
  const dangling = new Set<number>();
  const statements: { first: number; last: number }[] = [];
  let stack: Open[] = [];
  for (let line = 0; line < starts.length; ) {
    const end = starts[line + 1] ?? text.length;
    const indent = indentOf(text, starts[line]!);
    const begin = text[starts[line]! + indent];
    if (begin === undefined || begin === "#" || begin === "\n" || begin === "\r") {
      line++;
      continue;
    }
    // What was opened on a line that is indented as deep as this one has been left open.
    const closes = begin === ")" || begin === "]" || begin === "}";
    while (indented && stack.length > 0) {
      const top = stack[stack.length - 1]!;
      if (closes ? top.indent <= indent : top.indent < indent) break;
      broken.add(top.line);
      stack.pop();
    }
    if (stack.length === 0) statements.push({ first: line, last: line });
    const read = readLine(text, starts[line]! + indent, end, stack, { line, indent });
    stack = read.stack;
    if (read.unclosed) broken.add(line);
    if (stack.length === 0 && read.dangling) dangling.add(line);
    // A string over several lines ends on a line that goes on.
    let next = line + 1;
    while (next < starts.length && starts[next]! < read.end) next++;
    line = next;
    const current = statements[statements.length - 1];
    if (current) current.last = line - 1;
  }
  for (const open of stack) broken.add(open.line);
  return { broken, dangling, statements };
}

/** Whether a text may have a line that ends in a dot: the parser would take the next line for the member. */
export function hasDanglingDot(text: string): boolean {
  return /[\w)\]}"']\.[ \t]*(#.*)?\r?\n/.test(text);
}

/** How deep a line is indented. */
export function indentOf(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at++;
  return at - from;
}

/** Reads to the end of a line, or of the line on which a string that begins in it ends. */
function readLine(
  text: string,
  from: number,
  lineEnd: number,
  before: readonly Open[],
  here: Open,
): { stack: Open[]; end: number; unclosed: boolean; dangling: boolean } {
  const stack = [...before];
  let end = lineEnd;
  let at = from;
  /** The end of what is neither white space nor a comment. */
  let written = from;
  while (at < end) {
    const c = text[at]!;
    const begin = at;
    if (c === "#") {
      const stop = text.indexOf("\n", at);
      at = stop < 0 ? end : stop;
    } else if (c === "(" || c === "[" || c === "{") {
      stack.push(here);
      at++;
    } else if (c === ")" || c === "]" || c === "}") {
      stack.pop();
      at++;
    } else if (c === '"' || c === "'") {
      const mark = text.startsWith(c.repeat(3), at) ? c.repeat(3) : c;
      const close = stringEnd(text, at + mark.length, mark);
      // Up to the end of the file nothing closes it: only its first line is broken.
      if (close === undefined) return { stack: before.slice(), end: lineEnd, unclosed: true, dangling: false };
      at = close;
      if (close > end) {
        const stop = text.indexOf("\n", close);
        end = stop < 0 ? text.length : stop + 1;
      }
    } else at++;
    if (c !== "#" && !/\s/.test(c)) written = Math.max(begin + 1, at);
  }
  const tail = text.slice(Math.max(from, written - 40), written);
  return { stack, end, unclosed: false, dangling: /[\w)\]}"']\.$/.test(tail) && !/(^|[^\w.])\d+\.$/.test(tail) };
}

/** Where a string ends, its quotes included; undefined where it is not closed. */
function stringEnd(text: string, from: number, mark: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (mark.length === 1 && text[at] === "\n") return undefined;
    else if (text.startsWith(mark, at)) return at + mark.length;
  }
  return undefined;
}
