/** The lines of YAML, and what is open where they start: a quote, a bracket or a block scalar. */

export interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** -1 for a line that is blank or only a comment. */
  readonly indent: number;
  /** Where its first character stands, of a comment too; -1 for a blank line. */
  readonly column: number;
}

/** The lines of a text, a BOM left out. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    let next = text.indexOf("\n", at);
    if (next < 0) next = text.length;
    let end = next;
    if (end > at && text.charCodeAt(end - 1) === 13) end--;
    let first = at;
    while (first < end && text.charCodeAt(first) === 32) first++;
    const start = first < end ? text.charCodeAt(first) : 32;
    // Cutting is what every keystroke waits for: most lines are told by one character.
    const isEmpty = (start <= 32 || start > 126) && text.slice(first, end).trim() === "";
    const c = isEmpty ? 35 : start;
    const blank = c === 35;
    // A tab is no indent: what stands behind it belongs to what is above.
    lines.push({
      start: at,
      end,
      indent: blank ? -1 : c === 9 ? 1_000 : first - at,
      column: isEmpty ? -1 : first - at,
    });
    at = next + 1;
  }
  return lines;
}

/**
 * The text with every line within brackets or quotes joined to the line above it, offsets unchanged. CloudFormation
 * does not care how deep such lines are indented; strict YAML does.
 */
export function joinOpenLines(text: string): string {
  const state = new OpenState(text);
  let joined = "";
  let done = 0;
  for (const line of linesOf(text)) {
    const inBlock = state.inBlock(line);
    if (!inBlock && !state.isNeutral() && line.start > 0) {
      const from = text[line.start - 2] === "\r" ? line.start - 2 : line.start - 1;
      joined += `${text.slice(done, from)}${" ".repeat(line.start - from)}`;
      done = line.start;
    }
    const isComment = line.indent < 0 && text.slice(line.start, line.end).trim() !== "";
    if (!inBlock && isComment && !state.isNeutral() && !state.isQuoted()) {
      joined += " ".repeat(line.end - line.start);
      done = line.end;
    } else if (!inBlock && (line.indent >= 0 || state.isQuoted())) state.step(line);
    const comment = state.takeComment();
    if (comment !== undefined && comment >= done && !state.isNeutral()) {
      joined += `${text.slice(done, comment)}${" ".repeat(line.end - comment)}`;
      done = line.end;
    }
  }
  return joined + text.slice(done);
}

/** Whether a quote, a bracket or a block scalar is open at the start of a line. */
export class OpenState {
  readonly #text: string;
  #quote = "";
  #depth = 0;
  /** The indent that the line with a block scalar's header has, while the scalar is open. */
  #blockParent = -1;
  #blockIndent = -1;
  #comment: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  isNeutral(): boolean {
    return this.#quote === "" && this.#depth === 0;
  }

  isQuoted(): boolean {
    return this.#quote !== "";
  }

  /** Where the comment of the line that was looked at last starts, if it stands within brackets. */
  takeComment(): number | undefined {
    const comment = this.#comment;
    this.#comment = undefined;
    return comment;
  }

  reset(): void {
    this.#quote = "";
    this.#depth = 0;
    this.#blockParent = -1;
  }

  /** True when a line is a part of the block scalar that is open; closes the scalar when it is not. */
  inBlock(line: Line): boolean {
    if (this.#blockParent < 0) return false;
    if (line.column < 0) return true;
    if (this.#blockIndent < 0) {
      if (line.column <= this.#blockParent) this.#blockParent = -1;
      else this.#blockIndent = line.column;
    } else if (line.column < this.#blockIndent) {
      this.#blockParent = -1;
      this.#blockIndent = -1;
    }
    return this.#blockParent >= 0;
  }

  /** Reads a line that is no part of a block scalar. */
  step(line: Line): void {
    const text = this.#text;
    let at = line.start + Math.max(line.indent, 0);
    if (this.isNeutral()) {
      if (!mayOpen(text, at, line.end)) return;
      at = valueStart(text, at, line.end);
      if (at >= line.end) return;
      const c = text[at];
      if (c === "|" || c === ">") {
        if (/^[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(text.slice(at, line.end))) {
          this.#blockParent = line.indent;
          this.#blockIndent = /^[|>][-+]?[1-9]/.test(text.slice(at, at + 3)) ? line.indent + 1 : -1;
        }
        return;
      }
      if (c !== '"' && c !== "'" && c !== "[" && c !== "{") return;
    }
    this.#scan(at, line.end);
  }

  #scan(from: number, end: number): void {
    const text = this.#text;
    let canQuote = true;
    for (let i = from; i < end; i++) {
      const c = text[i]!;
      if (this.#quote !== "") {
        if (c === "\\" && this.#quote === '"') i++;
        else if (c === this.#quote) {
          if (c === "'" && text[i + 1] === "'") i++;
          else {
            this.#quote = "";
            if (this.#depth === 0) return;
          }
        }
        continue;
      }
      if (c === " " || c === "\t") {
        if (text[i + 1] === "#") {
          this.#comment = i + 1;
          return;
        }
        continue;
      }
      if ((c === '"' || c === "'") && canQuote) this.#quote = c;
      else if (c === "[" || c === "{") {
        if (canQuote) this.#depth++;
        continue;
      } else if (c === "]" || c === "}") {
        if (--this.#depth <= 0) {
          this.#depth = 0;
          return;
        }
      }
      canQuote = c === "," || c === ":" || c === "?" || (c === "!" ? canQuote : false);
      if (c === "!" && canQuote) {
        while (i + 1 < end && /[\w:]/.test(text[i + 1]!)) i++;
        canQuote = true;
      }
    }
  }
}

/** False where no character of a line may open anything: then where its value starts does not matter. */
function mayOpen(text: string, at: number, end: number): boolean {
  for (let i = at; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 34 || c === 39 || c === 62 || c === 91 || c === 123 || c === 124) return true;
  }
  return false;
}

const lead =
  /(?:[-?][ \t]+)*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{},#&*!|>%@`][^#\n]*?)[ \t]*:(?=[ \t]|$)[ \t]*)?(?:[!&][^\s[\]{},]*(?:[ \t]+|$))*/y;

/** Where the value on a line starts: behind dashes, a key, tags and anchors. */
function valueStart(text: string, at: number, end: number): number {
  const line = text.slice(at, end);
  lead.lastIndex = 0;
  const match = lead.exec(line);
  return at + (match ? match[0].length : 0);
}
