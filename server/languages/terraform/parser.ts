/** Parses Terraform files: native syntax here, JSON by json.ts. */
import type { Comment, Problem } from "../../core/resources.ts";
import { type Chunk, cutChunks, Source } from "../../core/span.ts";
import type { Piece } from "../../core/values.ts";
import { cutText } from "./chunks.ts";
import { parseJsonFile, parseJsonSource } from "./json.ts";
import { parseTopLevel } from "./parse-body.ts";
import { parseExpression } from "./parse-expression.ts";
import { templateParts } from "./parse-template.ts";
import { Parsing } from "./parsing.ts";
import { placeOf } from "./placed-text.ts";
import type { Attribute, Block, Body, ParsedFile, ParsedTemplate, TemplatePart } from "./syntax.ts";

export interface ParsedChunk {
  readonly body: Body;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** What a chunk holds depends on its text alone, so it is kept for as long as the chunk is. */
const parsed = new WeakMap<Chunk, ParsedChunk>();

/** Parses a file. Chunks of the version before that did not change are not parsed again. Never throws. */
export function parseFile(path: string, text: string, previous?: ParsedFile): ParsedFile {
  if (previous && previous.path === path && previous.text === text) return previous;
  if (path.endsWith(".json")) return parseJsonFile(path, text, previous);
  const chunks = cutChunks(path, cutText(text), previous?.path === path ? previous.source.chunks : []);
  return new NativeFile(new Source(path, text, chunks));
}

/** A version of a file whose chunks are known already. */
export function parsedSource(source: Source): ParsedFile {
  return source.path.endsWith(".json") ? parseJsonSource(source) : new NativeFile(source);
}

/** Parses the text of a template file (`templatefile`), whose source is one chunk. Never throws. */
export function parseTemplateFile(path: string, text: string, source = Source.whole(path, text)): ParsedTemplate {
  const p = Parsing.ofChunk(source.chunks[0]!);
  const parts = readTemplate(p);
  return { source, parts, problems: p.problems };
}

/** Parses a string that is itself a template (`template` of `template_file`). Never throws. */
export function parseTemplateText(
  path: string,
  pieces: readonly Piece[],
): { readonly parts: readonly TemplatePart[]; readonly problems: readonly Problem[] } | undefined {
  const placed = placeOf(pieces);
  if (!placed) return undefined;
  const p = new Parsing(path, placed.text, placed.place, false, placed.breaks);
  const parts = readTemplate(p);
  return { parts, problems: p.problems };
}

function readTemplate(p: Parsing): TemplatePart[] {
  const where = { start: 0, limit: p.text.length, inQuotes: false, flush: false };
  return templateParts(p, where, parseExpression).parts;
}

class NativeFile implements ParsedFile {
  readonly syntax = "native";
  readonly source: Source;
  #parsed: readonly ParsedChunk[] | undefined;
  #blocks: Block[] | undefined;
  #attributes: Attribute[] | undefined;
  #comments: Comment[] | undefined;
  #problems: Problem[] | undefined;

  constructor(source: Source) {
    this.source = source;
  }

  get path(): string {
    return this.source.path;
  }

  get text(): string {
    return this.source.text;
  }

  get blocks(): readonly Block[] {
    this.#blocks ??= this.#chunks().flatMap((c) => c.body.blocks);
    return this.#blocks;
  }

  get attributes(): readonly Attribute[] {
    this.#attributes ??= this.#chunks().flatMap((c) => c.body.attributes);
    return this.#attributes;
  }

  get comments(): readonly Comment[] {
    this.#comments ??= this.#chunks().flatMap((c) => c.comments);
    return this.#comments;
  }

  get problems(): readonly Problem[] {
    this.#problems ??= this.#chunks().flatMap((c) => c.problems);
    return this.#problems;
  }

  #chunks(): readonly ParsedChunk[] {
    this.#parsed ??= this.source.chunks.map(parsedChunk);
    return this.#parsed;
  }
}

/** What a chunk of a native file holds. */
export function parsedChunk(chunk: Chunk): ParsedChunk {
  let result = parsed.get(chunk);
  if (!result) {
    let p = Parsing.ofChunk(chunk);
    let body = parseTopLevel(p);
    if (p.unclosed) {
      p = Parsing.ofChunk(chunk, true);
      body = parseTopLevel(p);
    }
    const problems = p.problems;
    if (p.lexer.openComment >= 0)
      p.problem("The comment is not closed: */ is missing.", p.lexer.openComment, p.text.length);
    const comments = [...p.lexer.comments]
      .sort(([a], [b]) => a - b)
      .map(([start, end]) => ({ span: { chunk, start, end }, text: commentText(chunk.text.slice(start, end)) }));
    result = { body, comments, problems };
    parsed.set(chunk, result);
  }
  return result;
}

function commentText(written: string): string {
  if (written.startsWith("#")) return written.replace(/^#+/, "").trim();
  if (written.startsWith("//")) return written.replace(/^\/\/+/, "").trim();
  const inner = written.slice(2, written.endsWith("*/") && written.length >= 4 ? -2 : undefined);
  return inner.trim();
}
