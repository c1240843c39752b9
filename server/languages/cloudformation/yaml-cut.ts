/**
 * Cuts a YAML template into pieces that can be parsed apart: one for each entry of a top-level section, one for each
 * section header, one for each other top-level entry. Only lines are looked at.
 */

import { type Line, linesOf, OpenState } from "./yaml-lines.ts";

const sectionHeader =
  /^(?:Resources|Parameters|Mappings|Conditions|Outputs|Rules|Metadata|Globals|"(?:Resources|Parameters|Mappings|Conditions|Outputs)"|'(?:Resources|Parameters|Mappings|Conditions|Outputs)')[ \t]*:[ \t]*(?:#.*)?$/;
/** A key with nothing behind it: what starts an entry even where an unclosed bracket or quote stands above it. */
const bareKey = /^ *(?:[\p{L}\p{N}][\p{L}\p{N}_:.${}&-]*|"[^"]*"|'[^']*') *:[ \t]*(?:#.*)?$/u;
const anyKey = /^ *(?:[^\s#"'[\]{},&*!|>%@`?:-][^#]*?|"[^"]*"|'[^']*') *:(?:[ \t]|$)/;

export interface Cut {
  /** The pieces of a template, in order; together they are the text. One piece where cutting is not safe. */
  readonly pieces: string[];
  /** How deep the top level stands: text may be indented as a whole. */
  readonly indent: number;
}

export function cutYaml(text: string): Cut {
  const lines = linesOf(text);
  const base = indentOf(text, lines);
  return { pieces: isCuttable(text) ? piecesOf(text, lines, base) : [text], indent: base };
}

/** The indent of the top level. A section at the margin says that it is there, whatever stands above it. */
function indentOf(text: string, lines: readonly Line[]): number {
  let first: Line | undefined;
  for (const line of lines) {
    if (line.indent < 0 || (line.indent === 0 && /^(?:---|%|\.\.\.)/.test(text.slice(line.start, line.start + 3))))
      continue;
    if (line.indent === 0) return 0;
    first ??= line;
    if (first.indent === 1_000) return 0;
  }
  return first?.indent ?? 0;
}

function piecesOf(text: string, lines: readonly Line[], base: number): string[] {
  const cuts = new Set<number>();
  const state = new OpenState(text);
  let inSection = false;
  let entryIndent = -1;
  let sectionCuts: number[] = [];
  const keep = () => {
    for (const c of sectionCuts) cuts.add(c);
    sectionCuts = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (state.inBlock(line) || line.indent < 0) continue;
    if (line.indent > base && (!inSection || (entryIndent >= 0 && line.indent > entryIndent))) {
      state.step(line);
      continue;
    }
    const content = text.slice(line.start + Math.min(line.indent, base), line.end);
    if (line.indent <= base) {
      const isHeader = sectionHeader.test(content);
      if (isHeader) state.reset();
      const closes = content[0] === "]" || content[0] === "}";
      // Half-typed text at the margin is a piece of its own; the section goes on behind it.
      if (inSection && state.isNeutral() && /^[\w"'!]/.test(content) && !anyKey.test(content)) {
        sectionCuts.push(line.start);
        continue;
      }
      if (state.isNeutral() && !closes && content[0] !== "-") {
        keep();
        cuts.add(line.start);
        inSection = isHeader;
        entryIndent = -1;
      } else if (state.isNeutral() && content[0] === "-" && !content.startsWith("---")) {
        // A list at the indent of its key: the section is not a mapping.
        sectionCuts = [];
        inSection = false;
      }
    } else if (inSection) {
      if (entryIndent < 0) entryIndent = line.indent;
      if (line.indent === entryIndent) {
        const next = nextContent(lines, i);
        if (bareKey.test(content) && next && next.indent > entryIndent && anyKey.test(text.slice(next.start, next.end)))
          state.reset();
        if (state.isNeutral() && anyKey.test(content)) sectionCuts.push(line.start);
      } else if (line.indent < entryIndent && state.isNeutral()) {
        sectionCuts = [];
        inSection = false;
      }
    }
    state.step(line);
  }
  keep();
  const at = [0, ...[...cuts].filter((c) => c > 0).sort((a, b) => a - b), text.length];
  const pieces: string[] = [];
  for (let i = 0; i + 1 < at.length; i++) pieces.push(text.slice(at[i], at[i + 1]));
  if (pieces[0]!.startsWith("\uFEFF") && pieces[0]!.length > 1) pieces.splice(0, 1, "\uFEFF", pieces[0]!.slice(1));
  return pieces;
}

function isCuttable(text: string): boolean {
  if (text === "") return false;
  if (/\r(?!\n)/.test(text)) return false;
  // Nothing may follow the end of the document.
  if (/^\.\.\.[ \t]*\r?\n[\s\S]*?^[ \t]*[^\s#]/m.test(text)) return false;
  const documents = [...text.matchAll(/^---/gm)];
  if (documents.length > 1) return false;
  if (documents[0] && /^[ \t]*[^\s#%\uFEFF]/m.test(text.slice(0, documents[0].index))) return false;
  return !/^\uFEFF?\s*[{[]/.test(text);
}

function nextContent(lines: readonly Line[], i: number): Line | undefined {
  for (let j = i + 1; j < lines.length && j < i + 50; j++) if (lines[j]!.indent >= 0) return lines[j];
  return undefined;
}
