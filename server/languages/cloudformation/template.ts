/** Reads a template: cuts it, parses what is new, and puts the parts together. */
import type { Comment, Problem } from "../../core/resources.ts";
import { type Chunk, cutChunks, Source } from "../../core/span.ts";
import { cutJson } from "./json-cut.ts";
import { parseJson } from "./json-parse.ts";
import type { MappingEntry, ParsedChunk, Template } from "./syntax.ts";
import { cutYaml } from "./yaml-cut.ts";
import { parseYaml } from "./yaml-parse.ts";

const parsed = new WeakMap<Chunk, ParsedChunk>();

/**
 * Reads a template. Chunks of `previous`, an earlier version of the same file, are used again where their text is
 * the same. The result is the same as without it.
 */
export function readTemplate(path: string, text: string, previous?: Template): Template {
  if (previous && previous.source.text === text) return previous;
  const format = /^\uFEFF?\s*\{/.test(text) ? "json" : "yaml";
  const pieces = format === "json" ? cutJson(text) : cutYaml(text);
  const reusable = previous?.format === format ? previous.source.chunks : [];
  const chunks = cutChunks(path, pieces, reusable);
  const parts = chunks.map((chunk) => {
    let part = parsed.get(chunk);
    if (!part) {
      part = format === "json" ? parseJson(chunk, chunks.length === 1) : parseYaml(chunk);
      parsed.set(chunk, part);
    }
    return part;
  });
  return assemble(new Source(path, text, chunks), format, parts);
}

/** A template in one chunk, for tests: what `readTemplate` gives must say the same. */
export function readWhole(path: string, text: string): Template {
  const source = Source.whole(path, text);
  const format = /^\uFEFF?\s*\{/.test(text) ? "json" : "yaml";
  const chunk = source.chunks[0]!;
  return assemble(source, format, [
    format === "json" ? parseJson(chunk, true, cutJson(text).length === 1) : parseYaml(chunk),
  ]);
}

function assemble(source: Source, format: Template["format"], parts: readonly ParsedChunk[]): Template {
  const top = new Map<string, MappingEntry>();
  const sections = new Map<string, MappingEntry[]>();
  const names = new Map<string, Set<string>>();
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  let current: string | undefined;
  const add = (section: string, entries: readonly MappingEntry[]) => {
    const list = sections.get(section)!;
    const seen = names.get(section)!;
    for (const entry of entries) {
      if (seen.has(entry.key)) problems.push(twice(source.path, entry));
      else {
        seen.add(entry.key);
        list.push(entry);
      }
    }
  };
  // Text that is indented as a whole is one part, and in no section.
  const isOnePart = parts.filter((part) => part.entries.length > 0).length === 1;
  for (const part of parts) {
    for (const comment of part.comments) comments.push(comment);
    for (const problem of part.problems) problems.push(problem);
    if (part.nested && !isOnePart) {
      if (current !== undefined) add(current, part.entries);
      continue;
    }
    for (const entry of part.entries) {
      current = entry.key;
      if (top.has(entry.key)) {
        problems.push(twice(source.path, entry));
        current = undefined;
        continue;
      }
      top.set(entry.key, entry);
      sections.set(entry.key, []);
      names.set(entry.key, new Set());
      if (entry.value.kind === "mapping") add(entry.key, entry.value.entries);
    }
  }
  return { source, format, top, sections, comments, problems };
}

function twice(path: string, entry: MappingEntry): Problem {
  const message = `The key ${JSON.stringify(entry.key)} is written twice in one mapping.`;
  return { path, message, span: entry.keySpan, severity: "error" };
}
