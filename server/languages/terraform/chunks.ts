/**
 * Cuts a Terraform file where its blocks begin and end, without parsing it.
 *
 * A chunk is a block or an attribute of the top level, with the comments directly above it and the rest of its last
 * line, or what stands between two of those. Each chunk can be parsed by itself.
 */
import { Heredocs, isHeader } from "./heredocs.ts";
import { heredocOpening, isBlank } from "./lexer.ts";

/** How deep strings and interpolations may lie in each other. */
const DEEPEST = 200;

/** The pieces of a file, which joined are its text; at least one. */
export function cutText(text: string): string[] {
  const pieces: string[] = [];
  const heredocs = new Heredocs(text);
  let stretch = 0;
  let comments = -1;
  for (let at = 0; at < text.length; ) {
    let first = at;
    while (first < text.length && (isBlank(text.charCodeAt(first)) || text.charCodeAt(first) === 13)) first++;
    const c = text.charCodeAt(first);
    if (first >= text.length || c === 10) {
      comments = -1;
      at = first + 1;
      continue;
    }
    const comment = commentEnd(text, first);
    if (comment >= 0) {
      if (comments < 0) comments = at;
      at = comment;
      continue;
    }
    const start = comments >= 0 ? comments : at;
    if (start > stretch) pieces.push(text.slice(stretch, start));
    at = itemEnd(text, first, heredocs);
    pieces.push(text.slice(start, at));
    stretch = at;
    comments = -1;
  }
  if (stretch < text.length || pieces.length === 0) pieces.push(text.slice(stretch));
  return pieces;
}

/** The start of the line after a comment that has its lines for itself; -1 when there is none at `at`. */
function commentEnd(text: string, at: number): number {
  const c = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (c === 35 || (c === 47 && next === 47)) return afterLine(text, at);
  if (c !== 47 || next !== 42) return -1;
  const close = text.indexOf("*/", at + 2);
  if (close < 0) return text.length;
  let after = close + 2;
  while (isBlank(text.charCodeAt(after)) || text.charCodeAt(after) === 13) after++;
  return after >= text.length ? text.length : text.charCodeAt(after) === 10 ? after + 1 : -1;
}

function afterLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline + 1;
}

/**
 * Where the item ends whose first character is at `at`: after the newline where no bracket is open, or before a line
 * that can only be the header of another block.
 */
function itemEnd(text: string, at: number, heredocs: Heredocs): number {
  let depth = 0;
  for (let i = at; i < text.length; ) {
    switch (text.charCodeAt(i)) {
      case 10:
        i++;
        if (depth <= 0 || isHeader(text, i)) return i;
        break;
      case 123: // {
      case 91: // [
      case 40: // (
        depth++;
        i++;
        break;
      case 125: // }
      case 93: // ]
      case 41: // )
        depth--;
        i++;
        break;
      case 34: // "
        i = stringEnd(text, i);
        break;
      case 35: // #
        i = lineFeedAt(text, i);
        break;
      case 47: {
        const next = text.charCodeAt(i + 1);
        if (next === 47) i = lineFeedAt(text, i);
        else if (next === 42) {
          const close = text.indexOf("*/", i + 2);
          i = close < 0 ? text.length : close + 2;
        } else i++;
        break;
      }
      case 60: {
        const opening = text.charCodeAt(i + 1) === 60 ? heredocOpening(text, i) : undefined;
        if (opening) {
          const end = heredocs.find(opening.marker, opening.bodyStart);
          if (!end.closed) return end.end;
          i = end.end;
        } else i++;
        break;
      }
      default:
        i++;
    }
  }
  return text.length;
}

function lineFeedAt(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline;
}

/**
 * Where the string that begins with the quote at `at` ends. An interpolation may go over several lines, nothing else
 * in a string may: a string that is not closed ends with its line.
 */
export function stringEnd(text: string, at: number): number {
  // For each interpolation that is open, how many braces are open in it; strings and interpolations alternate.
  const braces: number[] = [];
  let inString = true;
  for (let i = at + 1; i < text.length; ) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 10) return i;
      if (c === 34) {
        if (braces.length === 0) return i + 1;
        inString = false;
        i++;
      } else if (c === 92) i += text.charCodeAt(i + 1) === 10 || text.charCodeAt(i + 1) === 13 ? 1 : 2;
      else if ((c === 36 || c === 37) && text.charCodeAt(i + 1) === 123) {
        if (braces.length >= DEEPEST) return lineFeedAt(text, i);
        braces.push(0);
        inString = false;
        i += 2;
      } else if ((c === 36 || c === 37) && text.charCodeAt(i + 1) === c && text.charCodeAt(i + 2) === 123) i += 3;
      else i++;
      continue;
    }
    if (c === 34) {
      inString = true;
      i++;
    } else if (c === 123) {
      braces[braces.length - 1]!++;
      i++;
    } else if (c === 125) {
      if (braces[braces.length - 1]! > 0) braces[braces.length - 1]!--;
      else {
        braces.pop();
        inString = true;
      }
      i++;
    } else if (c === 10 && isHeader(text, i + 1)) return i;
    else i++;
  }
  return text.length;
}
