/** Cuts a JSON template into pieces that can be parsed apart: one for each entry of a top-level section. */

const sections = new Set([
  "Resources",
  "Parameters",
  "Mappings",
  "Conditions",
  "Outputs",
  "Rules",
  "Metadata",
  "Globals",
]);

/**
 * The pieces of a template, in order; together they are the text. Where its brackets do not match, it is cut by its
 * lines, if only what is within entries is wrong; else it is one piece.
 */
export function cutJson(text: string): string[] {
  const cuts = cutsByBrackets(text) ?? cutsByLines(text);
  if (!cuts || cuts.length === 0) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (const cut of [...cuts, text.length]) {
    if (cut > from) pieces.push(text.slice(from, cut));
    from = Math.max(from, cut);
  }
  return pieces;
}

/** Where sections and their entries begin and end; undefined where the brackets do not match. */
function cutsByBrackets(text: string): number[] | undefined {
  const cuts: number[] = [];
  let depth = 0;
  let inSection = false;
  let lastKey = "";
  let expectValue = false;
  const open: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) {
      const end = stringEnd(text, i);
      if (end < 0) return undefined;
      if (depth === 1) lastKey = text.slice(i + 1, end);
      i = end;
    } else if (c === 123 || c === 91) {
      if (depth === 1) {
        inSection = c === 123 && expectValue && sections.has(lastKey);
        if (inSection) cuts.push(nextLine(text, i + 1));
      }
      open[depth++] = c === 123 ? "}" : "]";
      if (depth > 500) return undefined;
    } else if (c === 125 || c === 93) {
      if (depth === 0 || open[--depth] !== text[i]) return undefined;
      if (depth === 1 && inSection) {
        cuts.push(ownLine(text, i));
        inSection = false;
      }
    } else if (c === 44) {
      if (depth === 2 && inSection) cuts.push(nextLine(text, i + 1));
      expectValue = false;
    } else if (c === 58 && depth === 1) expectValue = true;
  }
  return depth === 0 ? cuts : undefined;
}

const sectionLine = /^([ \t]*)"([A-Za-z]+)"[ \t]*:[ \t]*\{[ \t]*\r?$/;
const entryLine = /^([ \t]*)"(?:[^"\\]|\\.)*"[ \t]*:/;
const closingLine = /^([ \t]*)\}[ \t]*,?[ \t]*\r?$/;

/** The same places, found by the indent of lines: those of whole entries are the same as with matching brackets. */
function cutsByLines(text: string): number[] | undefined {
  const cuts: number[] = [];
  let depth = 0;
  let section: string | undefined;
  let entry: string | undefined;
  for (let start = 0; start < text.length; start = nextStart(text, start)) {
    const line = text.slice(start, lineEnd(text, start));
    if (section === undefined) {
      const header = depth === 1 ? sectionLine.exec(line) : null;
      if (header && sections.has(header[2]!)) {
        section = header[1]!;
        entry = undefined;
        cuts.push(nextStart(text, start));
        depth++;
        continue;
      }
      depth = depthBehind(line, depth);
      if (depth < 0 || (depth === 0 && text.slice(nextStart(text, start)).trim() !== "")) return undefined;
      continue;
    }
    const closing = closingLine.exec(line);
    if (closing && closing[1]!.length <= section.length) {
      if (closing[1] !== section) return undefined;
      cuts.push(start);
      section = undefined;
      depth--;
      continue;
    }
    const key = entryLine.exec(line);
    if (!key) continue;
    entry ??= key[1]!;
    if (entry.length <= section.length || key[1]!.length <= section.length) return undefined;
    if (key[1] === entry) cuts.push(start);
  }
  return depth === 0 && section === undefined ? cuts : undefined;
}

/** How many brackets are open behind a line of which the strings are closed; -1 where that is not certain. */
function depthBehind(line: string, depth: number): number {
  let open = depth;
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (c === '"') {
      const end = stringEnd(line, i);
      if (end < 0) return -1;
      i = end;
    } else if (c === "{" || c === "[") open++;
    else if (c === "}" || c === "]") open--;
    if (open < 0) return -1;
  }
  return open;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

function nextStart(text: string, start: number): number {
  return Math.min(lineEnd(text, start) + 1, text.length);
}

/** The start of the next line, where nothing else stands on this one. */
function nextLine(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) return i + 1;
    if (c !== 32 && c !== 9 && c !== 13) return at;
  }
  return at;
}

/** The start of the line, where nothing stands before a place on it. */
function ownLine(text: string, at: number): number {
  for (let i = at - 1; i >= 0; i--) {
    const c = text.charCodeAt(i);
    if (c === 10) return i + 1;
    if (c !== 32 && c !== 9) return at;
  }
  return at;
}

/** True where every bracket of a text is closed, and every string on its line. */
export function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      const end = stringEnd(text, i);
      if (end < 0) return false;
      i = end;
    } else if (c === "{" || c === "[") open.push(c === "{" ? "}" : "]");
    else if ((c === "}" || c === "]") && open.pop() !== c) return false;
  }
  return open.length === 0;
}

/** The closing quote of a string, or -1 where its line ends first. */
function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 34) return i;
    else if (c === 10) return -1;
  }
  return -1;
}
