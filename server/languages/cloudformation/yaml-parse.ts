/** Parses a YAML template, or a piece of one, into nodes. */
import {
  type Alias,
  type CollectionTag,
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  Parser,
  type ScalarTag,
  Schema,
} from "yaml";
import type { Comment, Problem } from "../../core/resources.ts";
import type { Chunk, Span } from "../../core/span.ts";
import { shortForms } from "./short-forms.ts";
import {
  type MappingEntry,
  type MappingNode,
  type Node,
  type ParsedChunk,
  place,
  scalarNode,
  scalarText,
} from "./syntax.ts";
import { joinOpenLines } from "./yaml-lines.ts";
import { unquoted } from "./yaml-quotes.ts";

/** How deep nodes may lie in each other; what lies deeper is nothing. */
const DEEPEST = 100;
/** How many aliases are followed in one chunk. */
const MOST_ALIASES = 1_000;

const customTags: (ScalarTag | CollectionTag)[] = [...shortForms.keys()].flatMap((tag) => [
  { tag, resolve: (text: string) => text },
  { tag, collection: "map" as const },
  { tag, collection: "seq" as const },
]);

/** One for all chunks: to make it takes longer than to parse a small chunk. */
const schema = new Schema({ customTags, schema: "failsafe", resolveKnownTags: true });

/**
 * Parses one chunk. Never throws; what is wrong is a problem with its place. `before` are the anchors of the chunks
 * above it.
 */
export function parseYaml(chunk: Chunk, before: ReadonlyMap<string, Node> = new Map()): ParsedChunk {
  const problems: Problem[] = [];
  const comments: Comment[] = [];
  const indent = /^(?:\uFEFF)?([ \t]*)(?!---|%)[^\s#\uFEFF]/m.exec(chunk.text)?.[1]?.length ?? 0;
  if (tooDeep(chunk.text)) {
    problems.push(problem(chunk, "This is nested too deeply to be read.", 0, chunk.text.length));
    return { entries: [], indent, comments, problems };
  }
  // A lone carriage return breaks a line too.
  const text = chunk.text.replace(/\r(?!\n)/g, "\n");
  let { document, failure, second } = compose(text, (token) => collectComments(token, chunk, comments, 0));
  let isJoined = false;
  if (document && document.errors.length > 0) {
    const joined = joinOpenLines(text);
    const again = joined === text ? undefined : compose(joined).document;
    if (again && again.errors.length === 0) {
      document = again;
      isJoined = true;
    }
  }
  if (failure !== undefined) problems.push(problem(chunk, `This is not valid YAML: ${failure}`, 0, 0));
  if (!document) return { entries: [], indent, comments, problems };
  problems.push(...problemsOf(document, chunk));
  if (second !== undefined)
    problems.push(problem(chunk, "A template is one document; what follows is another one.", second, second + 3));
  const conversion = new Conversion(chunk, before, problems, isJoined);
  const contents = document.contents;
  const root = contents ? conversion.node(contents as ParsedNode, 0) : undefined;
  const entries = root?.kind === "mapping" ? root.entries : [];
  if (root && root.kind !== "mapping" && !(root.kind === "scalar" && root.value === null))
    problems.push(problem(chunk, "A key and a colon are expected here.", root.span.start, root.span.end));
  const { anchors, used, shared } = conversion;
  if (anchors.size === 0 && used.size === 0) return { entries, indent, comments, problems };
  return { entries, indent, comments, problems, anchors, used, shared: [...shared] };
}

/** The first document of a text. */
function compose(
  text: string,
  see: (token: unknown) => void = () => {},
): { document: Document.Parsed | undefined; failure: string | undefined; second: number | undefined } {
  let document: Document.Parsed | undefined;
  let second: number | undefined;
  const add = (doc: Document.Parsed) => {
    if (document && second === undefined) second = text.indexOf("---", document.range[1]);
    document ??= doc;
  };
  const composer = new Composer({
    schema,
    uniqueKeys: false,
    logLevel: "silent",
    strict: false,
  });
  try {
    for (const token of new Parser().parse(text)) {
      see(token);
      for (const doc of composer.next(token)) add(doc as Document.Parsed);
    }
    for (const doc of composer.end(false, text.length)) add(doc as Document.Parsed);
  } catch (error) {
    // The library has no promise not to throw; its message is all that can be said.
    return { document, failure: message(error), second };
  }
  return { document, failure: undefined, second: second === -1 ? undefined : second };
}

/** What the parser does not understand: the first thing on each line, for others follow from it. */
function problemsOf(document: Document.Parsed, chunk: Chunk): Problem[] {
  const { text } = chunk;
  const problems: Problem[] = [];
  const lines = new Set<number>();
  for (const error of document.errors) {
    let [start, end] = error.pos;
    let what = message(error);
    if (what.startsWith("Missing closing")) {
      start = lastNode(document)?.range[0] ?? start;
      end = start + 1;
      what = "This quote is not closed";
    }
    const line = text.lastIndexOf("\n", start - 1) + 1;
    if (lines.has(line)) continue;
    lines.add(line);
    const [indent] = /^[ \t]*/.exec(text.slice(line))!;
    if (indent.includes("\t")) {
      what = "Tabs are not allowed as indentation";
      start = line + indent.indexOf("\t");
      end = start + 1;
    } else if (start < line + indent.length && end <= line + indent.length) {
      // The indent is wrong; what is indented shows it.
      start = line + indent.length;
      end = start + /^[^\s:]*/.exec(text.slice(start))![0].length;
    }
    problems.push(problem(chunk, `This is not valid YAML: ${what}`, start, end));
  }
  return problems;
}

/** The node that stands last in a document: a quote that is not closed takes all that follows. */
function lastNode(document: Document.Parsed): ParsedNode | undefined {
  let node = document.contents as ParsedNode | null;
  for (let depth = 0; node && depth < DEEPEST; depth++) {
    if (!isMap(node) && !isSeq(node)) break;
    const last = node.items[node.items.length - 1] as ParsedNode | { key?: unknown; value?: unknown } | undefined;
    const inner = isMap(node) ? ((last as { value?: unknown })?.value ?? (last as { key?: unknown })?.key) : last;
    if (!(inner as ParsedNode | undefined)?.range) break;
    node = inner as ParsedNode;
  }
  return node ?? undefined;
}

function problem(chunk: Chunk, text: string, start: number, end: number): Problem {
  const from = Math.max(0, Math.min(start, chunk.text.length));
  const to = Math.max(from, Math.min(end, chunk.text.length));
  return { path: chunk.path, message: text, span: place(chunk, from, to), severity: "error" };
}

function message(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "");
}

