/** Reads a template: cuts it, parses what is new, and puts the parts together. */
import type { Comment, Problem } from "../../core/resources.ts";
import { type Chunk, cutChunks, Source } from "../../core/span.ts";
import { cutJson } from "./json-cut.ts";
import { parseJson } from "./json-parse.ts";
import type { MappingEntry, Node, ParsedChunk, Template } from "./syntax.ts";
import { cutYaml } from "./yaml-cut.ts";
import { parseYaml } from "./yaml-parse.ts";

const parsed = new WeakMap<Chunk, ParsedChunk>();

/**
 * Reads a template. Chunks of `previous`, an earlier version of the same file, are used again where their text is
 * the same. The result is the same as without it.
 */
export function readTemplate(path: string, text: string, previous?: Template): Template {
  if (previous && previous.source.text === text) return previous;
  const format = formatOf(text);
  const cut = format === "json" ? { pieces: cutJson(text), indent: 0 } : cutYaml(text);
  const reusable = previous?.format === format ? previous.source.chunks : [];
  const source = new Source(path, text, cutChunks(path, cut.pieces, reusable));
  return assemble(source, format, cut.indent, partsOf(source.chunks, format));
}

/** A file in one chunk. What `readTemplate` gives of it must say the same. */
export function readWhole(path: string, text: string): Template {
  const source = Source.whole(path, text);
  const format = formatOf(text);
  const chunk = source.chunks[0]!;
  const part = format === "json" ? parseJson(chunk, true, cutJson(text).length === 1) : parseYaml(chunk);
  return assemble(source, format, format === "json" ? 0 : cutYaml(text).indent, [part]);
}

/** Braces are JSON, unless their first key is one of YAML: in single quotes, or without any. */
function formatOf(text: string): Template["format"] {
  return /^\uFEFF?\s*\{(?!\s*(?:'|#|[A-Za-z]\w*[ \t]*:))/.test(text) ? "json" : "yaml";
}

/** What each chunk says: what it said before, unless an alias in it now stands for something else. */
function partsOf(chunks: readonly Chunk[], format: Template["format"]): ParsedChunk[] {
  const anchors = new Map<string, Node>();
  return chunks.map((chunk) => {
    let part = parsed.get(chunk);
    if (!part || [...(part.used ?? [])].some(([name, node]) => anchors.get(name) !== node)) {
      part = format === "json" ? parseJson(chunk, chunks.length === 1) : parseYaml(chunk, anchors);
      parsed.set(chunk, part);
    }
    for (const [name, node] of part.anchors ?? []) anchors.set(name, node);
    return part;
  });
}

function assemble(source: Source, format: Template["format"], indent: number, parts: readonly ParsedChunk[]): Template {
  const top = new Map<string, MappingEntry>();
  const sections = new Map<string, MappingEntry[]>();
  const names = new Map<string, Set<string>>();
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  let current: string | undefined;
  let open: MappingEntry | undefined;
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
  for (const part of parts) {
    for (const comment of part.comments) comments.push(comment);
    for (const problem of part.problems) problems.push(problem);
    if (open && part.indent > indent) problems.push(withoutComma(source.path, open));
    open = part.isOpen === true ? part.entries[part.entries.length - 1] : undefined;
    if (part.indent > indent) {
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
  return { source, format, top, sections, comments, problems, ...relationsOf(parts, problems) };
}

/** What ties chunks together, and what is wrong with one for the others. */
function relationsOf(parts: readonly ParsedChunk[], problems: readonly Problem[]): Pick<Template, "broken" | "shared"> {
  const broken = new Set<Chunk>();
  for (const { span } of problems) if (span) broken.add(span.chunk);
  const shared = new Set<Node>();
  for (const part of parts) {
    for (const node of part.shared ?? []) shared.add(node);
    const isTied = [...(part.used?.values() ?? [])].some((node) => node && broken.has(node.span.chunk));
    if (isTied && part.entries[0]) broken.add(part.entries[0].keySpan.chunk);
  }
  return { broken, shared: [...shared] };
}

/** Said of the entry before, in whose chunk it is: the one behind it is all right. */
function withoutComma(path: string, { keySpan, value }: MappingEntry): Problem {
  const { end } = value.span;
  const span = { chunk: keySpan.chunk, start: Math.max(end - 1, keySpan.start), end };
  return { path, message: "A comma is missing after this.", span, severity: "error" };
}

function twice(path: string, entry: MappingEntry): Problem {
  const message = `The key ${JSON.stringify(entry.key)} is written twice in one mapping.`;
  return { path, message, span: entry.keySpan, severity: "error" };
}