/** Brackets that lie deeper than any template needs would exhaust the stack of the parser. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 91 || c === 123) {
      if (++depth > 500) return true;
    } else if (c === 93 || c === 125) depth--;
    else if (c === 10) {
      let column = i + 1;
      let marks = 0;
      for (; column < text.length; column++) {
        const d = text.charCodeAt(column);
        if (d === 45 || d === 63) marks++;
        else if (d !== 32) break;
      }
      if (column - i > 2_000 && marks > 200) return true;
      if (marks > 500) return true;
    }
  }
  return /(?:[-?] ){500}/.test(text);
}

interface Token {
  readonly type: string;
  readonly offset?: number;
  readonly source?: string;
  readonly [key: string]: unknown;
}

/** The lexer's tokens keep comments wherever trivia may stand. */
function collectComments(token: unknown, chunk: Chunk, comments: Comment[], depth: number): void {
  if (depth > 4 * DEEPEST || typeof token !== "object" || token === null) return;
  if (Array.isArray(token)) {
    for (const t of token) collectComments(t, chunk, comments, depth + 1);
    return;
  }
  const t = token as Token;
  if (t.type === "comment" && typeof t.offset === "number" && typeof t.source === "string") {
    comments.push({
      span: place(chunk, t.offset, t.offset + t.source.length),
      text: t.source.replace(/^#+[ \t]?/, "").trimEnd(),
    });
    return;
  }
  for (const key of ["start", "key", "sep", "value", "items", "end", "props"] as const)
    if (t[key] !== undefined && typeof t[key] === "object") collectComments(t[key], chunk, comments, depth + 1);
}

class Conversion {
  readonly #chunk: Chunk;
  readonly #before: ReadonlyMap<string, Node>;
  readonly #problems: Problem[];
  /** True where the text was parsed with its open lines joined: then quoted text has to be folded here. */
  readonly #isJoined: boolean;
  readonly #converted = new Map<ParsedNode, Node | "open">();
  /** The nodes with anchors, as far as they have been read. */
  readonly #anchored = new Map<string, ParsedNode>();
  readonly anchors = new Map<string, Node>();
  readonly used = new Map<string, Node | undefined>();
  readonly shared = new Set<Node>();
  #aliases = 0;

  constructor(chunk: Chunk, before: ReadonlyMap<string, Node>, problems: Problem[], isJoined: boolean) {
    this.#chunk = chunk;
    this.#before = before;
    this.#problems = problems;
    this.#isJoined = isJoined;
  }

  node(from: ParsedNode, depth: number): Node {
    const known = this.#converted.get(from);
    if (known && known !== "open") return known;
    if (known === "open" || depth > DEEPEST) return this.#nothing(from.range[0], from.range[0]);
    this.#converted.set(from, "open");
    const anchor = isAlias(from) ? undefined : from.anchor;
    if (anchor !== undefined) this.#anchored.set(anchor, from);
    const node = this.#convert(from, depth);
    this.#converted.set(from, node);
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return node;
  }

  #nothing(start: number, end: number): Node {
    return scalarNode(null, "empty", place(this.#chunk, start, end));
  }

  #convert(from: ParsedNode, depth: number): Node {
    if (isAlias(from)) return this.#alias(from as Alias.Parsed, depth);
    const tag = tagOf(from);
    if (tag !== undefined && !shortForms.has(tag) && /^!\w+$/.test(tag)) {
      const { start } = this.#withTag(place(this.#chunk, from.range[0], from.range[0]), tag);
      const message = `CloudFormation has no function ${tag}.`;
      this.#problems.push(problem(this.#chunk, message, start, start + tag.length));
    }
    if (isScalar(from)) {
      const [start, end] = from.range;
      const content = place(this.#chunk, start, end);
      const span = this.#withTag(content, from.tag);
      const source = from.source ?? String(from.value ?? "");
      if (start === end) return scalarNode(tag ? "" : null, "empty", span, span, tag);
      if (from.type === "QUOTE_DOUBLE" || from.type === "QUOTE_SINGLE") {
        const isDouble = from.type === "QUOTE_DOUBLE";
        const text = this.#isJoined ? unquoted(this.#chunk.text.slice(start + 1, end - 1), isDouble) : source;
        return scalarNode(text, isDouble ? "double" : "single", content, span, tag);
      }
      if (isBlock(from.type)) return scalarNode(source, "block", content, span, tag);
      const isText = tag !== undefined || from.tag === "tag:yaml.org,2002:str";
      return scalarNode(isText ? source : plainValue(source), "plain", content, span, tag);
    }
    if (isSeq(from)) {
      const flow = from.flow === true;
      const items = from.items.map((item) => this.node(item as ParsedNode, depth + 1));
      const end = flow ? from.range[1] : this.#endOf({ value: from.items[from.items.length - 1] }, from);
      const content = place(this.#chunk, from.range[0], Math.max(from.range[0], end));
      const span = this.#withTag(content, from.tag);
      return { kind: "sequence", items, flow, content, span, ...(tag && { tag }) };
    }
    if (isMap(from)) {
      const entries: MappingEntry[] = [];
      const merged: MappingEntry[] = [];
      const seen = new Map<string, MappingEntry>();
      for (const pair of from.items) {
        const key = pair.key as ParsedNode | null;
        if (!key?.range) continue;
        const keySpan = place(this.#chunk, key.range[0], key.range[1]);
        const name = this.#keyName(key, keySpan);
        const value = pair.value?.range
          ? this.node(pair.value as ParsedNode, depth + 1)
          : this.#nothing(key.range[1], key.range[1]);
        const sources = name === "<<" && isScalar(key) && key.type === "PLAIN" ? mergedMappings(value) : undefined;
        if (sources) {
          for (const source of sources) for (const entry of source.entries) merged.push(entry);
          continue;
        }
        const alias = isAlias(pair.value) ? place(this.#chunk, pair.value.range![0], pair.value.range![1]) : undefined;
        const made: MappingEntry = alias ? { key: name, keySpan, value, alias } : { key: name, keySpan, value };
        if (seen.has(name))
          this.#problems.push({
            path: this.#chunk.path,
            message: `The key ${JSON.stringify(name)} is written twice in one mapping.`,
            span: keySpan,
            severity: "error",
          });
        else {
          seen.set(name, made);
          entries.push(made);
        }
      }
      for (const entry of merged)
        if (!seen.has(entry.key)) {
          seen.set(entry.key, entry);
          entries.push(entry);
        }
      const flow = from.flow === true;
      const end = flow ? from.range[1] : this.#endOf(from.items[from.items.length - 1], from);
      const content = place(this.#chunk, from.range[0], Math.max(from.range[0], end));
      const span = this.#withTag(content, from.tag);
      return { kind: "mapping", entries, flow, content, span, ...(tag && { tag }) };
    }
    return this.#nothing((from as ParsedNode).range[0], (from as ParsedNode).range[1]);
  }

  /** Where a mapping or a list in block style ends: with the last thing in it. */
  #endOf(last: { key?: unknown; value?: unknown } | undefined, from: ParsedNode): number {
    const value = last?.value as ParsedNode | null | undefined;
    if (!value?.range) return (last?.key as ParsedNode | undefined)?.range?.[1] ?? from.range[1];
    if (isAlias(value)) return value.range[1];
    const made = this.#converted.get(value);
    return made === undefined || made === "open" ? value.range[1] : made.span.end;
  }

  /** The text of a key. One that has a tag, or is more than text, is no function and no property. */
  #keyName(key: ParsedNode, span: Span): string {
    const tag = tagOf(key);
    const written = isScalar(key) ? (key.source ?? String(key.value ?? "")) : textOf(this.#chunk, key);
    if (isScalar(key) && key.anchor !== undefined) this.node(key, 0);
    if (tag === undefined && isScalar(key)) {
      if (span.start === span.end) {
        const message = "A key is missing before this colon.";
        this.#problems.push(problem(this.#chunk, message, span.start, span.start + 1));
      }
      return written;
    }
    if (isAlias(key)) return scalarText(this.#alias(key as Alias.Parsed, 0)) ?? written;
    const message = tag === undefined ? "A key has to be text." : `A key has to be text, without the tag ${tag}.`;
    this.#problems.push({ path: this.#chunk.path, message, span, severity: "error" });
    return tag === undefined ? written : `${tag} ${written}`;
  }

  #alias(alias: Alias.Parsed, depth: number): Node {
    const span = place(this.#chunk, alias.range[0], alias.range[1]);
    if (++this.#aliases > MOST_ALIASES) {
      if (this.#aliases === MOST_ALIASES + 1)
        this.#problems.push({
          path: this.#chunk.path,
          message: `Only the first ${MOST_ALIASES} aliases of a template are followed.`,
          span,
          severity: "note",
        });
      return this.#nothing(span.start, span.end);
    }
    const target = this.#target(alias, depth);
    if (target) this.shared.add(target);
    return target ?? this.#nothing(span.start, span.end);
  }

  /** What an alias stands for: the last node with its anchor before it. */
  #target(alias: Alias.Parsed, depth: number): Node | undefined {
    const name = alias.source;
    const own = this.#anchored.get(name);
    if (own) return this.#converted.get(own) === "open" ? undefined : this.node(own, depth + 1);
    const before = this.#before.get(name);
    this.used.set(name, before);
    if (!before && name !== "")
      this.#problems.push(
        problem(this.#chunk, `No anchor &${name} stands before this alias.`, alias.range[0], alias.range[1]),
      );
    return before;
  }

  /** The library does not say where a tag stands: it is the nearest one before what it tags. */
  #withTag(content: Span, tag: string | undefined): Span {
    if (tag === undefined) return content;
    const at = this.#chunk.text.lastIndexOf(tag.startsWith("!") ? tag : "!!", content.start);
    return at < 0 ? content : place(this.#chunk, at, content.end);
  }
}

function isBlock(type: unknown): boolean {
  return type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED";
}

/** What a merge key takes in: a mapping, or a list of them. */
function mergedMappings(value: Node): readonly MappingNode[] | undefined {
  const sources = value.kind === "sequence" ? value.items : [value];
  const mappings = sources.filter((s) => s.kind === "mapping" && s.tag === undefined);
  return mappings.length === sources.length ? (mappings as MappingNode[]) : undefined;
}

function tagOf(node: ParsedNode): string | undefined {
  const tag = node.tag;
  return tag?.startsWith("!") && tag !== "!" ? tag : undefined;
}

function textOf(chunk: Chunk, node: ParsedNode): string {
  return chunk.text.slice(node.range[0], node.range[1]);
}

/** Only what comes back the same when it is written again is a number: "1.10" and "0123" stay text. */
function plainValue(source: string): string | number | boolean | null {
  if (source === "true" || source === "True" || source === "TRUE") return true;
  if (source === "false" || source === "False" || source === "FALSE") return false;
  if (source === "" || source === "~" || source === "null" || source === "Null" || source === "NULL") return null;
  if (/^-?\d/.test(source) && source.length < 17 && String(Number(source)) === source) return Number(source);
  return source;
}
